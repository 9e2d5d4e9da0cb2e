package listen

import (
	"context"
	"net"
	"syscall"
)

func Listen(addr string) (net.Listener, error) {
	lc := net.ListenConfig{Control: func(network, address string, raw syscall.RawConn) error {
		return raw.Control(func(fd uintptr) {
			_ = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, 15, 1)
		})
	}}
	return lc.Listen(context.Background(), "tcp", addr)
}
