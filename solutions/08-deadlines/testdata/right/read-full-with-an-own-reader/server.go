// Right: a function value as a reader, an error of its own around the timeout, and contexts for the total.
package deadlines

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

// readFunc is an io.Reader made of a function.
type readFunc func([]byte) (int, error)

func (f readFunc) Read(p []byte) (int, error) { return f(p) }

func ReadIdle(conn net.Conn, p []byte, idle time.Duration) (n int, err error) {
	defer conn.SetReadDeadline(time.Time{})
	n, err = io.ReadAtLeast(readFunc(func(p []byte) (int, error) {
		if err := conn.SetReadDeadline(time.Now().Add(idle)); err != nil {
			return 0, err
		}
		return conn.Read(p[:1])
	}), p, len(p))
	if err != nil {
		err = fmt.Errorf("read %d of %d bytes: %w", n, len(p), err)
	}
	return n, err
}

// HandleWithin ends handler's waits when a context ends.
func HandleWithin(conn net.Conn, total time.Duration, handler func(net.Conn) error) (err error) {
	end := time.Now().Add(total)
	ctx, cancel := context.WithDeadline(context.Background(), end)
	defer cancel()
	within := &bounded{Conn: conn}
	_ = conn.SetDeadline(time.Time{})
	stop := context.AfterFunc(ctx, within.finish)
	defer func() {
		stop()
		within.release()
	}()
	err = handler(within)
	if !time.Now().Before(end) {
		err = errors.Join(fmt.Errorf("%w: %w", context.DeadlineExceeded, os.ErrDeadlineExceeded), err)
	}
	return err
}

// bounded is a connection whose deadlines cannot be set any more once it is over.
type bounded struct {
	net.Conn
	mu       sync.Mutex
	over     bool
	released bool
}

func (b *bounded) finish() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.over = true; !b.released {
		_ = b.Conn.SetDeadline(time.Unix(1, 0))
	}
}

func (b *bounded) release() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.released = true
	_ = b.Conn.SetDeadline(time.Time{})
}

func (b *bounded) unlessOver(set func(time.Time) error, t time.Time) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.over {
		return nil
	}
	return set(t)
}

func (b *bounded) SetDeadline(t time.Time) error     { return b.unlessOver(b.Conn.SetDeadline, t) }
func (b *bounded) SetReadDeadline(t time.Time) error { return b.unlessOver(b.Conn.SetReadDeadline, t) }
func (b *bounded) SetWriteDeadline(t time.Time) error {
	return b.unlessOver(b.Conn.SetWriteDeadline, t)
}
