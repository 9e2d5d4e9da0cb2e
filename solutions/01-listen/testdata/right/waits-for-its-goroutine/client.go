// Right: dials in a goroutine that answers over a channel; ctx cuts the dial short, and the answer is waited for.
package listen

import (
	"context"
	"errors"
	"net"
	"syscall"
)

type outcome struct {
	open bool
	err  error
}

func Probe(ctx context.Context, addr string) (bool, error) {
	answer := make(chan outcome)
	go func() {
		conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
		switch {
		case errors.Is(err, syscall.ECONNREFUSED):
			answer <- outcome{}
		case err != nil:
			answer <- outcome{err: err}
		default:
			conn.Close()
			answer <- outcome{open: true}
		}
	}()
	o := <-answer
	return o.open, o.err
}
