package line

import "syscall"

// Winsock's numbers for what can befall a connection (Go's syscall package names them only
// in part: syscall.ECONNREFUSED exists on Windows and never occurs).
const (
	AddressInUse      = syscall.Errno(10048) // WSAEADDRINUSE
	AddressNotOurs    = syscall.Errno(10049) // WSAEADDRNOTAVAIL
	ConnectionRefused = syscall.Errno(10061) // WSAECONNREFUSED
	ConnectionReset   = syscall.WSAECONNRESET
)
