// Wrong: leaves the deadline of the waiting on what is written.
// fails: outlives-patient
// breaks: outlives-patient
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
		conn, err := Connect(ctx, addr)
		if err == nil {
			deadline, _ := ctx.Deadline()
			return conn, conn.SetWriteDeadline(deadline)
		}
		if !refused(err) {
			return nil, err
		}
		select {
		case <-time.After(10 * time.Millisecond):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
