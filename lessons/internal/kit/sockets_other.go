//go:build !unix

package kit

import "net"

// Windows has no list of a process's descriptors to compare; peers notice an open socket.
func openSockets() map[string]bool { return nil }

func opened(map[string]bool) []string { return nil }

// SocketOf is not to be had either.
func SocketOf(net.Conn) (isOpen func() bool) { return func() bool { return false } }
