// Wrong: gives up after a thousand refusals, however much time ctx has left.
// fails: persistent
// breaks: persists
package connect

import (
	"context"
	"errors"
	"net"
	"syscall"
	"time"
)

func Connect(ctx context.Context, addr string) (net.Conn, error) {
	var dialer net.Dialer
	return dialer.DialContext(ctx, "tcp", addr)
}

func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	for tries := 1; ; tries++ {
		conn, err := Connect(ctx, addr)
		if !refused(err) || tries == 1000 {
			return conn, err
		}
		select {
		case <-time.After(20 * time.Millisecond):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
