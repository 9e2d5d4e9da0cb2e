// Wrong: ends with CloseWrite and Close, and hands on what a second Close says, beside true.
// fails: somebody
// breaks: yes
package listen

import (
	"context"
	"errors"
	"net"
	"syscall"
)

func Probe(ctx context.Context, addr string) (bool, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if errors.Is(err, syscall.ECONNREFUSED) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer conn.Close()
	return true, errors.Join(conn.Close(), conn.Close())
}
