// Wrong: net.Dial knows nothing of ctx.
// fails: ctx-over
// breaks: gives-up
package listen

import (
	"context"
	"errors"
	"net"
	"syscall"
)

func Probe(ctx context.Context, addr string) (bool, error) {
	conn, err := net.Dial("tcp", addr)
	if errors.Is(err, syscall.ECONNREFUSED) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	_ = conn.Close()
	return true, nil
}
