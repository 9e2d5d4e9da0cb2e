// Right: pauses for a random time of up to a quarter second, in a goroutine that dials on behalf of the caller.
package connect

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"syscall"
	"time"
)

func Connect(ctx context.Context, addr string) (net.Conn, error) {
	var dialer net.Dialer
	return dialer.DialContext(ctx, "tcp", addr)
}

func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	type outcome struct {
		conn net.Conn
		err  error
	}
	done := make(chan outcome, 1)
	go func() {
		defer close(done)
		for {
			conn, err := Connect(ctx, addr)
			if !errors.Is(err, syscall.ECONNREFUSED) {
				done <- outcome{conn, err}
				return
			}
			pause := time.NewTimer(time.Millisecond + rand.N(249*time.Millisecond))
			select {
			case <-pause.C:
			case <-ctx.Done():
				pause.Stop()
				done <- outcome{nil, errors.Join(err, ctx.Err())}
				return
			}
		}
	}()
	o := <-done
	return o.conn, o.err
}
