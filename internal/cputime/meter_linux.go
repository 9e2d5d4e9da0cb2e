package cputime

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

// Meter reads what the threads of a process have used and waited for.
type Meter struct {
	tasks   string
	last    time.Time
	threads map[string]Usage
	text    [1024]byte
}

// NewMeter makes a meter for the process; its first reading is zero.
func NewMeter(pid int) *Meter {
	return &Meter{tasks: fmt.Sprintf("/proc/%d/task", pid), last: time.Now(), threads: map[string]Usage{}}
}

// Self is a meter for this process.
func Self() *Meter { return NewMeter(os.Getpid()) }

// Read is what the process has used and waited for since the last Read, and false where the
// system does not tell.
func (m *Meter) Read() (Usage, bool) {
	tasks, err := os.Open(m.tasks)
	if err != nil {
		return Usage{}, false
	}
	defer tasks.Close()
	names, err := tasks.Readdirnames(-1)
	if err != nil {
		return Usage{}, false
	}
	var sum Usage
	now := make(map[string]Usage, len(names))
	moment := time.Now()
	wall := moment.Sub(m.last)
	for _, name := range names {
		total, ok := m.schedstat(name)
		if !ok {
			continue // it has just ended
		}
		now[name] = total
		before, known := m.threads[name]
		if !known && len(m.threads) == 0 {
			continue // the first reading
		}
		used, waited := total.Used-before.Used, total.Waited-before.Waited
		if m.heldUp(name) {
			waited = max(waited, wall-used)
		}
		sum.Used += used
		sum.Waited += min(waited, wall)
	}
	m.threads, m.last = now, moment
	return sum, len(now) > 0
}

// schedstat reads two numbers of a thread: nanoseconds on a processor, and runnable but waiting
// for one. A wait is counted only when it is over (proc(5), sched-stats).
func (m *Meter) schedstat(thread string) (Usage, bool) {
	fields := bytes.Fields(m.read(thread, "schedstat"))
	if len(fields) < 2 {
		return Usage{}, false
	}
	used, err1 := strconv.ParseInt(string(fields[0]), 10, 64)
	waited, err2 := strconv.ParseInt(string(fields[1]), 10, 64)
	return Usage{time.Duration(used), time.Duration(waited)}, err1 == nil && err2 == nil
}

// heldUp reports whether a thread would go on if the machine let it: it is runnable, waits for
// a disk, or was stopped (proc_pid_stat(5)). The one that asks is not.
func (m *Meter) heldUp(thread string) bool {
	if thread == strconv.Itoa(unix.Gettid()) {
		return false
	}
	_, state, found := bytes.Cut(m.read(thread, "stat"), []byte(") "))
	return found && len(state) > 0 && bytes.IndexByte([]byte("RDTt"), state[0]) >= 0
}

func (m *Meter) read(thread, file string) []byte {
	f, err := os.Open(filepath.Join(m.tasks, thread, file))
	if err != nil {
		return nil
	}
	defer f.Close()
	n, _ := f.Read(m.text[:])
	return m.text[:n]
}
