// Right: has one goroutine that talks, and one that waits for it or for ctx; neither shares anything.
package conversation

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
)

const Greeting = "Hello, Client!"

func Serve(ctx context.Context, ln net.Listener, out io.Writer) error {
	done, met := make(chan error, 1), make(chan net.Conn)
	if ctx.Err() != nil {
		_ = ln.Close()
		return ctx.Err()
	}
	go func() {
		defer close(met)
		done <- converseWith(ln, out, met)
	}()
	over := ctx.Done()
	var conn net.Conn
	gone := false
	for {
		select {
		case <-over:
			over, gone = nil, true
			_ = ln.Close()
			if conn != nil {
				_ = conn.Close()
			}
		case c, ok := <-met:
			if !ok {
				met = nil
				err := <-done
				if err != nil && ctx.Err() != nil {
					return ctx.Err()
				}
				return err
			}
			if conn = c; gone {
				_ = conn.Close()
			}
		}
	}
}

func converseWith(ln net.Listener, out io.Writer, met chan<- net.Conn) error {
	defer ln.Close()
	if _, err := fmt.Fprintf(out, "Server is listening...\n"); err != nil {
		return err
	}
	conn, err := ln.Accept()
	if err != nil {
		return err
	}
	defer conn.Close()
	met <- conn
	host, port, err := net.SplitHostPort(conn.RemoteAddr().String())
	if err != nil {
		return err
	}
	if strings.Contains(host, ":") {
		port += ", 0, 0"
	}
	if _, err := fmt.Fprintf(out, "Connected by ('%s', %s)\n", host, port); err != nil {
		return err
	}
	if _, err := io.WriteString(conn, Greeting); err != nil {
		return err
	}
	line := []byte("Received: ")
	one := make([]byte, 1)
	for {
		n, err := conn.Read(one)
		line = append(line, one[:n]...)
		if len(line) > 10+1024 {
			return errors.New("too much")
		}
		if err == io.EOF && len(line) == 10 {
			return io.ErrUnexpectedEOF
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
	}
	if _, err := out.Write(append(line, '\n')); err != nil {
		return err
	}
	if err := conn.Close(); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "Server connection closed.\n")
	return err
}

func until(ctx context.Context, line io.Closer, work func() error) error {
	stop := context.AfterFunc(ctx, func() { _ = line.Close() })
	defer stop()
	err := work()
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}
