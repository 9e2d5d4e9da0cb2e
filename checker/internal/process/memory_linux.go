package process

import "golang.org/x/sys/unix"

// Memory is how many bytes of memory this machine has, 0 where that cannot be told.
func Memory() int64 {
	var info unix.Sysinfo_t
	if unix.Sysinfo(&info) != nil {
		return 0
	}
	return int64(info.Totalram) * int64(info.Unit)
}
