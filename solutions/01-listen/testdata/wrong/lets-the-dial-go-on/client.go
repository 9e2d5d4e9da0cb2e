// Wrong: returns when ctx ends; the dial hangs up for itself, whenever it gets through.
// fails: hangs-up
// breaks: leaves-nothing
package listen

import (
	"context"
	"errors"
	"net"
	"syscall"
	"time"
)

func Probe(ctx context.Context, addr string) (bool, error) {
	if err := ctx.Err(); err != nil {
		return false, err
	}
	outcome := make(chan error, 1)
	go func() {
		conn, err := new(net.Dialer).DialContext(context.WithoutCancel(ctx), "tcp", addr)
		outcome <- err
		if err == nil {
			time.Sleep(20 * time.Millisecond)
			conn.Close()
		}
	}()
	select {
	case <-ctx.Done():
		return false, ctx.Err()
	case err := <-outcome:
		if refused(err) {
			return false, nil
		}
		return err == nil, err
	}
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
