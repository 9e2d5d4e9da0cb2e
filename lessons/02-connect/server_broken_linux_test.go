package connect_test

import (
	"errors"
	"net"
	"net/netip"
	"syscall"

	. "github.com/onsi/ginkgo/v2"

	. "handshake/lessons/internal/kit"
)

// brokenListener is why Accept fails after breakListener.
const brokenListener = syscall.EINVAL

// breakListener breaks this process's listener at where, which stays open: it takes it out of the state
// LISTEN behind everybody's back.
func breakListener(where net.Addr) {
	GinkgoHelper()
	for _, fd := range Descriptors() {
		listens, err := syscall.GetsockoptInt(fd, syscall.SOL_SOCKET, syscall.SO_ACCEPTCONN)
		if err != nil || listens == 0 {
			continue
		}
		local, err := syscall.Getsockname(fd)
		if err != nil {
			continue
		}
		sa, is := local.(*syscall.SockaddrInet4)
		if is && netip.AddrPortFrom(netip.AddrFrom4(sa.Addr), uint16(sa.Port)).String() == where.String() {
			Must(syscall.Shutdown(fd, syscall.SHUT_RDWR))
			return
		}
	}
	Must(errors.New("no such listener"))
}

// openFiles is how many descriptors this process holds.
func openFiles() int { return len(Descriptors()) }
