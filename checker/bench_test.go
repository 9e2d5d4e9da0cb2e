package main_test

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"handshake/internal/course/syllabus"
)

// BenchmarkCheckOne compares, in pairs, one lesson from edit to plain verdict: by the
// checker, and by a bare "go test" of the same edit. The ratio is the median over the pairs.
func BenchmarkCheckOne(b *testing.B) {
	first := benchLessons(b)[0].Name
	pairs(b, []string{first}, "./lessons/"+first)
}

// BenchmarkCheckAll compares all lessons with "go test ./lessons/...".
func BenchmarkCheckAll(b *testing.B) {
	pairs(b, []string{"all"}, "./lessons/...")
}

func benchLessons(b *testing.B) []syllabus.Lesson {
	lessons, err := syllabus.Load("..")
	if err != nil {
		b.Fatal(err)
	}
	return lessons
}

// pairs runs both commands in turn on a copy of the course that is solved and, before each
// run, really edited in every lesson that is judged.
func pairs(b *testing.B, asked []string, packages string) {
	root := b.TempDir()
	copyCourse(b, root)
	chosen, err := syllabus.Select(benchLessons(b), asked)
	if err != nil {
		b.Fatal(err)
	}
	edits := 0
	edit := func() {
		edits++
		for _, l := range chosen {
			for i, file := range l.Files {
				text, err := os.ReadFile(filepath.Join("..", "solutions", l.Name, file))
				if err != nil {
					b.Fatal(err)
				}
				if i == 0 {
					text = fmt.Appendf(text, "\nfunc Edit() int { return %d }\n", edits)
				}
				if err := os.WriteFile(filepath.Join(root, "lessons", l.Name, file), text, 0o644); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	timed := func(name string, args ...string) time.Duration {
		edit()
		cmd := exec.CommandContext(b.Context(), name, args...)
		cmd.Dir, cmd.Stdout, cmd.Stderr = root, io.Discard, io.Discard
		began := time.Now()
		if err := cmd.Run(); err != nil {
			b.Fatalf("%s: %v", cmd, err)
		}
		return time.Since(began)
	}
	ours := func() time.Duration { return timed(checker, append([]string{"check", "--race=false"}, asked...)...) }
	theirs := func() time.Duration { return timed("go", "test", packages) }
	ours()
	theirs() // both caches are warm now

	var a, c, ratio []float64
	for b.Loop() {
		mine, bare := ours().Seconds(), theirs().Seconds()
		a, c, ratio = append(a, mine), append(c, bare), append(ratio, mine/bare)
	}
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(median(a), "check-s")
	b.ReportMetric(median(c), "gotest-s")
	b.ReportMetric(median(ratio), "check/gotest")
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}
