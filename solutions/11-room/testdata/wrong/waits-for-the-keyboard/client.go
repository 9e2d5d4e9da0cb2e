// Wrong: waits for the goroutine that reads in, even when the server has hung up.
// fails: hung-up
// breaks: chat-end
package room

import (
	"context"
	"fmt"
	"io"
	"net"
	"sync"
)

func Chat(ctx context.Context, conn net.Conn, in io.Reader, out io.Writer) error {
	defer conn.Close()
	chat, end := context.WithCancelCause(ctx)
	defer end(nil)
	stop := context.AfterFunc(chat, func() { _ = conn.Close() })
	defer stop()

	var speaking sync.WaitGroup
	speaking.Go(func() {
		if err := say(conn, in); err != nil {
			end(err)
		}
	})
	_, err := io.Copy(out, conn)
	speaking.Wait()
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
