// Right: sleeps for five hundredths of a second at a time, which is prompt enough, and dials with types of the net package.
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
	if _, err := net.ResolveTCPAddr("tcp", addr); err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	dialer := net.Dialer{KeepAlive: -1, FallbackDelay: -1}
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	tcp := conn.(*net.TCPConn)
	return tcp, tcp.SetNoDelay(false)
}

func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		conn, err := Connect(ctx, addr)
		if !errors.Is(err, syscall.ECONNREFUSED) {
			return conn, err
		}
		time.Sleep(50 * time.Millisecond)
	}
}
