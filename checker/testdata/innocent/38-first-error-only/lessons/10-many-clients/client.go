package manyclients

import (
	"context"
	"fmt"
	"net"
	"sync"
)

// FanOut connects to addr ("host:port") n times at once, and has talk speak on each
// connection, numbered from 0, in a goroutine of its own. It waits for all of them. A
// connection is closed when its talk is over.
//
// The first failure, be it a refused connection or an error of talk's, ends the others: their
// ctx is cancelled and their connections are closed, so that none of them waits on. So does
// the end of ctx. The error wraps that first failure, and ctx.Err() if ctx had ended by then.
// It is nil when every talk returned nil.
func FanOut(ctx context.Context, addr string, n int, talk func(ctx context.Context, i int, conn net.Conn) error) error {
	together, endAll := context.WithCancel(ctx)
	defer endAll()
	var calls sync.WaitGroup
	var first box[error]
	for i := range n {
		calls.Go(func() {
			err := call(together, addr, func(conn net.Conn) error { return talk(together, i, conn) })
			if err == nil {
				return
			}
			if first.put(because(ctx, fmt.Errorf("client %d: %w", i, err))) {
				endAll()
			}
		})
	}
	calls.Wait()
	return first.value
}

type box[T any] struct {
	sync.Mutex
	full  bool
	value T
}

// put keeps the first value, and reports whether this was it.
func (b *box[T]) put(value T) (kept bool) {
	b.Lock()
	defer b.Unlock()
	if b.full {
		return false
	}
	b.full, b.value = true, value
	return true
}

// call has one conversation with addr, on a connection that the end of ctx closes.
func call(ctx context.Context, addr string, talk func(net.Conn) error) error {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	return talk(conn)
}

// because is err, together with the end of ctx if that came first: a connection that ctx has
// closed says only that it is closed.
func because(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%w: %w", ctx.Err(), err)
	}
	return err
}
