// Wrong: sleeps its pause to the end, up to 0.2 seconds, and asks ctx then.
// fails: gives-up
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
	for pause := 5 * time.Millisecond; ; pause = min(2*pause, 200*time.Millisecond) {
		conn, err := Connect(ctx, addr)
		if !refused(err) {
			return conn, err
		}
		<-time.After(pause)
	}
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
