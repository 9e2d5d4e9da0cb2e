package line

import (
	"net"
	"syscall"

	. "github.com/onsi/ginkgo/v2"

	. "handshake/lessons/internal/kit"
)

// Unanswering is a loopback address that neither accepts nor refuses: its queue of callers
// is full, so the kernel drops every further SYN and the caller waits. Linux only.
func Unanswering() string {
	GinkgoHelper()
	ln := Listening()
	raw, err := ln.SyscallConn()
	Must(err)
	// Listening again on a listening socket only changes the length of its queue: to one.
	Must(raw.Control(func(fd uintptr) { err = syscall.Listen(int(fd), 0) }))
	Must(err)
	waiting, err := net.Dial("tcp", ln.Addr().String())
	Must(err)
	DeferCleanup(func() { _ = waiting.Close() })
	return ln.Addr().String()
}
