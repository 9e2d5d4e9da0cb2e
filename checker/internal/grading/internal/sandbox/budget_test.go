package sandbox

import (
	"testing"

	"handshake/checker/internal/engine"
)

// stopped is a program in a budget that notes why it was stopped.
type stopped struct {
	*use
	why engine.Limit
}

func enter(b *Budget) *stopped {
	s := &stopped{}
	s.use = b.enter(func(why engine.Limit) { s.why = why })
	return s
}

func TestTheLargestPaysForAll(t *testing.T) {
	b := NewBudget(1000<<20, 100)
	small, large, wide := enter(b), enter(b), enter(b)
	b.note(small.use, amount{300 << 20, 5})
	b.note(wide.use, amount{10 << 20, 90})
	if left := b.note(large.use, amount{600 << 20, 5}); left != 90<<20 || large.why != (engine.Limit{}) {
		t.Errorf("%d MiB are left, %v", left>>20, large.why)
	}
	b.note(small.use, amount{400 << 20, 5})
	if large.why != (engine.Limit{Of: engine.SharedMemory, Used: 600 << 20, Most: 1000 << 20}) ||
		small.why != (engine.Limit{}) || wide.why != (engine.Limit{}) {
		t.Errorf("%v, %v, %v", small.why, large.why, wide.why)
	}
	b.note(small.use, amount{400 << 20, 15}) // it is being stopped, and counts no more
	if wide.why != (engine.Limit{Of: engine.SharedSockets, Most: 100}) || small.why != (engine.Limit{}) {
		t.Errorf("%v, %v", small.why, wide.why)
	}
}

// Each program waits until there is room for one as large as the largest so far.
func TestFewerAtOnceWhenTheyAreLarge(t *testing.T) {
	b := NewBudget(10*usual.memory, 1000)
	first := enter(b)
	b.note(first.use, amount{4 * usual.memory, 1})
	entered := make(chan *stopped, 3)
	for range cap(entered) {
		go func() { entered <- enter(b) }()
	}
	second := <-entered
	if now := b.expected(); b.holds(now) {
		t.Errorf("a third is let in: %+v", now)
	}
	b.leave(first.use)
	third := <-entered
	b.leave(second.use)
	b.leave(third.use)
	b.leave((<-entered).use)
	if len(b.uses) > 0 {
		t.Errorf("%d are left", len(b.uses))
	}
}

// A program larger than the whole budget is let in alone: it is its own limit that ends it.
func TestOneAloneIsAlwaysLetIn(t *testing.T) {
	b := NewBudget(1, 1)
	b.leave(enter(b).use)
	b.leave(enter(b).use)
}
