//go:build unix

package kit

import (
	"maps"
	"net/netip"
	"os"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// openSockets lists this process's internet sockets: descriptor and both addresses.
func openSockets() map[string]bool {
	sockets := map[string]bool{}
	entries, err := os.ReadDir("/dev/fd")
	if err != nil {
		return nil
	}
	for _, e := range entries {
		fd, err := strconv.Atoi(e.Name())
		if err != nil {
			continue
		}
		local, err := syscall.Getsockname(fd)
		if err != nil {
			continue // not a socket
		}
		name := endpoint(local)
		if name == "" {
			continue // not an internet socket
		}
		if remote, err := syscall.Getpeername(fd); err == nil {
			name += " ⇄ " + endpoint(remote)
		}
		sockets[name] = true
	}
	return sockets
}

// opened lists the sockets that were not open before.
func opened(before map[string]bool) []string {
	now := openSockets()
	maps.DeleteFunc(now, func(name string, _ bool) bool { return before[name] })
	return slices.Sorted(maps.Keys(now))
}

func endpoint(sa syscall.Sockaddr) string {
	switch sa := sa.(type) {
	case *syscall.SockaddrInet4:
		return netip.AddrPortFrom(netip.AddrFrom4(sa.Addr), uint16(sa.Port)).String()
	case *syscall.SockaddrInet6:
		return strings.Replace(netip.AddrPortFrom(netip.AddrFrom16(sa.Addr), uint16(sa.Port)).String(), "::ffff:", "", 1)
	}
	return ""
}
