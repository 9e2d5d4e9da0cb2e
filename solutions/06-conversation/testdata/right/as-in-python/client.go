// Right: has the conversation in a generator of lines, and prints whatever it yields.
package conversation

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
)

const Thanks = "Thank you, Server!"

func Call(ctx context.Context, addr string, out io.Writer) error {
	for line, err := range call(ctx, addr) {
		if err != nil {
			return err
		}
		if _, err := io.WriteString(out, line+"\n"); err != nil {
			return fmt.Errorf("print: %w", err)
		}
	}
	return nil
}

func call(ctx context.Context, addr string) func(yield func(string, error) bool) {
	return func(yield func(string, error) bool) {
		conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", addr)
		if errors.Is(err, os.ErrDeadlineExceeded) {
			err = context.DeadlineExceeded
		}
		if err != nil {
			yield("", err)
			return
		}
		defer conn.Close()
		defer context.AfterFunc(ctx, func() { _ = conn.Close() })()
		fail := func(err error) {
			if ctx.Err() != nil {
				err = ctx.Err()
			}
			yield("", err)
		}
		if !yield("Client connected to server.", nil) {
			return
		}
		greeting, err := io.ReadAll(io.LimitReader(conn, int64(len(Greeting))))
		if err == nil && len(greeting) < len(Greeting) {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			fail(err)
			return
		}
		if !yield("Received: "+string(greeting), nil) {
			return
		}
		if _, err := io.WriteString(conn, Thanks); err != nil {
			fail(err)
			return
		}
		_ = conn.(*net.TCPConn).CloseWrite()
		more, err := io.ReadAll(io.LimitReader(conn, 1))
		if len(more) > 0 {
			err = errors.New("words after the thanks")
		}
		if err == nil {
			err = conn.Close()
		}
		if err != nil {
			fail(err)
			return
		}
		yield("Client connection closed.", nil)
	}
}
