package kit

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/ginkgo/v2/formatter"
	"github.com/onsi/ginkgo/v2/types"
	. "github.com/onsi/gomega"

	"handshake/internal/course"
	"handshake/internal/cputime"
)

// teller passes verdicts on: to the checker when it listens, else to the person running
// "go test".
type teller struct {
	events  *os.File
	seal    string
	printer course.Printer
	output  *output // of the student's code, where a person reads

	passed, total int
	abandoned     bool // a spec has run out of time

	mu    sync.Mutex
	spec  *course.Record // which has begun and has no verdict yet
	begun time.Duration  // when, by the pace
	limit func()         // cancels its time limit
}

// running is what has come to light about the spec that runs. Each begins with a clean slate.
var running struct {
	caught     *panicked   // the panic that it has passed on from another goroutine
	unprepared bool        // it failed in its own preparation
	waitsAt    string      // the line of the student's that has kept it waiting
	leaked     bool        // it failed for what was left behind
	inVain     atomic.Bool // it has waited in vain: that may be the machine's fault, and is confirmed
	playing    string      // what it was playing when the student's code panicked
}

// TellPanic tells, beside a panic of the student's that the spec is about to pass on, what the
// spec was playing.
func TellPanic(story string) { running.playing = story }

// openTeller finds out who listens. The seal comes on standard input, which stays open for
// as long as the checker lives: when it ends, so does this process, and nobody is orphaned.
func openTeller() *teller {
	tell := &teller{printer: course.Printer{Out: os.Stdout, Lang: lang}}
	events, err := course.OpenEvents(os.Getenv(course.EventsVar))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitUnheard)
	}
	os.Unsetenv(course.EventsVar)
	_, reporter := GinkgoConfiguration()
	ours := !(reporter.Verbose || reporter.VeryVerbose)
	if events != nil || ours {
		formatter.ColorableStdOut = io.Discard // our words instead of Ginkgo's, unless asked with -ginkgo.v
	}
	if events == nil || !cputime.OfOthers {
		go pace.measure()
	}
	if events == nil {
		if ours {
			tell.output = takeOutput(tell.printer)
		}
		return tell
	}
	stdin := bufio.NewReader(os.Stdin)
	os.Stdin = nothing()
	seal, err := stdin.ReadString('\n')
	if err != nil {
		fmt.Fprintln(os.Stderr, "no seal on standard input:", err)
		os.Exit(exitUnheard)
	}
	var canaries course.Canaries
	line, err := stdin.ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &canaries)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "no canaries on standard input:", err)
		os.Exit(exitUnheard)
	}
	for _, c := range canaries {
		hatch(c)
	}
	go func() {
		pace.follow(stdin)
		os.Exit(exitUnheard)
	}()
	tell.events, tell.seal = events, strings.TrimSuffix(seal, "\n")
	return tell
}

// hatch makes a spec of a canary. It stands among the lesson's own and is judged like them.
func hatch(c course.Canary) {
	turn := SpecPriority(0)
	if c.Last {
		turn = -1
	}
	Describe(c.Lesson, Lesson(c.Lesson), turn, func() {
		It(c.Spec, ID(c.Spec), func() { Expect(c.Got).To(Equal(c.Want)) })
	})
}

// nothing is an input that has ended: the checker's is none of the student's.
func nothing() *os.File {
	r, w, err := os.Pipe()
	if err != nil {
		return nil // reading it is an error
	}
	_ = w.Close()
	return r
}

// Exit codes. Where the checker runs the binary they decide nothing: records do.
const (
	exitAbandoned = 1 // code of a spec that ran out of time may be at work, and a person reads
	exitUnheard   = 3 // nobody listens
	exitSpent     = 4 // the process cannot be trusted with another spec
)

// plan announces the specs that will run, so that one which never reports is missed.
func (t *teller) plan() {
	if t.events == nil {
		return
	}
	var plan []course.Record
	for _, report := range PreviewSpecs(suiteName).SpecReports {
		if report.LeafNodeType == types.NodeTypeIt && report.State != types.SpecStateSkipped {
			plan = append(plan, recordOf(report))
		}
	}
	t.send(course.Event{Plan: plan})
}

// begin is called before each spec.
func (t *teller) begin(report SpecReport) {
	if report.State == types.SpecStateSkipped {
		return // not selected: it does not begin
	}
	running.caught, running.unprepared, running.waitsAt, running.leaked = nil, false, "", false
	running.playing = ""
	running.inVain.Store(false)
	virtual.Store(false) // a scene that ran out of time may not have come to its end
	record := recordOf(report)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.spec, t.begun = &record, pace.elapsed()
	if t.events != nil {
		t.send(course.Event{Began: &record})
		t.limit = pace.after(specLimit*patience, func() { t.overtime(&record) })
	}
}

// overtime gives a spec that still runs its verdict when its time is over, and ends the process at
// once: from here on the spec and the student's code would only disturb each other.
func (t *teller) overtime(spec *course.Record) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.spec != spec {
		return // it has just ended
	}
	record := *spec
	record.Status, record.InVain, record.Seconds = course.Timeout, true, (pace.elapsed() - t.begun).Seconds()
	message, place := stuck(specFirst(stacks()))
	record.Message, record.Place = message, cmp.Or(place, record.Place)
	t.send(course.Event{Ended: &record})
	os.Exit(exitSpent)
}

// cutShort passes on the verdict on a spec that has waited in vain before anything is tidied
// away, and ends the process: what the student's code still does, or the kit, is no part of it.
func (t *teller) cutShort(report SpecReport) {
	if t.events != nil && report.Failed() && running.inVain.Load() {
		t.verdict(recordOf(report))
		os.Exit(exitSpent)
	}
}

