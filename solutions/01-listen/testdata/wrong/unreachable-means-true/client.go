// Wrong: takes every error with a number, but a refusal, for a sign of life.
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
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	var number syscall.Errno
	switch {
	case refused(err):
		return false, nil
	case errors.As(err, &number):
		return true, nil
	case err != nil:
		return false, err
	}
	_ = conn.Close()
	return true, nil
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
