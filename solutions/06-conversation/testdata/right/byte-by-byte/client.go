// Right: hears byte by byte, and says its thanks in one Write.
package conversation

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
)

const Thanks = "Thank you, Server!"

func Call(ctx context.Context, addr string, out io.Writer) error {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if err != nil {
		if errors.Is(err, os.ErrDeadlineExceeded) {
			<-ctx.Done()
		}
		return errors.Join(ctx.Err(), err)
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	why := func(err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return err
	}
	if _, err := out.Write([]byte("Client connected to server.\n")); err != nil {
		return err
	}
	line := "Received: "
	one := make([]byte, 1)
	for range len(Greeting) {
		if _, err := conn.Read(one); err == io.EOF {
			return io.ErrUnexpectedEOF
		} else if err != nil {
			return why(err)
		}
		line += string(one)
	}
	if _, err := out.Write([]byte(line + "\n")); err != nil {
		return err
	}
	if _, err := conn.Write([]byte(Thanks)); err != nil {
		return why(err)
	}
	_ = conn.(interface{ CloseWrite() error }).CloseWrite()
	if n, err := conn.Read(one); n > 0 {
		return errors.New("one byte too many")
	} else if err != io.EOF {
		return why(err)
	}
	if err := conn.Close(); err != nil {
		return why(err)
	}
	_, err = out.Write([]byte("Client connection closed.\n"))
	return err
}
