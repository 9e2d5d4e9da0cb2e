// Right: listens in a goroutine, too, and waits for that or for the end of ctx.
package room

import (
	"context"
	"errors"
	"io"
	"net"
)

func Chat(ctx context.Context, conn net.Conn, in io.Reader, out io.Writer) error {
	outside := ctx
	ctx, end := context.WithCancelCause(ctx)
	defer end(nil)
	defer conn.Close()
	line, ok := conn.(interface{ CloseWrite() error })
	if !ok {
		return errors.ErrUnsupported
	}
	over := make(chan struct{})
	go func() {
		_, err := io.Copy(conn, in)
		if err == nil {
			err = line.CloseWrite()
		}
		if err != nil {
			end(err)
		}
	}()
	go func() {
		defer close(over)
		if _, err := io.Copy(out, conn); err != nil {
			end(err)
		}
	}()
	select {
	case <-over:
	case <-ctx.Done():
		_ = conn.Close()
		<-over
	}
	if cause := context.Cause(ctx); cause != nil {
		return errors.Join(outside.Err(), cause)
	}
	return nil
}
