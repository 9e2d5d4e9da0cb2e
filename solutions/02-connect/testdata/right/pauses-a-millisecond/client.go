package connect

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"syscall"
	"time"
)

type answer struct {
	conn net.Conn
	err  error
}

// Connect dials under a ctx of its own, without a deadline, that is cancelled when the caller's
// ctx ends: so only the caller's ctx says how it ended.
func Connect(ctx context.Context, addr string) (net.Conn, error) {
	_, family, err := where(addr)
	if err != nil {
		return nil, err
	}
	if ctx.Err() != nil {
		return nil, gaveUp(ctx, addr, nil)
	}
	own, hangUp := context.WithCancel(context.WithoutCancel(ctx))
	defer hangUp()
	dialled := make(chan answer, 1)
	go func() {
		conn, err := new(net.Dialer).DialContext(own, family, addr)
		dialled <- answer{conn, err}
	}()
	select {
	case a := <-dialled:
		if a.err != nil {
			return nil, fmt.Errorf("dial %s: %w", addr, a.err)
		}
		return a.conn, nil
	case <-ctx.Done():
		hangUp()
		if late := <-dialled; late.conn != nil {
			late.conn.Close()
		}
		return nil, gaveUp(ctx, addr, nil)
	}
}

// gaveUp tells how ctx ended; a deadline is a timeout by every name. The end comes first, so that
// errors.As finds its Timeout method before a refusal's.
func gaveUp(ctx context.Context, addr string, refusal error) error {
	err := ctx.Err()
	if errors.Is(err, context.DeadlineExceeded) {
		err = fmt.Errorf("%w (%w)", err, os.ErrDeadlineExceeded)
	}
	if refusal == nil {
		return fmt.Errorf("dial %s: %w", addr, err)
	}
	return fmt.Errorf("dial %s: %w; before that: %w", addr, err, refusal)
}

// ConnectWhenReady pauses for 1 ms and a bit, always: a ticker that is made anew for each pause.
func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	var refusal error
	for first := true; ; first = false {
		if !first {
			pause := time.NewTicker(1100 * time.Microsecond)
			select {
			case <-pause.C:
			case <-ctx.Done():
			}
			pause.Stop()
		}
		if ctx.Err() != nil {
			return nil, gaveUp(ctx, addr, refusal)
		}
		conn, err := Connect(ctx, addr)
		if !errors.Is(err, syscall.ECONNREFUSED) {
			return conn, err
		}
		refusal = err
	}
}
