// Wrong: says in words of its own that the server did not hang up well.
// fails: thrown-away, client-scenes
// breaks: call-fails
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

var errTalksOn = errors.New("the server says more than its greeting")

func Call(ctx context.Context, addr string, out io.Writer) error {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return fmt.Errorf("%w: %w", context.DeadlineExceeded, err)
	}
	if err != nil {
		return err
	}
	defer conn.Close()

	if err := until(ctx, conn, func() error { return converse(conn.(*net.TCPConn), out) }); err != nil {
		return fmt.Errorf("conversation with %s: %w", addr, err)
	}
	return nil
}

func converse(conn *net.TCPConn, out io.Writer) error {
	if _, err := fmt.Fprintln(out, "Client connected to server."); err != nil {
		return err
	}
	greeting := make([]byte, len(Greeting))
	if _, err := io.ReadFull(conn, greeting); err != nil {
		return whole(err)
	}
	if _, err := fmt.Fprintf(out, "Received: %s\n", greeting); err != nil {
		return err
	}
	if err := thank(conn); err != nil {
		return err
	}
	_, err := fmt.Fprintln(out, "Client connection closed.")
	return err
}

func thank(conn *net.TCPConn) error {
	if _, err := io.WriteString(conn, Thanks); err != nil {
		return err
	}
	_ = conn.CloseWrite()
	switch n, err := conn.Read(make([]byte, 1)); {
	case n > 0:
		return errTalksOn
	case err != io.EOF:
		return errors.New("unanswered")
	}
	return conn.Close()
}

func whole(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
