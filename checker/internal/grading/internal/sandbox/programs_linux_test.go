//go:build amd64 || arm64

package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"
)

// programName and launcherName are the first arguments of this test binary where it plays a
// confined program, and a parent that may be killed.
const (
	programName  = "test-program"
	launcherName = "test-launcher"
)

func init() {
	if os.Args[0] == programName && os.Args[1] == "headless" {
		runtime.LockOSThread() // main runs on the main thread
	}
}

// program is what runs in the sandbox; it returns the exit code.
func program(name string, args []string) int {
	var err error
	switch name {
	case "attack":
		err := attacks[args[0]].try(args[1:])
		fmt.Println(reason(err))
		return 0
	case "syscall":
		_, _, errno := syscall.RawSyscall6(refused[args[0]], 0, 0, 0, 0, 0, 0)
		fmt.Println(errno.Error())
		return 0
	case "exit":
		return 7
	case "panic":
		begun := make(chan struct{})
		go func() { close(begun); select {} }()
		<-begun
		panic("boom")
	case "echo":
		err = echo(args)
	default:
		if err = programs[name](); err == nil {
			fmt.Println("well")
		}
	}
	if err != nil {
		fmt.Println(err)
		return 1
	}
	return 0
}

// reason is the system's word for why something failed.
func reason(err error) string {
	var errno syscall.Errno
	switch {
	case err == nil:
		return "it worked"
	case errors.As(err, &errno):
		return errno.Error()
	}
	return err.Error()
}

func echo(args []string) error {
	said, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	dir, err := os.Getwd()
	if err != nil {
		return err
	}
	var descriptors []int
	for fd := range 64 {
		if flags, err := unix.FcntlInt(uintptr(fd), unix.F_GETFD, 0); err == nil && flags&unix.FD_CLOEXEC == 0 {
			descriptors = append(descriptors, fd)
		}
	}
	if _, err := os.NewFile(3, "events").WriteString("an event"); err != nil {
		return err
	}
	fmt.Printf("%q %q %q %q %d\n", args, os.Environ(), said, dir, descriptors)
	return nil
}

