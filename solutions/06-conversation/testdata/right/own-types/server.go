// Right: wraps the listener and the connection in types of its own.
package conversation

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
)

const Greeting = "Hello, Client!"

type desk struct {
	net.Listener
	ctx context.Context
}

type line struct {
	net.Conn
	ctx context.Context
}

func (d desk) Accept() (net.Conn, error) {
	if err := d.ctx.Err(); err != nil {
		return nil, err
	}
	stop := context.AfterFunc(d.ctx, func() { _ = d.Close() })
	conn, err := d.Listener.Accept()
	stop()
	if err != nil {
		return nil, errors.Join(d.ctx.Err(), err)
	}
	return &line{conn, d.ctx}, nil
}

func (l *line) Read(p []byte) (int, error) {
	n, err := l.Conn.Read(p)
	if err != nil && l.ctx.Err() != nil {
		err = l.ctx.Err()
	}
	return n, err
}

func (l *line) Write(p []byte) (int, error) {
	n, err := l.Conn.Write(p)
	if err != nil && l.ctx.Err() != nil {
		err = l.ctx.Err()
	}
	return n, err
}

func Serve(ctx context.Context, ln net.Listener, out io.Writer) error {
	d := desk{ln, ctx}
	defer d.Close()
	if _, err := io.WriteString(out, "Server is listening...\n"); err != nil {
		return err
	}
	conn, err := d.Accept()
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	defer conn.Close()
	if _, err := fmt.Fprintf(out, "Connected by %v\n", python{conn.RemoteAddr().(*net.TCPAddr)}); err != nil {
		return err
	}
	if _, err := conn.Write([]byte(Greeting)); err != nil {
		return err
	}
	var words bytes.Buffer
	n, err := io.CopyN(&words, conn, 1025)
	switch {
	case n == 1025:
		return errors.New("too many words")
	case err != io.EOF:
		return err
	case n == 0:
		return io.ErrUnexpectedEOF
	}
	if _, err := fmt.Fprintf(out, "Received: %s\n", words.String()); err != nil {
		return err
	}
	if err := conn.Close(); err != nil {
		return errors.Join(ctx.Err(), err)
	}
	_, err = io.WriteString(out, "Server connection closed.\n")
	return err
}

type python struct{ *net.TCPAddr }

func (p python) String() string {
	if ip := p.IP.To4(); ip != nil {
		return fmt.Sprintf("('%v', %d)", ip, p.Port)
	}
	return fmt.Sprintf("('%v', %d, 0, 0)", p.IP, p.Port)
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
