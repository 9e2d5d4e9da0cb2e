package engine

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"

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

// askWhere has the Go program tell on standard error where its busiest thread is, and end.
func askWhere(pid int) {
	threads, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*", pid))
	if err != nil {
		return
	}
	busiest, most := 0, int64(-1)
	for _, dir := range threads {
		stat, err := os.ReadFile(filepath.Join(dir, "schedstat"))
		if err != nil {
			continue
		}
		var used int64
		thread, err := strconv.Atoi(filepath.Base(dir))
		if _, bad := fmt.Sscan(string(stat), &used); err == nil && bad == nil && used > most {
			busiest, most = thread, used
		}
	}
	_ = unix.Tgkill(pid, busiest, unix.SIGQUIT)
}
