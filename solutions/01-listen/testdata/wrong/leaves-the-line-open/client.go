// Wrong: never closes the connection that it made.
// fails: somebody, hangs-up
// breaks: leaves-nothing
package listen

import (
	"context"
	"errors"
	"net"
	"syscall"
)

func Probe(ctx context.Context, addr string) (bool, error) {
	var dialer net.Dialer
	_, err := dialer.DialContext(ctx, "tcp", addr)
	if errors.Is(err, syscall.ECONNREFUSED) {
		return false, nil
	}
	return err == nil, err
}
