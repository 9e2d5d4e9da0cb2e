// Wrong: takes a timeout for a refusal.
// fails: silence
// breaks: open-question
package listen

import (
	"context"
	"errors"
	"net"
	"os"
	"syscall"
)

func Probe(ctx context.Context, addr string) (bool, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, os.ErrDeadlineExceeded) || isTimeout(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	_ = conn.Close()
	return true, nil
}

func isTimeout(err error) bool {
	var netErr net.Error
	return errors.As(err, &netErr) && netErr.Timeout()
}
