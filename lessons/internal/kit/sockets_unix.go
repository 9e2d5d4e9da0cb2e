//go:build unix

package kit

import (
	"maps"
	"net"
	"net/netip"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// Sockets lists this process's internet sockets by their addresses.
func Sockets() map[string]bool {
	sockets := map[string]bool{}
	for _, fd := range Descriptors() {
		if name := socket(fd); name != "" {
			sockets[name] = true
		}
	}
	return sockets
}

// socket is both addresses of an internet socket, "" for any other descriptor.
func socket(fd int) string {
	local, err := syscall.Getsockname(fd)
	if err != nil {
		return "" // not a socket
	}
	name := endpoint(local)
	if name == "" {
		return ""
	}
	if remote, err := syscall.Getpeername(fd); err == nil {
		name += " ⇄ " + endpoint(remote)
	}
	return name
}

// SocketOf finds this process's end of a connection, whose other end is far, and returns what tells
// whether it is still open. To ask takes so little time that no other goroutine runs meanwhile,
// where there is but one processor for them. Windows cannot tell, and says no.
func SocketOf(far net.Conn) (isOpen func() bool) {
	name := far.RemoteAddr().String() + " ⇄ " + far.LocalAddr().String()
	for _, fd := range Descriptors() {
		if socket(fd) == name {
			local, _ := syscall.Getsockname(fd)
			ours := endpoint(local)
			return func() bool {
				local, err := syscall.Getsockname(fd)
				return err == nil && endpoint(local) == ours
			}
		}
	}
	return func() bool { return false }
}

// Descriptors are the open ones. Where a sandbox hides the list of them, poll(2) tells: it
// answers POLLNVAL for those that are not.
func Descriptors() (fds []int) {
	entries, err := os.ReadDir("/dev/fd")
	for _, e := range entries {
		if fd, err := strconv.Atoi(e.Name()); err == nil {
			fds = append(fds, fd)
		}
	}
	var limit syscall.Rlimit
	if err == nil || syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit) != nil {
		return fds
	}
	asked := make([]unix.PollFd, min(limit.Cur, mostAsked)) // it may be about no more than the limit
	for fd := range asked {
		asked[fd].Fd = int32(fd)
	}
	_, err = unix.Poll(asked, 0)
	for fd, about := range asked {
		if err != nil || about.Revents&unix.POLLNVAL == 0 {
			fds = append(fds, fd)
		}
	}
	return fds
}

// mostAsked bounds the search for open descriptors; they are given out from the lowest.
const mostAsked = 4096

// SocketsSince are those that were not there before.
func SocketsSince(before map[string]bool) []string {
	now := Sockets()
	maps.DeleteFunc(now, func(name string, _ bool) bool { return before[name] })
	return slices.Sorted(maps.Keys(now))
}

func endpoint(sa syscall.Sockaddr) string {
	switch sa := sa.(type) {
	case *syscall.SockaddrInet4:
		return netip.AddrPortFrom(netip.AddrFrom4(sa.Addr), uint16(sa.Port)).String()
	case *syscall.SockaddrInet6:
		name := netip.AddrPortFrom(netip.AddrFrom16(sa.Addr), uint16(sa.Port)).String()
		return strings.Replace(name, "::ffff:", "", 1)
	}
	return ""
}
