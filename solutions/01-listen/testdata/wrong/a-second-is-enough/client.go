// Wrong: looks at ctx at the start only, and gives up by itself after a second.
// fails: cancelled
// breaks: gives-up
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
	conn, err := net.DialTimeout("tcp", addr, time.Second)
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
