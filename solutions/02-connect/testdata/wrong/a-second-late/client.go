// Wrong: dials for a second at a time, and looks at ctx in between.
// fails: at-once
// breaks: at-once
package connect

import (
	"context"
	"errors"
	"net"
	"syscall"
	"time"
)

func Connect(ctx context.Context, addr string) (net.Conn, error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		conn, err := net.DialTimeout("tcp", addr, time.Second)
		var t net.Error
		if errors.As(err, &t) && t.Timeout() {
			continue
		}
		return conn, err
	}
}

const pause = 10 * time.Millisecond

func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	for {
		conn, err := Connect(ctx, addr)
		if !errors.Is(err, syscall.ECONNREFUSED) {
			return conn, err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
