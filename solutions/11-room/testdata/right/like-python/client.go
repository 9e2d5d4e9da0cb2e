// Right: reads a hundred bytes at a time, and looks at every error by hand.
package room

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
)

func Chat(ctx context.Context, conn net.Conn, in io.Reader, out io.Writer) (err error) {
	defer conn.Close()
	half, ok := conn.(interface{ CloseWrite() error })
	if !ok {
		return fmt.Errorf("%T object has no attribute CloseWrite", conn)
	}
	inner, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(inner, func() { _ = conn.Close() })()
	go func() {
		buf := make([]byte, 100)
		for {
			n, err := in.Read(buf)
			if n > 0 {
				if _, failed := conn.Write(buf[:n]); failed != nil {
					cancel(failed)
					return
				}
			}
			if err == io.EOF {
				if failed := half.CloseWrite(); failed != nil {
					cancel(failed)
				}
				return
			}
			if err != nil {
				cancel(err)
				return
			}
		}
	}()
	for buf := make([]byte, 100); ; {
		n, err := conn.Read(buf)
		if n > 0 {
			if _, failed := out.Write(buf[:n]); failed != nil {
				return errors.Join(ctx.Err(), failed)
			}
		}
		if err == nil {
			continue
		}
		if cause := context.Cause(inner); cause != nil {
			return errors.Join(ctx.Err(), cause)
		}
		if err == io.EOF {
			return nil
		}
		return err
	}
}
