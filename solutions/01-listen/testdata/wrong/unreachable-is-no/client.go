// Wrong: takes a network that cannot be reached for an answer of the machine there.
// fails: unreachable
// breaks: open-question
package listen

import (
	"context"
	"errors"
	"net"
	"syscall"
)

func Probe(ctx context.Context, addr string) (bool, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", addr)
	for _, no := range []error{syscall.ECONNREFUSED, syscall.ENETUNREACH, syscall.EHOSTUNREACH} {
		if errors.Is(err, no) {
			return false, nil
		}
	}
	if err != nil {
		return false, err
	}
	_ = conn.Close()
	return true, nil
}
