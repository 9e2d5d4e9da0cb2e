package course

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Status is the verdict on one spec, or, with an empty spec id, on a whole lesson.
type Status string

// The statuses. CompileError, Rejected, Infrastructure and Tampered are said of whole
// lessons.
const (
	Passed         Status = "passed"
	Failed         Status = "failed"
	Timeout        Status = "timeout"
	Crashed        Status = "crashed"
	Skipped        Status = "skipped"
	NotRun         Status = "not-run"
	CompileError   Status = "compile-error"
	Rejected       Status = "rejected"
	Infrastructure Status = "infrastructure"
	Tampered       Status = "tampered"
)

// Record is the verdict on one spec. Message is in the language of the run.
type Record struct {
	Lesson  string  `json:"lesson"`
	Spec    string  `json:"spec,omitempty"`
	Title   Text    `json:"title"`
	Status  Status  `json:"status"`
	Seconds float64 `json:"seconds"`
	Message string  `json:"message,omitempty"`
	// Place is the line the message is about, "lessons/01-listen/server.go:12", or the
	// student's file when no single line is to blame.
	Place string `json:"place,omitempty"`
	// Unwritten names the function that is still a stub, when that is why the spec failed.
	Unwritten string `json:"unwritten,omitempty"`
	// Leak says that the spec failed for what was left behind when the work was done: a
	// goroutine or a socket.
	Leak bool `json:"leak,omitempty"`
	// InVain marks a failure after a wait that ran out, which a busy machine can cause too:
	// it counts only once it has been confirmed with more patience.
	InVain bool `json:"in_vain,omitempty"`
	// Compiler is what the compiler has written where it broke down itself: no words for a
	// student, but for whoever looks into it.
	Compiler string `json:"compiler,omitempty"`
}

// Name is the spec's name forever: "01-listen/tells-port", or the lesson's alone.
func (r Record) Name() string {
	if r.Spec == "" {
		return r.Lesson
	}
	return r.Lesson + "/" + r.Spec
}

// Good reports whether the record stands in nobody's way: passed, or skipped with a reason.
func (r Record) Good() bool { return r.Status == Passed || r.Status == Skipped }

// EventsVar tells a test binary where its events go: "fd:3", or "file:PATH" on systems
// where a child cannot inherit descriptors. Unset means that a person is watching.
const EventsVar = "COURSE_EVENTS"

// PatienceVar multiplies every time limit of the specs.
const PatienceVar = "COURSE_PATIENCE"

// RaceSlows multiplies the limits of a program that the race detector watches: it is several times as
// slow, and that is not the student's.
const RaceSlows = 4

// EventsDescriptor is the descriptor that EventsVar names where descriptors are inherited.
const EventsDescriptor = 3

// Event is one line on the private channel from a test binary to the checker: what will
// run, that a spec has begun, or its verdict. Seal repeats the nonce that the checker wrote
// to the binary's standard input; an event without it was not sent by the specs.
type Event struct {
	Seal string   `json:"seal"`
	Plan []Record `json:"plan,omitempty"`
	// Began is the spec that starts now; a crash from here to its End is that spec's.
	Began *Record `json:"began,omitempty"`
	Ended *Record `json:"ended,omitempty"`
}

// Canary is a spec of a test binary's own, which compares two texts: it passes where they are
// equal, and fails where they are not, whatever the answer does.
type Canary struct {
	Lesson    string
	Spec      string
	Got, Want string
	Last      bool // it runs after everything else
}

// Canaries are written to a test binary's standard input, as a line of JSON, after the seal.
type Canaries []Canary

// maxEvent bounds one event, in bytes; the specs' own are far shorter.
const maxEvent = 1 << 20

