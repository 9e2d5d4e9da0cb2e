// Wrong: takes every address that begins with 127. for 127.0.0.1.
// fails: other-hosts
// breaks: that-address
package listen

import (
	"context"
	"errors"
	"net"
	"strings"
	"syscall"
)

func Probe(ctx context.Context, addr string) (bool, error) {
	if host, port, err := net.SplitHostPort(addr); err == nil && strings.HasPrefix(host, "127.") {
		addr = "127.0.0.1:" + port
	}
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
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
