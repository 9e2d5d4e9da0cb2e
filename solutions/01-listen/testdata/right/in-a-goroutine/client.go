// Right: dials in a goroutine with a context of its own, which ends with ctx, and waits for it in any case.
package listen

import (
	"context"
	"errors"
	"net"
	"syscall"
)

func Probe(ctx context.Context, addr string) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	own, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	outcome := make(chan error, 1)
	go func() {
		conn, err := new(net.Dialer).DialContext(own, "tcp", addr)
		if err == nil {
			_ = conn.Close()
		}
		outcome <- err
	}()
	select {
	case <-ctx.Done():
		cancel()
		<-outcome
		return false, ctx.Err()
	case err := <-outcome:
		if errors.Is(err, syscall.ECONNREFUSED) {
			return false, nil
		}
		return err == nil, err
	}
}
