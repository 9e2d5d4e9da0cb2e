// Wrong: keeps its answers, and does not ask twice at the same address.
// fails: hangs-up
// breaks: asks-anew
package listen

import (
	"context"
	"errors"
	"net"
	"sync"
	"syscall"
)

var known sync.Map

func Probe(ctx context.Context, addr string) (bool, error) {
	if answer, ok := known.Load(addr); ok {
		return answer.(bool), ctx.Err()
	}
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if err != nil && !refused(err) {
		return false, err
	}
	if err == nil {
		conn.Close()
	}
	known.Store(addr, err == nil)
	return err == nil, nil
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
