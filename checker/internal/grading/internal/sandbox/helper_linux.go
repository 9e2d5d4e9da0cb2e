//go:build amd64 || arm64

package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"runtime"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"handshake/checker/internal/reexec"
)

func init() {
	reexec.Register(helperName, func(args []string) int { return help(args[0]) })
	reexec.Register(probeName, func(args []string) int { return attempt(args[0]) })
}

// exitUnconfined is the exit code of a helper that could not lay a layer.
const exitUnconfined = 125

// help confines this thread and lets it become the program. Confinement and the execve are
// one thread's, and all others end with the execve.
func help(text string) int {
	runtime.LockOSThread()
	var p plan
	if err := json.Unmarshal([]byte(text), &p); err != nil || p.Files < 3 {
		fmt.Fprintln(os.Stderr, "sandbox: no plan")
		return exitUnconfined
	}
	err := p.become()
	r := report{Layer: Start, Error: err.Error()}
	var layer *LayerError
	if errors.As(err, &layer) {
		r.Layer, r.Error = layer.Layer, layer.Err.Error()
	}
	if errors.As(err, &r.Errno) {
		r.Error = errnoless(err)
	}
	p.say(r)
	return exitUnconfined
}

// errnoless is what was tried when a system call failed, without the system's reason.
func errnoless(err error) string {
	var layer *LayerError
	if errors.As(err, &layer) {
		err = layer.Err
	}
	var call *os.SyscallError
	var path *os.PathError
	switch {
	case errors.As(err, &call):
		return call.Syscall
	case errors.As(err, &path):
		return path.Op + " " + path.Path
	}
	return "system call"
}

// say reports to the parent.
func (p plan) say(r report) {
	text, err := json.Marshal(r)
	if err == nil {
		_, _ = unix.Write(p.Files+statusFile, append(text, '\n'))
	}
}

// become lays layer upon layer, each of which takes away what the next no longer needs, and
// then executes the program. It returns only if something failed.
func (p plan) become() error {
	for _, step := range []struct {
		layer Layer
		lay   func() error
	}{
		{Files, p.closeOthers},
		{Loopback, raiseLoopback},
		{Buffers, shrinkBuffers},
		{Namespaces, forgetHostName},
		{Memory, volunteerForOOM},
		{Files, p.changeRoot},
		{Rlimits, p.setLimits},
		{Identity, dropCapabilities},
		{Landlock, p.landlock},
	} {
		if err := step.lay(); err != nil {
			return &LayerError{step.layer, err}
		}
	}
	argv, err := syscall.SlicePtrFromStrings(p.Args)
	if err != nil {
		return err
	}
	envv, err := syscall.SlicePtrFromStrings(p.Env)
	if err != nil {
		return err
	}
	empty := new(byte) // the path: the program is the descriptor itself
	if err := filterSyscalls(); err != nil {
		return &LayerError{Seccomp, err}
	}
	p.say(starting)
	_, _, errno := unix.Syscall6(unix.SYS_EXECVEAT, uintptr(p.Files+programFile), uintptr(unsafe.Pointer(empty)),
		uintptr(unsafe.Pointer(&argv[0])), uintptr(unsafe.Pointer(&envv[0])), unix.AT_EMPTY_PATH, 0)
	return &LayerError{Start, os.NewSyscallError("execveat", errno)}
}

// closeOthers leaves to the program the descriptors that its command lists, and no other
// that a shell may have opened for this process.
func (p plan) closeOthers() error {
	const all = 1<<32 - 1
	return os.NewSyscallError("close_range", unix.CloseRange(uint(p.Files), all, unix.CLOSE_RANGE_CLOEXEC))
}

// raiseLoopback starts the one interface of a new network namespace: before, one can listen
// on it and not connect.
func raiseLoopback() error {
	socket, err := unix.Socket(unix.AF_INET, unix.SOCK_DGRAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return os.NewSyscallError("socket", err)
	}
	defer unix.Close(socket)
	lo, err := unix.NewIfreq("lo")
	if err != nil {
		return err
	}
	lo.SetUint16(unix.IFF_UP)
	return os.NewSyscallError("ioctl SIOCSIFFLAGS", unix.IoctlIfreq(socket, unix.SIOCSIFFLAGS, lo))
}

// buffers are what the kernel may keep of one connection for who does not read, or cannot write
// as fast (tcp(7)): least, at first and most, in bytes. It is enough for the lessons, and a
// thousand sockets hold a hundredth of what all connections of a machine may hold together.
var buffers = map[string]string{
	"/proc/sys/net/ipv4/tcp_rmem": fmt.Sprint(4<<10, socketMemory, socketMemory),
	"/proc/sys/net/ipv4/tcp_wmem": fmt.Sprint(4<<10, 16<<10, socketMemory),
}

// socketMemory is the most that a socket may hold of what it has to send, and of what has come.
const socketMemory = 64 << 10

// shrinkBuffers sets the buffers of this network namespace. No socket has larger ones: the
// filter leaves the options that ask for them without effect.
func shrinkBuffers() error {
	for name, sizes := range buffers {
		if err := os.WriteFile(name, []byte(sizes), 0); err != nil {
			return err
		}
	}
	return nil
}

func forgetHostName() error {
	return os.NewSyscallError("sethostname", unix.Sethostname([]byte("localhost")))
}

// volunteerForOOM has the kernel kill this process before all others where memory runs out.
func volunteerForOOM() error {
	return os.WriteFile("/proc/self/oom_score_adj", []byte("1000"), 0)
}

// changeRoot makes the box the root folder. No descriptor leads out of it, nor is there
// anything in it that does.
func (p plan) changeRoot() error {
	if err := unix.Fchdir(p.Files + rootFile); err != nil {
		return os.NewSyscallError("fchdir", err)
	}
	return os.NewSyscallError("chroot", unix.Chroot("."))
}

// setLimits bounds what the kernel counts. Address space is not bounded: the race detector
// maps terabytes.
func (p plan) setLimits() error {
	cpu := uint64(p.Limits.CPU/time.Second) + 2 // should the watcher fail; in whole seconds
	for what, most := range map[int]uint64{
		unix.RLIMIT_CPU:      cpu,
		unix.RLIMIT_NOFILE:   p.Limits.Descriptors,
		unix.RLIMIT_NPROC:    p.Limits.Threads,
		unix.RLIMIT_FSIZE:    0,
		unix.RLIMIT_CORE:     1, // unlike 0, it keeps core dumps from handlers too (core(5))
		unix.RLIMIT_MEMLOCK:  0,
		unix.RLIMIT_MSGQUEUE: 0,
	} {
		if err := unix.Setrlimit(what, &unix.Rlimit{Cur: most, Max: most}); err != nil {
			return os.NewSyscallError(fmt.Sprintf("setrlimit %d", what), err)
		}
	}
	return nil
}

// dropCapabilities gives up what was needed to furnish the namespaces, forever: nobody's
// execve regains nothing, nor does that of a set-user-ID program.
func dropCapabilities() error {
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var none [2]unix.CapUserData
	if err := unix.Capset(&header, &none[0]); err != nil {
		return os.NewSyscallError("capset", err)
	}
	return os.NewSyscallError("prctl PR_SET_NO_NEW_PRIVS", unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
}
