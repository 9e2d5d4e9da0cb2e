//go:build !unix

package kit

import "net"

// Sockets are none: Windows has no list of a process's descriptors to compare; peers notice an open
// socket.
func Sockets() map[string]bool { return nil }

// SocketsSince are none either.
func SocketsSince(map[string]bool) []string { return nil }

// SocketOf is not to be had either.
func SocketOf(net.Conn) (isOpen func() bool) { return func() bool { return false } }
