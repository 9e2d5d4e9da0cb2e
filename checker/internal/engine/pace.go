package engine

import (
	"io"
	"os"
	"sync"
	"time"

	"handshake/internal/cputime"
)

// pacemaker measures a test program from outside, beat by beat: it tells the program, which may
// not do so itself in confinement, and ends one that has been silent for too long in its own
// time, that is, not counting what it waited for a processor; or that was deaf: it did not even
// read the beats, since a loop of its code calls nothing and lets nobody else have a turn.
type pacemaker struct {
	stopped chan struct{}
	ended   sync.WaitGroup

	mu     sync.Mutex
	begun  bool          // some spec has
	silent time.Duration // since it was last heard
	deaf   time.Duration // since it has last listened
	stuck  bool
}

// limits of a program's own time.
type limits struct{ silence, deafness time.Duration }

// dying is how long a program that was asked where it is may take to say so.
const dying = 10 * time.Second

// pace begins to measure the process. Where the system tells nothing about it, every beat counts.
func pace(pid int, program *os.File, most limits, kill func()) *pacemaker {
	p := &pacemaker{stopped: make(chan struct{})}
	meter, clock := cputime.NewMeter(pid), cputime.StartAt(time.Now())
	p.ended.Go(func() {
		measured := false
		beat := time.NewTicker(cputime.Beat)
		defer beat.Stop()
		for {
			select {
			case <-p.stopped:
				return
			case <-beat.C:
			}
			u, known := meter.Read()
			if measured = measured || known; measured && !known {
				return // it has ended
			}
			waiting, asked := unread(program)
			if cputime.OfOthers {
				_, _ = io.WriteString(program, u.String()+"\n")
			}
			if !p.beat(clock.Advance(time.Now(), u), asked && waiting > 0, most) {
				continue
			}
			askWhere(pid, meter.Busiest())
			select {
			case <-p.stopped:
			case <-time.After(dying):
			}
			kill()
			return
		}
	})
	return p
}

// beat lets time pass, and reports whether it has become too much.
func (p *pacemaker) beat(by time.Duration, deaf bool, most limits) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.silent += by
	p.deaf += by
	if !deaf || !p.begun {
		p.deaf = 0
	}
	p.stuck = p.silent > most.silence || p.deaf > most.deafness
	return p.stuck
}

// heard says that the program has been heard.
func (p *pacemaker) heard(began bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.silent = 0
	p.begun = p.begun || began
}

// stop ends the measuring, and reports whether the program was ended for its silence.
func (p *pacemaker) stop() (stuck bool) {
	close(p.stopped)
	p.ended.Wait()
	return p.stuck
}
