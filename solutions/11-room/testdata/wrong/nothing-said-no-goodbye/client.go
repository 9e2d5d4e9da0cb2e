// Wrong: does not finish when in held nothing.
// fails: chat-scenes
// breaks: chat-half
package room

import (
	"context"
	"fmt"
	"io"
	"net"
)

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
	said, err := io.Copy(conn, in)
	if err != nil || said == 0 {
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
