//go:build amd64 || arm64

package sandbox

import (
	"os"
	"runtime"
	"strings"
	"unsafe"

	"github.com/elastic/go-seccomp-bpf"
	"github.com/elastic/go-seccomp-bpf/arch"
	"golang.org/x/net/bpf"
	"golang.org/x/sys/unix"
)

// allowed are the system calls of the Go runtime, of the race detector and the C library
// below it, and of sockets on the loopback interface. All others fail with EPERM, so that
// who asks for more hears no and goes on: the kernel's newest doors are shut before anybody
// knows of them. What is allowed and opens, creates or names something is bounded by the
// namespaces, the root folder and Landlock.
const allowed = `
	mmap munmap mprotect mremap madvise mincore brk membarrier mseal
	futex futex_wait futex_wake futex_requeue futex_waitv set_tid_address set_robust_list get_robust_list rseq
	getpid getppid gettid getuid geteuid getgid getegid getgroups getpgrp getpgid getsid
	kill tkill tgkill rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigsuspend rt_sigtimedwait sigaltstack
	pause
	exit exit_group restart_syscall sched_yield sched_getaffinity getcpu arch_prctl
	nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday time times getrusage
	getrlimit sysinfo uname getrandom getcwd
	open openat read write pread64 pwrite64 readv writev preadv pwritev preadv2 pwritev2 lseek close close_range
	stat lstat fstat newfstatat statx access faccessat faccessat2 readlink readlinkat getdents64 fcntl
	dup dup2 dup3 pipe pipe2 splice tee sendfile copy_file_range fadvise64
	poll ppoll select pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 eventfd2
	bind listen accept accept4 connect getsockname getpeername shutdown getsockopt setsockopt
	sendto recvfrom sendmsg recvmsg sendmmsg recvmmsg`

// threadFlag is what tells a thread from a process in clone(2), newNamespaces what makes
// namespaces.
const (
	threadFlag    = unix.CLONE_THREAD
	newNamespaces = unix.CLONE_NEWUSER | unix.CLONE_NEWNET | unix.CLONE_NEWPID | unix.CLONE_NEWIPC | unix.CLONE_NEWUTS |
		unix.CLONE_NEWNS | unix.CLONE_NEWCGROUP | unix.CLONE_NEWTIME
)

// policy is the whole filter. Nobody may execute anything, but for the one execveat that is
// asked about (see grantOne).
func policy() (seccomp.Policy, error) {
	here, err := arch.GetInfo(runtime.GOARCH)
	if err != nil {
		return seccomp.Policy{}, err
	}
	var names []string
	for _, name := range strings.Fields(allowed) {
		if _, known := here.SyscallNames[name]; known { // arm64 has no open, only openat
			names = append(names, name)
		}
	}
	groups := []seccomp.SyscallGroup{
		{Action: pretend, NamesWithCondtions: pretended()}, // before setsockopt is allowed
		{Action: seccomp.ActionAllow, Names: names},
		{Action: seccomp.ActionAllow, NamesWithCondtions: conditional()},
		// The C library tries clone3 first, whose flags no filter can see, and then clone.
		{Action: seccomp.ActionErrno | seccomp.Action(unix.ENOSYS), Names: []string{"clone3"}},
		{Action: seccomp.ActionUserNotify, Names: []string{"execveat"}},
	}
	return seccomp.Policy{DefaultAction: seccomp.ActionErrno, Syscalls: groups}, nil
}

// fionbio makes a descriptor block or not (ioctl_list(2)); the unix package does not name it.
const fionbio = 0x5421

