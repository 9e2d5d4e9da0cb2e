// Wrong: makes room for one caller only: the rest get no answer until Accept is called.
// fails: a-hundred
// breaks: open-at-once
package listen

import (
	"net"
	"syscall"
)

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	raw, err := ln.(*net.TCPListener).SyscallConn()
	if err != nil {
		ln.Close()
		return nil, err
	}
	_ = raw.Control(func(fd uintptr) { _ = syscall.Listen(int(fd), 0) })
	return ln, nil
}
