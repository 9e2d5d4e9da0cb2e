// Right: retries on the beat of a ticker, every millisecond, with the old Cancel channel of Dialer.
package connect

import (
	"context"
	"fmt"
	"net"
	"strings"
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
	beat := time.NewTicker(time.Millisecond)
	defer beat.Stop()
	for {
		conn, err := Connect(ctx, addr)
		if err == nil || !strings.Contains(err.Error(), "refused") {
			return conn, err
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("giving up on %s: %w", addr, context.Cause(ctx))
		case <-beat.C:
		}
	}
}
