//go:build linux

package main_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"handshake/checker/internal/grading"
	"handshake/internal/course"
	"handshake/internal/thorough"
)

// needsSandbox skips the test where the system forbids a layer of the sandbox: there grade
// refuses, which is tested by itself.
func needsSandbox(t *testing.T) {
	t.Helper()
	for _, m := range grading.Probe(t.Context(), t.TempDir()) {
		t.Skipf("no sandbox here: %s", m.Why.En)
	}
}

// kinds of answers to lesson 01, in turn; "" is the solution. Each is made different from all
// others by a function of its own.
var kinds = []string{"", "wrong/fixed-port", "wrong/swallows-error", "right/in-a-goroutine", "wrong/every-interface"}

// handIn writes n submissions of lesson 01, all different, into a folder of the sandbox.
func (s *sandbox) handIn(folder string, n int) string {
	s.t.Helper()
	for i := range n {
		s.submit(folder, fmt.Sprintf("s%02d", i), "01-listen", kinds[i%len(kinds)], i)
	}
	return filepath.Join(s.root, folder)
}

// submit writes one answer: the solution with the files of one of its known answers over it.
func (s *sandbox) submit(folder, student, lesson, kind string, variant int) {
	s.t.Helper()
	for _, name := range []string{"server.go", "client.go"} {
		text, err := os.ReadFile(filepath.Join("..", "solutions", lesson, "testdata", kind, name))
		if kind == "" || errors.Is(err, fs.ErrNotExist) {
			text, err = os.ReadFile(filepath.Join("..", "solutions", lesson, name))
		}
		if err != nil {
			s.t.Fatal(err)
		}
		if name == "server.go" {
			text = fmt.Appendf(text, "\nfunc Variant() int { return %d }\n", variant)
		}
		s.write(filepath.Join(folder, student, "lessons", lesson, name), string(text))
	}
}

// grade runs the grader to its end, and expects it to succeed.
func (s *sandbox) grade(args ...string) {
	s.t.Helper()
	stdout, stderr, code := s.run(append([]string{"grade"}, args...)...)
	if code != 0 {
		s.t.Fatalf("exit %d\n%s%s", code, stdout, stderr)
	}
}

// start starts a grader and returns it with what it prints.
func (s *sandbox) start(args ...string) (*exec.Cmd, *bytes.Buffer) {
	s.t.Helper()
	cmd := exec.CommandContext(s.t.Context(), checker, append([]string{"grade"}, args...)...)
	cmd.Dir, cmd.Env = s.root, s.env
	out := &bytes.Buffer{}
	cmd.Stdout, cmd.Stderr = out, out
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	return cmd, out
}

// chance is what no two runs have in common: times, and the ports that the system chooses.
var chance = regexp.MustCompile(`("seconds": ?|127\.0\.0\.1:|\[::\]:)[0-9.e-]+`)

