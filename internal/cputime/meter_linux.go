package cputime

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"time"
)

// Meter reads what the threads of a process have used and waited for.
type Meter struct {
	tasks   string
	threads map[string]Usage
	text    [128]byte
}

// NewMeter makes a meter for the process; its first reading is zero.
func NewMeter(pid int) *Meter {
	return &Meter{tasks: fmt.Sprintf("/proc/%d/task", pid), threads: map[string]Usage{}}
}

// Self is a meter for this process.
func Self() *Meter { return NewMeter(os.Getpid()) }

// Read is what the process has used and waited for since the last Read, and false where the
// system does not tell (proc(5), schedstat).
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
	for _, name := range names {
		thread, ok := m.thread(name)
		if !ok {
			continue // it has just ended
		}
		before, known := m.threads[name]
		if !known && len(m.threads) == 0 {
			before = thread // the first reading
		}
		sum.Used += thread.Used - before.Used
		sum.Waited += thread.Waited - before.Waited
		now[name] = thread
	}
	m.threads = now
	return sum, len(now) > 0
}

// thread reads two numbers of a thread's schedstat: nanoseconds on a processor, and runnable
// but waiting for one.
func (m *Meter) thread(name string) (Usage, bool) {
	f, err := os.Open(filepath.Join(m.tasks, name, "schedstat"))
	if err != nil {
		return Usage{}, false
	}
	defer f.Close()
	n, err := f.Read(m.text[:])
	if err != nil {
		return Usage{}, false
	}
	fields := bytes.Fields(m.text[:n])
	if len(fields) < 2 {
		return Usage{}, false
	}
	used, err1 := strconv.ParseInt(string(fields[0]), 10, 64)
	waited, err2 := strconv.ParseInt(string(fields[1]), 10, 64)
	return Usage{time.Duration(used), time.Duration(waited)}, err1 == nil && err2 == nil
}
