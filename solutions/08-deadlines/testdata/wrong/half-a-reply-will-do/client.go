// Wrong: returns what it has heard when ctx ends, as if that were all.
// fails: ctx-read, ctx-write, ctx-deadline
// breaks: ctx-err
package deadlines

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
)

func CallWithin(ctx context.Context, addr string, request []byte, limit int) (reply []byte, err error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return nil, context.DeadlineExceeded
	}
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	reply, err = ask(conn, request, limit)
	if err != nil && ctx.Err() != nil {
		return reply, nil
	}
	return reply, err
}

func ask(conn net.Conn, request []byte, limit int) ([]byte, error) {
	if _, err := conn.Write(request); err != nil {
		return nil, err
	}
	if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
		return nil, err
	}
	reply, err := io.ReadAll(io.LimitReader(conn, max(int64(limit), int64(limit)+1)))
	if err != nil {
		return nil, err
	}
	if len(reply) > limit {
		return nil, errors.New("reply too long")
	}
	return reply, nil
}
