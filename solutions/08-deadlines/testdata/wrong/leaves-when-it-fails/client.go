// Wrong: closes the connection when all went well, and forgets it when something fails.
// fails: reply-torn, unsent, over-limit
// breaks: closed
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
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	reply, err = ask(conn, request, limit)
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, err
	}
	return reply, conn.Close()
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
