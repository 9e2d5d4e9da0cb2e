package kit

import (
	"context"
	"fmt"
	"regexp"
	"runtime/debug"
	"time"

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

// Start calls a student's function in a goroutine, and keeps its result or its panic.
func Start[T any](call func() T) *Running[T] {
	return StartIn(func(work func()) { work() }, call)
}

// StartIn is Start in a scene, which calls the work that it is given. A scene that ends without
// the work's end leaves the function running forever.
func StartIn[T any](scene func(work func()), call func() T) *Running[T] {
	r := &Running[T]{returned: make(chan struct{})}
	working.Add(1)
	go func() {
		over := false
		defer func() {
			if over {
				working.Add(-1)
				close(r.returned)
			}
		}()
		scene(func() {
			returned := false
			defer func() { r.panicked, over = unfinished(recover(), returned), true }()
			r.result = call()
			returned = true
		})
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

// InTime waits for the function to come back, and reports whether it did so in good time.
func (r *Running[T]) InTime() bool {
	select {
	case <-r.returned:
		return true
	case <-Enough():
		return false
	}
}

// AtOnce waits for a function that should come back at once, now, and reports whether it does: within
// hundredths of a second, which more patience does not make longer, or later where its code has still
// been busy by then.
func (r *Running[T]) AtOnce() bool {
	late := make(chan struct{})
	defer pace.after(promptly, func() { close(late) })()
	select {
	case <-r.returned:
		return true
	case <-late:
	}
	for enough := Enough(); !everybodyWaits(); {
		select {
		case <-r.returned:
			return true
		case <-enough:
			return false
		case <-time.After(time.Millisecond):
		}
	}
	return r.HasReturned()
}

// promptly is how long that which happens at once may take.
const promptly = 30 * time.Millisecond

// Result waits for the function to return; its panic becomes the spec's. A function that
// does not return in good time fails the spec with orElse and the line where it waits.
func (r *Running[T]) Result(orElse string) T {
	GinkgoHelper()
	if !r.InTime() {
		r.OutOfTime(orElse)
	}
	r.Check()
	return r.result
}

// ResultBy is Result for work that takes a slow but right answer its time, such as much
// text read byte by byte: it waits until the spec's own time is over.
func (r *Running[T]) ResultBy(ctx context.Context) T {
	GinkgoHelper()
	select {
	case <-r.returned:
	case <-ctx.Done():
		Fail(In("time ran out", "时间用完了"))
	}
	r.Check()
	return r.result
}

// OutOfTime fails the spec because the function has not brought about in good time what it
// should: with why, and the line where it waits.
func (r *Running[T]) OutOfTime(why string) {
	GinkgoHelper()
	InVain()
	if message := r.Waits(); message != "" {
		why += "\n" + message
	}
	Fail(why)
}

// Waits says where the student's code waits now, "" if that is not to be seen, and has the spec's
// failure point there.
func (r *Running[T]) Waits() string {
	message, place := stuck(stacks())
	if place == "" {
		return ""
	}
	running.waitsAt = place
	return message
}

// HasPanicked reports whether the function has come back by a panic.
func (r *Running[T]) HasPanicked() bool { return r.HasReturned() && r.panicked != nil }

// Check passes a panic of the function on to the spec, if there has been one. Call it where
// a spec waits for something else that the function should bring about.
func (r *Running[T]) Check() {
	if r.HasPanicked() {
		r.Again()()
	}
}

// Again is the panic that the function came back by, to be passed on later. Nothing of the scene is
// asked then: its channels are of no use outside of it.
func (r *Running[T]) Again() func() {
	panicked := r.panicked
	return func() {
		running.caught = panicked
		panic(panicked.value)
	}
}

// Meanwhile takes a step of the spec's own while the student's function is at work, and
// returns what came of it. If the function panics first, the panic becomes the spec's at
// once. The step bounds itself by Patience.
func Meanwhile[T, R any](at *Running[T], step func() R) R {
	GinkgoHelper()
	done := make(chan R, 1)
	go func() { done <- step() }()
	select {
	case result := <-done:
		return result
	case <-at.Returned():
		at.Check()
		return <-done
	}
}
