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

// Call has the client's half of one conversation with the server at addr, "host:port" as
// net.Dial takes it. It dials once. It prints what happens to out, each line with a single Write
// as soon as it is true:
//
//	Client connected to server.
//	Received: Hello, Client!
//	Client connection closed.
//
// The greeting is as many bytes as Greeting has, printed as they came, byte for byte. Call then
// says Thanks in one Write, because the original server receives once, finishes with a FIN,
// waits for the server's FIN, however long that takes, and closes the connection: only the
// server's FIN tells that all was heard. Call has no time limits of its own.
//
// Errors are returned, not printed, and after one nothing more is printed. Whatever fails ends
// the conversation at once: the dial, a Read, a Write, a Write of out. In the error errors.Is
// finds its reason. A server that hangs up before its greeting is whole is io.ErrUnexpectedEOF.
// One that says more than that, before or after the thanks, is another error, at once.
//
// The end of ctx ends the dial and every wait on the connection at once: the error wraps
// ctx.Err(), whatever its Cause is. A dial that ctx's deadline cuts off is
// context.DeadlineExceeded, even if ctx.Err() is still nil. Once the connection is closed and
// the last line printed, all has gone well, whatever ctx does then. When Call returns, the
// connection is closed, and nothing of Call's waits for ctx any more.
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
	_ = conn.CloseWrite() // if it fails, the Read below fails as well, and names the reason
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
