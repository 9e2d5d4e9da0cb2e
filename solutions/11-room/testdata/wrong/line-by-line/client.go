// Wrong: listens line by line, and adds a line end where there was none.
// fails: verbatim
// breaks: chat-bytes
package room

import (
	"bufio"
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
	lines := bufio.NewScanner(conn)
	for lines.Scan() {
		if _, err := fmt.Fprintln(out, lines.Text()); err != nil {
			return err
		}
	}
	err := lines.Err()
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
