// Right: hangs up with a RST, as port scanners do, so that nothing stays in TIME-WAIT.
package listen

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"
)

func Probe(ctx context.Context, addr string) (open bool, err error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	var number syscall.Errno
	switch {
	case errors.As(err, &number) && (number == syscall.ECONNREFUSED || number == 10061):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("probe: %w", err)
	}
	defer conn.Close()
	return true, conn.(*net.TCPConn).SetLinger(0)
}
