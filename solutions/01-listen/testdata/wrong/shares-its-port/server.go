// Wrong: lets a second Listen at the same address through (SO_REUSEPORT), and the system deals the callers out.
// fails: taken
// breaks: reason
package listen

import (
	"context"
	"net"
	"syscall"
)

func Listen(addr string) (net.Listener, error) {
	config := net.ListenConfig{Control: func(_, _ string, raw syscall.RawConn) error {
		const reusePort = 0xf
		return raw.Control(func(fd uintptr) { _ = syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, reusePort, 1) })
	}}
	return config.Listen(context.Background(), "tcp", addr)
}
