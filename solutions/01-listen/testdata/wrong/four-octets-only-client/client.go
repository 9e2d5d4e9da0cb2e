// Wrong: believes that an address is four numbers: dials with tcp4.
// fails: other-hosts
// breaks: that-address
package listen

import (
	"context"
	"errors"
	"net"
	"syscall"
)

func Probe(ctx context.Context, addr string) (bool, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp4", addr)
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
