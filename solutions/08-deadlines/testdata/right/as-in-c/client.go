// Right: one exit for each function, and steps of ten milliseconds after which ctx is asked.
package deadlines

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"time"
)

func CallWithin(ctx context.Context, addr string, request []byte, limit int) (reply []byte, err error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if err != nil {
		if errors.Is(err, os.ErrDeadlineExceeded) {
			err = context.DeadlineExceeded
		}
		return nil, err
	}
	defer conn.Close()
	buf := make([]byte, 4096)
	for sent := 0; sent < len(request); {
		_ = conn.SetWriteDeadline(time.Now().Add(10 * time.Millisecond))
		n, err := conn.Write(request[sent:])
		sent += n
		if errors.Is(err, os.ErrDeadlineExceeded) && ctx.Err() == nil {
			continue
		}
		if errors.Is(err, os.ErrDeadlineExceeded) {
			err = ctx.Err()
		}
		if err != nil {
			return nil, err
		}
	}
	if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
		return nil, err
	}
	for {
		_ = conn.SetReadDeadline(time.Now().Add(10 * time.Millisecond))
		n, err := conn.Read(buf)
		if reply = append(reply, buf[:n]...); len(reply) > limit {
			return nil, errors.New("too long")
		}
		switch {
		case err == io.EOF:
			return reply, nil
		case errors.Is(err, os.ErrDeadlineExceeded) && ctx.Err() == nil:
		case errors.Is(err, os.ErrDeadlineExceeded):
			return nil, ctx.Err()
		case err != nil:
			return nil, err
		}
	}
}
