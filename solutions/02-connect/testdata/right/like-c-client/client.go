// Right: a table of pauses made on first use, gotos, and the number of the error.
package connect

import (
	"context"
	"errors"
	"net"
	"sync"
	"syscall"
	"time"
)

func Connect(ctx context.Context, addr string) (net.Conn, error) {
	var dialer net.Dialer
	return dialer.DialContext(ctx, "tcp", addr)
}

var (
	once   sync.Once
	pauses []time.Duration
)

func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	once.Do(func() {
		for ms := 1; ms <= 1000; ms *= 2 {
			pauses = append(pauses, time.Duration(ms)*time.Millisecond)
		}
	})
	i := 0
	var number syscall.Errno
again:
	conn, err := Connect(ctx, addr)
	if err == nil {
		return conn, nil
	}
	if !errors.As(err, &number) || number != syscall.ECONNREFUSED {
		return nil, err
	}
	timer := time.NewTimer(pauses[i])
	select {
	case <-timer.C:
	case <-ctx.Done():
		timer.Stop()
		return nil, ctx.Err()
	}
	if i < len(pauses)-1 {
		i++
	}
	goto again
}
