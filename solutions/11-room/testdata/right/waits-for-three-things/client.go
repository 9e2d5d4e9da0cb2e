// Right: has a goroutine for each direction, and a select for both and the end of ctx.
package room

import (
	"context"
	"errors"
	"io"
	"net"
)

func Chat(ctx context.Context, conn net.Conn, in io.Reader, out io.Writer) error {
	defer conn.Close()
	half, ok := conn.(interface {
		net.Conn
		CloseWrite() error
	})
	if !ok {
		return errors.New("half a connection is needed")
	}
	heard, spoken := make(chan error, 1), make(chan error, 1)
	go func() {
		buf := make([]byte, 512)
		for {
			n, err := conn.Read(buf)
			if n > 0 {
				if _, failed := out.Write(buf[:n]); failed != nil {
					heard <- failed
					return
				}
			}
			if err == io.EOF {
				heard <- nil
				return
			}
			if err != nil {
				heard <- err
				return
			}
		}
	}()
	go func() {
		buf := make([]byte, 512)
		for {
			n, err := in.Read(buf)
			if _, failed := half.Write(buf[:n]); failed != nil {
				spoken <- failed
				return
			}
			if err == io.EOF {
				spoken <- half.CloseWrite()
				return
			}
			if err != nil {
				spoken <- err
				return
			}
		}
	}()
	for {
		select {
		case err := <-heard:
			return err
		case err := <-spoken:
			if err != nil {
				_ = conn.Close()
				<-heard
				return err
			}
			spoken = nil
		case <-ctx.Done():
			_ = conn.Close()
			<-heard
			return ctx.Err()
		}
	}
}
