//go:build unix

package line

import "syscall"

// The system's numbers for what can befall a connection.
const (
	AddressInUse      = syscall.EADDRINUSE
	ConnectionRefused = syscall.ECONNREFUSED
	ConnectionReset   = syscall.ECONNRESET
)
