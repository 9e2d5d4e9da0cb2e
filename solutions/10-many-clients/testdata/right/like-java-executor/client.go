// Right: has a latch and a monitor, as an executor of Java's has.
package manyclients

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
)

type latch struct {
	mu    sync.Mutex
	zero  *sync.Cond
	count int
	first error
}

func (l *latch) countDown(err error, onFirst func(error) error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err != nil && l.first == nil {
		l.first = onFirst(err)
	}
	l.count--
	l.zero.Broadcast()
}

func FanOut(ctx context.Context, addr string, n int, talk func(ctx context.Context, i int, conn net.Conn) error) error {
	executor, shutdownNow := context.WithCancel(ctx)
	defer shutdownNow()
	l := &latch{count: n}
	l.zero = sync.NewCond(&l.mu)
	for i := 0; i < n; i++ {
		go func(i int) {
			l.countDown(call(executor, addr, func(conn net.Conn) error { return talk(executor, i, conn) }), func(err error) error {
				defer shutdownNow()
				if ctx.Err() != nil {
					return fmt.Errorf("interrupted (%w): %w", ctx.Err(), err)
				}
				return err
			})
		}(i)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for l.count > 0 {
		l.zero.Wait()
	}
	return l.first
}

func call(ctx context.Context, addr string, talk func(net.Conn) error) error {
	socket, err := dial(ctx, addr)
	if err != nil {
		return err
	}
	defer socket.Close()
	defer context.AfterFunc(ctx, func() { _ = socket.Close() })()
	return talk(socket)
}

func dial(ctx context.Context, addr string) (net.Conn, error) {
	ringing, stop := context.WithCancel(context.WithoutCancel(ctx))
	defer stop()
	defer context.AfterFunc(ctx, stop)()
	var d net.Dialer
	conn, err := d.DialContext(ringing, "tcp", addr)
	if err != nil && ctx.Err() != nil {
		err = errors.Join(ctx.Err(), err)
	}
	return conn, err
}
