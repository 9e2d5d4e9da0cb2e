//go:build linux

package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

// classSize is how many submissions the benchmark grades, all of them different.
const classSize = 60

// BenchmarkGrade grades a class, and has the same class judged as a careful teacher would
// script it: the specs with each submission's files laid over them, and "go test -race". Both
// do all the work, both watch for races, and their verdicts must be equal, spec by spec. What
// counts is processor time, since the one may work on several submissions at once.
func BenchmarkGrade(b *testing.B) {
	b.Run("different", func(b *testing.B) { benchGrade(b, classSize, false) })
}

// BenchmarkGradeAlike is the same with a class in which everybody but a few has copied.
func BenchmarkGradeAlike(b *testing.B) { benchGrade(b, classSize, true) }

func benchGrade(b *testing.B, size int, alike bool) {
	lessons := benchLessons(b)
	pool := answersInTime(b, lessons)
	class := b.TempDir()
	for i := range size {
		who := i
		if alike {
			who = i % 6
		}
		for _, l := range lessons {
			kind := pool[l.Name][(who*7+len(l.Specs))%len(pool[l.Name])]
			submitVariant(b, class, fmt.Sprintf("s%03d", i), l, kind, who)
		}
	}
	b.ResetTimer()
	for range b.N {
		out := filepath.Join(b.TempDir(), "marks")
		ours, wall := measured(b, exec.CommandContext(b.Context(), checker, "grade", class, "--out", out), "..")
		theirs, naive := time.Duration(0), time.Duration(0)
		verdicts := map[string]map[string]course.Status{}
		judged := size
		if alike {
			judged = 6 // the others are the same, and so is their verdict; their time is counted
		}
		tree := b.TempDir()
		copyCourse(b, tree)
		script := func(student string) (cpu, wall time.Duration, found map[string]course.Status) {
			return goTest(b, tree, filepath.Join(class, student, "lessons"), lessons)
		}
		for i := range judged {
			student := fmt.Sprintf("s%03d", i)
			cpu, took, found := script(student)
			theirs, naive = theirs+cpu, naive+took
			verdicts[student] = found
		}
		theirs, naive = theirs*time.Duration(size)/time.Duration(judged),
			naive*time.Duration(size)/time.Duration(judged)
		compareVerdicts(b, filepath.Join(out, "results.jsonl"), verdicts,
			func(student string) map[string]course.Status {
				_, _, found := script(student)
				return found
			})
		b.Logf("processor time: %.1f s for the class, %.1f s by the script", ours.Seconds(), theirs.Seconds())
		b.ReportMetric(0, "ns/op")
		b.ReportMetric(ours.Seconds()/float64(size), "cpu-s/submission")
		b.ReportMetric(theirs.Seconds()/float64(size), "gotest-cpu-s/submission")
		b.ReportMetric(theirs.Seconds()/ours.Seconds(), "times-less-cpu")
		b.ReportMetric(float64(size)/wall.Minutes(), "submissions/min")
		b.ReportMetric(float64(size)/naive.Minutes(), "gotest-submissions/min")
	}
}

// answersInTime lists known answers to each lesson whose verdict hangs on nobody's patience:
// those that hang or crash cost the teacher's script all specs that come after, and what is
// convicted by the moment or by its memory is so now and then.
func answersInTime(b *testing.B, lessons []syllabus.Lesson) map[string][]string {
	pool := map[string][]string{}
	for _, l := range lessons {
		pool[l.Name] = []string{"", "stub", ""}
		for _, kind := range []string{"right", "wrong"} {
			dirs, err := filepath.Glob(filepath.Join("..", "solutions", l.Name, "testdata", kind, "*"))
			if err != nil {
				b.Fatal(err)
			}
			taken := 0
			for _, dir := range dirs {
				said, err := os.ReadFile(filepath.Join(dir, "feedback.en.txt"))
				if kind == "wrong" && (err != nil || notSteady.Match(said)) {
					continue
				}
				if taken++; taken <= 4 {
					pool[l.Name] = append(pool[l.Name], kind+"/"+filepath.Base(dir))
				}
			}
		}
	}
	return pool
}

var notSteady = regexp.MustCompile(
	`time ran out|did not|not return|never|panick|program ended|still|wait|goroutine|socket|data race|calls ` +
		`itself|in the moment|memory`)

// submitVariant hands in an answer with a function of its own, so that no two are alike.
func submitVariant(b *testing.B, class, student string, l syllabus.Lesson, kind string, variant int) {
	for i, name := range l.Files {
		from := filepath.Join("..", "solutions", l.Name)
		candidates := []string{filepath.Join(from, "testdata", kind, name), filepath.Join(from, name)}
		if kind == "stub" {
			candidates = nil
		} else if kind == "" {
			candidates = candidates[1:]
		}
		text := handout.Stubs(l.Name)[name]
		var err error
		for _, path := range candidates {
			if text, err = os.ReadFile(path); err == nil {
				break
			}
		}
		if err != nil {
			b.Fatal(err)
		}
		if i == 0 {
			text = fmt.Appendf(text, "\nfunc Variant%d() int { return %d }\n", variant, variant)
		}
		dir := filepath.Join(class, student, "lessons", l.Name)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			b.Fatal(err)
		}
	}
}

