package engine

import (
	"os"

	"golang.org/x/sys/unix"
)

// unread is how many bytes of a pipe nobody has read yet, asked at the end that is written to.
func unread(pipe *os.File) (n int, known bool) {
	raw, err := pipe.SyscallConn()
	if err != nil {
		return 0, false
	}
	failed := raw.Control(func(fd uintptr) { n, err = unix.IoctlGetInt(int(fd), unix.TIOCINQ) })
	return n, failed == nil && err == nil
}

// askWhere has a Go program tell on standard error where one of its threads is, and end.
func askWhere(pid, thread int) { _ = unix.Tgkill(pid, thread, unix.SIGQUIT) }
