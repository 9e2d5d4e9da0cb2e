//go:build unix

package course

import (
	"os"

	"golang.org/x/sys/unix"
)

// duplicate opens a descriptor under another number, which no child inherits.
func duplicate(fd int, name string) (*os.File, error) {
	own, err := unix.FcntlInt(uintptr(fd), unix.F_DUPFD_CLOEXEC, fd+1)
	if err != nil {
		return nil, os.NewSyscallError("fcntl", err)
	}
	return os.NewFile(uintptr(own), name), nil
}
