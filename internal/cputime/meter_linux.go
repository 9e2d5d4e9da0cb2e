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
	stopped int // readings in a row in which the process was stopped
	text    [1024]byte
}

// mostStopped is for how many readings a process that was stopped may count as waiting: whoever
// shares a processor out in turns lets it go on soon; one that has stopped itself never does.
const mostStopped = 40

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
	stopped := 0
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
		switch m.state(name) {
		case 'R', 'D': // it is runnable, or waits for a disk
			waited = max(waited, wall-used)
		case 'T', 't':
			if stopped++; m.stopped < mostStopped {
				waited = max(waited, wall-used)
			}
		}
		sum.Used += used
		sum.Waited += min(waited, wall)
	}
	if m.stopped++; stopped == 0 {
		m.stopped = 0
	}
	m.threads, m.last = now, moment
	return sum, len(now) > 0
}

// Busiest is the number of the thread that had used the most when the meter was last read; 0 if
// none is known.
func (m *Meter) Busiest() (thread int) {
	var most time.Duration
	for name, total := range m.threads {
		if number, err := strconv.Atoi(name); err == nil && (thread == 0 || total.Used > most) {
			thread, most = number, total.Used
		}
	}
	return thread
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

// state is what a thread does: 'R' where it would go on if a processor were free (proc_pid_stat(5)).
// The one that asks is at work, and says nothing of the rest of its time.
func (m *Meter) state(thread string) byte {
	_, state, found := bytes.Cut(m.read(thread, "stat"), []byte(") "))
	if !found || len(state) == 0 || thread == strconv.Itoa(unix.Gettid()) {
		return 0
	}
	return state[0]
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
