//go:build amd64 || arm64

package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"handshake/internal/course"
)

// Probe tries every layer of the sandbox on this machine: it has this very program confined
// in a box below dir, lets it attempt what must be forbidden, and looks at it from outside.
// It returns what is missing; nothing means that every layer holds.
func Probe(ctx context.Context, dir string) []Missing {
	found, err := probe(ctx, dir)
	if err == nil {
		return found
	}
	layer := &LayerError{Layer: Start, Err: err}
	_ = errors.As(err, &layer)
	return append(found, missing(layer.Layer, course.Say(
		"a confined program cannot be started: %v",
		"启动不了隔离的程序：%v", layer.Err)))
}

// probeName is the first argument of a confined process that is to attempt what must be
// forbidden.
const probeName = "handshake-sandbox-probe"

func probe(ctx context.Context, dir string) ([]Missing, error) {
	box, err := Open(dir)
	if err != nil {
		return nil, &LayerError{Files, err}
	}
	defer box.Close()
	ours, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, &LayerError{Loopback, err}
	}
	defer ours.Close()

	cmd := exec.CommandContext(ctx, "/proc/self/exe")
	cmd.Args = []string{probeName, ours.Addr().String()}
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	defer stdin.Close()
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if _, err := box.Start(cmd, Limits{Wall: probeTime}); err != nil {
		return nil, err
	}
	defer func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}()
	var could []int
	if err := json.NewDecoder(stdout).Decode(&could); err != nil {
		return nil, fmt.Errorf("the confined program said nothing: %w", err)
	}
	var found []Missing
	for _, i := range could {
		found = append(found, missing(attempts[i].layer, attempts[i].could))
	}
	outside, err := lookAt(cmd.Process.Pid)
	return append(found, outside...), err
}

// probeTime bounds the probe's confined program.
const probeTime = 10 * time.Second

// attempts are what a confined program tries, each of which must fail.
var attempts = []struct {
	layer   Layer
	could   course.Text
	succeed func(ours string) bool
}{
	{Files, course.Say("a confined program could see the machine's files", "被隔离的程序看得到这台机器的文件"),
		func(string) bool {
			return unix.Access("/proc/self", unix.F_OK) == nil || unix.Access("/usr/bin", unix.F_OK) == nil
		}},
	{Landlock, course.Say("a confined program could list a folder", "被隔离的程序能列出目录"),
		func(string) bool { return opens("/", unix.O_DIRECTORY) }},
	{Landlock, course.Say("a confined program could write a file", "被隔离的程序能写文件"),
		func(string) bool { return opens("/etc/hosts", unix.O_RDWR) || opens("/new", unix.O_RDWR|unix.O_CREAT) }},
	{Seccomp, course.Say("a confined program could open sockets that are not TCP's", "被隔离的程序能打开 TCP 以外的套接字"),
		func(string) bool { return socket(unix.AF_UNIX) || socket(unix.AF_NETLINK) }},
	{Seccomp, course.Say("a confined program could make memory files and namespaces", "被隔离的程序能创建内存文件和命名空间"),
		func(string) bool {
			file, err := unix.MemfdCreate("probe", 0)
			_ = unix.Close(file)
			return err == nil || unix.Unshare(unix.CLONE_NEWUSER) == nil
		}},
	{Namespaces, course.Say("a confined program could connect to this machine's services", "被隔离的程序连得上这台机器上的服务"),
		func(ours string) bool { return calls(ours) }},
	{Loopback, course.Say("a confined program could not connect to itself", "被隔离的程序连不上它自己"),
		func(string) bool {
			own, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				return true
			}
			defer own.Close()
			return !calls(own.Addr().String())
		}},
	{Rlimits, course.Say("a confined program could use as much as it likes", "被隔离的程序用量不受限制"),
		func(string) bool {
			var cpu, size unix.Rlimit
			err := errors.Join(unix.Getrlimit(unix.RLIMIT_CPU, &cpu), unix.Getrlimit(unix.RLIMIT_FSIZE, &size))
			return err != nil || cpu.Max == unix.RLIM_INFINITY || size.Max != 0
		}},
	{Identity, course.Say("a confined program could see who runs it", "被隔离的程序看得到是谁在运行它"),
		func(string) bool { return os.Getuid() != nobody || os.Getgid() != nobody || len(os.Environ()) > 0 }},
}

func opens(path string, flags int) bool {
	file, err := unix.Open(path, flags|unix.O_CLOEXEC, 0o600)
	_ = unix.Close(file)
	return err == nil
}

func socket(family int) bool {
	file, err := unix.Socket(family, unix.SOCK_DGRAM, 0)
	_ = unix.Close(file)
	return err == nil
}

func calls(addr string) bool {
	conn, err := net.DialTimeout("tcp", addr, time.Second)
	if err != nil {
		return false
	}
	return conn.Close() == nil
}

