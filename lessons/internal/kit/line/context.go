package line

import (
	"context"
	"sync"
	"time"
)

// WatchedContext is a context.Context that ends when the spec says so, and knows who still waits
// for that. The student's code gets it from LendContext.
type WatchedContext struct {
	mu      sync.Mutex
	err     error
	asked   error
	done    chan struct{}
	waiting map[int]func() // by number
	calls   int
}

// Endless is a context that does not end before the spec says so.
func Endless() *WatchedContext {
	return &WatchedContext{done: make(chan struct{}), waiting: map[int]func(){}}
}

// End ends the context with err: context.Canceled or context.DeadlineExceeded.
func (c *WatchedContext) End(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.end(err)
}

// EndHolding ends the context as End does, but has the functions that wait for that run only when
// release is called, as they would if others kept the machine busy.
func (c *WatchedContext) EndHolding(err error) (release func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	held := make(chan struct{})
	for number, f := range c.waiting {
		c.waiting[number] = func() { <-held; f() }
	}
	c.end(err)
	return sync.OnceFunc(func() { close(held) })
}

// EndWhenAsked lets the context end with err at the moment when its Err is called next, so
// that whoever asks too late is answered yes every time.
func (c *WatchedContext) EndWhenAsked(err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked = err
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

// Deadline implements context.Context: there is none.
func (c *WatchedContext) Deadline() (time.Time, bool) { return time.Time{}, false }

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

// Over is a context that has been cancelled already.
func Over() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}