// programs behave well, or want too much.
var programs = map[string]func() error{
	"talk":  func() error { return talk("127.0.0.1:0") },
	"talk6": talk6,
	"localhost": func() error {
		return talk("localhost:0")
	},
	"lower-limit": func() error {
		var limit unix.Rlimit
		if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &limit); err != nil {
			return err
		}
		low := limit
		low.Cur = 16
		if err := unix.Setrlimit(unix.RLIMIT_NOFILE, &low); err != nil {
			return err
		}
		if n, err := fill(); !errors.Is(err, unix.EMFILE) || n > 16 {
			return fmt.Errorf("%d descriptors: %w", n, err)
		}
		return unix.Setrlimit(unix.RLIMIT_NOFILE, &limit)
	},
	"many-threads": func() error {
		var all sync.WaitGroup
		for range 100 {
			all.Go(func() {
				runtime.LockOSThread()
				runtime.Gosched()
			})
		}
		all.Wait()
		return nil
	},
	"pair": func() error {
		pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM, 0)
		if err != nil {
			return err
		}
		if _, err := unix.Write(pair[0], []byte("x")); err != nil {
			return err
		}
		_, err = unix.Read(pair[1], make([]byte, 1))
		return err
	},
	"files": func() error {
		r, w, err := os.Pipe()
		if err != nil {
			return err
		}
		return errors.Join(r.Close(), w.Close())
	},
	"resolve": func() error { // at once, not after a time of asking nobody
		_, err := net.LookupHost("nobody.invalid")
		if failed := (*net.DNSError)(nil); !errors.As(err, &failed) || failed.IsTimeout {
			return fmt.Errorf("it was asked for: %v", err)
		}
		return nil
	},

	"memory": func() error {
		for kept := [][]byte{}; ; {
			page := make([]byte, 1<<20)
			for i := range page {
				page[i] = 1
			}
			kept = append(kept, page)
		}
	},
	"shared": func() error { // memory that is in nobody's heap
		for {
			page, err := unix.Mmap(-1, 0, 1<<20, unix.PROT_WRITE, unix.MAP_SHARED|unix.MAP_ANONYMOUS)
			if err != nil {
				return err
			}
			for i := range page {
				page[i] = 1
			}
		}
	},
	"page-tables": func() error { // pages that are only read are nobody's, their tables are
		const step = 2 << 20
		space, err := unix.Mmap(-1, 0, 1<<40, unix.PROT_READ, unix.MAP_PRIVATE|unix.MAP_ANONYMOUS|unix.MAP_NORESERVE)
		if err != nil {
			return err
		}
		if err := unix.Madvise(space, unix.MADV_NOHUGEPAGE); err != nil && !errors.Is(err, unix.EINVAL) {
			return err
		}
		sum := 0
		for i := 0; i < len(space); i += step {
			sum += int(space[i])
		}
		return fmt.Errorf("read all of it: %d", sum)
	},
	"spin": func() error {
		signal.Ignore(syscall.SIGXCPU)
		for range runtime.GOMAXPROCS(0) {
			go func() {
				for n := uint64(1); n > 0; n++ {
				}
			}()
		}
		select {}
	},
	"wait": func() error { select {} },
	"headless": func() error {
		go func() { select {} }()
		_, _, errno := syscall.RawSyscall(unix.SYS_EXIT, 0, 0, 0)
		return errno
	},
	"threads": func() error {
		for {
			go func() {
				runtime.LockOSThread()
				_ = unix.Pause()
			}()
			runtime.Gosched()
		}
	},
	"descriptors": func() error {
		n, err := fill()
		return fmt.Errorf("%w after %d", errnoOf(err), n)
	},
	"one-unread": func() error { // large buffers are asked for, and not given
		n, err := unread(8 << 20)
		if err == nil && n > 2*socketMemory {
			err = fmt.Errorf("the kernel keeps %d KiB of one connection", n>>10)
		}
		return err
	},
	"many-unread": func() error { // of which the program holds no descriptor
		for {
			if _, err := unread(0); err != nil {
				return err
			}
		}
	},
	"raise-limits": func() error {
		for _, limit := range []int{
			unix.RLIMIT_NOFILE, unix.RLIMIT_NPROC, unix.RLIMIT_CPU, unix.RLIMIT_FSIZE, unix.RLIMIT_CORE,
		} {
			err := unix.Setrlimit(limit, &unix.Rlimit{Cur: unix.RLIM_INFINITY, Max: unix.RLIM_INFINITY})
			if !errors.Is(err, unix.EPERM) {
				return fmt.Errorf("limit %d: %w", limit, err)
			}
		}
		return unix.EPERM
	},
	"suicide": func() error {
		_ = unix.Kill(os.Getpid(), unix.SIGKILL)
		return errors.New("still here")
	},
	"hold": func() error {
		signal.Ignore(syscall.SIGHUP, syscall.SIGINT, syscall.SIGTERM)
		_, _ = unix.Setsid()
		_ = unix.Prctl(unix.PR_SET_PDEATHSIG, 0, 0, 0, 0)
		if _, err := os.NewFile(3, "pipe").WriteString("alive"); err != nil {
			return err
		}
		select {}
	},
}

func errnoOf(err error) error {
	var errno syscall.Errno
	if errors.As(err, &errno) {
		return errno
	}
	return err
}

// fill opens descriptors until there are no more, closes those it has opened, and returns
// the highest number that it came to.
func fill() (highest int, err error) {
	for {
		fd, err := unix.Dup(0)
		if err != nil {
			return highest + 1, err
		}
		defer unix.Close(fd)
		highest = fd
	}
}

// talk has a server echo, with the system's help, what a client says.
func talk(addr string) error {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	defer ln.Close()
	echoed := make(chan error, 1)
	go func() {
		conn, err := ln.Accept()
		if err == nil {
			_, err = io.Copy(conn, conn) // splice(2)
			err = errors.Join(err, conn.Close())
		}
		echoed <- err
	}()
	conn, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		return err
	}
	defer conn.Close()
	said := strings.Repeat("hello ", 1<<16)
	go func() {
		_, _ = io.WriteString(conn, said)
		_ = conn.(*net.TCPConn).CloseWrite()
	}()
	heard, err := io.ReadAll(conn)
	if err != nil {
		return err
	}
	if string(heard) != said {
		return fmt.Errorf("%d bytes came back of %d", len(heard), len(said))
	}
	return <-echoed
}

