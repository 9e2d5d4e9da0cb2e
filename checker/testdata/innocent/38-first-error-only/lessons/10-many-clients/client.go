package manyclients

import (
	"context"
	"fmt"
	"io"
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

// Chat says on conn what in holds, and writes to out what it hears, both at once. When in ends,
// Chat finishes (half-close, RFC 9293 §3.6) and listens on. When the server has finished, all
// has been heard: Chat returns nil, whether in has ended or not.
//
// A failure of conn, in or out is an error, and so is a conn that cannot be half-closed. The
// end of ctx ends the chat at once: the error wraps ctx.Err(). When Chat returns, conn is
// closed.
//
// in belongs to the caller. A Read of in's that waits, as for somebody at a keyboard, nobody
// can interrupt: it may outlast Chat. Then what it brings is lost, and nothing more is read.
func Chat(ctx context.Context, conn net.Conn, in io.Reader, out io.Writer) error {
	defer conn.Close()
	chat, end := context.WithCancelCause(ctx)
	defer end(nil)
	stop := context.AfterFunc(chat, func() { _ = conn.Close() })
	defer stop()

	go func() {
		if err := say(conn, in); err != nil {
			end(err)
		}
	}()
	_, err := io.Copy(out, conn)
	if cause := context.Cause(chat); cause != nil {
		return because(ctx, cause)
	}
	return err
}

// say says on conn all that in holds, and finishes.
func say(conn net.Conn, in io.Reader) error {
	half, ok := conn.(interface{ CloseWrite() error })
	if !ok {
		return fmt.Errorf("%T cannot be half-closed", conn)
	}
	if _, err := io.Copy(conn, in); err != nil {
		return err
	}
	return half.CloseWrite()
}

// because is err, together with the end of ctx if that came first: a connection that ctx has
// closed says only that it is closed.
func because(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%w: %w", ctx.Err(), err)
	}
	return err
}
