package grading

import (
	"fmt"
	"sync"
	"time"

	"handshake/internal/course"
)

// progress shows how far the grading is: on a terminal in one line that is overwritten, and
// otherwise in a line now and then.
type progress struct {
	Screen
	mu       sync.Mutex
	n, total int
	lines    int // at most, where there is no terminal
	began    time.Time
}

func newProgress(s Screen, total, lines int) *progress {
	return &progress{Screen: s, total: total, lines: lines, began: time.Now()}
}

// next hears that one more is done, or begun.
func (p *progress) next(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.n = min(p.n+1, p.total) // what is tried again begins twice
	left := time.Since(p.began) / time.Duration(p.n) * time.Duration(p.total-p.n)
	line := fmt.Sprintf("%d/%d %s", p.n, p.total, name)
	if p.Terminal {
		line = "  " + line
	} else if p.n*p.lines/p.total == (p.n-1)*p.lines/p.total {
		return
	}
	if p.n == p.total {
		p.Status(course.Say(line, line))
		return
	}
	p.Status(course.Say("%s · about %s to go", "%s · 大约还要 %s", line, left.Round(time.Second)))
}

func (p *progress) close() { p.Status(course.Text{}) }
