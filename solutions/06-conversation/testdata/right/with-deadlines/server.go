// Right: a goroutine turns the end of ctx into deadlines that have passed, and the words are read byte by byte.
package conversation

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"strings"
	"time"
)

const Greeting = "Hello, Client!"

func Serve(ctx context.Context, ln net.Listener, out io.Writer) (err error) {
	defer ln.Close()
	put := func(parts ...string) error {
		_, err := out.Write([]byte(strings.Join(parts, "") + "\n"))
		return err
	}
	if err := put("Server is listening..."); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	stop := whenOver(ctx, ln)
	conn, failed := ln.Accept()
	stop()
	if failed != nil {
		return reason(ctx, failed)
	}
	defer conn.Close()
	defer whenOver(ctx, conn)()
	defer func() { err = reason(ctx, err) }()

	if err := put("Connected by ", asPython(conn.RemoteAddr().(*net.TCPAddr))); err != nil {
		return err
	}
	if _, err := conn.Write([]byte(Greeting)); err != nil {
		return err
	}
	var words strings.Builder
	from := bufio.NewReader(conn)
	for {
		b, err := from.ReadByte()
		if err == io.EOF && words.Len() > 0 {
			break
		}
		if err == io.EOF {
			return io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		if words.Len() == 1024 {
			return errors.New("too many words")
		}
		words.WriteByte(b)
	}
	if err := put("Received: ", words.String()); err != nil {
		return err
	}
	if err := conn.Close(); err != nil {
		return err
	}
	_ = ln.Close()
	return put("Server connection closed.")
}

// whenOver makes every wait on line end when ctx does, until the returned function is called.
func whenOver(ctx context.Context, line any) func() {
	done := make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		select {
		case <-ctx.Done():
			if d, ok := line.(interface{ SetDeadline(time.Time) error }); ok {
				_ = d.SetDeadline(time.Now().Add(-time.Second))
			} else if c, ok := line.(io.Closer); ok {
				_ = c.Close()
			}
		case <-done:
		}
	}()
	return func() { close(done); <-ended }
}

func reason(ctx context.Context, err error) error {
	if errors.Is(err, os.ErrDeadlineExceeded) || errors.Is(err, net.ErrClosed) {
		return errors.Join(ctx.Err(), err)
	}
	return err
}

func asPython(addr *net.TCPAddr) string {
	host, port, _ := net.SplitHostPort(addr.String())
	if strings.Contains(host, ":") {
		port += ", 0, 0"
	}
	return "('" + host + "', " + port + ")"
}

func until(ctx context.Context, line io.Closer, work func() error) error {
	defer context.AfterFunc(ctx, func() { _ = line.Close() })()
	if err := work(); err != nil {
		return errors.Join(ctx.Err(), err)
	}
	return nil
}