// outcome is everything that the grader has written into a folder, but for the journal, whose
// order is chance, and for times and ports.
func outcome(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "results.jsonl" || d.Name() == ".lock" || d.Name() == "grade.json" {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[name] = chance.ReplaceAllString(string(text), "$1")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func sameOutcome(t *testing.T, got, want string) {
	t.Helper()
	a, b := outcome(t, got), outcome(t, want)
	for name := range b {
		if _, ok := a[name]; !ok {
			t.Errorf("%s is missing", name)
		} else if a[name] != b[name] {
			t.Errorf("%s differs:\n%s\nwant\n%s", name, a[name], b[name])
		}
	}
	if len(a) != len(b) || len(b) < 4 {
		t.Errorf("%d files, want %d", len(a), len(b))
	}
}

// entries are the journal's lines; each must be whole.
func entries(t *testing.T, dir string) (students []string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "results.jsonl"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(text) {
		if !bytes.HasSuffix(line, []byte("\n")) {
			continue // torn, and not yet taken away
		}
		var e struct{ Student string }
		if err := json.Unmarshal(line, &e); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		students = append(students, e.Student)
	}
	return students
}

// csvRows are the rows of a table by the names of its columns.
func csvRows(t *testing.T, file string) (rows []map[string]string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, name := range all[0] {
			row[name] = cells[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// The solutions get full marks, the stubs none, and equal answers are judged once.
func TestGradeSolutionsAndStubs(t *testing.T) {
	needsSandbox(t)
	s := newSandbox(t)
	for _, student := range []string{"anna", "bo"} {
		if err := os.CopyFS(filepath.Join(s.root, "class", student),
			os.DirFS(filepath.Join("..", "solutions"))); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS(filepath.Join(s.root, "class", "cy", "lessons"),
		os.DirFS(filepath.Join(s.root, "lessons"))); err != nil {
		t.Fatal(err)
	}
	s.grade("class", "--out", "marks")
	rows := csvRows(t, filepath.Join(s.root, "marks", "totals.csv"))
	if len(rows) != 3 {
		t.Fatalf("got %v", rows)
	}
	for _, row := range rows {
		score, want := row["score"], row["max"]
		if row["student"] == "cy" {
			want = "0"
		}
		if score != want || row["max"] == "0" || row["pending"] != "0" {
			t.Errorf("got %v", row)
		}
	}
}

// A teacher who has solved the lessons gives nothing away: what was not handed in is a stub. Other
// points than the course's are told in every result; by other specs nobody is graded.
func TestGradeInASolvedCheckout(t *testing.T) {
	needsSandbox(t)
	s := newSandbox(t)
	s.solve("01-listen")
	s.write("lessons/01-listen/mine.go", "package listen\n\nfunc {")
	text, err := os.ReadFile("../solutions/01-listen/server.go")
	if err != nil {
		t.Fatal(err)
	}
	s.write("class/anna/lessons/01-listen/server.go", string(text))
	s.grade("class", "--out", "marks", "--lessons", "1")
	grades, err := os.ReadFile(filepath.Join(s.root, "marks", "students", "anna.json"))
	if err != nil {
		t.Fatal(err)
	}
	row := csvRows(t, filepath.Join(s.root, "marks", "totals.csv"))[0]
	if row["score"] == row["max"] || row["score"] == "0" ||
		!bytes.Contains(grades, []byte("Probe is still to be written")) {
		t.Errorf("the teacher's client.go counts for a student: %v\n%s", row, grades)
	}

	s.append("lessons/01-listen/lesson.toml", "\n# as I like it\n")
	stdout, stderr, code := s.run("grade", "class", "--out", "marks", "--lessons", "1")
	if code != 0 || !strings.Contains(stdout, "lessons/01-listen/lesson.toml is not the course's own") {
		t.Errorf("exit %d\n%s%s", code, stdout, stderr)
	}
	for _, file := range []string{"report.html", "students/anna.html"} {
		if page, err := os.ReadFile(filepath.Join(s.root, "marks", file)); err != nil ||
			!bytes.Contains(page, []byte("lessons/01-listen/lesson.toml")) {
			t.Errorf("%s does not say that the points are the teacher's (%v)", file, err)
		}
	}

	s.remove("lessons/01-listen/client_test.go")
	for lang, says := range map[string]string{
		"en": "nobody is graded by specs that are not the course's: `git checkout -- lessons/01-listen/client_test.go`",
		"zh": "测试不是课程原来的，谁也不评",
	} {
		stdout, stderr, code := s.run("grade", "class", "--out", "refused", "--lessons", "1", "--lang", lang)
		if code != 2 || strings.Count(stderr, "✗") != 1 || !strings.Contains(stderr, says) {
			t.Errorf("exit %d\n%s%s", code, stdout, stderr)
		}
	}
	if _, err := os.Stat(filepath.Join(s.root, "refused")); err == nil {
		t.Error("a refused grading has written something")
	}
}

// Killed at any instant, again and again, the grading ends as if nothing had happened.
func TestGradeSurvivesBeingKilled(t *testing.T) {
	thorough.Only(t)
	needsSandbox(t)
	s := newSandbox(t)
	const students = 24
	class := s.handIn("class", students)
	s.grade(class, "--out", "whole", "--lessons", "1")
	if err := os.Mkdir(filepath.Join(s.root, "killed"), 0o755); err != nil {
		t.Fatal(err)
	}
	copyFile(t, filepath.Join(s.root, "whole", "grade.json"), filepath.Join(s.root, "killed", "grade.json"))
	random := rand.New(rand.NewPCG(1, 2))
	for n := range thorough.Times(50) {
		cmd, out := s.start(class, "--out", "killed", "--lessons", "1")
		killed := time.AfterFunc(time.Duration(random.Int64N(int64(1500*time.Millisecond))), func() {
			_ = cmd.Process.Kill()
		})
		err := cmd.Wait()
		if killed.Stop() && err != nil {
			t.Fatalf("run %d ends by itself: %v\n%s", n, err, out)
		}
		entries(t, filepath.Join(s.root, "killed"))
	}
	s.grade(class, "--out", "killed", "--lessons", "1")
	sameOutcome(t, filepath.Join(s.root, "killed"), filepath.Join(s.root, "whole"))
	done := entries(t, filepath.Join(s.root, "killed"))
	slices.Sort(done)
	if len(slices.Compact(done)) != students || len(done) != students {
		t.Errorf("judged: %v", done)
	}
}

// A disk that fills up stops the grading with one clear line, and costs nothing but time.
func TestGradeSurvivesAFullDisk(t *testing.T) {
	thorough.Only(t)
	needsSandbox(t)
	s := newSandbox(t)
	class := s.handIn("class", 12)
	s.grade(class, "--out", "whole", "--lessons", "1")
	full := filepath.Join(s.root, "full")
	if err := os.Mkdir(full, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mount("tmpfs", full, "tmpfs", 0, "size=32k"); err != nil {
		t.Skipf("cannot mount a small disk here: %v", err)
	}
	t.Cleanup(func() { _ = unix.Unmount(full, unix.MNT_DETACH) })
	stdout, stderr, code := s.run("grade", class, "--out", full, "--lessons", "1")
	if code != 2 || !strings.Contains(stderr, "no space left on device") ||
		!strings.Contains(stderr, "run the same command again") || strings.Count(stderr, "✗") != 1 {
		t.Errorf("exit %d\n%s%s", code, stdout, stderr)
	}
	before := len(entries(t, full))
	if before == 0 || before == 12 {
		t.Errorf("%d submissions were judged; the disk is too small or too large for the test", before)
	}
	if err := unix.Mount("tmpfs", full, "tmpfs", unix.MS_REMOUNT, "size=8m"); err != nil {
		t.Fatal(err)
	}
	s.grade(class, "--out", full, "--lessons", "1")
	sameOutcome(t, full, filepath.Join(s.root, "whole"))
	if n := len(entries(t, full)); n != 12 {
		t.Errorf("%d entries", n)
	}
}

// Whatever kills the processes that build and run answers, nobody is marked down for it.
func TestGradeSurvivesTheLossOfItsWorkers(t *testing.T) {
	thorough.Only(t)
	needsSandbox(t)
	s := newSandbox(t)
	class := s.handIn("class", 8)
	s.grade(class, "--out", "whole", "--lessons", "1")
	cmd, out := s.start(class, "--out", "shot", "--lessons", "1")
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	shots := 0
	for done := false; !done; {
		select {
		case err := <-ended:
			done = true
			if err != nil && strings.Contains(out.String(), "set aside") { // one was shot at three times
				s.grade(class, "--out", "shot", "--lessons", "1")
			} else if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
		case <-time.After(150 * time.Millisecond):
			if below := descendants(cmd.Process.Pid); len(below) > 0 && shots < 6 &&
				len(entries(t, filepath.Join(s.root, "shot"))) > 0 {
				if unix.Kill(below[len(below)-1], unix.SIGKILL) == nil {
					shots++
				}
			}
		}
	}
	if shots == 0 {
		t.Error("nothing was killed")
	}
	sameOutcome(t, filepath.Join(s.root, "shot"), filepath.Join(s.root, "whole"))
}

// descendants are the processes below pid, children before their children.
func descendants(pid int) (all []int) {
	entries, _ := os.ReadDir("/proc")
	parents := map[int][]int{}
	for _, e := range entries {
		child, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		stat, err := os.ReadFile(filepath.Join("/proc", e.Name(), "stat"))
		if err != nil {
			continue
		}
		_, rest, _ := strings.Cut(string(stat), ") ")
		if fields := strings.Fields(rest); len(fields) > 1 {
			parent, _ := strconv.Atoi(fields[1])
			parents[parent] = append(parents[parent], child)
		}
	}
	for next := []int{pid}; len(next) > 0; next = next[1:] {
		all = append(all, parents[next[0]]...)
		next = append(next, parents[next[0]]...)
	}
	return all
}

// hold waits until a grader has judged somebody, and stops it there until it is released.
func hold(t *testing.T, grader *exec.Cmd, out string) (release func()) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), hangs)
	defer cancel()
	signal := func(s unix.Signal) {
		if err := grader.Process.Signal(s); err != nil {
			t.Fatal(err)
		}
	}
	for len(entries(t, out)) == 0 {
		select {
		case <-ctx.Done():
			t.Fatal("nobody is judged")
		case <-time.After(20 * time.Millisecond):
		}
	}
	signal(unix.SIGSTOP)
	return func() { signal(unix.SIGCONT) }
}

// A submission that vanishes meanwhile is set aside; all others are marked.
func TestGradeMissesASubmissionThatVanishes(t *testing.T) {
	needsSandbox(t)
	s := newSandbox(t)
	class := s.handIn("class", 4)
	cmd, out := s.start(class, "--out", "marks", "--lessons", "1", "--jobs", "1")
	release := hold(t, cmd, filepath.Join(s.root, "marks"))
	if err := os.RemoveAll(filepath.Join(class, "s03")); err != nil {
		t.Fatal(err)
	}
	release()
	err := cmd.Wait()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 2 || !strings.Contains(out.String(), "set aside") {
		t.Errorf("%v\n%s", err, out)
	}
	for _, row := range csvRows(t, filepath.Join(s.root, "marks", "totals.csv")) {
		if gone := row["student"] == "s03"; gone != (row["pending"] == "1") {
			t.Errorf("got %v", row)
		}
	}
}

// Two graders in one folder would spoil each other's work: the second refuses.
func TestGradeKeepsAFolderToItself(t *testing.T) {
	needsSandbox(t)
	s := newSandbox(t)
	class := s.handIn("class", 3)
	cmd, out := s.start(class, "--out", "marks", "--lessons", "1", "--jobs", "1")
	release := hold(t, cmd, filepath.Join(s.root, "marks"))
	for lang, says := range map[string]string{"en": "another grader is at work", "zh": "另一个评分程序正在那个目录里工作"} {
		if _, stderr, code := s.run("grade", class, "--out", "marks", "--lessons", "1", "--lang", lang); code != 2 ||
			!strings.Contains(stderr, says) {
			t.Errorf("exit %d\n%s", code, stderr)
		}
	}
	release()
	if err := cmd.Wait(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// Parts that are graded apart, one of them twice, make the same class as one that was not
// divided.
func TestGradeInParts(t *testing.T) {
	needsSandbox(t)
	s := newSandbox(t)
	class := s.handIn("class", 6)
	specs := len(lessons(t)[0].Specs)
	s.write("class/readme.docx", "not a submission")
	s.write("class/roster.csv",
		"student,name,email,lang\ns00,Ada,ada@example.org,en\ns01,Zhang San,,zh\ns02,,,\ns03,,,\ns04,,,\ns05,,,\n"+
			"t06,Chen Jing,,zh\n")
	if _, stderr, _ := s.run("grade", class, "--out", "whole", "--lessons", "1"); !strings.Contains(stderr,
		fmt.Sprintf("%d/%[1]d 01-listen\n", specs)) ||
		!strings.Contains(stderr, "6/6 s0") {
		t.Errorf("nothing is told on the way:\n%s", stderr)
	}
	for part, out := range map[string]string{"1/2": "one", "2/2": "two"} {
		s.grade(class, "--out", out, "--lessons", "1", "--shard", part)
	}
	s.grade(class, "--out", "again", "--lessons", "1", "--shard", "2/2")
	if stdout, stderr, code := s.run("merge", "one", "two", "again", "--out", "merged"); code != 0 {
		t.Fatalf("exit %d\n%s%s", code, stdout, stderr)
	}
	sameOutcome(t, filepath.Join(s.root, "merged"), filepath.Join(s.root, "whole"))
	totals := csvRows(t, filepath.Join(s.root, "merged", "totals.csv"))
	if len(totals) != 7 || totals[0]["name"] != "Ada" || totals[0]["email"] != "ada@example.org" {
		t.Errorf("names are lost, or a stray file is a student: %v", totals)
	}
	if parts := len(csvRows(t, filepath.Join(s.root, "one", "totals.csv"))) + len(csvRows(t,
		filepath.Join(s.root, "two", "totals.csv"))); parts != 7 {
		t.Errorf("the parts tell of %d students, some of them twice or of nobody's", parts)
	}
	for file, says := range map[string]string{
		"report.html":       "readme.docx",
		"students/t06.html": "没有交",
		"grades.csv":        fmt.Sprintf("t06,Chen Jing,01-listen,0,%d,not-run,,", specs),
	} {
		if text, err := os.ReadFile(filepath.Join(s.root, "merged", file)); err != nil ||
			!bytes.Contains(text, []byte(says)) {
			t.Errorf("%s does not say %q (%v)", file, says, err)
		}
	}
	s.write("renamed.csv", "student,name\ns00,Countess\n")
	if _, stderr, code := s.run("merge", "one", "two", "--out", "renamed", "--roster", "renamed.csv"); code != 0 ||
		csvRows(t, filepath.Join(s.root, "renamed", "totals.csv"))[0]["name"] != "Countess" {
		t.Errorf("exit %d\n%s", code, stderr)
	}

	for lang, says := range map[string]string{"en": "name the folders of all 2 parts", "zh": "请给出全部 2 个分片的目录"} {
		if _, stderr, code := s.run("merge", "one", "--out", "half", "--lang", lang); code != 2 ||
			!strings.Contains(stderr, says) {
			t.Errorf("exit %d\n%s", code, stderr)
		}
	}
	if _, err := os.Stat(filepath.Join(s.root, "half", "totals.csv")); err == nil {
		t.Error("half a class has marks")
	}
	text, err := os.ReadFile(filepath.Join(s.root, "again", "results.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	s.write("again/results.jsonl", strings.Replace(string(text), `"status":"passed"`, `"status":"failed"`, 1))
	if _, stderr, code := s.run("merge", "one", "two", "again", "--out", "bad"); code != 2 ||
		!strings.Contains(stderr, "judge the same answers differently (01-listen)") {
		t.Errorf("exit %d\n%s", code, stderr)
	}
	for lang, says := range map[string]string{"en": "class holds no results", "zh": "class 里没有评分结果"} {
		if _, stderr, code := s.run("merge", "one", "class", "--out", "bad3", "--lang", lang); code != 2 ||
			!strings.Contains(stderr, says) || strings.Contains(stderr, "--help") {
			t.Errorf("exit %d\n%s", code, stderr)
		}
	}
	s.grade(class, "--out", "other", "--lessons", "1-2", "--shard", "2/2")
	if _, stderr, code := s.run("merge", "one", "other", "--out", "bad2"); code != 2 ||
		!strings.Contains(stderr, "were not graded alike") {
		t.Errorf("exit %d\n%s", code, stderr)
	}
}

// Points that a person has given outlast every re-grade, and a verdict that changes is shown
// as such.
// A spec that cannot prepare is nobody's zero. An answer beside which no spec can, though beside
// the solution it can, is no reason to wait either.
func TestNobodyPutsOffAVerdictByUsingUpWhatTheSpecsNeed(t *testing.T) {
	needsSandbox(t)
	s := newSandbox(t)
	s.submit("class", "honest", "01-listen", "", 0)
	s.submit("class", "greedy", "01-listen", "", 0)
	s.write("class/greedy/lessons/01-listen/server.go", `package listen

import "net"

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if addr == "127.0.0.1:0" || err != nil {
		return ln, err
	}
	_, taken := net.Listen("tcp", addr)
	for {
		if _, err := net.Listen("tcp", "127.0.0.1:0"); err != nil {
			return nil, taken
		}
	}
}
`)
	s.grade("class", "--out", "marks", "--lessons", "1")
	_, entries, err := grading.Results(filepath.Join(s.root, "marks"))
	if err != nil || len(entries) != 2 {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	wants := map[string]course.Status{"honest": course.Passed, "greedy": course.Failed}
	for _, e := range entries {
		student := e.Student
		if e.Results[0].Status != wants[student] {
			t.Fatalf("%s: %v", student, e.Results)
		}
		for _, r := range e.Results[0].Records {
			if r.Status == course.Infrastructure ||
				r.Spec == "given-address" && student == "greedy" &&
					(r.Status != course.Failed || !strings.Contains(r.Message, "leaves the spec nothing to work "+
						"with")) {
				t.Errorf("%s: %+v", student, r)
			}
		}
	}
}

func TestGradeAgain(t *testing.T) {
	needsSandbox(t)
	s := newSandbox(t)
	class := s.handIn("class", 2)
	s.grade(class, "--out", "marks", "--lessons", "1")
	s.write("marks/overrides.csv", "student,lesson,points,reason\ns01,01-listen,7,explained it to me\n")
	text, err := os.ReadFile(filepath.Join(s.root, "marks", "results.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	s.write("marks/results.jsonl", strings.Replace(string(text),
		`"spec":"own-port","title":{"en":"gives two servers a port each","zh":"让两个服务端各得一个端口"},"status":"passed"`,
		`"spec":"own-port","title":{"en":"gives two servers a port each","zh":"让两个服务端各得一个端口"},"status":"failed"`, 1))
	s.grade(class, "--out", "marks", "--lessons", "1", "--again")
	rows := csvRows(t, filepath.Join(s.root, "marks", "totals.csv"))
	if rows[1]["score"] != "7" || rows[0]["score"] != rows[0]["max"] {
		t.Errorf("got %v", rows)
	}
	page, err := os.ReadFile(filepath.Join(s.root, "marks", "results.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(page, []byte(`"nondeterministic":true`)); n != 1 {
		t.Errorf("%d verdicts are flagged, want 1", n)
	}
	before := outcome(t, filepath.Join(s.root, "marks"))
	worth := strconv.Itoa(len(lessons(t)[0].Specs))
	for row, told := range map[string]map[string]string{
		"nobody,01-listen,7,typo": {
			"en": `overrides.csv:2: nobody in this class is called "nobody"`,
			"zh": `overrides.csv:2：班上没有 "nobody"`,
		},
		"s01,01-listen,500,typo": {
			"en": "overrides.csv:2: 500 points are more than 01-listen is worth, which is " + worth,
			"zh": "overrides.csv:2：01-listen 一共只值 " + worth + " 分，不能给 500 分",
		},
	} {
		s.write("marks/overrides.csv", "student,lesson,points,reason\n"+row+"\n")
		before["overrides.csv"] = "student,lesson,points,reason\n" + row + "\n"
		for lang, says := range told {
			if _, stderr, code := s.run("grade", class, "--out", "marks", "--lessons", "1", "--lang",
				lang); code != 2 ||
				!strings.Contains(stderr, says) {
				t.Errorf("exit %d\n%s", code, stderr)
			}
		}
	}
	if !maps.Equal(outcome(t, filepath.Join(s.root, "marks")), before) {
		t.Error("a refused override has changed what was written")
	}
}

// Lateness is taken off after the verdicts: by the table beside the submissions, by another one,
// and again when parts are merged; never by what a student's own submission says.
func TestGradeLate(t *testing.T) {
	needsSandbox(t)
	s := newSandbox(t)
	class := s.handIn("class", 3)
	s.write("class/times.csv", "student,submitted\ns00,2026-10-01 23:59\ns02,2026-10-03 08:00\n")
	late := func(dir string) (found []string) {
		for _, row := range csvRows(t, filepath.Join(s.root, dir, "totals.csv")) {
			found = append(found,
				row["student"]+" "+row["late_days"]+" "+strconv.FormatBool(row["final"] == row["score"]+".0"))
		}
		return found
	}
	for _, c := range []struct {
		says string
		args []string
		want []string
	}{
		{"", []string{"grade", class, "--out", "marks", "--lessons", "1"}, []string{
			"s00 0 true", "s01 0 true", "s02 0 true",
		}},
		{"Not in the table of times, and taken as on time: 1.",
			[]string{"grade", class, "--out", "marks", "--lessons", "1", "--due", "2026-10-01 23:59"},
			[]string{"s00 0 true", "s01 0 true", "s02 2 false"}},
		{"Handed in late: 2;",
			[]string{
				"merge", "marks", "--out", "merged", "--due", "2026-10-01 23:00", "--times", "class/times.csv",
				"--late", "25",
			},
			[]string{"s00 1 false", "s01 0 true", "s02 2 false"}},
	} {
		stdout, stderr, code := s.run(c.args...)
		if got := late(c.args[3]); code != 0 || !strings.Contains(stdout, c.says) || !slices.Equal(got, c.want) {
			t.Errorf("%v: exit %d, got %q, want %q\n%s%s", c.args, code, got, c.want, stdout, stderr)
		}
	}
	if n := len(entries(t, filepath.Join(s.root, "marks"))); n != 3 {
		t.Errorf("%d verdicts, want 3: lateness is no part of them", n)
	}
	s.write("class/s00/times.csv", "s00,2026-01-01 00:00\n")
	if _, stderr, code := s.run("grade", "class/s00", "--out", "one", "--due", "2026-10-01 23:59"); code != 2 ||
		!strings.Contains(stderr, "--due needs --times") {
		t.Errorf("exit %d: a student's own table counts\n%s", code, stderr)
	}
}

// The class that comes with the instructor's guide, with the command that stands there.
func TestGradeTheGuidesClass(t *testing.T) {
	needsSandbox(t)
	s := newSandbox(t)
	class, err := filepath.Abs(filepath.Join("testdata", "class"))
	if err != nil {
		t.Fatal(err)
	}
	s.grade(class, "--out", "marks", "--lessons", "1-3")
	want := map[string]map[string]course.Status{
		"2023001": {"01-listen": course.Passed, "02-connect": course.Failed, "03-accept": course.Passed},
		"2023002": {"01-listen": course.Failed, "02-connect": course.Passed, "03-accept": course.Failed},
		"2023003": {"01-listen": course.Rejected, "02-connect": course.Failed, "03-accept": course.CompileError},
		"2023004": {"01-listen": course.NotRun, "02-connect": course.NotRun, "03-accept": course.NotRun},
	}
	rows := csvRows(t, filepath.Join(s.root, "marks", "grades.csv"))
	if len(rows) != 12 {
		t.Errorf("%d rows", len(rows))
	}
	for _, row := range rows {
		if got := course.Status(row["status"]); got != want[row["student"]][row["lesson"]] {
			t.Errorf("%s %s: got %s", row["student"], row["lesson"], got)
		}
	}
	for _, extension := range []string{".html", ".md"} {
		if page, err := os.ReadFile(filepath.Join(s.root, "marks", "students", "2023003"+extension)); err != nil ||
			!bytes.Contains(page, []byte("lessons/01-listen/server.go:13")) {
			t.Errorf("2023003%s does not tell the line of the refusal (%v)", extension, err)
		}
	}
}

// What cannot be done is told in one line, before anything is judged.
func TestGradeTroubleIsOneLine(t *testing.T) {
	s := newSandbox(t)
	s.handIn("class", 1)
	s.write("empty/.hidden", "")
	s.write("hollow/anna/essay.txt", "")
	s.write("hollow/bo/notes.md", "")
	s.write("roster.csv", "student,name\nanna,Anna\nanna,Bo\n")
	s.write("second.zip", "")
	s.write("strangers.csv", "student\nzoe\n")
	s.write("bad.csv", "student,submitted\ns00,yesterday\n")
	s.write("typo.csv", "student,submitted\ns0O,2026-10-01 12:00\n")
	for _, c := range []struct {
		args   []string
		en, zh string
	}{
		{[]string{"class"}, "--out is missing", "缺少 --out"},
		{[]string{"nowhere", "--out", "o"}, "nowhere: there is no such file or folder", "nowhere：没有这个文件或目录"},
		{[]string{"empty", "--out", "o"}, "holds no submission", "没有人交作业"},
		{[]string{"class", "--out", "o", "--shard", "3/2"}, "--shard takes I/N", "--shard 要写成 I/N"},
		{[]string{"class", "--out", "o", "--shard", "1"}, "--shard takes I/N", "--shard 要写成 I/N"},
		{[]string{"class", "--out", "o", "--format", "pdf"}, "--format takes csv", "--format 只能是 csv"},
		{[]string{"class", "--out", "o", "--lessons", "99"}, `there is no lesson "99"`, `没有 "99" 这一课`},
		{[]string{"class", "--out", "o", "--roster", "roster.csv"}, "roster.csv:3", "roster.csv:3"},
		{[]string{"class", "--out", "o", "--times", "bad.csv"}, "--times needs --due", "--times 要和 --due 一起用"},
		{[]string{"class", "--out", "o", "--late", "5"}, "--late needs --due", "--late 要和 --due 一起用"},
		{[]string{"class", "--out", "o", "--due", "2026-10-01 12:00"}, "--due needs --times", "--due 要和 --times 一起用"},
		{[]string{"class", "--out", "o", "--due", ""}, `--due takes a time such as`, `--due 要写成`},
		{[]string{"class", "--out", "o", "--due", "2026-10-01 12:00", "--late", "101"}, "--late takes a percentage",
			"--late 只能取 0 到 100"},
		{[]string{"class", "--out", "o", "--due", "2026-10-01 12:00", "--late", "x"}, "--late does not take x",
			"--late 不能取 x"},
		{[]string{"class", "--out", "o", "--due", "2026-10-01 12:00", "--times", "none.csv"}, "none.csv",
			"--times 读不了"},
		{[]string{"class", "--out", "o", "--due", "2026-10-01 12:00", "--times", "class"}, "is a directory",
			"--times 读不了"},
		{[]string{"class", "--out", "o", "--due", "2026-10-01 12:00", "--times", "bad.csv"},
			`bad.csv:2: "yesterday" is not a time`, `bad.csv:2："yesterday" 不是时间`},
		{[]string{"class", "--out", "o", "--due", "2026-10-01 12:00", "--times", "typo.csv"},
			`typo.csv:2: nobody in this class is called "s0O"`, `typo.csv:2：班上没有 "s0O"`},
		{[]string{"class", "--out", "class/s00/lessons/01-listen/server.go/o"}, "not a directory; see that it is there",
			"不在、有没有权限"},
		{[]string{"hollow", "--out", "o"}, "hollow: 2 submissions, and no file of any lesson in them",
			"hollow：交了 2 份，里面都没有任何一课的文件"},
		{[]string{"class", "second.zip", "--out", "o", "--format", "gradescope"},
			"--format gradescope is for a single submission, and there are 2",
			"--format gradescope 只用于单独一份作业，而这里有 2 份"},
		{[]string{"class", "--out", "/proc/x"}, "cannot mkdir /proc/x: no such file or directory; see that it is there",
			"无法对 /proc/x 执行 mkdir"},
		{[]string{"class", "--out", "o", "--roster", "strangers.csv"},
			"strangers.csv: nobody on this roster has handed in anything",
			"strangers.csv：这里没有一份作业是这份名单上的人交的"},
		{[]string{"class", "--out", "o", "--roster", "class"}, "class: cannot be read (is a directory)", "class：读不了"},
	} {
		for lang, says := range map[string]string{"en": c.en, "zh": c.zh} {
			stdout, stderr, code := s.run(append([]string{"grade", "--lang", lang}, c.args...)...)
			if code != 2 || !strings.Contains(stderr, says) || strings.Count(stderr, "✗") != 1 ||
				strings.Contains(stderr, "goroutine") || strings.Contains(stderr, "XDG_CACHE_HOME") {
				t.Errorf("%v: exit %d, want %q\n%s%s", c.args, code, says, stdout, stderr)
			}
		}
	}
}