// kept are listeners on which nobody picks up.
var kept []net.Listener

// unread writes on a new connection as much as the kernel takes, hangs up, and reports how much
// that was. Nobody reads it.
func unread(buffer int) (n int64, err error) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	kept = append(kept, ln)
	for range 64 {
		conn, err := net.Dial("tcp", ln.Addr().String())
		if err != nil {
			return n, err
		}
		if err := conn.(*net.TCPConn).SetWriteBuffer(buffer); buffer > 0 && err != nil {
			return n, err
		}
		taken := int64(0)
		for more, block := 0, make([]byte, 4<<10); err == nil; taken += int64(more) {
			_ = conn.SetWriteDeadline(time.Now().Add(20 * time.Millisecond))
			more, err = conn.Write(block)
		}
		n = max(n, taken)
		if err := conn.Close(); err != nil {
			return n, err
		}
		if buffer > 0 {
			break
		}
	}
	return n, nil
}

func talk6() error {
	err := talk("[::1]:0")
	if errors.Is(err, unix.EADDRNOTAVAIL) || errors.Is(err, unix.EAFNOSUPPORT) {
		return fmt.Errorf("no IPv6 here: %w", err)
	}
	return err
}

// launch starts a confined program in a box below dir, waits for it, and kills its process
// group, as a caller does whose time is over, when standard input ends.
func launch(dir string) int {
	box, err := Open(dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer box.Close()
	pipe := os.NewFile(3, "pipe")
	unix.CloseOnExec(3)
	cmd := exec.Command("/proc/self/exe")
	cmd.Args, cmd.ExtraFiles = []string{programName, "hold"}, []*os.File{pipe}
	if _, err := box.Start(cmd, Limits{}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	_ = pipe.Close()
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	}()
	_ = cmd.Wait()
	return 0
}

// listenOutside is what a confined program would like to reach: the addresses of listeners
// of this machine on both loopback addresses, an abstract and a named Unix socket, this
// process, and a file of the course. They are the arguments of every attack, in this order.
func listenOutside(t *testing.T) []string {
	t.Helper()
	v4, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "socket")
	abstract := fmt.Sprintf("@handshake-%d", os.Getpid())
	for _, addr := range []string{abstract, name} {
		socket, err := net.ListenPacket("unixgram", addr)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = socket.Close() })
	}
	t.Cleanup(func() { _ = v4.Close() })
	file, err := filepath.Abs("sandbox.go")
	if err != nil {
		t.Fatal(err)
	}
	return []string{v4.Addr().String(), abstract, name, fmt.Sprint(os.Getpid()), file}
}

const (
	outsideAddr = iota
	outsideAbstract
	outsideSocket
	outsideProcess
	outsideFile
)

// attack is something that a confined program tries, and how it must fail.
type attack struct {
	fails string
	try   func(host []string) error
}

const (
	refusedByFilter = "operation not permitted"
	noSuchFile      = "no such file or directory"
	deniedByRules   = "permission denied"
	nobodyToAsk     = "function not implemented"
)

func reads(path string) attack {
	return attack{noSuchFile, func([]string) error { _, err := os.ReadFile(path); return err }}
}

func opensSocket(family, kind, protocol int) attack {
	return attack{refusedByFilter, func([]string) error { _, err := unix.Socket(family, kind, protocol); return err }}
}

func clones(flags uintptr) attack {
	return attack{refusedByFilter, func([]string) error {
		pid, _, errno := syscall.RawSyscall6(unix.SYS_CLONE, flags, 0, 0, 0, 0, 0)
		if errno == 0 && pid == 0 {
			syscall.RawSyscall(unix.SYS_EXIT_GROUP, 0, 0, 0)
		}
		return orNil(errno)
	}}
}

func orNil(errno syscall.Errno) error {
	if errno == 0 {
		return nil
	}
	return errno
}

