//go:build linux

package main_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A grader that is killed at any stage takes with it whatever it has started: the go command,
// compilers, the workers of the gate, confined programs. The next one sweeps its folder.
func TestNothingOutlivesAKilledGrader(t *testing.T) {
	needsSandbox(t)
	s := newSandbox(t)
	class := s.handIn("class", 2)
	s.grade(class, "--out", "whole", "--lessons", "1")
	if err := os.Mkdir(filepath.Join(s.root, "killed"), 0o755); err != nil {
		t.Fatal(err)
	}
	copyFile(t, filepath.Join(s.root, "whole", "grade.json"), filepath.Join(s.root, "killed", "grade.json"))
	for stage, program := range map[string]string{
		"the gate":       "handshake-gate",
		"the go command": "/go\x00",
		"the run":        "suite.test.exe\x00",
	} {
		s.write("class/s00/lessons/01-listen/server.go",
			"package listen\n\nimport \"net\"\n\nfunc Listen(string) (net.Listener, error) {\n\tfor {\n\t}\n}\n\n// "+
				stage+"\n")
		cmd, out := s.start(class, "--out", "killed", "--lessons", "1")
		for begin := time.Now(); !strings.Contains(strings.Join(s.running(), ""),
			program); time.Sleep(time.Millisecond) {
			if time.Since(begin) > hangs {
				t.Fatalf("%s never comes:\n%s", stage, out)
			}
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		const moment = 20 * time.Second // on a machine that is busy with other tests
		left := s.running()
		for begin := time.Now(); len(left) > 0 && time.Since(begin) < moment; left = s.running() {
			time.Sleep(time.Millisecond)
		}
		if len(left) > 0 {
			t.Errorf("killed in %s, it leaves behind\n%s", stage, strings.Join(left, "\n"))
		}
		if folders := glob(t, s.cache(), "handshake", "work-*"); len(folders) != 1 {
			t.Errorf("killed in %s, it leaves %q, and its predecessors were to be swept", stage, folders)
		}
	}
}

// running are the command lines of all processes that have to do with the sandbox.
func (s *sandbox) running() (lines []string) {
	for _, file := range glob(s.t, "/proc", "[0-9]*", "cmdline") {
		line, err := os.ReadFile(file)
		if err != nil || filepath.Base(filepath.Dir(file)) == fmt.Sprint(os.Getpid()) {
			continue
		}
		environ, _ := os.ReadFile(filepath.Join(filepath.Dir(file), "environ"))
		for _, dir := range []string{s.root, s.cache()} {
			if len(line) > 0 && (bytes.Contains(line, []byte(dir)) || bytes.Contains(environ, []byte(dir))) {
				lines = append(lines, string(line))
				break
			}
		}
	}
	return lines
}
