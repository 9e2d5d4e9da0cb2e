// Wrong: waits a moment for the server to speak first, and calls a silent one an error.
// fails: somebody
// breaks: yes
package listen

import (
	"context"
	"errors"
	"io"
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
	defer conn.Close()
	_ = conn.SetReadDeadline(time.Now().Add(20 * time.Millisecond))
	if _, err := conn.Read(make([]byte, 1)); err != nil && err != io.EOF {
		return false, err
	}
	return true, nil
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
