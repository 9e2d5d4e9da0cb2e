// Wrong: half-closes before it closes, and not every net.Conn can do that.
// fails: server-scenes
// breaks: serve-any-type
package conversation

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
)

const Greeting = "Hello, Client!"

const mostWords = 1024

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

type halfCloser interface{ CloseWrite() error }

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
	if err := conn.(halfCloser).CloseWrite(); err != nil {
		return err
	}
	if err := conn.Close(); err != nil {
		return err
	}
	_, err = fmt.Fprintln(out, "Server connection closed.")
	return err
}

func hearOut(conn net.Conn) ([]byte, error) {
	words, err := io.ReadAll(io.LimitReader(conn, mostWords+1))
	switch {
	case len(words) > mostWords:
		return nil, errors.New("the caller says too much")
	case err != nil:
		return nil, err
	case len(words) == 0:
		return nil, fmt.Errorf("the caller hung up without a word: %w", io.ErrUnexpectedEOF)
	}
	return words, nil
}

func until(ctx context.Context, line io.Closer, work func() error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	stop := context.AfterFunc(ctx, func() { _ = line.Close() })
	defer stop()
	err := work()
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

func tuple(addr net.Addr) string {
	at := netip.MustParseAddrPort(addr.String())
	if ip := at.Addr().Unmap(); ip.Is4() {
		return fmt.Sprintf("('%v', %d)", ip, at.Port())
	}
	return fmt.Sprintf("('%v', %d, 0, 0)", at.Addr().WithZone(""), at.Port())
}
