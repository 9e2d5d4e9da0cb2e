package toolchain

import (
	"strings"
	"testing"
)

func TestModulesThatCannotBeFetchedAreNobodysMistake(t *testing.T) {
	for output, want := range map[string]bool{
		"go: downloading example.com/a v1.0.0\nchecker/check.go:13:2: example.com/a@v1.0.0: Get " +
			"\"https://proxy.invalid/a.zip\": dial tcp: lookup proxy.invalid: no such host\n": true,
		"go: golang.org/toolchain@v0.0.1-go1.26.0.linux-amd64: Get \"https://proxy.invalid/x\": dial tcp: i/o " +
			"timeout\n": true,
		"lessons/01-listen/server_test.go:9:2: module lookup disabled by " +
			"GOPROXY=off\n": true,
		"go: example.com/a@v1.0.0: reading https://goproxy.example/a: 404 Not " +
			"Found\n": true,
		"lessons/01-listen/server.go:3:8: package nowhere is not in " +
			"std\n": false,
		"lessons/01-listen/server.go:4:2: undefined: " +
			"Get\n": false,
		"lessons/01-listen/server.go:4:2: cannot use \": Get \\\"http\" (untyped string constant) as int " +
			"value\n": false,
		"lessons/01-listen/server.go:3:8: no required module provides package example.com/a; to add it:\n\tgo get " +
			"example.com/a\n": false,
	} {
		err := &Error{Output: output}
		if err.Unfetched() != want {
			t.Errorf("%q: got %v", output, !want)
		}
		if strings.Contains(err.Error(), "downloading") {
			t.Errorf("%q: says %q", output, err)
		}
	}
}

func TestLost(t *testing.T) {
	for output, want := range map[string]bool{
		"lessons/04-exchange/server.go:5:2: could not import bytes (open : no such file or directory)":   true,
		"# x\na.go:1:2: could not import io (open : The system cannot find the file specified.)\nnote\n": true,
		"a.go:5:2: could not import example.org/bytes (open go-build/x-d: no such file or directory)":    false,
		"a.go:5:2: undefined: open":                           false,
		"a.go:5:2: could not import strings (file not found)": false,
	} {
		if Lost(output) != want {
			t.Errorf("%q: want %v", output, want)
		}
	}
}
