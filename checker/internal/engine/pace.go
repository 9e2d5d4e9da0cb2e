package engine

import (
	"io"
	"sync"
	"time"

	"handshake/internal/cputime"
)

// pacemaker measures a test program from outside, beat by beat: it tells the program, which may
// not do so itself in confinement, and ends one that has been silent for too long in its own
// time, that is, not counting what it waited for a processor.
type pacemaker struct {
	stopped chan struct{}
	ended   sync.WaitGroup

	mu     sync.Mutex
	silent time.Duration // since it was last heard
	stuck  bool
}

// pace begins to measure the process. Where the system tells nothing about it, every beat counts.
func pace(pid int, program io.Writer, silence time.Duration, kill func()) *pacemaker {
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
			if cputime.OfOthers {
				_, _ = io.WriteString(program, u.String()+"\n")
			}
			if p.silentFor(clock.Advance(time.Now(), u)) > silence {
				p.mu.Lock()
				p.stuck = true
				p.mu.Unlock()
				kill()
				return
			}
		}
	})
	return p
}

func (p *pacemaker) silentFor(more time.Duration) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.silent += more
	return p.silent
}

// heard says that the program has been heard.
func (p *pacemaker) heard() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.silent = 0
}

// stop ends the measuring, and reports whether the program was ended for its silence.
func (p *pacemaker) stop() (stuck bool) {
	close(p.stopped)
	p.ended.Wait()
	return p.stuck
}
