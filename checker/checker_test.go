package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"handshake/checker/internal/reexec"
	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
	"handshake/internal/thorough"
)

var (
	// checker is the command, built once for all tests.
	checker string
	// courseDir is where the sandboxes are, one after the other: in a folder of its own, each
	// would have to compile the whole course anew.
	courseDir string
)

var update = flag.Bool("update", false, "rewrite the transcripts and pictures in docs")

func TestMain(m *testing.M) {
	reexec.Run() // does not return where this process is to try out the sandbox
	dir, err := os.MkdirTemp("", "checker")
	if err != nil {
		panic(err)
	}
	checker, courseDir = filepath.Join(dir, "checker.exe"), filepath.Join(dir, "course")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", checker, ".").CombinedOutput(); err != nil {
		panic(string(out))
	}
	flag.Parse()
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// hangs is when a test gives up on a program that hangs. It says nothing of how long one takes:
// that depends on the machine, and on what else it does.
const hangs = 30 * time.Minute

// sandbox is a copy of the course for a test to spoil, with a cache folder of its own.
type sandbox struct {
	t    *testing.T
	root string
	env  []string
}

func newSandbox(t *testing.T) *sandbox {
	t.Helper()
	if err := os.Mkdir(courseDir, 0o755); err != nil {
		t.Fatal(err) // two sandboxes at a time
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(courseDir); err != nil {
			t.Error(err)
		}
	})
	s := &sandbox{t: t, root: courseDir}
	copyCourse(t, s.root)
	// The build cache stays the user's: only what the checker itself writes is kept apart.
	cache, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	s.env = append(os.Environ(), "GOCACHE="+strings.TrimSpace(string(cache)), "XDG_CACHE_HOME="+t.TempDir(),
		"COURSE_LANG=", "LC_ALL=C")
	return s
}

// copyCourse copies to the folder what the lessons are built from, and their solutions, without
// the thousand files of other answers. Its stubs are those that are handed out: the checkout's
// own may be solved.
func copyCourse(t testing.TB, to string) {
	t.Helper()
	for _, part := range []string{"internal", "lessons", "tcp", "wire"} {
		if err := os.CopyFS(filepath.Join(to, part), os.DirFS(filepath.Join("..", part))); err != nil {
			t.Fatal(err)
		}
	}
	solutions, err := filepath.Glob(filepath.Join("..", "solutions", "*", "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range solutions {
		path := filepath.Join(to, strings.TrimPrefix(file, ".."))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		copyFile(t, file, path)
	}
	for _, file := range []string{"go.mod", "go.sum"} {
		copyFile(t, filepath.Join("..", file), filepath.Join(to, file))
	}
	for _, lesson := range handout.Lessons() {
		handStubs(t, lesson, filepath.Join(to, "lessons", lesson))
	}
}

// handStubs puts the lesson's stubs, as they are handed out, into a folder.
func handStubs(t testing.TB, lesson, dir string) {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range handout.Stubs(lesson) {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	text, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, text, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// write puts a file into the sandbox.
func (s *sandbox) write(file, text string) {
	s.t.Helper()
	path := filepath.Join(s.root, file)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		s.t.Fatal(err)
	}
}

// solve answers a lesson with its solution.
func (s *sandbox) solve(lesson string) {
	s.t.Helper()
	for _, name := range []string{"server.go", "client.go"} {
		text, err := os.ReadFile(filepath.Join(s.root, "solutions", lesson, name))
		if err != nil {
			s.t.Fatal(err)
		}
		s.write(filepath.Join("lessons", lesson, name), string(text))
	}
}

// asides begin the lines in which the checker says why it takes long. Whether it does is the
// machine's affair.
var asides = []string{
	"First build on this machine", "First use of the race detector", "Time ran out for some specs",
	"这台机器上第一次", "有的测试等到了时间用完",
}

// withoutAsides is what the checker said but for these lines.
func withoutAsides(said string) string {
	var rest strings.Builder
	for line := range strings.Lines(said) {
		if !slices.ContainsFunc(asides, func(begin string) bool { return strings.HasPrefix(line, begin) }) {
			rest.WriteString(line)
		}
	}
	return rest.String()
}

// run calls the checker and returns what it printed, without its asides, and its exit code.
func (s *sandbox) run(args ...string) (stdout, stderr string, code int) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), hangs)
	defer cancel()
	cmd := exec.CommandContext(ctx, checker, args...)
	cmd.Dir, cmd.Env = s.root, s.env
	var out, err bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &err
	failed := cmd.Run()
	var exit *exec.ExitError
	if failed != nil && !errors.As(failed, &exit) {
		s.t.Fatal(failed)
	}
	return out.String(), withoutAsides(err.String()), cmd.ProcessState.ExitCode()
}

// records runs "check --format json" and returns the records by spec name.
func (s *sandbox) records(args ...string) map[string]course.Record {
	s.t.Helper()
	stdout, stderr, code := s.run(append([]string{"check", "--format", "json"}, args...)...)
	if code > 1 {
		s.t.Fatalf("exit %d\n%s%s", code, stdout, stderr)
	}
	found := map[string]course.Record{}
	for line := range strings.Lines(stdout) {
		var r course.Record
		decoder := json.NewDecoder(strings.NewReader(line))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(&r); err != nil {
			s.t.Fatalf("%v in %q", err, line)
		}
		found[r.Name()] = r
	}
	return found
}

