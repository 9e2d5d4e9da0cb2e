package kit

import (
	"fmt"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"

	"github.com/onsi/ginkgo/v2/types"

	"handshake/internal/course"
)

// halfOf is the student's file that a spec file is about: server.go for server_test.go.
func halfOf(lesson, specFile string) string {
	half, _, _ := strings.Cut(filepath.Base(specFile), "_")
	return fmt.Sprintf("lessons/%s/%s.go", lesson, half)
}

// stackOf writes out the goroutines that Ginkgo saw when time ran out, the spec's own first.
func stackOf(goroutines []types.Goroutine) string {
	var b strings.Builder
	write := func(g types.Goroutine) {
		fmt.Fprintf(&b, "goroutine %d [%s]:\n", g.ID, g.State)
		for _, call := range g.Stack {
			fmt.Fprintf(&b, "%s\n\t%s:%d\n", call.Function, call.Filename, call.Line)
		}
		b.WriteByte('\n')
	}
	for _, g := range goroutines {
		if g.IsSpecGoroutine {
			write(g)
		}
	}
	for _, g := range goroutines {
		if !g.IsSpecGoroutine {
			write(g)
		}
	}
	return b.String()
}

// specFirst moves the goroutine that plays the spec to the front of a stack trace.
func specFirst(trace string) string {
	goroutines := strings.Split(trace, "\n\n")
	plays := func(goroutine string) bool { return strings.Contains(goroutine, playsSpec) }
	if i := slices.IndexFunc(goroutines, plays); i > 0 {
		first := goroutines[i]
		goroutines = slices.Insert(slices.Delete(goroutines, i, i+1), 0, first)
	}
	return strings.Join(goroutines, "\n\n")
}

// playsSpec is the function of Ginkgo's in whose goroutine a spec is played.
const playsSpec = "ginkgo/v2/internal.(*Suite).runNode.func"

// stacks is the stack trace of every goroutine.
func stacks() string {
	buf := make([]byte, 1<<20)
	return string(buf[:runtime.Stack(buf, true)])
}

// stuck says, from the goroutines' stacks, which of the student's lines waits and in what.
func stuck(stack string) (message, place string) {
	place = course.PlaceIn(stack)
	if place == "" {
		return In("time ran out while the spec was waiting for your code",
			"测试一直在等你的代码，直到时间用完"), ""
	}
	call, state := calledAt(stack, place)
	switch {
	case call != "":
		return In("time ran out: your code was still waiting in "+call,
			"时间用完了：你的代码还停在 "+call+" 里"), place
	case asleep[state] != "":
		return In("time ran out: your code was still waiting here, in "+asleep[state]+", for what never came",
			"时间用完了：你的代码还在这里的 "+asleep[state]+" 上等，要等的一直没有来"), place
	}
	return In("time ran out: your code was still busy here and never came back",
		"时间用完了：你的代码还在这里忙着，一直没有返回"), place
}

// asleep names what a goroutine waits in, by the state that the runtime tells, where no
// library function does.
var asleep = map[string]string{
	"select": "select", "select (no cases)": "select {}",
	"chan receive": "<-", "chan receive (nil chan)": "<-", "chan send": "<-", "chan send (nil chan)": "<-",
}

// calledAt is the library function that the student's line at place was waiting in, "" if
// there was none, and the state of that goroutine.
func calledAt(stack, place string) (callee, state string) {
	name := ""
	for line := range strings.Lines(filepath.ToSlash(stack)) {
		line = strings.TrimRight(line, "\n")
		if m := goroutineLine.FindStringSubmatch(line); m != nil {
			state = strings.TrimSuffix(m[1], " (durable)") // in virtual time
			continue
		}
		if strings.HasPrefix(line, "\t") {
			if strings.Contains(line, place) {
				return callee, state
			}
			callee = name
			continue
		}
		if line == "" {
			callee, name = "", ""
			continue
		}
		name = exported(line)
	}
	return "", ""
}

// goroutineLine heads each goroutine of a stack trace: "goroutine 7 [select, 2 minutes]:".
var goroutineLine = regexp.MustCompile(`^goroutine \d+ .*?\[([^,\]]*)`)

// exported shortens a frame, "net.(*TCPListener).Accept(0xc0000a0000)", to what a program
// writes, "net.TCPListener.Accept", and is "" for the runtime's own functions.
func exported(frame string) string {
	name := frame
	if strings.HasSuffix(frame, ")") {
		name = frame[:strings.LastIndex(frame, "(")]
	}
	name = name[strings.LastIndex(name, "/")+1:]
	if ofSpecs.MatchString(name) {
		return In("a function that the spec passed in", "测试传进来的函数")
	}
	if strings.HasPrefix(name, "runtime.") || strings.HasPrefix(name, "internal.") {
		return ""
	}
	return asLent.Replace(strings.NewReplacer("(*", "", ")", "").Replace(name))
}

// asLent gives what is lent the name by which the student's code knows it.
var asLent = strings.NewReplacer(
	"kit.lentConn.", "net.Conn.", "kit.lentHalf.", "net.Conn.", "kit.lentListener.", "net.Listener.",
	"kit.lentReader.", "io.Reader.", "kit.lentWriter.", "io.Writer.")

// ofSpecs matches the specs' own functions, which belong to a package with a number.
var ofSpecs = regexp.MustCompile(`^[0-9]{2}-|_test\.`)
