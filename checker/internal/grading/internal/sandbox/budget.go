package sandbox

import (
	"sync"

	"handshake/checker/internal/engine"
)

// Budget is what all programs of one submission may use together, however many there are.
// Where they come to use more, the largest is stopped, and the others go on; and a program
// begins only when there is room for one as large as the largest so far.
type Budget struct {
	memory, sockets int64

	mu     sync.Mutex
	room   sync.Cond // some program has ended
	uses   map[*use]bool
	expect amount // what a program is taken to come to use
}

// amount is what one program uses, or all of them.
type amount struct{ memory, sockets int64 }

// use is one program's.
type use struct {
	amount
	stop func(why engine.Limit)
}

// usual is what an ordinary program uses: one with the race detector and some connections.
var usual = amount{memory: 128 << 20, sockets: 32}

// NewBudget makes a budget of so many resident bytes, and so many sockets at a time.
func NewBudget(memory, sockets int64) *Budget {
	b := &Budget{memory: memory, sockets: sockets, uses: map[*use]bool{}, expect: usual}
	b.room.L = &b.mu
	return b
}

// enter waits until there is room for one more program, and takes it for one that stop ends.
// There always is for one alone.
func (b *Budget) enter(stop func(why engine.Limit)) *use {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.uses) > 0 && !b.holds(b.expected()) {
		b.room.Wait()
	}
	u := &use{stop: stop}
	b.uses[u] = true
	return u
}

// expected is what all programs, and one more, will come to use.
func (b *Budget) expected() amount {
	sum := b.expect
	for u := range b.uses {
		sum.memory += max(u.memory, b.expect.memory)
		sum.sockets += max(u.sockets, b.expect.sockets)
	}
	return sum
}

func (b *Budget) holds(a amount) bool { return a.memory <= b.memory && a.sockets <= b.sockets }

// note takes down what a program uses now, and has the largest one stopped if that is too much
// for all of them. It returns how much memory is left.
func (b *Budget) note(u *use, now amount) (left int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	u.amount = now
	b.expect.memory, b.expect.sockets = max(b.expect.memory, now.memory), max(b.expect.sockets, now.sockets)
	var sum amount
	var largest, widest *use
	for u := range b.uses {
		sum.memory += u.memory
		sum.sockets += u.sockets
		if largest == nil || u.memory > largest.memory {
			largest = u
		}
		if widest == nil || u.sockets > widest.sockets {
			widest = u
		}
	}
	switch {
	case sum.memory > b.memory:
		b.end(largest, engine.Limit{Of: engine.SharedMemory, Used: largest.memory, Most: b.memory})
	case sum.sockets > b.sockets:
		b.end(widest, engine.Limit{Of: engine.SharedSockets, Most: b.sockets})
	}
	return b.memory - sum.memory
}

// end stops a program, whose use counts no more.
func (b *Budget) end(u *use, why engine.Limit) {
	delete(b.uses, u)
	u.stop(why)
}

// leave gives back what a program has used that is no more.
func (b *Budget) leave(u *use) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.uses, u)
	b.room.Broadcast()
}
