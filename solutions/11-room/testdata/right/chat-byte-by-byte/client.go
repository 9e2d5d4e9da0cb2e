// Right: speaks and listens byte by byte.
package room

import (
	"context"
	"errors"
	"io"
	"net"
)

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