// end is called after each spec, and passes its verdict on.
func (t *teller) end(report SpecReport) {
	if report.State == types.SpecStateSkipped && report.Failure.IsZero() {
		return // not selected: nothing to tell
	}
	t.verdict(recordOf(report))
	if t.events != nil && working.Load() > 0 {
		// Code that is still running would disturb the specs to come: they get a new process.
		os.Exit(exitSpent)
	}
}

// verdict tells what became of the running spec.
func (t *teller) verdict(record course.Record) {
	t.mu.Lock()
	defer t.mu.Unlock()
	own := pace.elapsed() - t.begun
	t.spec = nil
	if t.events != nil {
		t.limit()
		t.send(course.Event{Ended: &record})
		return
	}
	t.abandoned = t.abandoned || record.Status == course.Timeout
	if record.Status == course.Timeout && own < specLimit {
		record.Status, record.Message = course.NotRun, tooBusy()
	}
	t.total++
	if record.Good() {
		t.passed++
	}
	t.output.settle()
	t.printer.Record(t.printer.Fitted(record))
}

// tooBusy is what becomes of a spec, with nobody there to repeat it, whose time the machine took.
func tooBusy() string {
	return In(
		"this machine is so busy that the spec did not get its time, which says nothing about your code: run it "+
			"again when there is less to do, or with make check",
		"这台机器太忙，测试没有得到它应有的时间，这说明不了你的代码好坏：等机器空一些再跑一次，或者用 make check")
}

// close ends the telling. Where a spec has run out of time, its code may still be at work: then the process
// ends here, so that what that prints reaches nobody's terminal as it is.
func (t *teller) close() {
	abandoned := t.abandoned && t.output != nil
	if abandoned {
		t.output.settle()
	} else {
		t.output.giveBack()
	}
	if t.events == nil {
		fmt.Fprintf(t.printer.Out, "\n%d/%d\n", t.passed, t.total)
	}
	if abandoned {
		os.Exit(exitAbandoned)
	}
}

func (t *teller) send(e course.Event) {
	e.Seal = t.seal
	if e.Ended != nil {
		e.Ended.Message = bounded(e.Ended.Message)
	}
	if err := course.WriteEvent(t.events, e); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitUnheard)
	}
}

// mostSaid is how long a message may be, in bytes. Whoever reads it has had enough long before.
const mostSaid = 32 << 10

// bounded is a message of at most mostSaid bytes, with a word about what is missing.
func bounded(message string) string {
	if len(message) <= mostSaid {
		return message
	}
	kept := strings.ToValidUTF8(message[:mostSaid], "")
	rest := len(message) - len(kept)
	return kept + In(fmt.Sprintf("\n… and %d bytes more", rest), fmt.Sprintf("\n……还有 %d 字节", rest))
}

// recordOf is a spec report in the course's terms.
func recordOf(report SpecReport) course.Record {
	r := course.Record{
		Lesson:  labelOf(slices.Concat(report.ContainerHierarchyLabels...)),
		Spec:    labelOf(report.LeafNodeLabels),
		Title:   bothOf(report.LeafNodeText),
		Seconds: report.RunTime.Seconds(),
	}
	half := halfOf(r.Lesson, report.LeafNodeLocation.FileName)
	switch report.State {
	case types.SpecStatePassed:
		r.Status = course.Passed
	case types.SpecStateSkipped, types.SpecStatePending:
		r.Status, r.Message = course.Skipped, report.Failure.Message
	case types.SpecStateTimedout:
		r.Status = course.Timeout
		r.Message, r.Place = stuck(stackOf(report.Failure.ProgressReport.Goroutines))
	case types.SpecStatePanicked:
		r.Status = course.Crashed
		value, stack := report.Failure.ForwardedPanic, report.Failure.Location.FullStackTrace
		if running.caught != nil {
			value, stack = running.caught.value, running.caught.stack
		}
		r.Place = course.PlaceIn(stack)
		switch name, what := course.UnwrittenIn(value), course.PanicIn(value); {
		case name != "":
			r.Status, r.Unwritten = course.Failed, name
			r.Message = In(name+" is still to be written", name+" 还没有写")
		case value == noValue:
			r.Message = In(
				"your code ended its goroutine instead of returning, by runtime.Goexit or by a panic with a nil "+
					"pointer: its caller waits for a result that never comes",
				"你的代码没有返回，而是用 runtime.Goexit、或者拿空指针去 panic，结束了自己所在的 goroutine：调用者等的结果永远不会来")
		default:
			r.Message = In("your code panicked: "+what.En, "你的代码 panic 了："+what.Zh)
			if running.playing != "" {
				r.Message += "\n" + running.playing
			}
		}
	case types.SpecStateFailed:
		r.Status, r.Message, r.Place = course.Failed, report.Failure.Message, running.waitsAt
		if running.unprepared {
			r.Status = course.Infrastructure
		}
	default:
		r.Status = course.NotRun
	}
	r.Leak = !r.Good() && running.leaked
	if r.Place == "" && !r.Good() {
		r.Place = half
	}
	r.InVain = !r.Good() && (running.inVain.Load() || r.Status == course.Timeout || running.unprepared)
	return r
}

func labelOf(labels []string) string {
	if len(labels) == 0 {
		return ""
	}
	return labels[0]
}

func bothOf(text string) course.Text {
	if both, ok := said.Load(text); ok {
		return both.(course.Text)
	}
	return course.Text{En: text, Zh: text}
}

// working counts the student's functions that a spec started and that have not returned.
var working atomic.Int64
