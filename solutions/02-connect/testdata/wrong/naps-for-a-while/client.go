// Wrong: looks at ctx between two naps of 0.15 seconds.
// fails: gives-up
// breaks: patient-at-once
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
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		conn, err := Connect(ctx, addr)
		if !refused(err) {
			return conn, err
		}
		time.Sleep(150 * time.Millisecond)
	}
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
