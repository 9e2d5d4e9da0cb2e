//go:build amd64 || arm64

package sandbox

import (
	"fmt"
	"os"
	"unsafe"

	"golang.org/x/sys/unix"
)

// leastLandlock is the first version of Landlock that keeps files from being truncated
// (Linux 6.2, landlock(7)).
const leastLandlock = 3

// Rights that Landlock restricts, by the version that brought them.
const (
	// all of version 1: execute, write, read, list, remove and make of every kind
	rightsV1 = unix.LANDLOCK_ACCESS_FS_MAKE_SYM<<1 - 1
	rightsV3 = rightsV1 | unix.LANDLOCK_ACCESS_FS_REFER | unix.LANDLOCK_ACCESS_FS_TRUNCATE
	rightsV5 = rightsV3 | unix.LANDLOCK_ACCESS_FS_IOCTL_DEV

	scopesV6 = unix.LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | unix.LANDLOCK_SCOPE_SIGNAL

	read = unix.LANDLOCK_ACCESS_FS_READ_FILE
	run  = read | unix.LANDLOCK_ACCESS_FS_EXECUTE
)

// landlock restricts this thread to reading the files of the box and executing the program
// and its loader. TCP is none of its business: it does not see MPTCP, which net.Listen uses;
// the network namespace has nobody else in it.
func (p plan) landlock() error {
	version, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, unix.LANDLOCK_CREATE_RULESET_VERSION)
	if errno != 0 {
		return os.NewSyscallError("landlock_create_ruleset", errno)
	}
	if version < leastLandlock {
		return fmt.Errorf("version %d, and %d is needed", version, leastLandlock)
	}
	handled := unix.LandlockRulesetAttr{Handled_access_fs: rightsV3}
	if version >= 5 {
		handled.Handled_access_fs = rightsV5
	}
	if version >= 6 {
		handled.Scoped = scopesV6
	}
	rules, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET,
		uintptr(unsafe.Pointer(&handled)), unsafe.Sizeof(handled), 0)
	if errno != 0 {
		return os.NewSyscallError("landlock_create_ruleset", errno)
	}
	defer unix.Close(int(rules))
	if err := allow(int(rules), p.Files+rootFile, read); err != nil {
		return err
	}
	if err := allow(int(rules), p.Files+programFile, run); err != nil {
		return err
	}
	if p.Loader != "" {
		loader, err := os.Open(p.Loader)
		if err != nil {
			return err
		}
		defer loader.Close()
		if err := allow(int(rules), int(loader.Fd()), run); err != nil {
			return err
		}
	}
	_, _, errno = unix.Syscall(unix.SYS_LANDLOCK_RESTRICT_SELF, rules, 0, 0)
	if errno != 0 {
		return os.NewSyscallError("landlock_restrict_self", errno)
	}
	return nil
}

// allow adds a rule: rights on a file, or on everything in a folder.
func allow(rules, file int, rights uint64) error {
	rule := unix.LandlockPathBeneathAttr{Allowed_access: rights, Parent_fd: int32(file)}
	_, _, errno := unix.Syscall6(unix.SYS_LANDLOCK_ADD_RULE, uintptr(rules), unix.LANDLOCK_RULE_PATH_BENEATH,
		uintptr(unsafe.Pointer(&rule)), 0, 0, 0)
	if errno != 0 {
		return os.NewSyscallError("landlock_add_rule", errno)
	}
	return nil
}
