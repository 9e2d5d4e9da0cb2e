// Right: counts down what is missing, and leaves by one label.
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

func Call(ctx context.Context, addr string, out io.Writer) (err error) {
	var (
		dialer net.Dialer
		conn   net.Conn
		buf    [len(Greeting) + 1]byte
		got, n int
		stop   func() bool
	)
	conn, err = dialer.DialContext(ctx, "tcp", addr)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return errors.Join(context.DeadlineExceeded, err)
	}
	if err != nil {
		return err
	}
	stop = context.AfterFunc(ctx, func() { _ = conn.Close() })
	if _, err = io.WriteString(out, "Client connected to server.\n"); err != nil {
		goto out
	}
	for got < len(Greeting) {
		n, err = conn.Read(buf[got:])
		if got += n; err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if got < len(Greeting) && err != nil {
			goto failed
		}
	}
	if err = errors.New("too long"); got > len(Greeting) {
		goto failed
	}
	if _, err = fmt.Fprintf(out, "Received: %s\n", buf[:got]); err != nil {
		goto out
	}
	if _, err = io.WriteString(conn, Thanks); err != nil {
		goto failed
	}
	_ = conn.(*net.TCPConn).CloseWrite()
	if n, err = conn.Read(buf[:1]); n > 0 {
		err = errors.New("a postscript")
	}
	if err != io.EOF {
		goto failed
	}
	if err = conn.Close(); err != nil {
		goto failed
	}
	_, err = io.WriteString(out, "Client connection closed.\n")
	goto out
failed:
	if ctx.Err() != nil {
		err = ctx.Err()
	}
out:
	stop()
	_ = conn.Close()
	return err
}
