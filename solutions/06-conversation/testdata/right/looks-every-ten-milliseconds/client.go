package conversation

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"time"
)

const Thanks = "Thank you, Server!"

// cutOff adds to a dial's error that ctx's deadline has passed, if ctx itself has not noticed.
func cutOff(ctx context.Context, err error) error {
	if d, ok := ctx.Deadline(); ok && ctx.Err() == nil && !time.Now().Before(d) {
		return errors.Join(context.DeadlineExceeded, err)
	}
	return err
}

// patiently reads with deadlines of 20 ms, and looks at ctx in between.
func patiently(ctx context.Context, conn net.Conn, p []byte) (n int, err error) {
	for {
		if err = conn.SetReadDeadline(time.Now().Add(20 * time.Millisecond)); err != nil {
			return 0, err
		}
		n, err = conn.Read(p)
		if n == 0 && errors.Is(err, os.ErrDeadlineExceeded) {
			if err = ctx.Err(); err == nil {
				continue
			}
		}
		return n, err
	}
}

func Call(ctx context.Context, addr string, out io.Writer) error {
	dog := unleash(ctx)
	defer dog.call()
	var tcp *net.TCPConn
	var conn once
	defer func() {
		if tcp != nil {
			conn.Close()
		}
	}()
	greeting := make([]byte, 0, len(Greeting))
	return run(ctx,
		func() error {
			c, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
			if err != nil {
				return cutOff(ctx, err)
			}
			tcp = c.(*net.TCPConn)
			conn = closeOnce(tcp)
			dog.guard(conn)
			return nil
		},
		func() error { return printed(out, "Client connected to server.") },
		func() error {
			for len(greeting) < len(Greeting) {
				n, err := patiently(ctx, tcp, greeting[len(greeting):cap(greeting)])
				greeting = greeting[:len(greeting)+n]
				if err == io.EOF && len(greeting) < len(Greeting) {
					return io.ErrUnexpectedEOF
				}
				if err != nil && len(greeting) < len(Greeting) {
					return err
				}
			}
			return nil
		},
		func() error { return printed(out, "Received: "+string(greeting)) },
		func() error { return said(tcp, Thanks) },
		func() error { return tcp.CloseWrite() },
		func() error {
			for {
				n, err := patiently(ctx, tcp, make([]byte, 1))
				switch {
				case n > 0:
					return errors.New("the server says more than its greeting")
				case err == io.EOF:
					return nil
				case err != nil:
					return err
				}
			}
		},
		func() error {
			if err := conn.Close(); err != nil {
				return err
			}
			return printed(out, "Client connection closed.")
		},
	)
}
