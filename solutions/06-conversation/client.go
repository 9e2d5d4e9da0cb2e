package conversation

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
)

// Thanks is what the client answers.
const Thanks = "Thank you, Server!"

// errTalksOn is a server that goes on after its greeting.
var errTalksOn = errors.New("the server says more than its greeting")

// Call has the client's half of one conversation with the server at addr ("host:port"), and
// prints what happens to out, each line with a single Write as soon as it is true:
//
//	Client connected to server.
//	Received: Hello, Client!
//	Client connection closed.
//
// The greeting is as many bytes as Greeting has; they are printed as they came. Call then
// says Thanks in one Write, because the original server receives once, finishes with its
// FIN, and waits for the server's (RFC 9293 §3.6): only then was every word delivered, and
// nothing is left unread that would turn the closing into a RST.
//
// A server that hangs up before its greeting is whole is io.ErrUnexpectedEOF; one that says
// more than the greeting, or resets, or refuses the connection, is an error as well. The end
// of ctx ends every wait at once; the error then wraps ctx.Err(). After an error nothing
// more is printed. When Call returns, the connection is closed.
func Call(ctx context.Context, addr string, out io.Writer) error {
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

// converse talks with the server, and closes the connection when all went well.
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

// thank says the last words, and hangs up as the active closer: FIN, wait for the FIN, close.
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

// whole is err of a read that needed more bytes than came: a peer that ends too early has
// not ended well, even if it ends before its first byte.
func whole(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
