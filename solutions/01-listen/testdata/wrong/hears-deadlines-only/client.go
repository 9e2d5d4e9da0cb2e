// Wrong: works out a deadline at the start, and hears no cancellation after that.
// fails: cancelled
// breaks: gives-up
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
	deadline, _ := ctx.Deadline()
	d := net.Dialer{Deadline: deadline}
	conn, err := d.Dial("tcp", addr)
	if refused(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	_ = conn.Close()
	return true, nil
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
