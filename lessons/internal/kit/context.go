package kit

import (
	"context"
	"runtime"
	"strings"
	"sync"
	"time"
)

// WatchedContext is a context.Context that ends when the spec says so, and knows who still waits
// for that. The student's code gets what Lent returns.
type WatchedContext struct {
	deadline time.Time // the zero time is none

	mu      sync.Mutex
	err     error
	asked   error
	known   bool
	done    chan struct{}
	waiting map[int]func() // by number
	calls   int
}

// Endless is a context that does not end before the spec says so.
func Endless() *WatchedContext {
	return &WatchedContext{done: make(chan struct{}), waiting: map[int]func(){}}
}

// WithDeadline is a context that tells this deadline. It does not end by it: End does that,
// later, as every context ends a little later than its deadline.
func WithDeadline(deadline time.Time) *WatchedContext {
	c := Endless()
	c.deadline = deadline
	return c
}

// End ends the context with err: context.Canceled or context.DeadlineExceeded.
func (c *WatchedContext) End(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.end(err)
}

// EndWhenAsked lets the context end with err at the moment when its Err is called next, so
// that whoever asks too late is answered yes every time.
func (c *WatchedContext) EndWhenAsked(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked = err
}

// Lent is the context as the student's code gets it, which can be asked what any context can be
// asked, and cannot be commanded.
func (c *WatchedContext) Lent() context.Context {
	var ctx context.Context = c
	return &lentWatched{lentContext{&ctx}}
}

// lentWatched has AfterFunc, by which context.AfterFunc and derived contexts wait for its end.
type lentWatched struct{ lentContext }

func (c *lentWatched) AfterFunc(f func()) (stop func() bool) {
	return (*c.to).(*WatchedContext).AfterFunc(f)
}

// end ends the context. The caller holds mu.
func (c *WatchedContext) end(err error) {
	if c.err != nil {
		return
	}
	c.err = err
	close(c.done)
	for _, f := range c.waiting {
		go f()
	}
	clear(c.waiting)
}

// Waiting is how many functions wait for the end of the context: what context.AfterFunc and
// derived contexts have registered and not taken back.
func (c *WatchedContext) Waiting() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.waiting)
}

// AfterFunc is what context.AfterFunc and derived contexts call if a context has it.
func (c *WatchedContext) AfterFunc(f func()) (stop func() bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.err != nil {
		go f()
		return func() bool { return false }
	}
	c.calls++
	number := c.calls
	c.waiting[number] = f
	return func() bool {
		c.mu.Lock()
		defer c.mu.Unlock()
		_, waits := c.waiting[number]
		delete(c.waiting, number)
		return waits
	}
}

var _ context.Context = (*WatchedContext)(nil)

// Deadline implements context.Context.
func (c *WatchedContext) Deadline() (time.Time, bool) {
	if askedByStudent() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.known = true
	}
	return c.deadline, !c.deadline.IsZero()
}

// DeadlineKnown reports whether the student's own code has asked for the deadline, to go by
// it instead of by the end of the context, or besides. What the standard library asks for
// does not count.
func (c *WatchedContext) DeadlineKnown() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.known
}

// askedByStudent reports whether the student's code has called Deadline, be it of a context
// derived from the one that is asked.
func askedByStudent() bool {
	callers := make([]uintptr, 16)
	frames := runtime.CallersFrames(callers[:runtime.Callers(3, callers)])
	for {
		frame, more := frames.Next()
		if !strings.HasSuffix(frame.Function, ".Deadline") || !more {
			return studentCode.MatchString(frame.Function)
		}
	}
}

// Done implements context.Context.
func (c *WatchedContext) Done() <-chan struct{} { return c.done }

// Err implements context.Context.
func (c *WatchedContext) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.asked != nil {
		c.end(c.asked)
	}
	return c.err
}

// Value implements context.Context.
func (c *WatchedContext) Value(any) any { return nil }
