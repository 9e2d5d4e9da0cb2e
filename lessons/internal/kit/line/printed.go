package line

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	. "github.com/onsi/ginkgo/v2"

	. "handshake/lessons/internal/kit"
)

// Lines is what a function of the student's prints, kept Write by Write. The student's code gets
// it from LendWriter.
type Lines struct {
	mu     sync.Mutex
	writes []string
	all    strings.Builder // what they make together
	on     map[string]func()
	more   chan struct{} // closed at the next Write
}

// On has do called, once, when text is printed: before the Write that brought it returns.
func (l *Lines) On(text string, do func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.on == nil {
		l.on = map[string]func(){}
	}
	l.on[text] = do
}

func (l *Lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	l.writes = append(l.writes, string(p))
	l.all.Write(p)
	var now []func()
	for text, do := range l.on {
		if strings.Contains(l.all.String(), text) {
			now = append(now, do)
			delete(l.on, text)
		}
	}
	if l.more != nil {
		close(l.more)
		l.more = nil
	}
	l.mu.Unlock()
	for _, do := range now {
		do()
	}
	return len(p), nil
}

// Writes is what was printed, one piece for each Write.
func (l *Lines) Writes() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.writes)
}

// String is everything that was printed.
func (l *Lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.String()
}

// Line is the n-th line, from 1, without its end; "" if there is none.
func (l *Lines) Line(n int) string {
	if lines := slices.Collect(strings.Lines(l.String())); n <= len(lines) {
		return strings.TrimSuffix(lines[n-1], "\n")
	}
	return ""
}

// Await waits until half has printed text; the spec fails with orElse if it does not.
func (l *Lines) Await(half *Running[error], text, orElse string) {
	GinkgoHelper()
	came := Meanwhile(half, func() bool {
		enough := Enough()
		for {
			l.mu.Lock()
			if strings.Contains(l.all.String(), text) {
				l.mu.Unlock()
				return true
			}
			if l.more == nil {
				l.more = make(chan struct{})
			}
			more := l.more
			l.mu.Unlock()
			select {
			case <-more:
			case <-enough:
				InVain()
				return false
			}
		}
	})
	if !came {
		half.Check()
		Fail(orElse + "\n" + In("printed so far: ", "到现在为止打印了：") + fmt.Sprintf("%q", AnyPortIn(l.String())))
	}
}

var portInTuple = regexp.MustCompile(`(', )[0-9]+`)

// AnyPortIn is text with PORT for the number of every port.
func AnyPortIn(text string) string { return portInTuple.ReplaceAllString(text, "${1}PORT") }
