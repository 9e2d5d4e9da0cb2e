// Right: one goroutine hears, another says, and ctx is watched beside them.
package conversation

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
)

const Thanks = "Thank you, Server!"

func Call(ctx context.Context, addr string, out io.Writer) error {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", addr)
	if late := net.Error(nil); errors.As(err, &late) && late.Timeout() && hasDeadline(ctx) {
		return fmt.Errorf("call: %w", context.DeadlineExceeded)
	}
	if err != nil {
		return fmt.Errorf("call: %w", err)
	}
	if _, err := fmt.Fprintln(out, "Client connected to server."); err != nil {
		_ = conn.Close()
		return err
	}

	heard, goodbye := make(chan string, 1), make(chan error, 1)
	go func() {
		from := bufio.NewReaderSize(conn, 4096)
		var greeting []byte
		for len(greeting) < len(Greeting) {
			b, err := from.ReadByte()
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			if err != nil {
				goodbye <- err
				return
			}
			greeting = append(greeting, b)
		}
		heard <- string(greeting)
		if _, err := from.Peek(1); err != io.EOF {
			goodbye <- errors.Join(errors.New("no goodbye"), err)
			return
		}
		goodbye <- nil
	}()
	end := func(err error) error {
		closed := conn.Close()
		if err != nil {
			return err
		}
		if closed != nil {
			return closed
		}
		_, err = fmt.Fprintln(out, "Client connection closed.")
		return err
	}
	for {
		select {
		case <-ctx.Done():
			_ = conn.Close()
			<-goodbye
			return ctx.Err()
		case greeting := <-heard:
			if _, err := fmt.Fprintf(out, "Received: %s\n", greeting); err != nil {
				return end(err)
			}
			heard = nil
			if _, err := conn.Write([]byte(Thanks)); err != nil {
				return end(err)
			}
			_ = conn.(interface{ CloseWrite() error }).CloseWrite()
		case err := <-goodbye:
			return end(err)
		}
	}
}

func hasDeadline(ctx context.Context) bool {
	_, has := ctx.Deadline()
	return has
}
