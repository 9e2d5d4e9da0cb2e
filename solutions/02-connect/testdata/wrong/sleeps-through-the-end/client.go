// Wrong: looks at ctx between two naps, and naps for up to a second.
// fails: gives-up, gives-up-cancelled
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
	for nap := time.Millisecond; ; nap = min(2*nap, time.Second) {
		conn, err := Connect(ctx, addr)
		if !errors.Is(err, syscall.ECONNREFUSED) {
			return conn, err
		}
		time.Sleep(nap)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
	}
}
