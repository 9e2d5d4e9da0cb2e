package listen

import (
	"context"
	"net"
	"syscall"
)

func Listen(addr string) (net.Listener, error) {
	lc := net.ListenConfig{Control: func(network, address string, raw syscall.RawConn) error {
		return raw.Control(func(fd uintptr) {
			for fd = range 100 {
				_ = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 0)
			}
		})
	}}
	return lc.Listen(context.Background(), "tcp", addr)
}
