// Wrong: cancels a ctx of its own when the work fails, and says that ctx had ended.
// fails: reply-torn, unsent, over-limit
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
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return nil, fmt.Errorf("%w: %w", context.DeadlineExceeded, err)
	}
	if err != nil {
		return nil, err
	}
	done := make(chan error, 1)
	go func() {
		var err error
		if reply, err = ask(conn.(*net.TCPConn), request, limit); err != nil {
			cancel()
		}
		done <- err
	}()
	select {
	case err = <-done:
		conn.Close()
	case <-ctx.Done():
		conn.Close()
		err = <-done
	}
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", err, ctx.Err())
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
		return nil, fmt.Errorf("over %d bytes", limit)
	}
	return reply, nil
}
