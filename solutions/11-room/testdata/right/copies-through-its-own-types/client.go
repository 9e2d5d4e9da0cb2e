// Right: copies through types of its own, 64 bytes at a time.
package room

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
)

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
