// Wrong: names the port in a refusal, and leaves out on which machine.
// fails: refused
// breaks: refusal
package connect

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"
	"time"
)

func Connect(ctx context.Context, addr string) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if errors.Is(err, syscall.ECONNREFUSED) {
		_, port, _ := net.SplitHostPort(addr)
		return nil, fmt.Errorf("port %s: %w", port, syscall.ECONNREFUSED)
	}
	return conn, err
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
