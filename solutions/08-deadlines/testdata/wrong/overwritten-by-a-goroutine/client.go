// Wrong: returns ctx.Err(), and then waits for a goroutine that puts its own error into the same named result.
// fails: ctx-read, ctx-write, ctx-deadline
// breaks: ctx-err
package deadlines

import (
	"context"
	"errors"
	"fmt"
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
		reply, err = ask(conn.(*net.TCPConn), request, limit)
	}()
	defer func() {
		conn.Close()
		<-done
	}()
	select {
	case <-done:
		return reply, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func ask(conn *net.TCPConn, request []byte, limit int) ([]byte, error) {
	if _, err := conn.Write(request); err != nil {
		return nil, err
	}
	if err := conn.CloseWrite(); err != nil {
		return nil, err
	}
	reply, err := io.ReadAll(io.LimitReader(conn, max(int64(limit), int64(limit)+1))) // the largest int has no successor
	if err != nil {
		return nil, err
	}
	if len(reply) > limit {
		return nil, fmt.Errorf("the reply is longer than %d bytes", limit)
	}
	return reply, nil
}
