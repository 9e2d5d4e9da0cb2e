// Wrong: looks at ctx ten times a second.
// fails: chat-scenes
// breaks: chat-ctx
package room

import (
	"context"
	"fmt"
	"io"
	"net"
	"time"
)

func Chat(ctx context.Context, conn net.Conn, in io.Reader, out io.Writer) error {
	defer conn.Close()
	chat, end := context.WithCancelCause(ctx)
	defer end(nil)
	done := make(chan struct{})
	defer close(done)
	go func() {
		for chat.Err() == nil {
			select {
			case <-done:
				return
			case <-time.After(100 * time.Millisecond):
			}
		}
		_ = conn.Close()
	}()

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
