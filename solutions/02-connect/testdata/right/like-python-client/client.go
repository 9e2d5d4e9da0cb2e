// Right: a generator of attempts, gone through with a for; half jitter; returns a connection of its own type.
package connect

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"syscall"
	"time"
)

type socket struct{ net.Conn }

func Connect(ctx context.Context, addr string) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if err != nil {
		return nil, err
	}
	return socket{conn}, nil
}

func attempts(ctx context.Context) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for n := 0; yield(n); n++ {
			whole := min(10*time.Millisecond<<min(n, 6), 500*time.Millisecond)
			select {
			case <-time.After(whole/2 + rand.N(whole/2)):
			case <-ctx.Done():
				return
			}
		}
	}
}

func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	var refusal error
	for range attempts(ctx) {
		conn, err := Connect(ctx, addr)
		if !errors.Is(err, syscall.ECONNREFUSED) {
			return conn, err
		}
		refusal = err
	}
	return nil, errors.Join(ctx.Err(), refusal)
}
