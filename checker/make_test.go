package main_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"handshake/internal/course"
)

// front is a copy of the front door, with a checker that ends as it is told to.
func front(t *testing.T) (run func(lang string, args ...string) (output string, code int)) {
	t.Helper()
	if _, err := exec.LookPath("make"); err != nil {
		t.Skip("there is no make here")
	}
	root := t.TempDir()
	for _, dir := range []string{"checker", "internal", ".bin"} {
		if err := os.Mkdir(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"go.mod", "go.sum", "Makefile"} {
		copyFile(t, filepath.Join("..", file), filepath.Join(root, file))
	}
	if err := os.WriteFile(filepath.Join(root, ".bin", "checker"),
		[]byte("#!/bin/sh\necho \"checker $*\"\nexit $VERDICT\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return func(lang string, args ...string) (string, int) {
		cmd := exec.CommandContext(t.Context(), "make", args...)
		cmd.Dir, cmd.Env = root, append(os.Environ(), "COURSE_LANG="+lang, "MAKEFLAGS=", "MAKELEVEL=")
		output, err := cmd.CombinedOutput()
		var exit *exec.ExitError
		if err != nil && !errors.As(err, &exit) {
			t.Fatal(err)
		}
		return string(output), cmd.ProcessState.ExitCode()
	}
}

func TestMakeAddsNothingToAVerdictAndFailsForWhatIsBroken(t *testing.T) {
	run := front(t)
	for verdict, fails := range map[string]bool{"0": false, "1": false, "2": true} {
		t.Setenv("VERDICT", verdict)
		output, code := run("en", "check", `LESSON=lessons\03-accept`, "FULL=1")
		if (code != 0) != fails || !strings.HasPrefix(output, "checker check --full lessons/03-accept\n") ||
			strings.Contains(output, "Error") != fails {
			t.Errorf("the checker ends with %s, make with %d:\n%s", verdict, code, output)
		}
	}
}

func TestMakeGradesTheLessonsAskedFor(t *testing.T) {
	run := front(t)
	t.Setenv("VERDICT", "0")
	for asked, want := range map[string]string{
		"IN=autumn LESSONS=1-3 OUT=week3": "grade autumn --out week3 --lessons 1-3",
		"IN=autumn LESSON=03":             "grade autumn --out marks --lessons 03",
		"IN=autumn":                       "grade autumn --out marks",
		"IN=":                             "grade --out marks", // the checker says what is missing
	} {
		output, code := run("en", append([]string{"grade"}, strings.Fields(asked)...)...)
		if got := strings.Join(strings.Fields(output), " "); code != 0 || got != "checker "+want {
			t.Errorf("make grade %s: exit %d, %q, want %q", asked, code, got, want)
		}
	}
}

func TestMakeHelpListsEveryTargetInBothLanguages(t *testing.T) {
	run := front(t)
	text, err := os.ReadFile("../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	targets := strings.Fields(string(regexp.MustCompile(`(?m)^\.PHONY: (.*)$`).FindSubmatch(text)[1]))
	lines := map[string]int{}
	for _, lang := range []string{"en", "zh"} {
		help, code := run(lang, "help")
		lines[lang] = strings.Count(help, "\n")
		for _, target := range targets {
			if code != 0 || !strings.Contains(help, "make "+target) {
				t.Errorf("exit %d, make %s is not in\n%s", code, target, help)
			}
		}
		for line := range strings.Lines(help) {
			if course.Columns(strings.TrimSuffix(line, "\n")) > 80 {
				t.Errorf("wider than a terminal: %s", line)
			}
		}
	}
	if lines["en"] != lines["zh"] {
		t.Errorf("%d lines in English, %d in Chinese", lines["en"], lines["zh"])
	}
}

func TestMakeTellsWhatThereIsWhereATargetIsMistyped(t *testing.T) {
	run := front(t)
	for lang, want := range map[string]string{
		"en": "there is no target chek; there are:\nmake check ",
		"zh": "没有 chek 这个目标；现有的是：\nmake check ",
	} {
		if output, code := run(lang, "chek"); code != 2 || !strings.Contains(output, want) {
			t.Errorf("exit %d\n%s", code, output)
		}
	}
}
