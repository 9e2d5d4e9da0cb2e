// Wrong: returns no connection and no error if ctx had ended before.
// fails: over-patient
// breaks: patient-before
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
	var dialer net.Dialer
	return dialer.DialContext(ctx, "tcp", addr)
}

func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	var last error
	for ctx.Err() == nil {
		conn, err := Connect(ctx, addr)
		if !refused(err) {
			return conn, err
		}
		last = fmt.Errorf("%w: %w", context.DeadlineExceeded, err)
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
			last = ctx.Err()
		}
	}
	return nil, last
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
