// Wrong: hangs up in a goroutine, and does not wait for it.
// fails: hangs-up
// breaks: leaves-nothing
package listen

import (
	"context"
	"errors"
	"net"
	"syscall"
)

func Probe(ctx context.Context, addr string) (bool, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if refused(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	go conn.Close()
	return true, nil
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
