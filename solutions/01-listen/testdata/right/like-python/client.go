// Right: a connect_ex that returns a number, and a context manager that hangs up.
package listen

import (
	"context"
	"errors"
	"net"
	"syscall"
)

func connectEx(ctx context.Context, addr string) (number syscall.Errno, err error) {
	err = with(ctx, addr, func(net.Conn) error { return nil })
	if errors.As(err, &number) {
		return number, err
	}
	return 0, err
}

func with(ctx context.Context, addr string, do func(net.Conn) error) error {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	return do(conn)
}

func Probe(ctx context.Context, addr string) (bool, error) {
	switch number, err := connectEx(ctx, addr); {
	case number == syscall.ECONNREFUSED:
		return false, nil
	case err != nil:
		return false, err
	}
	return true, nil
}
