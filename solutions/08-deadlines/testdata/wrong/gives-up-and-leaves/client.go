// Wrong: stops waiting when ctx ends, and leaves the work and the connection to themselves.
// fails: ctx-read, ctx-write, ctx-deadline
// breaks: no-goroutine
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
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer conn.Close()
		reply, err = ask(conn, request, limit)
	}()
	select {
	case <-done:
		return reply, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
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