// conditional are the system calls that depend on their arguments.
func conditional() (calls []seccomp.NameWithConditions) {
	add := func(name string, conditions ...seccomp.Condition) {
		calls = append(calls, seccomp.NameWithConditions{Name: name, Conditions: conditions})
	}
	is := func(argument uint32, value uint64) seccomp.Condition {
		return seccomp.Condition{Argument: argument, Operation: seccomp.Equal, Value: value}
	}
	add("clone",
		seccomp.Condition{Argument: 0, Operation: seccomp.BitsSet, Value: threadFlag},
		seccomp.Condition{Argument: 0, Operation: seccomp.BitsNotSet, Value: newNamespaces})
	// SOCK_PACKET, SOCK_SEQPACKET and SOCK_DCCP have one of these bits, SOCK_RAW wants a capability.
	streamOrDatagram := seccomp.Condition{Argument: 1, Operation: seccomp.BitsNotSet, Value: 0b1100}
	for _, family := range []uint64{unix.AF_INET, unix.AF_INET6} {
		for _, protocol := range []uint64{0, unix.IPPROTO_TCP, unix.IPPROTO_UDP, unix.IPPROTO_MPTCP} {
			add("socket", is(0, family), streamOrDatagram, is(2, protocol))
		}
	}
	add("socketpair", is(0, unix.AF_UNIX))
	add("prlimit64", is(0, 0), is(2, 0)) // to read its own limits
	add("prlimit64", is(0, 0), is(1, unix.RLIMIT_NOFILE))
	for _, option := range []uint64{unix.PR_SET_NAME, unix.PR_GET_NAME, unix.PR_SET_VMA} {
		add("prctl", is(0, option)) // nothing that would let it outlive its parent
	}
	for _, request := range []uint64{unix.TCGETS, unix.TIOCGWINSZ, unix.TIOCINQ, unix.TIOCOUTQ, fionbio} {
		add("ioctl", is(1, request)) // nothing that types into a terminal
	}
	return calls
}

// pretend stands for an action that has a system call do nothing, and succeed: it is that of an
// error, which is 0 (seccomp(2)). The library takes that for EPERM.
const pretend = seccomp.ActionErrno | 0xfff

// pretended are system calls that succeed without effect: every socket has the buffers that
// shrinkBuffers gives it, as the kernel too gives at most what it likes.
func pretended() (calls []seccomp.NameWithConditions) {
	for _, option := range []uint64{unix.SO_RCVBUF, unix.SO_SNDBUF} {
		calls = append(calls, seccomp.NameWithConditions{Name: "setsockopt", Conditions: []seccomp.Condition{
			{Argument: 1, Operation: seccomp.Equal, Value: unix.SOL_SOCKET},
			{Argument: 2, Operation: seccomp.Equal, Value: option}}})
	}
	return calls
}

// filterSyscalls installs the filter on this thread, and sees to it that its next execveat
// is granted and no later one.
func filterSyscalls() error {
	policy, err := policy()
	if err != nil {
		return err
	}
	instructions, err := policy.Assemble()
	if err != nil {
		return err
	}
	raw, err := bpf.Assemble(instructions)
	if err != nil {
		return err
	}
	filter := make([]unix.SockFilter, len(raw))
	for i, r := range raw {
		if r.K == uint32(pretend) {
			r.K = unix.SECCOMP_RET_ERRNO
		}
		filter[i] = unix.SockFilter{Code: r.Op, Jt: r.Jt, Jf: r.Jf, K: r.K}
	}
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	listeners := make(chan int)
	ready := make(chan struct{})
	go func() {
		runtime.LockOSThread() // a thread that exists before the filter, and is not under it
		close(ready)
		grantOne(<-listeners)
	}()
	<-ready
	listener, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER,
		unix.SECCOMP_FILTER_FLAG_NEW_LISTENER, uintptr(unsafe.Pointer(&program)))
	if errno != 0 {
		return os.NewSyscallError("seccomp", errno)
	}
	listeners <- int(listener)
	return nil
}

// notification and answer are struct seccomp_notif and struct seccomp_notif_resp
// (seccomp_unotify(2)).
type notification struct {
	id    uint64
	pid   uint32
	flags uint32
	call  struct {
		number  int32
		arch    uint32
		pointer uint64
		args    [6]uint64
	}
}

type answer struct {
	id    uint64
	value int64
	errno int32
	flags uint32
}

// grantOne lets the execveat of the helper's own thread pass. With that execveat this thread
// ends and the listener is closed, so every later one finds nobody to ask and fails with
// ENOSYS: the program is executed exactly once. (A descriptor's number and flags, which a
// filter can see, would not do: with an absolute path the descriptor is not looked at.)
func grantOne(listener int) {
	for {
		var asked notification
		_, _, errno := unix.Syscall(unix.SYS_IOCTL, uintptr(listener), unix.SECCOMP_IOCTL_NOTIF_RECV,
			uintptr(unsafe.Pointer(&asked)))
		if errno != 0 {
			if errno == unix.EINTR || errno == unix.ENOENT { // a signal came between: asked again
				continue
			}
			return
		}
		granted := answer{id: asked.id, flags: unix.SECCOMP_USER_NOTIF_FLAG_CONTINUE}
		_, _, _ = unix.Syscall(unix.SYS_IOCTL, uintptr(listener), unix.SECCOMP_IOCTL_NOTIF_SEND,
			uintptr(unsafe.Pointer(&granted)))
	}
}
