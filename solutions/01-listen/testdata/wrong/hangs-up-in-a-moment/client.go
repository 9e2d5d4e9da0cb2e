// Wrong: hangs up half a second after it has returned.
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
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if refused(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	time.AfterFunc(500*time.Millisecond, func() { conn.Close() })
	return true, nil
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
