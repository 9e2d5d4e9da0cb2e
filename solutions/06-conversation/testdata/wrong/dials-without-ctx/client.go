// Wrong: dials with net.Dial, which knows no ctx.
// fails: ctx-dial
// breaks: call-ctx
package conversation

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
)

const Thanks = "Thank you, Server!"

var errTalksOn = errors.New("the server says more than its greeting")

func Call(ctx context.Context, addr string, out io.Writer) error {
	conn, err := net.Dial("tcp", addr)
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
	if err := conn.CloseWrite(); err != nil {
		return err
	}
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
