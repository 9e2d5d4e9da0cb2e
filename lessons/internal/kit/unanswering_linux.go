package kit

import (
	"net"
	"syscall"

	. "github.com/onsi/ginkgo/v2"
)

// Unanswering is a loopback address that neither accepts nor refuses: its queue of callers
// is full, so the kernel drops every further SYN and the caller waits. Linux only.
func Unanswering() string {
	GinkgoHelper()
	ln := Listening()
	raw, err := ln.SyscallConn()
	must(err)
	// Listening again on a listening socket only changes the length of its queue: to one.
	must(raw.Control(func(fd uintptr) { err = syscall.Listen(int(fd), 0) }))
	must(err)
	waiting, err := net.Dial("tcp", ln.Addr().String())
	must(err)
	DeferCleanup(func() { _ = waiting.Close() })
	return ln.Addr().String()
}
