package kit

import (
	"bufio"
	"context"
	"errors"
	"net"
	"os"
	"sync"
	"time"

	"handshake/internal/cputime"
)

// pace is the clock of every limit. It counts the time that this process used or idled; what
// the machine took, because others kept its processors busy or stopped it, does not count.
var pace = &pacer{limits: map[*limit]struct{}{}}

type pacer struct {
	mu     sync.Mutex
	now    time.Duration
	limits map[*limit]struct{}
}

// limit is one that has not been reached.
type limit struct {
	until  time.Duration
	strike func()
}

// after calls strike, which returns quickly, when d has passed, unless it is cancelled.
func (p *pacer) after(d time.Duration, strike func()) (cancel func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	l := &limit{p.now + d, strike}
	p.limits[l] = struct{}{}
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(p.limits, l)
	}
}

// advance lets time pass.
func (p *pacer) advance(by time.Duration) {
	p.mu.Lock()
	p.now += by
	var due []func()
	for l := range p.limits {
		if l.until <= p.now {
			due = append(due, l.strike)
			delete(p.limits, l)
		}
	}
	p.mu.Unlock()
	for _, strike := range due {
		strike()
	}
}

// elapsed is the time that has passed.
func (p *pacer) elapsed() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.now
}

// follow goes by what the checker measures of this process, which may not do so itself in
// confinement: a line for each beat. It returns when the checker is gone.
func (p *pacer) follow(beats *bufio.Reader) {
	clock := cputime.StartAt(time.Now())
	for {
		line, err := beats.ReadString('\n')
		if err != nil {
			return
		}
		if u, ok := cputime.Parse(line); ok {
			p.advance(clock.Advance(time.Now(), u))
		}
	}
}

// measure goes by this process's own measurements, for as long as it lives.
func (p *pacer) measure() {
	meter := cputime.Self()
	clock := cputime.StartAt(time.Now())
	for range time.Tick(cputime.Beat) {
		u, _ := meter.Read()
		p.advance(clock.Advance(time.Now(), u))
	}
}

// Enough is closed when what should happen at once has been waited for long enough: Patience
// of the process's own time, and in virtual time, where waiting costs nothing, ten minutes.
func Enough() <-chan struct{} {
	struck := make(chan struct{})
	if virtual.Load() {
		time.AfterFunc(virtually, func() { close(struck) })
	} else {
		pace.after(Patience(), func() { close(struck) })
	}
	return struck
}

// Bounded ends the Reads, Writes or Accepts that set is the deadline of when they have been
// waited for long enough, with a timeout. Release takes the deadline away.
func Bounded(set func(time.Time) error) (release func()) {
	if virtual.Load() {
		_ = set(time.Now().Add(virtually))
		return func() { _ = set(time.Time{}) }
	}
	var mu sync.Mutex
	released := false
	cancel := pace.after(Patience(), func() {
		mu.Lock()
		defer mu.Unlock()
		if !released {
			_ = set(longAgo)
		}
	})
	return func() {
		mu.Lock()
		defer mu.Unlock()
		cancel()
		released = true
		_ = set(time.Time{})
	}
}

var longAgo = time.Unix(1, 0)

// DialBounded dials addr for as long as a wait may last.
func DialBounded(addr string) (net.Conn, error) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	defer pace.after(Patience(), cancel)()
	return new(net.Dialer).DialContext(ctx, "tcp", addr)
}

// Soon waits until something is so, and reports whether it is. It is asked again and again.
func Soon(isSo func() bool) bool {
	enough := Enough()
	for !isSo() {
		select {
		case <-enough:
			InVain()
			return false
		case <-time.After(time.Millisecond):
		}
	}
	return true
}

// NoteTimeout remembers that a wait for the other end ran out.
func NoteTimeout(err error) {
	if errors.Is(err, os.ErrDeadlineExceeded) {
		InVain()
	}
}
