// Right: prints with a log.Logger, accepts in a goroutine, and polls ctx between short reads.
package conversation

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"os"
	"time"
)

const Greeting = "Hello, Client!"

func Serve(ctx context.Context, ln net.Listener, out io.Writer) error {
	lines := printer(out)
	if err := errors.Join(lines("Server is listening..."), ctx.Err()); err != nil {
		_ = ln.Close()
		return err
	}

	calls, failures := make(chan net.Conn), make(chan error, 1)
	go func() {
		conn, err := ln.Accept()
		if err != nil {
			failures <- err
			return
		}
		select {
		case calls <- conn:
		case <-ctx.Done():
			_ = conn.Close()
		}
	}()
	select {
	case <-ctx.Done():
		_ = ln.Close()
		return fmt.Errorf("nobody called: %w", ctx.Err())
	case err := <-failures:
		_ = ln.Close()
		return err
	case conn := <-calls:
		_ = ln.Close()
		defer conn.Close()
		return talk(ctx, conn, lines, out)
	}
}

func talk(ctx context.Context, conn net.Conn, lines func(string) error, out io.Writer) error {
	if err := lines("Connected by " + pair(conn.RemoteAddr())); err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.SetWriteDeadline(time.Unix(1, 0)) })
	_, err := fmt.Fprint(conn, Greeting)
	if stop(); err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		return err
	}
	buf, n := make([]byte, 1025), 0
	for {
		_ = conn.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
		got, err := conn.Read(buf[n:])
		n += got
		switch {
		case n > 1024:
			return errors.New("too much")
		case err == io.EOF && n == 0:
			return fmt.Errorf("no thanks: %w", io.ErrUnexpectedEOF)
		case err == io.EOF:
			if err := prints("Received: "+string(buf[:n]), out); err != nil {
				return err
			}
			if err := conn.Close(); err != nil {
				return err
			}
			return lines("Server connection closed.")
		case errors.Is(err, os.ErrDeadlineExceeded):
			if ctx.Err() != nil {
				return ctx.Err()
			}
		case err != nil:
			return err
		}
	}
}

// printer prints lines with a log.Logger, which tells nobody that a Write has failed.
func printer(out io.Writer) func(line string) error {
	failing := &failure{Writer: out}
	lines := log.New(failing, "", 0)
	return func(line string) error {
		lines.Print(line)
		return failing.err
	}
}

// failure keeps the error of the last Write.
type failure struct {
	io.Writer
	err error
}

func (f *failure) Write(p []byte) (n int, err error) {
	n, f.err = f.Writer.Write(p)
	return n, f.err
}

// prints prints what a caller has said: a log.Logger would add no line end to words that have one.
func prints(line string, out io.Writer) error {
	_, err := io.WriteString(out, line+"\n")
	return err
}

func pair(addr net.Addr) string {
	tcp, err := net.ResolveTCPAddr("tcp", addr.String())
	if err != nil {
		return addr.String()
	}
	if tcp.IP.To4() != nil {
		return fmt.Sprintf("('%s', %d)", tcp.IP, tcp.Port)
	}
	return fmt.Sprintf("('%s', %d, 0, 0)", tcp.IP, tcp.Port)
}

func until(ctx context.Context, line io.Closer, work func() error) error {
	done := make(chan error, 1)
	go func() { done <- work() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		_ = line.Close()
		if err := <-done; err == nil {
			return nil // it had gone well before
		}
		return ctx.Err()
	}
}
