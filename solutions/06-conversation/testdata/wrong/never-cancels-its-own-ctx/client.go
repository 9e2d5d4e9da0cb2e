// Wrong: derives a ctx of its own and never cancels it, so that the caller's remembers it.
// fails: client-scenes
// breaks: call-leaves-ctx
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
	ctx, cancel := context.WithCancel(ctx)
	_ = cancel
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return fmt.Errorf("%w: %w", context.DeadlineExceeded, err) // the dialer makes ctx's deadline its own
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
	_ = conn.CloseWrite() // if it fails, the Read below fails as well, and names the reason
	switch _, err := io.ReadFull(conn, make([]byte, 1)); {
	case err == nil:
		return errTalksOn
	case !errors.Is(err, io.EOF):
		return err
	}
	return conn.Close()
}

func whole(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
