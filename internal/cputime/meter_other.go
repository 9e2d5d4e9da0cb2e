//go:build !linux

package cputime

import (
	"runtime/metrics"
	"time"
)

// Meter reads how this process fares where the system tells nothing of waiting for a
// processor: while a goroutine could run, only the time that the process used counts as its
// own, and the rest as waiting.
type Meter struct {
	self    bool
	last    time.Time
	used    time.Duration
	samples []metrics.Sample
}

// NewMeter makes a meter for another process, of which nothing is known here.
func NewMeter(int) *Meter { return &Meter{} }

// Busiest is a thread that is not known here.
func (m *Meter) Busiest() (thread int) { return 0 }

// Self is a meter for this process; its first reading is zero.
func Self() *Meter {
	m := &Meter{self: true, last: time.Now(), used: processTime()}
	for _, name := range busy {
		m.samples = append(m.samples, metrics.Sample{Name: name})
	}
	return m
}

// busy are the goroutines that run or could.
var busy = []string{"/sched/goroutines/running:goroutines", "/sched/goroutines/runnable:goroutines"}

// Read is what the process has used and waited for since the last Read, and false where the
// system does not tell.
func (m *Meter) Read() (Usage, bool) {
	if !m.self {
		return Usage{}, false
	}
	now, used := time.Now(), processTime()
	u := Usage{Used: max(used-m.used, 0)}
	metrics.Read(m.samples)
	var running uint64
	for _, s := range m.samples {
		if s.Value.Kind() == metrics.KindUint64 {
			running += s.Value.Uint64()
		}
	}
	if running > 1 { // this one runs
		u.Waited = max(now.Sub(m.last)-u.Used, 0)
	}
	m.last, m.used = now, used
	return u, true
}
