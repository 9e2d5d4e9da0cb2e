// Wrong: reads in in one goroutine and speaks in another: the first reads on when all is over.
// fails: reads-no-further, chat-scenes
// breaks: chat-reads
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
	typed, ended := make(chan []byte, 16), make(chan error, 1)
	go func() {
		defer close(typed)
		for {
			buf := make([]byte, 4096)
			n, err := in.Read(buf)
			typed <- buf[:n]
			if err != nil {
				ended <- err
				return
			}
		}
	}()
	for words := range typed {
		if _, err := conn.Write(words); err != nil {
			return err
		}
	}
	if err := <-ended; err != io.EOF {
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
