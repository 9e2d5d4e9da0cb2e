package kit

import (
	"fmt"
	"regexp"
	"runtime/debug"

	. "github.com/onsi/ginkgo/v2"
)

// Running is one of the student's functions at work in a goroutine of its own.
type Running[T any] struct {
	returned chan struct{}
	result   T
	panicked *panicked
}

// panicked is a panic of the student's, kept with the stack it came from.
type panicked struct{ value, stack string }

// caught is the panic that the running spec passed on from another goroutine.
var caught *panicked

// Start calls a student's function in a goroutine, and keeps its result or its panic.
func Start[T any](call func() T) *Running[T] {
	r := &Running[T]{returned: make(chan struct{})}
	working.Add(1)
	go func() {
		defer working.Add(-1)
		defer close(r.returned)
		returned := false
		defer func() { r.panicked = unfinished(recover(), returned) }()
		r.result = call()
		returned = true
	}()
	return r
}

// unfinished is how a call of the student's came to its end: with a panic's value, or without one
// and without returning. It is nil for a call that has returned, and for one that a spec has ended.
func unfinished(value any, returned bool) *panicked {
	switch stack := string(debug.Stack()); {
	case value != nil:
		return &panicked{fmt.Sprint(value), stack}
	case !returned && leaves(stack):
		return &panicked{noValue, stack}
	}
	return nil
}

// noValue is the value of a panic that was none, as Ginkgo has it too.
const noValue = "<nil>"

// leaves reports whether the student's code, and no spec, has ended its goroutine by
// runtime.Goexit, from the stack of a function that was deferred in it.
func leaves(stack string) bool {
	from := goexit.FindStringSubmatch(stack)
	return from != nil && studentCode.MatchString(from[1])
}

var goexit = regexp.MustCompile(`(?m)^runtime\.Goexit\(.*\n\t.*\n(.*)$`)

// Returned is closed when the function has come back, by return or panic.
func (r *Running[T]) Returned() <-chan struct{} { return r.returned }

// HasReturned reports whether the function has come back.
func (r *Running[T]) HasReturned() bool {
	select {
	case <-r.returned:
		return true
	default:
		return false
	}
}

// Result waits for the function to return; its panic becomes the spec's. A function that
// does not return in good time fails the spec with orElse and the line where it waits.
func (r *Running[T]) Result(orElse string) T {
	GinkgoHelper()
	select {
	case <-r.returned:
	case <-Enough():
		r.OutOfTime(orElse)
	}
	r.Check()
	return r.result
}

// OutOfTime fails the spec because the function has not brought about in good time what it
// should: with why, and the line where it waits.
func (r *Running[T]) OutOfTime(why string) {
	GinkgoHelper()
	InVain()
	message, place := stuck(stacks())
	if place != "" {
		why += "\n" + message
		waitsAt = place
	}
	Fail(why)
}

// waitsAt is the line of the student's that has kept the running spec waiting.
var waitsAt string

// Check passes a panic of the function on to the spec, if there has been one. Call it where
// a spec waits for something else that the function should bring about.
func (r *Running[T]) Check() {
	if r.HasReturned() && r.panicked != nil {
		caught = r.panicked
		panic(caught.value)
	}
}
