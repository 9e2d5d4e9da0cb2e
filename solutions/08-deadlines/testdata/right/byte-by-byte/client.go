// Right: reads and writes one byte at a time.
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
		err = fmt.Errorf("%w: %w", ctx.Err(), err)
	}
	if err != nil {
		return nil, fmt.Errorf("call %s: %w", addr, err)
	}
	return reply, nil
}

func ask(conn *net.TCPConn, request []byte, limit int) ([]byte, error) {
	for i := range request {
		if _, err := conn.Write(request[i : i+1]); err != nil {
			return nil, err
		}
	}
	if err := conn.CloseWrite(); err != nil {
		return nil, err
	}
	var one [1]byte
	reply := []byte{}
	for {
		n, err := conn.Read(one[:])
		if n == 1 {
			if len(reply) == limit {
				return nil, errors.New("too long")
			}
			reply = append(reply, one[0])
		}
		if err == io.EOF {
			return reply, nil
		}
		if err != nil {
			return nil, err
		}
	}
}