func lessons(t *testing.T) []syllabus.Lesson {
	t.Helper()
	all, err := syllabus.Load("..")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// first is the first lesson.
const first = "01-listen"

// sampled reports whether number i is among some of all, which are spread evenly and always the same.
func sampled(i, some, all int) bool { return i%(all/min(some, all)) == 0 }

// serverSpecs are the specs of a lesson that are about server.go, without some.
func serverSpecs(t *testing.T, lesson string, without ...string) (ids []string) {
	t.Helper()
	specs := read(t, filepath.Join("..", "lessons", lesson, "server_test.go"))
	for _, found := range specID.FindAllSubmatch(specs, -1) {
		if id := string(found[1]); !slices.Contains(without, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

var specID = regexp.MustCompile(`ID\("([^"]+)"\)`)

func read(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestStubsFailEverySpecAndTheNextStepIsTold(t *testing.T) {
	s := newSandbox(t)
	first := lessons(t)[0]
	for lang, next := range map[string]string{
		"en": "Next: read docs/en/" + first.Name,
		"zh": "接下来：读 docs/zh/" + first.Name,
	} {
		stdout, stderr, code := s.run("check", "--lang", lang)
		if code != 1 || strings.Count(stdout, "○ ") != len(first.Specs) || !strings.Contains(stdout, next) {
			t.Errorf("exit %d\n%s%s", code, stdout, stderr)
		}
	}
	for name, r := range s.records("all") {
		if r.Status == course.Passed {
			t.Errorf("%s passes on the stub", name)
		}
	}
}

func TestSolutionsPassEverySpec(t *testing.T) {
	s := newSandbox(t)
	want := 0
	for _, l := range lessons(t) {
		want += len(l.Specs)
	}
	records := s.records("--answers", "solutions", "all")
	if len(records) != want {
		t.Errorf("%d specs reported, want %d", len(records), want)
	}
	for name, r := range records {
		if !r.Good() || r.Title.En == r.Title.Zh || r.Title.En == "" {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestEachLanguageIsWhole(t *testing.T) {
	s := newSandbox(t)
	s.write("lessons/01-listen/server.go",
		"package listen\n\nimport \"net\"\n\nfunc Listen(addr string) (net.Listener, error) { return "+
			"net.Listen(\"tcp\", \"127.0.0.1:0\") }\n")
	outputs := func(lang string) string {
		var all strings.Builder
		for _, args := range [][]string{
			{"check", "01"}, {"check", "all"}, {"check", "all", "--answers", "solutions"}, {"hint", "01"}, {"doctor"},
			{"--help"}, {"check", "--help"}, {"check", "nothing"}, {"check", "--nothing"}, {"verify", "--help"},
		} {
			stdout, stderr, _ := s.run(append(args, "--lang", lang)...)
			all.WriteString(stdout + stderr)
		}
		return all.String()
	}
	isHan := func(r rune) bool { return unicode.Is(unicode.Han, r) }
	if english := outputs("en"); strings.IndexFunc(english, isHan) >= 0 {
		t.Errorf("Chinese in the English output:\n%s", english)
	}
	sentence := regexp.MustCompile(`([A-Za-z]+ ){4,}`)
	for line := range strings.Lines(outputs("zh")) {
		if sentence.MatchString(line) && strings.IndexFunc(line, isHan) < 0 &&
			!strings.Contains(line, "tcp 127.0.0.1:") {
			t.Errorf("English in the Chinese output: %s", line)
		}
	}
}

func TestWhateverAnAnswerDoesCostsOneSpec(t *testing.T) {
	const head = "package listen\n\nimport (\n\t\"fmt\"\n\t\"net\"\n\t\"os\"\n\t\"runtime\"\n\t\"strings\"\n)\n\n" +
		"var _ = fmt.Sprint\nvar _ = os.Args\nvar _ = strings.Repeat\nvar _ = runtime.GOOS\n\nfunc Listen(addr " +
		"string) (net.Listener, error) {\n\tif addr == \"127.0.0.1:65536\" {\n"
	const tail = "\n\t}\n\treturn net.Listen(\"tcp\", addr)\n}\n"
	const line = "lessons/01-listen/server.go:18"
	for name, c := range map[string]struct {
		body   string
		status course.Status
		place  string
		says   string
	}{
		"panics":                 {"\t\tpanic(\"boom\")", course.Crashed, line, "panicked: boom"},
		"panics in a goroutine":  {"\t\tgo func() { panic(\"boom\") }(); select {}", course.Crashed, line, ""},
		"panics with nil":        {"\t\tpanic(nil)", course.Crashed, line, "panicked: panic(nil), which"},
		"panics with no pointer": {"\t\tpanic((*int)(nil))", course.Crashed, line, "by a panic with a nil pointer"},
		"ends its goroutine": {"\t\truntime.Goexit()", course.Crashed, line,
			"ended its goroutine instead of returning, by runtime.Goexit"},
		"says far too much": {"\t\tpanic(strings.Repeat(\"no \", 1<<20))", course.Crashed, line, "bytes more"},
		"announces far too much": {"\t\tpanic(\"TODO: \" + strings.Repeat(\"no \", 1<<20))", course.Crashed, line,
			"bytes more"},
		"exits":                {"\t\tos.Exit(0)", course.Crashed, line, ""},
		"exits with a failure": {"\t\tos.Exit(1)", course.Crashed, line, ""},
		"loops forever":        {"\t\tfor { fmt.Sprint() }", course.Timeout, line, ""},
		"waits forever":        {"\t\tselect {}", course.Timeout, line, ""},
		"overflows its stack": {"\t\tvar f func(int) int; f = func(n int) int { return f(n+1) + 1 }; f(0)",
			course.Crashed, line, ""},
		"forges a verdict": {"\t\tos.NewFile(3, " +
			"\"\").WriteString(`{\"seal\":\"\",\"ended\":{\"lesson\":\"01-listen\",\"spec\":\"port-range\"," +
			"\"status\":\"passed\"}}`+\"\\n\"); os.Exit(0)",
			course.Crashed, line, ""},
		"closes the channel later": {"\t\tos.NewFile(3, \"\"); go func() { for range 20 { runtime.GC() } }(); " +
			"os.Exit(0)", course.Crashed, line, ""},
		"closes the channel": {"\t\tos.NewFile(3, \"\").Close(); os.Exit(0)", course.Crashed, line, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSandbox(t)
			s.solve("01-listen")
			s.write("lessons/01-listen/server.go", head+c.body+tail)
			for spec, r := range s.records("01") {
				switch {
				case spec == "01-listen/port-range" &&
					(r.Status != c.status || r.Place != c.place || r.Message == "" ||
						!strings.Contains(r.Message, c.says)):
					t.Errorf("%s %s at %s: %.300s", spec, r.Status, r.Place, r.Message)
				case spec != "01-listen/port-range" && !r.Good():
					t.Errorf("%s pays for it: %s %s", spec, r.Status, r.Message)
				}
			}
		})
	}
}

func TestALessonThatDoesNotCompileStopsNoOther(t *testing.T) {
	s := newSandbox(t)
	all := lessons(t)
	if len(all) < 2 {
		t.Skip("there is only one lesson")
	}
	for _, l := range all[1:] {
		s.solve(l.Name)
	}
	for name, c := range map[string]struct{ text, place, says string }{
		"a mistake": {"package listen\n\nimport \"net\"\n\nfunc Listen(addr string) (net.Listener, error) {\n" +
			"\treturn nil, oops\n}\n",
			"lessons/01-listen/server.go:6", "nothing called oops"},
		"no Go":           {"package listen\n\nfunc {\n", "lessons/01-listen/server.go:3", "syntax error"},
		"another package": {"package other\n", "lessons/01-listen/server.go:1", "begins with: package listen"},
		"another signature": {"package listen\n\nfunc Listen() {}\n", "lessons/01-listen/server.go:3",
			"func Listen(addr string) (net.Listener, error)"},
		"an unknown import": {"package listen\n\nimport \"nowhere/at/all\"\n\nvar _ = all.X\n",
			"lessons/01-listen/server.go:3", "nowhere/at/all"},
	} {
		t.Run(name, func(t *testing.T) {
			s.write("lessons/01-listen/server.go", c.text)
			records := s.records("all")
			broken := records["01-listen"]
			if broken.Status != course.CompileError || !strings.HasPrefix(broken.Place, c.place) ||
				!strings.Contains(broken.Message, c.says) {
				t.Errorf("%+v", broken)
			}
			for spec, r := range records {
				if spec != "01-listen" && !r.Good() {
					t.Errorf("%s: %s %s", spec, r.Status, r.Message)
				}
			}
		})
	}
}

func TestALessonThatEndsTheProgramAtOncePaysAlone(t *testing.T) {
	s := newSandbox(t)
	for _, l := range lessons(t) {
		s.solve(l.Name)
	}
	s.write("lessons/01-listen/server.go",
		"package listen\n\nimport (\n\t\"net\"\n\t\"os\"\n)\n\nfunc init() { os.Exit(0) }\n\nfunc Listen(addr "+
			"string) (net.Listener, error) { return nil, nil }\n")
	records := s.records("all")
	if r := records["01-listen"]; r.Status != course.Crashed || r.Place != "lessons/01-listen/server.go:8" {
		t.Errorf("%+v", r)
	}
	for spec, r := range records {
		if spec != "01-listen" && !r.Good() {
			t.Errorf("%s: %s %s", spec, r.Status, r.Message)
		}
	}
}

func TestTroubleIsOneLineWithTheWayOut(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*sandbox)
		args  []string
		en    string
		zh    string
	}{
		"unknown lesson":  {args: []string{"check", "99"}, en: `there is no lesson "99"`, zh: `没有 "99" 这一课`},
		"unknown command": {args: []string{"chek"}, en: "unknown command chek", zh: "没有 chek 这个命令"},
		"unknown option":  {args: []string{"check", "--what"}, en: "unknown option --what", zh: "没有 --what 这个选项"},
		"unknown format":  {args: []string{"check", "--format", "pdf"}, en: "--format takes", zh: "--format 只能是"},
		"stub deleted": {
			spoil: func(s *sandbox) { _ = os.Remove(filepath.Join(s.root, "lessons/01-listen/server.go")) },
			args:  []string{"check"}, en: "git checkout lessons/01-listen/server.go",
			zh: "缺少 lessons/01-listen/server.go",
		},
		"a folder instead of a file": {
			spoil: func(s *sandbox) {
				_ = os.Remove(filepath.Join(s.root, "lessons/01-listen/server.go"))
				_ = os.Mkdir(filepath.Join(s.root, "lessons/01-listen/server.go"), 0o755)
			},
			args: []string{"check"}, en: "lessons/01-listen/server.go cannot be read",
			zh: "无法读取 lessons/01-listen/server.go",
		},
		"broken lesson.toml": {
			spoil: func(s *sandbox) { s.write("lessons/01-listen/lesson.toml", "files = [\n") },
			args:  []string{"check"}, en: "git checkout lessons/01-listen/lesson.toml",
			zh: "git checkout lessons/01-listen/lesson.toml",
		},
		"a lesson.toml that is not there yet": {
			spoil: func(s *sandbox) { s.write("lessons/13-demo/server.go", "package demo\n") },
			args:  []string{"check", "demo"}, en: "lessons/13-demo/lesson.toml is still to be written",
			zh: "lessons/13-demo/lesson.toml 还没有写",
		},
		"a half-made lesson.toml": {
			spoil: func(s *sandbox) { s.write("lessons/13-demo/lesson.toml", "files = [") },
			args:  []string{"check", "13"}, en: "lessons/13-demo/lesson.toml:1: toml: array is incomplete; mend it",
			zh: "改好之后就能用这一课了",
		},
		"a new lesson without its files": {
			spoil: func(s *sandbox) {
				s.write("lessons/13-demo/lesson.toml", "files = [\"server.go\"]\n[[spec]]\nid = \"one\"\n")
			},
			args: []string{"check", "13"}, en: "lessons/13-demo/server.go is missing: an answer has",
			zh: "缺少 lessons/13-demo/server.go：lesson.toml 里列出",
		},
		"no lessons": {
			spoil: func(s *sandbox) { _ = os.RemoveAll(filepath.Join(s.root, "lessons")) },
			args:  []string{"check"}, en: "git checkout -- lessons", zh: "git checkout -- lessons",
		},
		"two hints at once": {args: []string{"hint", "01", "02"}, en: "hint does not take 02 as well",
			zh: "hint 后面不能再跟 02"},
		"a word for doctor": {args: []string{"doctor", "who"}, en: "doctor does not take who as well",
			zh: "doctor 后面不能再跟 who"},
		"a short option":       {args: []string{"check", "-x"}, en: "unknown option -x", zh: "没有 -x 这个选项"},
		"an option of nothing": {args: []string{"check", "--=1"}, en: "--=1 is not an option", zh: "--=1 不是选项"},
		"nobody to grade":      {args: []string{"grade", "--out", "marks"}, en: "IN=submissions", zh: "IN=submissions"},
		"nowhere for results":  {args: []string{"grade", "class", "--out", ""}, en: "OUT=marks", zh: "OUT=marks"},
		"nothing to merge":     {args: []string{"merge", "--out", "marks"}, en: "what is to be merged?", zh: "要合并什么？"},
		"no home": {
			spoil: func(s *sandbox) { s.env = append(s.env, "XDG_CACHE_HOME=", "HOME=") },
			args:  []string{"check"}, en: "set XDG_CACHE_HOME to one that you may write to",
			zh: "把 XDG_CACHE_HOME 设为一个你能写入的目录",
		},
		"no answers there": {args: []string{"check", "01", "--answers", "nowhere"},
			en: "nowhere/01-listen/server.go is missing", zh: "缺少 nowhere/01-listen/server.go"},
		"no Go": {
			spoil: func(s *sandbox) { s.env = append(s.env, "PATH="+s.t.TempDir()) },
			args:  []string{"check"}, en: "there is no go command on PATH", zh: "PATH 里找不到 go 命令",
		},
		"nowhere to write": {
			spoil: func(s *sandbox) {
				s.write("file", "")
				s.env = append(s.env, "XDG_CACHE_HOME="+filepath.Join(s.root, "file"))
			},
			args: []string{"check"}, en: "XDG_CACHE_HOME", zh: "XDG_CACHE_HOME",
		},
		"outside the course": {
			spoil: func(s *sandbox) { s.root = s.t.TempDir() },
			args:  []string{"check"}, en: "not inside the course", zh: "不在课程目录里",
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSandbox(t)
			if c.spoil != nil {
				c.spoil(s)
			}
			for lang, want := range map[string]string{"en": c.en, "zh": c.zh} {
				stdout, stderr, code := s.run(append(c.args, "--lang", lang)...)
				if code != 2 || stdout != "" || strings.Count(stderr, "\n") != 1 || !strings.Contains(stderr, want) {
					t.Errorf("exit %d, stdout %q, stderr %q, want one line with %q", code, stdout, stderr, want)
				}
			}
		})
	}
}

func TestCheckWritesNothingIntoTheCourse(t *testing.T) {
	s := newSandbox(t)
	before := tree(t, s.root)
	if _, stderr, code := s.run("check"); code != 1 {
		t.Errorf("exit %d: %s", code, stderr)
	}
	if after := tree(t, s.root); after != before {
		t.Errorf("check wrote into the course:\n%s", after)
	}
}

// tree lists the files below root.
func tree(t *testing.T, root string) string {
	t.Helper()
	var list strings.Builder
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		list.WriteString(path + "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list.String()
}

func TestInterruptLeavesNoProcess(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("looks for processes in /proc")
	}
	s := newSandbox(t)
	s.write("lessons/01-listen/server.go",
		"package listen\n\nimport \"net\"\n\nfunc Listen(addr string) (net.Listener, error) { for {} }\n")
	cmd := exec.CommandContext(t.Context(), checker, "check", "01")
	cmd.Dir, cmd.Env = s.root, s.env
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()
	var judged []string
	for len(judged) == 0 { // until the test binary runs
		select {
		case <-ended:
			t.Fatalf("the checker ended before its test binary ran: %s", stderr.String())
		default:
			judged = processes(cmd.Process.Pid, "suite.test.exe")
			<-time.After(5 * time.Millisecond)
		}
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	<-ended

	if code := cmd.ProcessState.ExitCode(); code != 2 || !strings.Contains(stderr.String(), "interrupted") {
		t.Errorf("exit %d: %s", code, stderr.String())
	}
	for _, pid := range judged {
		if line, err := os.ReadFile("/proc/" + pid + "/cmdline"); err == nil &&
			strings.Contains(string(line), "suite.test.exe") {
			t.Errorf("process %s outlives the checker", pid)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(s.cache(), "handshake", "work-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// cache is the cache folder that the sandbox's checker uses: the last word in its
// environment counts.
func (s *sandbox) cache() (dir string) {
	for _, v := range s.env {
		if value, ok := strings.CutPrefix(v, "XDG_CACHE_HOME="); ok {
			dir = value
		}
	}
	return dir
}

// processes are the ids of the running children of parent whose command line names program.
func processes(parent int, program string) (pids []string) {
	tasks, _ := filepath.Glob(filepath.Join("/proc", strconv.Itoa(parent), "task", "*", "children"))
	for _, task := range tasks {
		children, _ := os.ReadFile(task)
		for _, pid := range strings.Fields(string(children)) {
			if line, err := os.ReadFile("/proc/" + pid + "/cmdline"); err == nil &&
				strings.Contains(string(line), program) {
				pids = append(pids, pid)
			}
		}
	}
	return pids
}

func TestHintsGrowStronger(t *testing.T) {
	s := newSandbox(t)
	l := lessons(t)[0]
	hints := l.Specs[0].Hints
	for i := range hints {
		stdout, _, code := s.run("hint", "01", "--lang", "zh")
		if code != 0 || !strings.Contains(stdout, "提示 "+strconv.Itoa(i+1)+"/"+strconv.Itoa(len(hints))) {
			t.Errorf("exit %d\n%s", code, stdout)
		}
		more := i+1 < len(hints)
		if more == !strings.Contains(stdout, "再来一次") ||
			more == strings.Contains(stdout, "docs/zh/"+l.Name+".md#misconceptions") {
			t.Errorf("hint %d:\n%s", i+1, stdout)
		}
	}
	s.solve(l.Name)
	if stdout, _, code := s.run("hint", "01"); code != 0 || !strings.Contains(stdout, "needs no hint") {
		t.Errorf("exit %d\n%s", code, stdout)
	}
	s.write("lessons/01-listen/server.go",
		"package listen\n\nimport \"net\"\n\nfunc Listen(addr string) (net.Listener, error) { panic(\"TODO: "+
			"Listen\") }\n")
	if stdout, _, _ := s.run("hint", "01"); !strings.Contains(stdout, "Hint 1 of") ||
		strings.Contains(stdout, "Hint 2 of") {
		t.Errorf("after the lesson was done, hints do not begin anew:\n%s", stdout)
	}
}

// TestTheChaptersHaveTheSectionThatHintsPointTo holds the anchor in each language.
func TestTheChaptersHaveTheSectionThatHintsPointTo(t *testing.T) {
	for _, l := range lessons(t) {
		for _, lang := range []string{"en", "zh"} {
			text, err := os.ReadFile(filepath.Join("..", "docs", lang, l.Name+".md"))
			if err != nil || !strings.Contains(string(text), `<a id="misconceptions"></a>`) {
				t.Errorf("docs/%s/%s.md has no such section (%v)", lang, l.Name, err)
			}
		}
	}
}

// withoutGo leaves the checker a go command that can do nothing.
func (s *sandbox) withoutGo() {
	s.t.Helper()
	if runtime.GOOS == "windows" {
		s.t.Skip("the go command is replaced by a script")
	}
	dir := s.t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "go"), []byte("#!/bin/sh\nexit 1\n"), 0o755); err != nil {
		s.t.Fatal(err)
	}
	s.env = append(s.env, "PATH="+dir+":/bin:/usr/bin")
}

func TestAHintComesFromTheVerdictThatCheckHasGiven(t *testing.T) {
	s := newSandbox(t)
	s.solve("01-listen")
	const wrong = "package listen\n\nimport \"net\"\n\nfunc Listen(addr string) (net.Listener, error) { return " +
		"net.Listen(\"tcp\", \"127.0.0.1:0\") }\n"
	s.write("lessons/01-listen/server.go", wrong)
	if _, _, code := s.run("check", "01"); code != 1 {
		t.Fatalf("exit %d", code)
	}
	book := s.bookFile()
	judged := s.env
	s.withoutGo()

	if stdout, stderr, code := s.run("hint", "01"); code != 0 || !strings.HasPrefix(stdout, "✗ ") ||
		!strings.Contains(stdout, "Hint 1 of") {
		t.Errorf("exit %d\n%s%s", code, stdout, stderr)
	}
	for asked, want := range map[string]string{
		"01-listen/taken": "01-listen/taken\n", "1/no-port": "01-listen/no-port\n",
		"01-listen/somebody":          "01-listen/somebody needs no hint",
		"lessons/01-listen/server.go": "Hint 2 of",
	} {
		if stdout, stderr, code := s.run("hint", asked); code != 0 || !strings.Contains(stdout, want) {
			t.Errorf("%s: exit %d\n%s%s", asked, code, stdout, stderr)
		}
	}
	text, err := os.ReadFile(book)
	if err != nil {
		t.Fatal(err)
	}
	leak := strings.Replace(string(text), `"status":"failed"`, `"status":"failed","leak":true`, 1)
	if err := os.WriteFile(book, []byte(leak), 0o600); err != nil {
		t.Fatal(err)
	}
	if stdout, _, _ := s.run("hint", "01"); !strings.Contains(stdout, "The promise itself is kept.") {
		t.Errorf("a leak gets another hint:\n%s", stdout)
	}

	s.env = judged
	s.write("lessons/01-listen/server.go", wrong+"\n// Changed.\n")
	if stdout, _, code := s.run("hint", "01"); code != 0 || strings.Contains(stdout, "The promise itself is kept.") {
		t.Errorf("exit %d, a verdict on another answer:\n%s", code, stdout)
	}
}

// bookFile is where the checker remembers what it has found.
func (s *sandbox) bookFile() string {
	s.t.Helper()
	found, _ := filepath.Glob(filepath.Join(s.cache(), "handshake", "progress-*.json"))
	if len(found) != 1 {
		s.t.Skip("this system has its cache folder elsewhere")
	}
	return found[0]
}

func TestCheckGoesOnToTheNextUnfinishedLesson(t *testing.T) {
	s := newSandbox(t)
	all := lessons(t)
	const first = 3 // one after the other; what comes later is done already
	for _, l := range all[first:] {
		s.solve(l.Name)
	}
	if stdout, _, code := s.run("check", all[first].Number()+"-"+all[len(all)-1].Number()); code != 0 {
		t.Fatalf("exit %d\n%s", code, stdout)
	}
	for i, l := range all[:first] {
		if stdout, _, code := s.run("check"); code != 1 || !strings.HasPrefix(stdout, l.Name) {
			t.Fatalf("exit %d, not at %s\n%s", code, l.Name, stdout)
		}
		s.solve(l.Name)
		stdout, stderr, code := s.run("check")
		if code != 0 || !strings.HasPrefix(stdout, l.Name) {
			t.Fatalf("exit %d\n%s%s", code, stdout, stderr)
		}
		if i+1 < len(all) && !strings.Contains(stdout, "docs/en/"+all[i+1].Name+".md") {
			t.Errorf("%s is not followed by %s:\n%s", l.Name, all[i+1].Name, stdout)
		}
	}
	if stdout, _, code := s.run("check"); code != 0 || !strings.Contains(stdout, "lessons are done") {
		t.Errorf("exit %d\n%s", code, stdout)
	}
	s.write("lessons/01-listen/client.go", "package listen\n") // spoiled again
	if stdout, _, code := s.run("check"); code != 1 || !strings.HasPrefix(stdout, "01-listen") {
		t.Errorf("exit %d\n%s", code, stdout)
	}
}

func TestStrayFilesAndImportsAreToldBeforeGrading(t *testing.T) {
	s := newSandbox(t)
	s.solve("01-listen")
	s.write("lessons/01-listen/extra.go", "package listen\n\nfunc helper() {}\n")
	text, err := os.ReadFile(filepath.Join(s.root, "lessons/01-listen/server.go"))
	if err != nil {
		t.Fatal(err)
	}
	s.write("lessons/01-listen/server.go", strings.Replace(string(text), "import \"net\"",
		"import (\n\t\"net\"\n\t\"net/http\"\n)\n\nvar _ = http.Get", 1))
	stdout, _, code := s.run("check", "01")
	if code != 0 || !strings.Contains(stdout, "! lessons/01-listen/extra.go is not one of") ||
		!strings.Contains(stdout, `grading would refuse this: `) {
		t.Errorf("exit %d\n%s", code, stdout)
	}
}

func TestWhatTheCodePrintsIsShown(t *testing.T) {
	s := newSandbox(t)
	s.solve("01-listen")
	const listen = "package listen\n\nimport (\n\t\"fmt\"\n\t\"net\"\n)\n\nfunc Listen(addr string) (net.Listener, " +
		"error) {\n\t%s\n\treturn net.Listen(\"tcp\", addr)\n}\n"
	s.write("lessons/01-listen/server.go", fmt.Sprintf(listen, `fmt.Println("asked for", addr)`))
	if stdout, _, _ := s.run("check", "01"); !strings.Contains(stdout, "  │ asked for 127.0.0.1:0\n") ||
		strings.Contains(stdout, "│ PASS") {
		t.Error(stdout)
	}
	s.write("lessons/01-listen/server.go", fmt.Sprintf(listen,
		`fmt.Println(string(make([]byte, 128000))); for range 1000 { fmt.Print("\x1b[2Jagain\n") }`))
	stdout, _, _ := s.run("check", "01", "--lang", "zh")
	if strings.ContainsAny(stdout, "\x00\x1b") || len(stdout) > 8<<10 ||
		!strings.Contains(stdout, `  │ \x1b[2Jagain`) || !strings.Contains(stdout, "同一行又出现 999 次") {
		t.Errorf("%d bytes:\n%q", len(stdout), stdout[:min(len(stdout), 4<<10)])
	}
}

// goTest runs go test without the checker, and returns all that it prints.
func (s *sandbox) goTest(args ...string) (string, error) {
	cmd := exec.CommandContext(s.t.Context(), "go", append([]string{"test", "-count=1"}, args...)...)
	cmd.Dir, cmd.Env = s.root, s.env
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func TestGoTestReadsAsWellWhateverTheCodePrints(t *testing.T) {
	s := newSandbox(t)
	s.solve("01-listen")
	s.write("lessons/01-listen/server.go",
		"package listen\n\nimport (\n\t\"fmt\"\n\t\"net\"\n\t\"sync\"\n)\n\nvar said sync.Map\n\nfunc Listen(addr "+
			"string) (net.Listener, error) {\n\t_, quiet := said.LoadOrStore(addr, true)\n\tfor i := 0; i < 10000 && "+
			"!quiet; i++ {\n\t\tfmt.Print(i, \"\\x00\\x1b[2J\\n\")\n\t}\n\tif addr == \"127.0.0.1:65536\" "+
			"{\n\t\tpanic(\"boom\")\n\t}\n\treturn net.Listen(\"tcp\", addr)\n}\n")
	text, err := s.goTest("./lessons/01-listen")
	if err == nil || strings.ContainsAny(text, "\x00\x1b") || len(text) > 32<<10 ||
		!strings.Contains(text, `  │ 0\x00\x1b[2J`+"\n") {
		t.Fatalf("%d bytes (%v):\n%.4000q", len(text), err, text)
	}
	specs := len(lessons(t)[0].Specs)
	for _, say := range []string{
		"980 more lines\n✗ ", "your code panicked: boom\n    lessons/01-listen/server.go:17",
		fmt.Sprintf("\n%d/%d\n", specs-1, specs),
		"FAIL\thandshake/lessons/01-listen",
	} {
		if !strings.Contains(text, say) {
			t.Errorf("%q is missing in\n%s", say, text)
		}
	}
}

func TestGoTestIsOverWhenItsSpecsAre(t *testing.T) {
	s := newSandbox(t)
	s.solve("01-listen")
	s.write("lessons/01-listen/server.go",
		"package listen\n\nimport (\n\t\"fmt\"\n\t\"net\"\n)\n\nfunc Listen(addr string) (net.Listener, error) {\n"+
			"\tfor {\n\t\tfmt.Print(\"\\x1b[2J\\n\")\n\t}\n}\n")
	text, err := s.goTest("./lessons/01-listen", "-ginkgo.label-filter=reachable")
	if err == nil || strings.Contains(text, "\x1b") ||
		!strings.Contains(text, "\n0/1\nFAIL\thandshake/lessons/01-listen") {
		t.Errorf("%d bytes (%v):\n%.4000q", len(text), err, text)
	}
}

func TestTheFirstBrokenPromiseIsToldLast(t *testing.T) {
	s := newSandbox(t)
	s.write("lessons/01-listen/server.go",
		"package listen\n\nimport \"net\"\n\nfunc Listen(addr string) (net.Listener, error) {\n\tvar a "+
			"*net.TCPAddr\n\treturn net.Listen(\"tcp\", a.Network()+string(a.IP)+addr)\n}\n")
	all := len(serverSpecs(t, first))
	for lang, c := range map[string]struct{ same, next string }{
		"en": {fmt.Sprintf("(and %d more ✗ say the same)", all-1), "Next: mend the ✗ above"},
		"zh": {fmt.Sprintf("（另有 %d 条 ✗ 说的也是这件事）", all-1), "接下来：改好上面这条 ✗"},
	} {
		stdout, _, code := s.run("check", "01", "--lang", lang)
		lines := strings.Split(strings.TrimRight(stdout, "\n"), "\n")
		end := strings.Join(lines[len(lines)-8:], "\n")
		if code != 1 || strings.Count(stdout, "panic") != 1 || !strings.HasPrefix(end, "\n✗ ") ||
			!strings.Contains(end, "01-listen/reachable\n") ||
			!strings.Contains(end, "lessons/01-listen/server.go:7 · make hint LESSON=01\n    "+c.same+"\n\n"+c.next) {
			t.Errorf("exit %d\n%s", code, stdout)
		}
	}
	if stdout, _, _ := s.run("check", "01", "--full"); strings.Count(stdout, "panicked") != all {
		t.Errorf("--full:\n%s", stdout)
	}
}

func TestSeveralLessonsTakeALineEach(t *testing.T) {
	s := newSandbox(t)
	s.solve("01-listen")
	s.solve("03-accept")
	s.write("lessons/03-accept/server.go", "package accept\n\nfunc broken() { oops }\n")
	stdout, _, code := s.run("check", "01-04", "--lang", "zh")
	lines := strings.Split(stdout, "\n")
	for i, want := range []string{
		"✓ 01-listen · ", "○ 02-connect · ", "✗ 03-accept · ", "○ 04-exchange · ", "", "✗ 编译不通过",
	} {
		if !strings.HasPrefix(lines[i], want) {
			t.Errorf("line %d is %q, want %s…", i+1, lines[i], want)
		}
	}
	specs := len(lessons(t)[0].Specs)
	if code != 1 || !strings.Contains(stdout, "\n\n接下来：先改上面的第一处") ||
		!strings.Contains(lines[0], fmt.Sprintf("%d/%[1]d", specs)) {
		t.Errorf("exit %d\n%s", code, stdout)
	}
}

func TestUnwrittenFunctionsAreListedAsASentenceHasThem(t *testing.T) {
	s := newSandbox(t)
	for lang, want := range map[string]string{
		"en": "write ReadFrame, EchoFrames, WriteFrame and Ask in",
		"zh": "ReadFrame、EchoFrames、WriteFrame 和 Ask，",
	} {
		stdout, _, _ := s.run("check", "07", "--lang", lang)
		if !strings.Contains(flat(stdout), flat(want)) {
			t.Errorf("%s is missing in\n%s", want, stdout)
		}
	}
}

func TestALessonThatIsDoneOffersOursToCompare(t *testing.T) {
	s := newSandbox(t)
	s.solve("01-listen")
	if stdout, _, _ := s.run("check", "01"); !strings.Contains(stdout, "solutions/01-listen/\n") {
		t.Error(stdout)
	}
	if err := os.RemoveAll(filepath.Join(s.root, "solutions")); err != nil {
		t.Fatal(err)
	}
	if stdout, _, _ := s.run("check", "01"); strings.Contains(stdout, "solutions") {
		t.Error(stdout)
	}
}

func TestARaceIsTheVerdictOnItsSpecAlone(t *testing.T) {
	if out, err := exec.Command("go", "env", "CGO_ENABLED").Output(); err != nil ||
		strings.TrimSpace(string(out)) != "1" {
		t.Skip("there is no race detector here")
	}
	s := newSandbox(t)
	const lesson = "02-connect"
	s.solve(lesson)
	text, err := os.ReadFile(filepath.Join(s.root, "lessons", lesson, "server.go"))
	if err != nil {
		t.Fatal(err)
	}
	raced := strings.Replace(string(text), ") error {\n",
		") error {\n\tdone := make(chan bool)\n\traced := 0\n\tgo func() { raced++; close(done) }()\n\traced++\n"+
			"\t<-done\n\t_ = raced\n",
		1)
	s.write("lessons/"+lesson+"/server.go", raced)
	var names []string
	l := lessons(t)[1]
	stdout, stderr, code := s.run("check", "02", "--format", "json")
	crashed := 0
	for line := range strings.Lines(stdout) {
		var r course.Record
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		names = append(names, r.Spec)
		if r.Status == course.Crashed {
			crashed++
		}
	}
	for i, spec := range l.Specs {
		if len(names) != len(l.Specs) || names[i] != spec.ID {
			t.Fatalf("%d records for %d specs: %v\n%s", len(names), len(l.Specs), names, stderr)
		}
	}
	if code != 1 || crashed == 0 {
		t.Errorf("exit %d, %d specs are convicted\n%s", code, crashed, stdout)
	}
	if stdout, _, _ := s.run("check", "02", "--format", "junit"); strings.Count(stdout, "<testcase ") != len(l.Specs) {
		t.Errorf("JUnit:\n%s", stdout)
	}
}

func TestJUnit(t *testing.T) {
	s := newSandbox(t)
	s.write("lessons/01-listen/server.go",
		"package listen\n\nimport \"net\"\n\nfunc Listen(addr string) (net.Listener, error) { return "+
			"net.Listen(\"tcp\", addr) }\n")
	stdout, _, code := s.run("check", "01", "--format", "junit", "--lang", "zh")
	var report struct {
		XMLName xml.Name `xml:"testsuites"`
		Suites  []struct {
			Name     string `xml:"name,attr"`
			Tests    int    `xml:"tests,attr"`
			Failures int    `xml:"failures,attr"`
			Cases    []struct {
				Class   string    `xml:"classname,attr"`
				Name    string    `xml:"name,attr"`
				Failure *struct{} `xml:"failure"`
			} `xml:"testcase"`
		} `xml:"testsuite"`
	}
	if err := xml.Unmarshal([]byte(stdout), &report); err != nil {
		t.Fatalf("%v\n%s", err, stdout)
	}
	l := lessons(t)[0]
	failures := 0
	for _, c := range report.Suites[0].Cases {
		if c.Failure != nil {
			failures++
		}
	}
	if suite := report.Suites[0]; code != 1 || suite.Name != l.Name || suite.Tests != len(l.Specs) ||
		suite.Failures != failures || failures == 0 || failures == len(l.Specs) {
		t.Errorf("exit %d, %+v", code, report)
	}
}

// clientPort is the one thing that differs from demo to demo.
var clientPort = regexp.MustCompile(`', [0-9]+\)`)

func TestDemoIsTheOriginalConversation(t *testing.T) {
	s := newSandbox(t)
	stdout, stderr, code := s.run("demo")
	if code != 0 || stderr != "" {
		t.Fatalf("exit %d: %s", code, stderr)
	}
	shown(t, "transcripts/demo.txt", clientPort.ReplaceAllString(stdout, "', 51324)"))
	want := `Server is listening...
Client connected to server.
Connected by ('127.0.0.1', 51324)
Received: Hello, Client!
Received: Thank you, Server!
Client connection closed.
Server connection closed.
`
	if got := clientPort.ReplaceAllString(stdout, "', 51324)"); got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

// someTried is how many lessons are tried where not all of them are.
const someTried = 3

// Each lesson's functions are seen at work; a stub says that it is still to be written, and nobody waits
// for it.
func TestTryShowsTheFunctionsOfEachLesson(t *testing.T) {
	s := newSandbox(t)
	all := lessons(t)
	for i, l := range all {
		if !sampled(i, thorough.Of(someTried, len(all)), len(all)) {
			continue
		}
		stdout, stderr, code := s.run("try", l.Name, "--answers", "solutions")
		if code != 0 || stderr != "" || strings.Contains(stdout, "✗") || strings.Count(stdout, "\n") < 4 {
			t.Errorf("%s: exit %d\n%s%s", l.Name, code, stdout, stderr)
		}
	}
	for lang, says := range map[string]string{"en": "✗ Listen is still to be written", "zh": "✗ Listen 还没有写"} {
		if stdout, _, code := s.run("try", "--lang", lang); code != 1 || !strings.Contains(stdout, says) {
			t.Errorf("exit %d\n%s", code, stdout)
		}
	}
	for lang, says := range map[string]string{"en": "name one lesson", "zh": "一次只能指定一课"} {
		if _, stderr, code := s.run("try", "01-02", "--lang", lang); code != 2 || !strings.Contains(stderr, says) {
			t.Errorf("exit %d\n%s", code, stderr)
		}
	}
}

// shown compares what was printed, or drawn from it, with a file of the book.
func shown(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join("..", "docs", name)
	if *update {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	shown, err := os.ReadFile(path)
	if err != nil || string(shown) != text {
		t.Errorf("docs/%s is not what is printed now; go test ./checker -update rewrites it (%v)\n%s", name, err, text)
	}
}
