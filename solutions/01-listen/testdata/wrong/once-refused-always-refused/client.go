// Wrong: keeps the addresses that refused, and never asks there again.
// fails: probe-scenes
// breaks: asks-anew
package listen

import (
	"context"
	"errors"
	"net"
	"sync"
	"syscall"
)

var (
	mu   sync.Mutex
	dead = map[string]bool{}
)

func Probe(ctx context.Context, addr string) (bool, error) {
	mu.Lock()
	defer mu.Unlock()
	if dead[addr] {
		return false, nil
	}
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", addr)
	if refused(err) {
		dead[addr] = true
		return false, nil
	}
	if err != nil {
		return false, err
	}
	_ = conn.Close()
	return true, nil
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