// attempt is the confined half of Probe: it says which attempts succeed, and stays until it
// has been looked at.
func attempt(ours string) int {
	could := []int{}
	for i, a := range attempts {
		if a.succeed(ours) {
			could = append(could, i)
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(could); err != nil {
		return exitUnconfined
	}
	_, _ = io.Copy(io.Discard, os.Stdin)
	return 0
}

// namespaces are the kinds of which a confined process must have its own (namespaces(7)).
var namespaces = []string{"user", "net", "pid", "ipc", "uts"}

// rights are lines of proc_pid_status(5) that a confined process must have.
var rights = map[string]Layer{
	"CapPrm:\t0000000000000000": Identity,
	"CapEff:\t0000000000000000": Identity,
	"CapAmb:\t0000000000000000": Identity,
	"NoNewPrivs:\t1":            Identity,
	"Seccomp:\t2":               Seccomp,
}

// lookAt says what a confined process lacks as seen from outside.
func lookAt(pid int) (found []Missing, err error) {
	for _, kind := range namespaces {
		theirs, err := os.Readlink(fmt.Sprintf("/proc/%d/ns/%s", pid, kind))
		if err != nil {
			return found, &LayerError{Namespaces, err}
		}
		ours, err := os.Readlink("/proc/self/ns/" + kind)
		if err != nil {
			return found, &LayerError{Namespaces, err}
		}
		if theirs == ours {
			found = append(found, missing(Namespaces, course.Text{
				En: "a confined program is in this machine's own " + kind + " namespace",
				Zh: "被隔离的程序还在这台机器自己的 " + kind + " 命名空间里"}))
		}
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return found, &LayerError{Identity, err}
	}
	for line, layer := range rights {
		if !strings.Contains(string(status), "\n"+line+"\n") {
			name, want, _ := strings.Cut(line, ":\t")
			found = append(found, missing(layer, course.Say(
				"the kernel does not say %s %s of a confined program",
				"内核没有报告被隔离程序的 %s 是 %s", name, want)))
		}
	}
	return found, nil
}

// missing joins what was found to what to do about it.
func missing(layer Layer, why course.Text) Missing {
	return Missing{Layer: layer, Why: why, Remedy: remedy(layer)}
}

// remedy is what helps where a layer is missing.
func remedy(layer Layer) course.Text {
	switch {
	case (layer == Namespaces || layer == Loopback) && setting("kernel/apparmor_restrict_unprivileged_userns") == "1":
		return course.Say(
			"AppArmor keeps users from making namespaces (Ubuntu 24.04 and later): `sudo sysctl -w "+
				"kernel.apparmor_restrict_unprivileged_userns=0`, or an AppArmor profile for the checker that "+
				"allows userns",
			"AppArmor 不许普通用户创建命名空间（Ubuntu 24.04 起）：执行 `sudo sysctl -w "+
				"kernel.apparmor_restrict_unprivileged_userns=0`，或者给检查器配一份允许 userns 的 AppArmor 规则")
	case layer == Namespaces && (setting("user/max_user_namespaces") == "0" ||
		setting("kernel/unprivileged_userns_clone") == "0"):
		return course.Say(
			"user namespaces are switched off: `sudo sysctl -w user.max_user_namespaces=10000`, and on Debian "+
				"kernel.unprivileged_userns_clone=1",
			"用户命名空间被关掉了：执行 `sudo sysctl -w user.max_user_namespaces=10000`，在 Debian 上还要 "+
				"kernel.unprivileged_userns_clone=1")
	case layer == Namespaces || layer == Loopback || layer == Identity:
		return course.Say(
			"in a container, allow user namespaces (docker run --security-opt seccomp=unconfined --security-opt "+
				"apparmor=unconfined; Kubernetes: seccompProfile Unconfined); not inside a chroot",
			"在容器里要放行用户命名空间（docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined；"+
				"Kubernetes：seccompProfile 设为 Unconfined）；不能在 chroot 里运行")
	case layer == Buffers:
		return course.Say(
			"/proc/sys must be writable, so that a program's network can have smaller buffers than the machine's "+
				"(docker run --security-opt systempaths=unconfined; Kubernetes: procMount Unmasked, with "+
				"hostUsers: false)",
			"/proc/sys 要可写，才能把程序自己那个网络的缓冲区调小（docker run --security-opt systempaths=unconfined；Kubernetes：procMount "+
				"设为 Unmasked，并写 hostUsers: false）")
	case layer == Landlock:
		return course.Say(
			"use Linux 6.2 or later with Landlock switched on: `landlock` must be in /sys/kernel/security/lsm, "+
				"else add it to lsm= on the kernel's command line",
			"要用 Linux 6.2 以上的内核，并启用 Landlock：/sys/kernel/security/lsm 里要有 `landlock`，没有就加进内核命令行的 lsm=")
	case layer == Seccomp:
		return course.Say(
			"use a kernel with CONFIG_SECCOMP_FILTER; EBUSY means that the container's runtime intercepts system "+
				"calls itself (in LXD or Incus, unset security.syscalls.intercept.*)",
			"内核要有 CONFIG_SECCOMP_FILTER；EBUSY 表示容器运行时自己在截取系统调用（在 LXD 或 Incus 里，去掉 security.syscalls.intercept.* 设置）")
	case layer == Files:
		return course.Say(
			"the working folder must be writable and not mounted noexec; run by root, the checker must be readable "+
				"and executable by others (chmod o+rx)",
			"工作目录要可写，而且挂载时没有 noexec；由 root 运行时，检查器的程序文件要让其他用户可读可执行（chmod o+rx）")
	}
	return course.Say(
		"run the checker on a plain Linux machine or virtual machine, with /proc mounted",
		"请在普通的 Linux 机器或虚拟机里运行检查器，并且挂载好 /proc")
}

// setting is a kernel parameter (proc_sys(5)), "" where there is none.
func setting(name string) string {
	text, _ := os.ReadFile("/proc/sys/" + name)
	return strings.TrimSpace(string(text))
}
