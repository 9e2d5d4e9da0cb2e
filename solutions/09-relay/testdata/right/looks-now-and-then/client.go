// Right: reads in slices of 50 ms, and looks between them whether ctx or idle is over.
package relay

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"sync"
	"time"
)

type Conn interface {
	net.Conn
	CloseWrite() error
	SetLinger(sec int) error
}

const (
	MaxHeld = 1 << 20
	slice   = 50 * time.Millisecond
)

type relay struct {
	ctx   context.Context
	idle  time.Duration
	mu    sync.Mutex
	ended [2]time.Time
	err   error
}

func (r *relay) fail(err error) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.err == nil {
		r.err = err
	}
	return r.err
}

// goesOn is nil as long as direction number i may wait, which has stood still since moved.
func (r *relay) goesOn(i int, moved time.Time) error {
	if err := r.ctx.Err(); err != nil {
		return r.fail(err)
	}
	r.mu.Lock()
	err, ended := r.err, r.ended[1-i]
	r.mu.Unlock()
	if err != nil {
		return err
	}
	if ended.IsZero() || r.idle <= 0 {
		return nil
	}
	if ended.After(moved) {
		moved = ended
	}
	if time.Since(moved) >= r.idle {
		return r.fail(fmt.Errorf("stood still for %v: %w", r.idle, os.ErrDeadlineExceeded))
	}
	return nil
}

func (r *relay) carry(i int, to, from Conn, count *int64) {
	moved := time.Now()
	buf := make([]byte, 1<<15)
	for {
		if r.goesOn(i, moved) != nil {
			return
		}
		_ = from.SetReadDeadline(time.Now().Add(slice))
		n, err := from.Read(buf)
		if n > 0 {
			moved = time.Now()
		}
		if err == io.EOF {
			r.mu.Lock()
			r.ended[i] = time.Now()
			r.mu.Unlock()
		}
		for rest := buf[:n]; len(rest) > 0; {
			if r.goesOn(i, moved) != nil {
				return
			}
			_ = to.SetWriteDeadline(time.Now().Add(slice))
			k, err := to.Write(rest)
			*count += int64(k)
			if rest = rest[k:]; k > 0 {
				moved = time.Now()
			}
			if err != nil && !errors.Is(err, os.ErrDeadlineExceeded) {
				r.fail(err)
				return
			}
			if err != nil && !timedOut(err) {
				r.fail(err)
				return
			}
		}
		switch {
		case err == io.EOF:
			if err := to.CloseWrite(); err != nil {
				r.fail(err)
			}
			return
		case err != nil && !timedOut(err):
			r.fail(err)
			return
		}
	}
}

// timedOut reports whether an error is only the end of a slice.
func timedOut(err error) bool {
	if err == os.ErrDeadlineExceeded {
		return true
	}
	op, ok := err.(*net.OpError)
	return ok && op.Err == os.ErrDeadlineExceeded
}

func Relay(ctx context.Context, a, b Conn, idle time.Duration) (aToB, bToA int64, err error) {
	r := &relay{ctx: ctx, idle: idle}
	var wg sync.WaitGroup
	wg.Add(2)
	go func() { defer wg.Done(); r.carry(0, b, a, &aToB) }()
	go func() { defer wg.Done(); r.carry(1, a, b, &bToA) }()
	wg.Wait()
	for _, c := range []Conn{a, b} {
		if r.err != nil {
			_ = c.SetLinger(0)
		}
		_ = c.Close()
	}
	return aToB, bToA, r.err
}
