// Wrong: returns ctx's cause, in which its caller does not find ctx.Err().
// fails: ctx-write, call-scenes
// breaks: ctx-err
package deadlines

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

func CallWithin(ctx context.Context, addr string, request []byte, limit int) (reply []byte, err error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return nil, fmt.Errorf("%w: %w", context.DeadlineExceeded, err)
	}
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { _ = conn.SetDeadline(time.Unix(1, 0)) })
	defer stop()

	reply, err = ask(conn.(*net.TCPConn), request, limit)
	if err != nil && ctx.Err() != nil {
		err = fmt.Errorf("%w - %w", err, context.Cause(ctx))
	}
	if err != nil {
		return nil, fmt.Errorf("call %s: %w", addr, err)
	}
	return reply, nil
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
