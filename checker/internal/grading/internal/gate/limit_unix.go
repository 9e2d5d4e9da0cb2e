//go:build unix

package gate

import "syscall"

// mostMemory is what a worker may use, in bytes of address space.
const mostMemory = 2 << 30

// limitMemory keeps this process within its limits from now on.
func limitMemory() error {
	return syscall.Setrlimit(syscall.RLIMIT_AS, &syscall.Rlimit{Cur: mostMemory, Max: mostMemory})
}
