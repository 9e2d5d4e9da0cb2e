//go:build amd64 || arm64

package sandbox

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/sys/unix"

	"handshake/checker/internal/engine"
)

// watcher looks after one confined process: it cannot fork, so it is all there is to watch.
type watcher struct {
	limits  Limits
	use     *use // its part of limits.Shared
	process *os.Process
	status  *os.File
	sockets *os.File
	over    atomic.Pointer[engine.Limit]

	text     [64 << 10]byte // of status: a user may be in hundreds of groups
	headless time.Duration  // for how long it has been without its main thread
}

// watch kills the process when it uses more memory or time than it may, by itself or together
// with those that share its budget. Memory is what is resident, swapped out and taken by page
// tables (proc_pid_status(5)). That needs no cgroup, which only some may make, and tells whose
// it was. What the kernel buffers is bounded by the number of sockets in its namespace, which
// those count too that nobody has picked up, or that were closed and not yet read.
func (w *watcher) watch(process *os.Process) error {
	w.process = process
	var err error
	if w.status, err = os.Open(fmt.Sprintf("/proc/%d/status", process.Pid)); err != nil {
		return &LayerError{Memory, err}
	}
	w.sockets, err = os.Open(fmt.Sprintf("/proc/%d/net/sockstat", process.Pid))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return &LayerError{Memory, errors.Join(err, w.status.Close())}
	} // one that is ending has no network any more
	go w.follow(time.Now().Add(w.limits.Wall))
	return nil
}

// fastest is more than a program can fill in a second, in bytes.
const fastest = 8 << 30

func (w *watcher) follow(deadline time.Time) {
	pid := w.process.Pid
	defer w.sockets.Close()
	defer w.status.Close()
	defer w.limits.Shared.leave(w.use)
	for over := false; !ended(pid); {
		used, alive := w.memory()
		rest := min(w.limits.Memory-used, w.limits.Shared.note(w.use, amount{used, w.open()}))
		pause := time.Millisecond
		switch {
		case over:
		case !alive && w.headless < patience:
			w.headless += pause
		case !alive:
			over = w.kill(engine.Limit{Of: engine.MainThread})
		case used > w.limits.Memory:
			over = w.kill(engine.Limit{Of: engine.Memory, Most: w.limits.Memory})
		case busy(pid) > w.limits.CPU:
			over = w.kill(engine.Limit{Of: engine.CPU, Most: int64(w.limits.CPU)})
		case time.Now().After(deadline):
			over = w.kill(engine.Limit{Of: engine.Wall, Most: int64(w.limits.Wall)})
		default: // the nearer the limit, the sooner the next look
			room := time.Duration(float64(rest) / fastest * float64(time.Second))
			pause = min(max(room, 2*time.Millisecond), 20*time.Millisecond)
		}
		time.Sleep(pause)
	}
}

// patience is how long a process may take to end once its main thread has ended: on a busy
// machine that is not at once. A main thread that ends alone hides the memory of all others.
const patience = time.Second

// ended reports whether all of the process has ended.
func ended(pid int) bool {
	var info unix.Siginfo
	err := unix.Waitid(unix.P_PID, pid, &info, unix.WEXITED|unix.WNOWAIT|unix.WNOHANG, nil)
	return err != nil || info.Signo != 0
}

// counted are the lines of proc_pid_status(5), in KiB, that make up the memory of a process.
var counted = [][]byte{[]byte("VmRSS:"), []byte("VmSwap:"), []byte("VmPTE:")}

// memory is how many bytes the process uses, and whether its main thread lives.
func (w *watcher) memory() (used int64, alive bool) {
	n, _ := w.status.ReadAt(w.text[:], 0)
	for _, name := range counted {
		_, line, found := bytes.Cut(w.text[:n], append([]byte{'\n'}, name...))
		if fields := bytes.Fields(line); found && len(fields) > 0 {
			size, err := strconv.ParseInt(string(fields[0]), 10, 64)
			used, alive = used+size<<10, err == nil
		}
	}
	return used, alive
}

// open is how many sockets there are in the process's namespace.
func (w *watcher) open() (sockets int64) {
	n, _ := w.sockets.ReadAt(w.text[:], 0)
	_, _ = fmt.Sscanf(string(w.text[:n]), "sockets: used %d", &sockets)
	return sockets
}

// busy is the CPU time of all threads of a process so far; 0 when it is no more.
func busy(pid int) time.Duration {
	const wholeProcess = 2 // CPUCLOCK_SCHED (clock_getcpuclockid(3))
	var spent unix.Timespec
	if unix.ClockGettime(int32(^pid<<3|wholeProcess), &spent) != nil {
		return 0
	}
	return time.Duration(spent.Nano())
}

// kill ends the process; why is told only if it was this that ended it. It reports true, for
// there is nothing more to do but to wait for the end.
func (w *watcher) kill(why engine.Limit) bool {
	w.over.Store(&why)
	if w.process.Kill() != nil {
		w.over.Store(nil)
	}
	return true
}

// limit is the limit for which the process was killed, if it was.
func (w *watcher) limit() engine.Limit {
	if why := w.over.Load(); why != nil {
		return *why
	}
	return engine.Limit{}
}

// verdict is the limit that ended the process, which has been waited for: one of the
// watcher's, or its CPU time by the kernel's own count.
func (w *watcher) verdict(state *os.ProcessState) engine.Limit {
	if state == nil {
		return engine.Limit{}
	}
	status, ok := state.Sys().(syscall.WaitStatus)
	if !ok || !status.Signaled() || status.Signal() != syscall.SIGKILL {
		return engine.Limit{} // it ended by itself before anybody could end it
	}
	if why := w.limit(); why != (engine.Limit{}) {
		return why
	}
	if state.UserTime()+state.SystemTime() >= w.limits.CPU {
		return engine.Limit{Of: engine.CPU, Most: int64(w.limits.CPU)}
	}
	return engine.Limit{}
}