// executes tries execveat with a path and flags on every descriptor that there could be.
func executes(path string, flags uintptr) attack {
	return attack{nobodyToAsk, func([]string) error {
		name, err := unix.BytePtrFromString(path)
		if err != nil {
			return err
		}
		argv := []*byte{name, nil}
		for fd := range 1 << 16 {
			_, _, errno := syscall.RawSyscall6(unix.SYS_EXECVEAT, uintptr(fd), uintptr(unsafe.Pointer(name)),
				uintptr(unsafe.Pointer(&argv[0])), uintptr(unsafe.Pointer(&argv[1])), flags, 0)
			if errno != unix.ENOSYS {
				return fmt.Errorf("descriptor %d: %w", fd, errno)
			}
		}
		return unix.ENOSYS
	}}
}

// attacks on what a confined program could reach. The loader is the one thing in its reach
// that could be executed.
var attacks = map[string]attack{
	"read a password file":  reads("/etc/passwd"),
	"read process 1":        reads("/proc/1/environ"),
	"read itself":           reads("/proc/self/exe"),
	"read memory":           reads("/proc/self/mem"),
	"read a device":         reads("/dev/null"),
	"read the kernel":       reads("/sys/kernel/uevent_seqnum"),
	"climb out of the root": reads("../../../../../../../../etc/passwd"),
	"read the course": {noSuchFile, func(host []string) error {
		_, err := os.ReadFile(host[outsideFile])
		return err
	}},
	"see that a file is": {noSuchFile, func(host []string) error { _, err := os.Stat(host[outsideFile]); return err }},
	"list the root":      {deniedByRules, func([]string) error { _, err := os.ReadDir("/"); return err }},
	"read the environment": {"no variable", func([]string) error {
		if env := os.Environ(); len(env) != 1 || env[0] != "GOTRACEBACK=all" {
			return fmt.Errorf("%q", env)
		}
		return errors.New("no variable")
	}},
	"be told the host's name": {"localhost", func([]string) error {
		name, _ := os.Hostname()
		return errors.New(name)
	}},
	"be somebody": {"65534 65534 [] 1 0", func([]string) error {
		groups, _ := os.Getgroups()
		// Only root can drop groups; those of anybody else are nobody's in here.
		groups = slices.DeleteFunc(groups, func(id int) bool { return id == nobody })
		return fmt.Errorf("%d %d %v %d %d", os.Getuid(), os.Getgid(), groups, os.Getpid(), os.Getppid())
	}},

	"write to /tmp":     {noSuchFile, func([]string) error { return os.WriteFile("/tmp/x", nil, 0o600) }},
	"write where it is": {deniedByRules, func([]string) error { return os.WriteFile("x", nil, 0o600) }},
	"make a temporary file": {deniedByRules, func([]string) error {
		_, err := unix.Open("/", unix.O_TMPFILE|unix.O_RDWR, 0o600)
		return err
	}},
	"write its hosts": {deniedByRules, func([]string) error {
		_, err := os.OpenFile("/etc/hosts", os.O_WRONLY, 0)
		return err
	}},
	"truncate by opening": {deniedByRules, func([]string) error {
		_, err := os.OpenFile("/etc/hosts", os.O_RDONLY|os.O_TRUNC, 0)
		return err
	}},
	"truncate":          {refusedByFilter, func([]string) error { return os.Truncate("/etc/hosts", 0) }},
	"remove":            {refusedByFilter, func([]string) error { return os.Remove("/etc/hosts") }},
	"rename":            {refusedByFilter, func([]string) error { return os.Rename("/etc/hosts", "/hosts") }},
	"link":              {refusedByFilter, func([]string) error { return os.Link("/etc/hosts", "/hosts") }},
	"link symbolically": {refusedByFilter, func([]string) error { return os.Symlink("/etc/hosts", "/hosts") }},
	"make a folder":     {refusedByFilter, func([]string) error { return os.Mkdir("/new", 0o700) }},
	"make a device": {refusedByFilter, func([]string) error {
		return unix.Mknod("/null", unix.S_IFCHR|0o666, 1<<8|3)
	}},
	"change a file's mode":  {refusedByFilter, func([]string) error { return os.Chmod("/etc/hosts", 0o777) }},
	"change a file's owner": {refusedByFilter, func([]string) error { return os.Chown("/etc/hosts", 1, 1) }},
	"change a file's time": {refusedByFilter, func([]string) error {
		return os.Chtimes("/etc/hosts", time.Time{}, time.Now())
	}},
	"mark a file": {refusedByFilter, func([]string) error {
		return unix.Setxattr("/etc/hosts", "user.x", nil, 0)
	}},
	"change the root again": {refusedByFilter, func([]string) error { return unix.Chroot("/etc") }},
	"mount": {refusedByFilter, func([]string) error {
		return unix.Mount("none", "/etc", "tmpfs", 0, "")
	}},
	"type into the terminal": {refusedByFilter, func([]string) error { return unix.IoctlSetInt(0, unix.TIOCSTI, 'x') }},

	"run a command": {noSuchFile, func([]string) error { return exec.Command("/bin/sh").Run() }},
	"fork and run":  {refusedByFilter, func([]string) error { return runs(loaderOf()) }},
	"become a shell": {refusedByFilter, func([]string) error {
		return unix.Exec("/bin/sh", []string{"sh"}, nil)
	}},
	"become the loader": {refusedByFilter, func([]string) error {
		return unix.Exec(loaderOf(), []string{"ld.so"}, nil)
	}},
	"become a descriptor":   executes("", unix.AT_EMPTY_PATH),
	"become a path":         executes("/bin/sh", unix.AT_EMPTY_PATH),
	"become the loader, at": executes(loaderOf(), unix.AT_EMPTY_PATH),
	"become it, plainly":    executes(loaderOf(), 0),
	"become a memory file": {refusedByFilter, func([]string) error {
		_, err := unix.MemfdCreate("x", 0)
		return err
	}},
	"fork":                  clones(uintptr(unix.SIGCHLD)),
	"fork like vfork":       clones(unix.CLONE_VM | unix.CLONE_VFORK | uintptr(unix.SIGCHLD)),
	"fork with the memory":  clones(unix.CLONE_VM | unix.CLONE_SIGHAND | unix.CLONE_FILES),
	"fork into a namespace": clones(unix.CLONE_NEWUSER | uintptr(unix.SIGCHLD)),
	"thread in a namespace": clones(unix.CLONE_NEWNET | unix.CLONE_THREAD | unix.CLONE_VM | unix.CLONE_SIGHAND),
	"fork by clone3": {nobodyToAsk, func([]string) error {
		_, _, errno := syscall.RawSyscall(unix.SYS_CLONE3, 0, 0, 0)
		return orNil(errno)
	}},
	"leave its session": {refusedByFilter, func([]string) error { _, err := unix.Setsid(); return err }},
	"outlive its parent": {refusedByFilter, func([]string) error {
		return unix.Prctl(unix.PR_SET_PDEATHSIG, 0, 0, 0, 0)
	}},
	"have its core dumped": {refusedByFilter, func([]string) error {
		return unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})
	}},
	"be root": {refusedByFilter, func([]string) error {
		_, _, errno := syscall.RawSyscall(unix.SYS_SETUID, 0, 0, 0)
		return orNil(errno)
	}},
	"signal its parent": {"no such process", func(host []string) error {
		return unix.Kill(number(host[outsideProcess]), 0)
	}},
	"signal everybody": {"no such process", func([]string) error { return unix.Kill(-1, unix.SIGKILL) }},
	"trace its parent": {refusedByFilter, func(host []string) error {
		return unix.PtraceAttach(number(host[outsideProcess]))
	}},
	"read another's memory": {refusedByFilter, func([]string) error {
		_, err := unix.ProcessVMReadv(1, nil, nil, 0)
		return err
	}},
	"limit another process": {refusedByFilter, func(host []string) error {
		return unix.Prlimit(number(host[outsideProcess]), 0, nil, &unix.Rlimit{})
	}},
	"use another ABI": {nobodyToAsk, otherABI},
	"call the host": {"connection refused", func(host []string) error {
		_, err := net.Dial("tcp", host[outsideAddr])
		return err
	}},
	"call beyond loopback": {"network is unreachable", func([]string) error {
		_, err := net.Dial("tcp", "192.0.2.1:80")
		return err
	}},
	"listen as a low port": {deniedByRules, func([]string) error {
		_, err := net.Listen("tcp", "127.0.0.1:80")
		return err
	}},
	"write to a socket file": {noSuchFile, func(host []string) error { return sendFromPair(host[outsideSocket]) }},
	"write to a socket name": {"connection refused", func(host []string) error {
		return sendFromPair(host[outsideAbstract])
	}},

	"unix socket":       opensSocket(unix.AF_UNIX, unix.SOCK_STREAM, 0),
	"netlink socket":    opensSocket(unix.AF_NETLINK, unix.SOCK_RAW, 0),
	"packet socket":     opensSocket(unix.AF_PACKET, unix.SOCK_RAW, 0),
	"vsock socket":      opensSocket(unix.AF_VSOCK, unix.SOCK_STREAM, 0),
	"crypto socket":     opensSocket(unix.AF_ALG, unix.SOCK_SEQPACKET, 0),
	"bluetooth socket":  opensSocket(unix.AF_BLUETOOTH, unix.SOCK_RAW, 0),
	"ping socket":       opensSocket(unix.AF_INET, unix.SOCK_DGRAM, unix.IPPROTO_ICMP),
	"raw socket":        opensSocket(unix.AF_INET, unix.SOCK_RAW, unix.IPPROTO_RAW),
	"raw TCP":           opensSocket(unix.AF_INET, unix.SOCK_RAW, unix.IPPROTO_TCP),
	"old packet socket": opensSocket(unix.AF_INET, unix.SOCK_PACKET, 0),
	"DCCP socket":       opensSocket(unix.AF_INET, unix.SOCK_DCCP, 0),
	"SCTP socket":       opensSocket(unix.AF_INET6, unix.SOCK_STREAM, unix.IPPROTO_SCTP),
	"family in disguise": {refusedByFilter, func([]string) error {
		_, _, errno := syscall.RawSyscall(unix.SYS_SOCKET, 1<<32|unix.AF_UNIX, unix.SOCK_STREAM, 0)
		return orNil(errno)
	}},
}

