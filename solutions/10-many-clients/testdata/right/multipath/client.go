// Right: dials with Multipath TCP and keep-alives, and copies through types of its own.
package manyclients

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"
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
	d := net.Dialer{KeepAlive: time.Minute}
	d.SetMultipathTCP(true)
	conn, err := d.DialContext(ringing, "tcp", addr)
	if err != nil && ctx.Err() != nil {
		err = errors.Join(ctx.Err(), err)
	}
	return conn, err
}

type mouth struct {
	io.Writer
	fail context.CancelCauseFunc
}

func (m mouth) Write(p []byte) (int, error) {
	n, err := m.Writer.Write(p)
	if err != nil {
		m.fail(err)
	}
	return n, err
}

type ear struct{ io.Reader }

func Chat(ctx context.Context, conn net.Conn, in io.Reader, out io.Writer) error {
	chat, fail := context.WithCancelCause(ctx)
	defer fail(nil)
	defer conn.Close()
	half, ok := conn.(interface {
		io.ReadWriteCloser
		CloseWrite() error
	})
	if !ok {
		return fmt.Errorf("no half-close: %w", errors.ErrUnsupported)
	}
	defer context.AfterFunc(chat, func() { _ = half.Close() })()
	go func() {
		_, err := io.CopyBuffer(mouth{half, fail}, ear{in}, make([]byte, 64))
		if err == nil {
			err = half.CloseWrite()
		}
		if err != nil {
			fail(err)
		}
	}()
	_, err := io.CopyBuffer(mouth{out, fail}, ear{half}, make([]byte, 64))
	if why := context.Cause(chat); why != nil {
		return errors.Join(ctx.Err(), why)
	}
	return err
}
