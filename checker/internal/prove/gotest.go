package prove

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"handshake/internal/course"
)

// tests is a step that runs tests of Go packages.
type tests struct {
	what course.Text
	dir  string   // of the module, relative to the root
	args []string // packages, and flags of "go test"
	env  []string
}

// event is one line of "go test -json"; see "go doc test2json".
type event struct {
	Action, Package, Test, Output string
	ImportPath, FailedBuild       string
}

// name is the test as one types it after -run, in its package.
func (e event) name() string {
	name := strings.TrimPrefix(e.Package, modulePrefix)
	if e.Test != "" {
		name += " " + e.Test
	}
	return name
}

// now is what the event tells somebody who watches, if anything.
func (e event) now() string {
	switch {
	case e.Action == "run" || e.Action == "pass" && e.Test == "":
		return e.name()
	case strings.HasPrefix(e.Output, "fuzz: "):
		return strings.TrimSpace(e.Output)
	}
	return ""
}

// decode reads one line; what is no event is a program's that prints where it should not.
func decode(line []byte) (e event, ok bool) {
	err := json.Unmarshal(line, &e)
	return e, err == nil
}

const modulePrefix = "handshake/"

// hangs bounds a package's tests, so that one that hangs is told and not waited for. It says
// nothing about how long they take.
const hangs = 30 * time.Minute

// tests runs the step. What the tests say decides, and where they say nothing the exit code.
func (p *Proof) tests(ctx context.Context, t tests) error {
	p.Screen.begin(t.what)
	cmd := exec.CommandContext(ctx, "go", slices.Concat([]string{
		"test", "-json", "-count=1", "-timeout", hangs.String(),
	},
		t.args)...)
	cmd.Dir, cmd.Env = filepath.Join(p.Engine.Root, t.dir), append(os.Environ(), t.env...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // the go command stops its tests
	cmd.WaitDelay = 10 * time.Second
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	h := newHearing()
	var complaints strings.Builder
	var reading sync.WaitGroup
	reading.Go(func() {
		lines := bufio.NewScanner(stderr)
		for lines.Scan() { // downloads, mostly
			fmt.Fprintln(&complaints, lines.Text())
			p.Screen.far(h.count(), same(lines.Text()))
		}
	})
	lines := bufio.NewReader(stdout)
	for {
		line, err := lines.ReadBytes('\n')
		if e, ok := decode(line); ok {
			h.hear(e)
			if now := e.now(); now != "" {
				p.Screen.far(h.count(), same(now))
			}
		}
		if err != nil {
			break
		}
	}
	reading.Wait()
	err = cmd.Wait()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	failures := h.failures()
	switch {
	case err != nil && len(failures) == 0:
		failures = []Failure{{Where: cmd.String(), What: same(fmt.Sprintf("%v\n%s", err, &complaints))}}
	case h.passed == 0 && len(failures) == 0:
		failures = []Failure{{Where: cmd.String(), What: course.Say("it has run no test", "一项测试也没有运行")}}
	}
	p.passedTests += h.passed
	p.attacks += h.attacks
	p.Passed += h.passed
	for reason, names := range h.skipped {
		p.skip(same(reason), names...)
	}
	p.end(failures)
	return nil
}

// same is a text that nobody has worded in two languages: a program's own output.
func same(text string) course.Text { return course.Text{En: text, Zh: text} }

// hearing is what the events of "go test -json" have told so far.
type hearing struct {
	mu      sync.Mutex
	passed  int
	attacks int                 // of passed: hostile submissions
	skipped map[string][]string // by reason
	running map[string]bool     // by name
	output  map[string]string   // by name; what was printed
	failed  []string            // names, in the order of their failures
	built   map[string]string   // by import path; what the compiler has said
	broken  map[string]string   // by package; the import path that does not build
}

func newHearing() *hearing {
	return &hearing{
		skipped: map[string][]string{}, running: map[string]bool{}, output: map[string]string{},
		built: map[string]string{}, broken: map[string]string{},
	}
}

// count is how many tests have ended.
func (h *hearing) count() course.Text {
	h.mu.Lock()
	defer h.mu.Unlock()
	n := h.passed
	return course.Say("%d tests", "%d 项测试", n)
}

// attack is a test of what one hostile submission gets.
var attack = regexp.MustCompile(`^TestAttacks/outcome/[^/]+/[^/]+$`)

// bubble is no test but one of the many scenes in virtual time that a test plays.
var bubble = regexp.MustCompile(`/virtual(#[0-9]+)?$`)

func (h *hearing) hear(e event) {
	h.mu.Lock()
	defer h.mu.Unlock()
	name := e.name()
	switch e.Action {
	case "build-output":
		h.built[e.ImportPath] += e.Output
	case "run":
		h.running[name] = true
	case "output":
		h.output[name] += e.Output
	case "fail":
		h.failed = append(h.failed, name)
		if e.FailedBuild != "" {
			h.broken[name] = e.FailedBuild
		}
	case "pass":
		if e.Test != "" && !bubble.MatchString(e.Test) {
			h.passed++
			if attack.MatchString(e.Test) {
				h.attacks++
			}
		}
	case "skip":
		if e.Test != "" {
			reason := reasonIn(h.output[name])
			h.skipped[reason] = append(h.skipped[reason], name)
		}
	}
	if slices.Contains([]string{"pass", "skip", "fail"}, e.Action) {
		delete(h.running, name)
	}
	if e.Action == "pass" || e.Action == "skip" {
		delete(h.output, name)
	}
}

// failures are the failed tests with all that each has printed. A test or package that has
// failed because of tests in it, and has said nothing itself, is none of its own.
func (h *hearing) failures() []Failure {
	h.mu.Lock()
	defer h.mu.Unlock()
	var found []Failure
	for _, name := range h.failed {
		said := h.said(name)
		inside := func(other string) bool {
			return other != name && (strings.HasPrefix(other, name+"/") || strings.HasPrefix(other, name+" "))
		}
		if said == "" && slices.ContainsFunc(h.failed, inside) {
			continue
		}
		found = append(found, Failure{Where: name, What: same(said)})
	}
	return found
}

// said is what a failed test or package has printed itself, and the compiler about it; for a
// package that ended in the middle of tests, what they have printed, too.
func (h *hearing) said(name string) string {
	text := h.built[h.broken[name]] + unframed(h.output[name])
	for _, running := range slices.Sorted(maps.Keys(h.running)) {
		if strings.HasPrefix(running, name+" ") {
			text += running + "\n" + unframed(h.output[running])
		}
	}
	return strings.TrimRight(text, "\n")
}

// unframed is a test's output without the lines that "go test" prints around it.
func unframed(output string) string {
	var text strings.Builder
	for line := range strings.Lines(output) {
		if !frame.MatchString(line) {
			text.WriteString(line)
		}
	}
	return text.String()
}

// frame is a line that "go test" prints around a test's own words.
var frame = regexp.MustCompile(`^\s*(=== |--- |(PASS|FAIL)\s*$|(ok|FAIL)\s+\S+\s|exit status )`)

// place is where a test's words come from, as the testing package puts it before them.
var place = regexp.MustCompile(`^\s*\S+\.go:\d+: `)

// reasonIn is the last thing that a skipped test has said.
func reasonIn(output string) string {
	reason := ""
	for line := range strings.Lines(output) {
		if place.MatchString(line) {
			reason = strings.TrimSpace(place.ReplaceAllString(line, ""))
		}
	}
	return reason
}
