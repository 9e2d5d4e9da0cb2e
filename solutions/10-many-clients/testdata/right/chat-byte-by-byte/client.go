// Right: speaks and listens byte by byte.
package manyclients

import (
	"context"
	"errors"
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
				first = errors.Join(ctx.Err(), err)
				endAll()
			})
		})
	}
	calls.Wait()
	return first
}

func call(ctx context.Context, addr string, talk func(net.Conn) error) error {
	conn, err := dial(ctx, addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
	return talk(conn)
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

func Chat(ctx context.Context, conn net.Conn, in io.Reader, out io.Writer) error {
	defer conn.Close()
	half, ok := conn.(interface{ CloseWrite() error })
	if !ok {
		return errors.New("only half a line will do")
	}
	chat, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	defer context.AfterFunc(chat, func() { _ = conn.Close() })()
	go func() {
		if err := one(conn, in); err != nil {
			fail(err)
		} else if err := half.CloseWrite(); err != nil {
			fail(err)
		}
	}()
	err := one(out, conn)
	if cause := context.Cause(chat); cause != nil {
		return errors.Join(ctx.Err(), cause)
	}
	return err
}

func one(to io.Writer, from io.Reader) error {
	var b [1]byte
	for {
		n, err := from.Read(b[:])
		if n == 1 {
			if _, err := to.Write(b[:]); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
