// Right: retries on the beat of a ticker, which each refusal sets going anew, with the old Cancel channel of Dialer.
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
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	deadline, _ := ctx.Deadline()
	dialer := net.Dialer{Deadline: deadline, Cancel: ctx.Done()} // deprecated, and still right
	conn, err := dialer.Dial("tcp", addr)
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return conn, err
}

func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	const pause = 5 * time.Millisecond
	beat := time.NewTicker(pause)
	defer beat.Stop()
	for {
		conn, err := Connect(ctx, addr)
		if err == nil || !errors.Is(err, syscall.ECONNREFUSED) {
			return conn, err
		}
		beat.Reset(pause)
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("giving up on %s: %w", addr, ctx.Err())
		case <-beat.C:
		}
	}
}