// loaderOf is where this test binary's loader is: it is in the box.
func loaderOf() string {
	if runtime.GOARCH == "arm64" {
		return "/lib/ld-linux-aarch64.so.1"
	}
	return "/lib64/ld-linux-x86-64.so.2"
}

func runs(path string) error {
	cmd := exec.Command(path)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	return cmd.Run()
}

func number(pid string) (n int) {
	_ = json.Unmarshal([]byte(pid), &n)
	return n
}

// otherABI asks for getpid as the x32 ABI numbers it.
func otherABI([]string) error {
	if runtime.GOARCH != "amd64" {
		return unix.ENOSYS
	}
	_, _, errno := syscall.RawSyscall(0x40000000|unix.SYS_GETPID, 0, 0, 0)
	return orNil(errno)
}

// sendFromPair uses a socket pair, which is allowed, to write to somebody else's socket.
func sendFromPair(addr string) error {
	pair, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_DGRAM, 0)
	if err != nil {
		return fmt.Errorf("no pair: %w", err)
	}
	return unix.Sendto(pair[0], []byte("x"), 0, &unix.SockaddrUnix{Name: addr})
}

// refused are system calls that no test binary needs, called with zeros for arguments.
var refused = map[string]uintptr{
	"execve": unix.SYS_EXECVE, "ptrace": unix.SYS_PTRACE, "process_vm_readv": unix.SYS_PROCESS_VM_READV,
	"process_vm_writev": unix.SYS_PROCESS_VM_WRITEV, "process_madvise": unix.SYS_PROCESS_MADVISE, "kcmp": unix.SYS_KCMP,
	"pidfd_open": unix.SYS_PIDFD_OPEN, "pidfd_getfd": unix.SYS_PIDFD_GETFD,
	"pidfd_send_signal": unix.SYS_PIDFD_SEND_SIGNAL,
	"keyctl":            unix.SYS_KEYCTL, "add_key": unix.SYS_ADD_KEY, "request_key": unix.SYS_REQUEST_KEY,
	"unshare": unix.SYS_UNSHARE, "setns": unix.SYS_SETNS, "mount": unix.SYS_MOUNT, "umount2": unix.SYS_UMOUNT2,
	"pivot_root": unix.SYS_PIVOT_ROOT, "chroot": unix.SYS_CHROOT, "chdir": unix.SYS_CHDIR, "fchdir": unix.SYS_FCHDIR,
	"open_tree": unix.SYS_OPEN_TREE, "move_mount": unix.SYS_MOVE_MOUNT, "fsopen": unix.SYS_FSOPEN,
	"fsmount":       unix.SYS_FSMOUNT,
	"mount_setattr": unix.SYS_MOUNT_SETATTR, "openat2": unix.SYS_OPENAT2,
	"io_uring_setup": unix.SYS_IO_URING_SETUP, "io_uring_enter": unix.SYS_IO_URING_ENTER,
	"io_uring_register": unix.SYS_IO_URING_REGISTER,
	"io_setup":          unix.SYS_IO_SETUP, "bpf": unix.SYS_BPF, "userfaultfd": unix.SYS_USERFAULTFD,
	"perf_event_open": unix.SYS_PERF_EVENT_OPEN,
	"kexec_load":      unix.SYS_KEXEC_LOAD, "init_module": unix.SYS_INIT_MODULE, "finit_module": unix.SYS_FINIT_MODULE,
	"delete_module": unix.SYS_DELETE_MODULE, "personality": unix.SYS_PERSONALITY, "memfd_create": unix.SYS_MEMFD_CREATE,
	"memfd_secret": unix.SYS_MEMFD_SECRET, "open_by_handle_at": unix.SYS_OPEN_BY_HANDLE_AT,
	"name_to_handle_at": unix.SYS_NAME_TO_HANDLE_AT,
	"quotactl":          unix.SYS_QUOTACTL, "acct": unix.SYS_ACCT, "swapon": unix.SYS_SWAPON,
	"swapoff": unix.SYS_SWAPOFF,
	"reboot":  unix.SYS_REBOOT, "settimeofday": unix.SYS_SETTIMEOFDAY, "clock_settime": unix.SYS_CLOCK_SETTIME,
	"adjtimex": unix.SYS_ADJTIMEX, "syslog": unix.SYS_SYSLOG, "sethostname": unix.SYS_SETHOSTNAME,
	"vhangup":       unix.SYS_VHANGUP,
	"fanotify_init": unix.SYS_FANOTIFY_INIT, "inotify_init1": unix.SYS_INOTIFY_INIT1, "shmget": unix.SYS_SHMGET,
	"shmat":  unix.SYS_SHMAT,
	"msgget": unix.SYS_MSGGET, "semget": unix.SYS_SEMGET, "mq_open": unix.SYS_MQ_OPEN, "seccomp": unix.SYS_SECCOMP,
	"landlock_create_ruleset": unix.SYS_LANDLOCK_CREATE_RULESET, "capset": unix.SYS_CAPSET, "setuid": unix.SYS_SETUID,
	"setgid": unix.SYS_SETGID, "setgroups": unix.SYS_SETGROUPS, "setresuid": unix.SYS_SETRESUID,
	"setsid":  unix.SYS_SETSID,
	"setpgid": unix.SYS_SETPGID, "setpriority": unix.SYS_SETPRIORITY, "sched_setattr": unix.SYS_SCHED_SETATTR,
	"sched_setaffinity": unix.SYS_SCHED_SETAFFINITY, "sched_setscheduler": unix.SYS_SCHED_SETSCHEDULER,
	"mlockall": unix.SYS_MLOCKALL, "mbind": unix.SYS_MBIND, "migrate_pages": unix.SYS_MIGRATE_PAGES,
	"remap_file_pages": unix.SYS_REMAP_FILE_PAGES,
	"vmsplice":         unix.SYS_VMSPLICE, "ftruncate": unix.SYS_FTRUNCATE, "fallocate": unix.SYS_FALLOCATE,
	"sync":   unix.SYS_SYNC,
	"fchmod": unix.SYS_FCHMOD, "fchown": unix.SYS_FCHOWN, "flock": unix.SYS_FLOCK, "signalfd4": unix.SYS_SIGNALFD4,
	"timerfd_create": unix.SYS_TIMERFD_CREATE, "timer_create": unix.SYS_TIMER_CREATE, "wait4": unix.SYS_WAIT4,
}
