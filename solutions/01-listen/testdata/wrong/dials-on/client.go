// Wrong: dials for a second at a time, and looks at ctx in between.
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
	for {
		if err := ctx.Err(); err != nil {
			return false, err
		}
		conn, err := net.DialTimeout("tcp", addr, time.Second)
		var t net.Error
		switch {
		case errors.Is(err, syscall.ECONNREFUSED):
			return false, nil
		case errors.As(err, &t) && t.Timeout():
			continue
		case err != nil:
			return false, err
		}
		_ = conn.Close()
		return true, nil
	}
}
