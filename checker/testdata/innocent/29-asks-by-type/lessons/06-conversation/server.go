// Package conversation is lesson 06: the whole program, a server and a client that exchange
// one sentence each and hang up.
package conversation

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/netip"
)

// Greeting is what the server says. The server does not hang up after it, so its length, in
// bytes, is how a client knows that it has heard all of it.
const Greeting = "Hello, Client!"

// mostWords is how many bytes a caller may say. It is what the original receives at most.
const mostWords = 1024

// Serve has the server's half of one conversation, with the first who calls at ln, and
// prints what happens to out, each line with a single Write as soon as it is true:
//
//	Server is listening...
//	Connected by ('127.0.0.1', 51324)
//	Received: Thank you, Server!
//	Server connection closed.
//
// It says Greeting in one Write, because the original client receives once. It then hears
// the caller out to its FIN (RFC 9293 §3.6), prints the words as they came, and closes the
// connection: everything has been read, so that this is a FIN too and no RST.
//
// A caller that hangs up without a word is io.ErrUnexpectedEOF; one that says more than
// 1024 bytes, or resets, is an error as well, and so is a listener that fails. The end of
// ctx ends every wait at once; the error then wraps ctx.Err(). After an error nothing more
// is printed. Serve owns ln: when it returns, the connection and ln are closed.
func Serve(ctx context.Context, ln net.Listener, out io.Writer) error {
	defer ln.Close()
	if _, err := fmt.Fprintln(out, "Server is listening..."); err != nil {
		return err
	}
	var conn net.Conn
	err := until(ctx, ln, func() (err error) {
		conn, err = ln.Accept()
		return err
	})
	if err != nil {
		return fmt.Errorf("waiting for a caller: %w", err)
	}
	defer conn.Close()

	if err := until(ctx, conn, func() error { return attend(conn, out) }); err != nil {
		return fmt.Errorf("conversation with %v: %w", conn.RemoteAddr(), err)
	}
	return nil
}

// attend talks with one caller, and closes the connection when all went well.
func attend(conn net.Conn, out io.Writer) error {
	if _, err := fmt.Fprintf(out, "Connected by %s\n", tuple(conn.RemoteAddr())); err != nil {
		return err
	}
	if _, err := io.WriteString(conn, Greeting); err != nil {
		return err
	}
	words, err := hearOut(conn)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(out, "Received: %s\n", words); err != nil {
		return err
	}
	if err := conn.Close(); err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, "Server connection closed.")
	return err
}

// hearOut reads a caller's words to their end, which is its FIN.
func hearOut(conn net.Conn) ([]byte, error) {
	words, err := io.ReadAll(io.LimitReader(conn, mostWords+1))
	switch {
	case err != nil:
		return nil, err
	case len(words) > mostWords:
		return nil, fmt.Errorf("the caller says more than %d bytes", mostWords)
	case len(words) == 0:
		return nil, fmt.Errorf("the caller hung up without a word: %w", io.ErrUnexpectedEOF)
	}
	return words, nil
}

// until does work that waits at line. When ctx ends first, it closes line, so that the wait
// is over, and returns ctx's error.
func until[L any](ctx context.Context, line L, work func() error) error {
	if ctx.Err() != nil {
		return ctx.Err() // what AfterFunc would do now comes too late
	}
	stop := context.AfterFunc(ctx, func() {
		switch line := any(line).(type) {
		case *net.TCPConn:
			_ = line.Close()
		case io.Closer:
			_ = line.Close()
		}
	})
	defer stop()
	err := work()
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// tuple writes an address as Python prints it: host and port, and for IPv6 also the flow
// label and the scope, which are 0 on this machine's own addresses.
func tuple(addr net.Addr) string {
	at, err := netip.ParseAddrPort(addr.String())
	if err != nil {
		return addr.String()
	}
	if ip := at.Addr().Unmap(); ip.Is4() {
		return fmt.Sprintf("('%v', %d)", ip, at.Port())
	}
	return fmt.Sprintf("('%v', %d, 0, 0)", at.Addr().WithZone(""), at.Port())
}
