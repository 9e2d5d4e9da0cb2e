// Wrong: gives up speaking when two Writes have failed, and swallows what is typed until then.
// fails: reads-no-further, chat-scenes
// breaks: chat-reads
package room

import (
	"context"
	"errors"
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
	buf := make([]byte, 4096)
	var failed error
	for {
		n, err := in.Read(buf)
		if n > 0 {
			if _, again := conn.Write(buf[:n]); again != nil && failed != nil {
				return again
			} else if again != nil && !errors.Is(again, net.ErrClosed) {
				return again
			} else {
				failed = again
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	return half.CloseWrite()
}

func because(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%w: %w", ctx.Err(), err)
	}
	return err
}
