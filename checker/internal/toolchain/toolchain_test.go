package toolchain

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
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

// Two answers of one name, time and size import what each says: in an archive all files may have one time.
func TestAnswersAreToldApartByWhatTheySay(t *testing.T) {
	root := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		past := time.Unix(1_700_000_000, 0)
		if err := os.Chtimes(path, past, past); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("go.mod", "module handshake.test\n")
	laid := write("p/a.go", "package p\n")
	for n, text := range []string{
		"package p\n\nimport \"os\"\n\nvar X = os.Args\n",
		"package p\n\nimport \"io\"\n\nvar X = io.EOF \n",
	} {
		over, err := json.Marshal(map[string]map[string]string{
			"Replace": {laid: write(fmt.Sprintf("%d/a.go", n), text)}})
		if err != nil {
			t.Fatal(err)
		}
		cmd, err := Go{Root: root}.Command(t.Context(), "build", "-overlay", write("overlay.json", string(over)), "./p")
		if err != nil {
			t.Fatal(err)
		}
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("answer %d: %v\n%s", n, err, said)
		}
	}
}
