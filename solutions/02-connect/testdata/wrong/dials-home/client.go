// Wrong: keeps the port and dials 127.0.0.1, whichever host was named.
// fails: other-hosts
// breaks: dials
package connect

import (
	"context"
	"errors"
	"net"
	"strings"
	"syscall"
	"time"
)

func Connect(ctx context.Context, addr string) (net.Conn, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(host, "127.") {
		addr = "127.0.0.1:" + port
	}
	return new(net.Dialer).DialContext(ctx, "tcp", addr)
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
