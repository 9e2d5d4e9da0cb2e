//go:build unix

package line

import "syscall"

// The system's numbers for what can befall a connection.
const (
	AddressInUse      = syscall.EADDRINUSE
	AddressNotOurs    = syscall.EADDRNOTAVAIL
	ConnectionRefused = syscall.ECONNREFUSED
	ConnectionReset   = syscall.ECONNRESET
)
