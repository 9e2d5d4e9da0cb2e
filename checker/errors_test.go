package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"handshake/internal/course"
)

// What a student's own demo does not compile for, the compiler tells; it is no failure of the
// installation.
func TestADemoOfAnswersThatDoNotCompile(t *testing.T) {
	s := newSandbox(t)
	s.write("lessons/06-conversation/server.go", "package conversation\n\nfunc Serve() { oops() }\n")
	for lang, says := range map[string]string{"en": "does not compile", "zh": "编译不通过"} {
		stdout, stderr, code := s.run("demo", "--answers", "lessons", "--lang", lang)
		if code != 1 || stderr != "" || !strings.Contains(stdout, says) ||
			!strings.Contains(stdout, "lessons/06-conversation/server.go:3:16: undefined: oops") {
			t.Errorf("exit %d\n%s%s", code, stdout, stderr)
		}
	}
}

// A lesson that somebody has only begun stops no other, and is told of where all are meant.
func TestAHalfMadeLessonStopsNoOther(t *testing.T) {
	s := newSandbox(t)
	s.write("lessons/13-demo/server.go", "package demo\n")
	s.write("lessons/14-more/lesson.toml", "files = [")
	s.solve("01-listen")
	stdout, stderr, code := s.run("check", "--race=false")
	if code != 0 || stderr != "" || !strings.Contains(stdout, "01-listen is done") {
		t.Errorf("exit %d\n%s%s", code, stdout, stderr)
	}
	for lang, left := range map[string]string{"en": "! left out: lessons/", "zh": "！跳过：lessons/"} {
		stdout, stderr, code := s.run("check", "1", "13-14", "--lang", lang)
		if code != 2 || stdout != "" || !strings.Contains(stderr, "lessons/13-demo/lesson.toml") {
			t.Errorf("exit %d\n%s%s", code, stdout, stderr)
		}
		stdout, stderr, code = s.run("check", "01-14", "--answers", "solutions", "--lang", lang)
		if code != 1 || strings.Count(stderr, left) != 2 || strings.Count(stderr, "\n") != 2 ||
			!strings.Contains(stdout, "12-shutdown") {
			t.Errorf("exit %d\n%s%s", code, stdout, stderr)
		}
	}
}

// A spoiled lesson of the course keeps a student from going on past it, and from none before it.
func TestASpoiledLessonIsToldWhenItsTurnComes(t *testing.T) {
	s := newSandbox(t)
	s.write("lessons/02-connect/lesson.toml", "files = [")
	if stdout, stderr, code := s.run("check", "--race=false"); code != 1 || !strings.HasPrefix(stdout, "01-listen") {
		t.Errorf("exit %d\n%s%s", code, stdout, stderr)
	}
	s.solve("01-listen")
	s.run("check", "01", "--race=false")
	if stdout, stderr, code := s.run("check"); code != 2 || stdout != "" ||
		!strings.Contains(stderr, "git checkout lessons/02-connect/lesson.toml") {
		t.Errorf("exit %d\n%s%s", code, stdout, stderr)
	}
}

// Modules that are not there and cannot be fetched are nobody's compile error: what to set is
// told.
func TestModulesThatCannotBeFetched(t *testing.T) {
	s := newSandbox(t)
	s.env = append(s.env, "GOMODCACHE="+t.TempDir(), "GOPROXY=off")
	for lang, says := range map[string]string{"en": "set a module proxy that you can reach", "zh": "请设一个连得上的模块代理"} {
		stdout, stderr, code := s.run("check", "--lang", lang)
		if code != 2 || stdout != "" || strings.Count(stderr, "✗") != 1 || !strings.Contains(stderr, says) ||
			!strings.Contains(stderr, "GOPROXY=https://goproxy.cn,direct") {
			t.Errorf("exit %d\n%s%s", code, stdout, stderr)
		}
	}
}

// The script that builds the checker says in one line what is missing, and lets through whatever
// else the go command says, as it is.
func TestBuildScript(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("needs a go command that is a shell script")
	}
	for name, c := range map[string]struct {
		says     string
		fails    bool
		want     string
		unwanted string
	}{
		"well": {says: "go: downloading example.com/a v1.0.0", want: "go: downloading example.com/a v1.0.0\n"},
		"no proxy": {
			says: `checker/check.go:13:2: charm.land/lipgloss/v2@v2.0.6: Get "https://proxy.invalid/a.zip": dial ` +
				`tcp: lookup proxy.invalid: no such host`,
			fails: true, want: "go env -w GOPROXY=https://goproxy.cn,direct", unwanted: "check.go:13"},
		"no network": {
			says:  `lessons/internal/kit/kit.go:9:2: module lookup disabled by GOPROXY=off`,
			fails: true, want: "请设一个连得上的模块代理", unwanted: "kit.go:9"},
		"a mistake": {says: "checker/check.go:7:1: undefined: oops", fails: true,
			want: "checker/check.go:7:1: undefined: oops\n", unwanted: "GOPROXY"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			script := "#!/bin/sh\ncat >&2 <<'END'\n" + c.says + "\n" + c.says + "\nEND\n"
			if c.fails {
				script += "exit 1\n"
			}
			if err := os.WriteFile(filepath.Join(dir, "go"), []byte(script), 0o755); err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), "sh", "build.sh", "out")
			cmd.Env = append(os.Environ(), "PATH="+dir+string(os.PathListSeparator)+os.Getenv("PATH"))
			out, err := cmd.CombinedOutput()
			if (err != nil) != c.fails || !strings.Contains(string(out), c.want) ||
				c.unwanted != "" && strings.Contains(string(out), c.unwanted) {
				t.Errorf("%v\n%s", err, out)
			}
			if c.unwanted != "GOPROXY" && c.fails && strings.Count(string(out), "\n") != 1 {
				t.Errorf("more than one line:\n%s", out)
			}
		})
	}
}

// A loop that calls nothing lets nobody else have a turn. It is told with its line, and costs the
// specs that come into it, and no others.
func TestALoopThatLetsNobodyHaveATurn(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux lets the checker ask a program where it is")
	}
	s := newSandbox(t)
	s.write("lessons/01-listen/server.go",
		"package listen\n\nimport \"net\"\n\nfunc Listen(addr string) (net.Listener, error) {\n\tn := 0\n\tfor addr "+
			"== \"127.0.0.1:65536\" {\n\t\tn++\n\t}\n\treturn net.Listen(\"tcp\", addr)\n}\n")
	for name, r := range s.records("01", "--race=false") {
		switch {
		case name == "01-listen/port-range":
			if r.Status != course.Timeout ||
				!strings.HasPrefix(r.Place, "lessons/01-listen/server.go:7") &&
					!strings.HasPrefix(r.Place, "lessons/01-listen/server.go:8") {
				t.Errorf("%+v", r)
			}
		case r.Status != course.Passed && r.Unwritten == "":
			t.Errorf("%+v", r)
		}
	}
}
