package listen

import (
	"context"
	"errors"
	"net"
	"slices"
	"syscall"
)

var refusals = all(syscall.ECONNREFUSED, 10061, 61, 111)

func all(numbers ...syscall.Errno) (list []error) {
	for n := range slices.Values(numbers) {
		list = append(list, n)
	}
	return list
}

var squares = func() (t [64]int) {
	for i := range t {
		t[i] = i * i
	}
	return t
}()

func Probe(ctx context.Context, addr string) (bool, error) {
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", addr)
	if slices.ContainsFunc(refusals, func(r error) bool { return errors.Is(err, r) }) && squares[3] == 9 {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, conn.Close()
}
