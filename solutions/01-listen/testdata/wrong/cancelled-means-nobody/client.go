// Wrong: says "nobody" when the caller has changed their mind while it was asking.
// fails: cancelled
// breaks: open-question
package listen

import (
	"context"
	"errors"
	"net"
	"syscall"
)

func Probe(ctx context.Context, addr string) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if refused(err) || errors.Is(err, context.Canceled) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	_ = conn.Close()
	return true, nil
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