// measured runs a command and returns the processor time of everything below it, and the
// time on the clock.
func measured(b *testing.B, cmd *exec.Cmd, dir string) (cpu, wall time.Duration) {
	cmd.Dir = dir
	began := time.Now()
	out, err := cmd.CombinedOutput()
	if err != nil {
		b.Fatalf("%v: %v\n%s", cmd, err, out)
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), time.Since(began)
}

var verdictLine = regexp.MustCompile(`(?m)^(✓|✗|○|–) .* ([0-9]{2}-[a-z-]+)/([a-z0-9-]+)$`)

// goTest judges a submission in the way of the script.
func goTest(
	b *testing.B, tree, files string, lessons []syllabus.Lesson,
) (cpu, wall time.Duration, verdicts map[string]course.Status) {
	args := []string{"test", "-race", "-v"}
	for _, l := range lessons {
		for _, name := range l.Files {
			copyFile(b, filepath.Join(files, l.Name, name), filepath.Join(tree, "lessons", l.Name, name))
		}
		args = append(args, "./lessons/"+l.Name)
	}
	cmd := exec.CommandContext(b.Context(), "go", args...)
	cmd.Dir = tree
	cmd.Env = append(os.Environ(), "COURSE_LANG=en")
	began := time.Now()
	out, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		b.Fatalf("%v\n%s", err, out)
	}
	wall = time.Since(began)
	verdicts = map[string]course.Status{}
	for _, m := range verdictLine.FindAllStringSubmatch(string(out), -1) {
		verdicts[m[2]+"/"+m[3]] = map[string]course.Status{
			"✓": course.Passed, "✗": course.Failed, "○": course.Failed, "–": course.Skipped,
		}[m[1]]
	}
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), wall, verdicts
}

// compareVerdicts holds the journal against the script's verdicts. What the sandbox does not
// let anybody see, the packets, is skipped there. The script gives every wait one chance: where
// it alone finds fault, it is asked again, for the machine may have been busy.
func compareVerdicts(
	b *testing.B, journal string, want map[string]map[string]course.Status,
	again func(student string) map[string]course.Status,
) {
	text, err := os.ReadFile(journal)
	if err != nil {
		b.Fatal(err)
	}
	compared, twice := 0, 0
	for line := range bytes.Lines(text) {
		var e struct {
			Student string
			Results []struct{ Records []course.Record }
		}
		if err := json.Unmarshal(line, &e); err != nil {
			b.Fatal(err)
		}
		if want[e.Student] == nil {
			continue
		}
		differing := func() (names []string) {
			for _, r := range e.Results {
				for _, record := range r.Records {
					if record.Status == course.Skipped {
						continue
					}
					theirs, judged := want[e.Student][record.Name()]
					if !judged || (theirs == course.Passed) != (record.Status == course.Passed) {
						names = append(names, fmt.Sprintf("%s (%s, by the script %s: %s)", record.Name(), record.Status,
							theirs, record.Message))
					}
				}
			}
			return names
		}
		for _, r := range e.Results {
			compared += len(r.Records)
		}
		if len(differing()) > 0 {
			twice++
			want[e.Student] = again(e.Student)
		}
		for _, name := range differing() {
			b.Errorf("%s: %s", e.Student, name)
		}
	}
	if compared == 0 {
		b.Error("no verdict was compared")
	}
	b.Logf("%d verdicts are equal; the script was asked again about %d submissions", compared, twice)
}

// BenchmarkGradeMemory grades classes of stubs, which cost next to nothing each, and reports
// the most memory that the grader itself took: it must not grow with the class.
func BenchmarkGradeMemory(b *testing.B) {
	for _, size := range []int{100, 10_000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			class := b.TempDir()
			lessons := benchLessons(b)
			for i := range size {
				l := lessons[0]
				handStubs(b, l.Name, filepath.Join(class, fmt.Sprintf("s%05d", i), "lessons", l.Name))
			}
			for range b.N {
				cmd := exec.CommandContext(b.Context(), checker, "grade", class, "--out",
					filepath.Join(b.TempDir(), "marks"), "--format", "csv")
				cmd.Dir = ".."
				if err := cmd.Start(); err != nil {
					b.Fatal(err)
				}
				most := peak(cmd)
				if err := cmd.Wait(); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(0, "ns/op")
				b.ReportMetric(float64(<-most)/(1<<20), "MiB")
			}
		})
	}
}

// peak watches a process's own resident memory, in bytes, until it ends.
func peak(cmd *exec.Cmd) <-chan int64 {
	most := make(chan int64, 1)
	status := fmt.Sprintf("/proc/%d/status", cmd.Process.Pid)
	go func() {
		var kb, last int64
		for {
			text, err := os.ReadFile(status)
			at := strings.Index(string(text), "VmHWM:")
			if err != nil || at < 0 {
				most <- last << 10
				return
			}
			_, _ = fmt.Sscan(string(text[at+len("VmHWM:"):]), &kb)
			last = max(last, kb)
			<-time.After(20 * time.Millisecond)
		}
	}()
	return most
}