// ReadEvents calls each for every event on r that carries the seal, until r ends. Anything
// else on the channel is passed over, and so is a line that is too long, but no line behind it:
// only the specs know the seal.
func ReadEvents(r io.Reader, seal string, each func(Event)) error {
	lines := bufio.NewReaderSize(r, 1<<16)
	var line []byte
	for {
		part, err := lines.ReadSlice('\n')
		if len(line) <= maxEvent {
			line = append(line, part...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		var e Event
		if len(line) <= maxEvent && json.Unmarshal(line, &e) == nil && e.Seal == seal {
			each(e)
		}
		line = line[:0]
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// WriteEvent sends e as one line in one write, so that lines never interleave.
func WriteEvent(w io.Writer, e Event) error {
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	_, err = w.Write(append(line, '\n'))
	return err
}

// OpenEvents opens the channel that EventsVar names; nil when there is none. An inherited one is
// sent on under a number of its own: what an answer makes of EventsDescriptor, and be it only an
// os.File that the garbage collector closes much later, ends no channel.
func OpenEvents(name string) (*os.File, error) {
	if name == "" {
		return nil, nil
	}
	if path, ok := strings.CutPrefix(name, "file:"); ok {
		return os.OpenFile(path, os.O_WRONLY|os.O_APPEND, 0)
	}
	return duplicate(EventsDescriptor, name)
}

// LessonPattern is what a lesson's name looks like, as part of a regular expression.
const LessonPattern = `[0-9]{2}-[a-z]+(?:-[a-z]+)*`

// NumberOf is the number that a lesson's name begins with: "01".
func NumberOf(lesson string) string {
	number, _, _ := strings.Cut(lesson, "-")
	return number
}

// studentLine matches a line of a lesson's file in a stack trace, whichever folder the
// answer was taken from.
var studentLine = regexp.MustCompile(`lessons/` + LessonPattern + `/[a-z0-9_]+\.go:[0-9]+`)

// PlacesIn lists the student's own lines in a stack trace, each once, the innermost first.
func PlacesIn(trace string) (places []string) {
	for _, place := range studentLine.FindAllString(filepath.ToSlash(trace), -1) {
		if !strings.Contains(place, "_test.go:") && !slices.Contains(places, place) {
			places = append(places, place)
		}
	}
	return places
}

// PlaceIn is the innermost of the student's own lines in a stack trace, or "".
func PlaceIn(trace string) string {
	if places := PlacesIn(trace); len(places) > 0 {
		return places[0]
	}
	return ""
}

// PanicIn is what code panicked with, in words where the value has none.
func PanicIn(value string) Text {
	switch {
	case strings.HasPrefix(value, "panic called with nil argument"): // *runtime.PanicNilError
		return Say("panic(nil), which tells nobody what went wrong", "panic(nil)，没有说出错在哪里")
	case strings.HasPrefix(value, "test executed panic(nil) or runtime.Goexit"): // in virtual time
		return Say(
			"runtime.Goexit, which ends the goroutine instead of returning",
			"runtime.Goexit，没有返回，而是结束了所在的 goroutine")
	}
	if m := lacksMethod.FindStringSubmatch(value); m != nil {
		if ofSpecs(m[1]) {
			return Say(
				"interface conversion: the value's type is not %s: missing method %s",
				"interface conversion：这个值的类型不是 %s：缺少方法 %s", m[2], m[3])
		}
		return Say(
			"interface conversion: %s is not %s: missing method %s",
			"interface conversion：%s 不是 %s：缺少方法 %s", m[1], m[2], m[3])
	}
	if m := otherType.FindStringSubmatch(value); m != nil {
		if ofSpecs(m[2]) {
			return Say(
				"interface conversion: %[1]s is another type, not %[2]s; any type may stand behind a %[1]s, so use "+
					"its methods only",
				"interface conversion：%[1]s 里的是另一种类型，不是 %[2]s；%[1]s 后面可以是任何类型，只能用它的方法", m[1], m[3])
		}
		return Say(
			"interface conversion: %s is %s, not %s",
			"interface conversion：%s 里的是 %s，不是 %s", m[1], m[2], m[3])
	}
	if value == "close of closed channel" {
		return Say(
			"%s: it was closed before; close a channel once, with sync.Once or a flag under the mutex",
			"%s：它早就关过了；一个 channel 只能关一次，用 sync.Once，或者锁保护的标志", value)
	}
	return Text{En: value, Zh: value}
}

// What a type assertion panics with.
var (
	lacksMethod = regexp.MustCompile(`^interface conversion: (.+?) is not (.+): missing method (\w+)$`)
	otherType   = regexp.MustCompile(`^interface conversion: (.+?) is (.+), not (.+)$`)
)

// ofSpecs reports whether a type is the specs' own, whose name tells a student nothing.
func ofSpecs(name string) bool {
	return strings.HasPrefix(name, "*kit.") || strings.HasPrefix(name, "*line.")
}

// maxFunction bounds the name of a function that a stub announces, in bytes.
const maxFunction = 100

// UnwrittenIn is the name of the function whose stub panicked with value, or "" if the panic
// is none of a stub's.
func UnwrittenIn(value string) string {
	name, ok := strings.CutPrefix(value, "TODO: ")
	if !ok || len(name) > maxFunction {
		return ""
	}
	return name
}
