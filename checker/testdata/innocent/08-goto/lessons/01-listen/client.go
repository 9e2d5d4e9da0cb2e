package listen

import (
	"context"
	"errors"
	"net"
	"syscall"
)

func Probe(ctx context.Context, addr string) (bool, error) {
	var (
		d    net.Dialer
		conn net.Conn
		err  error
		some = [...]error{syscall.ECONNREFUSED, syscall.Errno(10061)}
	)
	conn, err = d.DialContext(ctx, "tcp", addr)
	if err == nil {
		goto there
	}
search:
	for i := 0; ; i++ {
		switch {
		case i == len(some):
			break search
		case errors.Is(err, some[i]):
			goto nobody
		default:
			continue search
		}
	}
	return false, err
nobody:
	return false, nil
there:
	return true, conn.Close()
}
