// Wrong: tells only that ctx has ended, although a talk had failed before.
// fails: fan-scenes
// breaks: fan-first
package manyclients

import (
	"context"
	"fmt"
	"io"
	"net"
	"sync"
)

func FanOut(ctx context.Context, addr string, n int, talk func(ctx context.Context, i int, conn net.Conn) error) error {
	together, endAll := context.WithCancel(ctx)
	defer endAll()
	var calls sync.WaitGroup
	var once sync.Once
	var first error
	for i := range n {
		calls.Go(func() {
			err := call(together, addr, func(conn net.Conn) error { return talk(together, i, conn) })
			if err == nil {
				return
			}
			once.Do(func() {
				first = because(ctx, fmt.Errorf("client %d: %w", i, err))
				endAll()
			})
		})
	}
	calls.Wait()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return first
}

func call(ctx context.Context, addr string, talk func(net.Conn) error) error {
	ringing, hangUp := context.WithCancel(context.WithoutCancel(ctx))
	defer hangUp()
	defer context.AfterFunc(ctx, hangUp)()
	var dialer net.Dialer
	conn, err := dialer.DialContext(ringing, "tcp", addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	return talk(conn)
}

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

func because(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%w: %w", ctx.Err(), err)
	}
	return err
}
