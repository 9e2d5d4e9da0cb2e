// Right: one goroutine keeps the books, and four that read and write report to it.
package relay

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"time"
)

type Conn interface {
	net.Conn
	CloseWrite() error
	SetLinger(sec int) error
}

const MaxHeld = 1 << 20

// event is what a reader or a writer has done.
type event struct {
	way   int
	wrote bool
	bytes []byte
	n     int
	err   error
}

type way struct {
	from, to Conn
	work     chan []byte // for its writer
	more     chan struct{}
	n        int64
	eof      bool
	done     bool
	moved    time.Time
}

func Relay(ctx context.Context, a, b Conn, idle time.Duration) (int64, int64, error) {
	ways := [2]*way{{from: a, to: b}, {from: b, to: a}}
	events := make(chan event)
	over := make(chan struct{})
	gone := make(chan struct{}, 4)
	tell := func(e event) bool {
		select {
		case events <- e:
			return true
		case <-over:
			return false
		}
	}
	for i, w := range ways {
		w.work, w.more, w.moved = make(chan []byte), make(chan struct{}, 1), time.Now()
		w.more <- struct{}{}
		go func() {
			defer func() { gone <- struct{}{} }()
			buf := make([]byte, 20000)
			for {
				select {
				case <-w.more:
				case <-over:
					return
				}
				n, err := w.from.Read(buf)
				if !tell(event{way: i, bytes: buf[:n], n: n, err: err}) || err != nil {
					return
				}
			}
		}()
		go func() {
			defer func() { gone <- struct{}{} }()
			for {
				select {
				case bytes := <-w.work:
					n, err := w.to.Write(bytes)
					if !tell(event{way: i, wrote: true, n: n, err: err}) || err != nil {
						return
					}
				case <-over:
					return
				}
			}
		}()
	}
	err := keep(ctx, ways, events, idle)
	for _, c := range []Conn{a, b} {
		if err != nil {
			c.SetLinger(0)
		}
		c.Close()
	}
	// a Write that failed half way has still to tell how far it came
	close(over)
	for range 4 {
		<-gone
	}
	return ways[0].n, ways[1].n, err
}

func keep(ctx context.Context, ways [2]*way, events chan event, idle time.Duration) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for !ways[0].done || !ways[1].done {
		late, limited := time.Time{}, false
		for i, w := range ways {
			if idle > 0 && ways[1-i].eof && !w.done {
				if due := w.moved.Add(idle); !limited || due.Before(late) {
					late, limited = due, true
				}
			}
		}
		timer.Reset(time.Hour)
		if limited {
			timer.Reset(time.Until(late))
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-timer.C:
			if limited {
				return fmt.Errorf("relay: %w", os.ErrDeadlineExceeded)
			}
		case e := <-events:
			w := ways[e.way]
			if e.n > 0 {
				w.moved = time.Now()
			}
			if e.wrote {
				w.n += int64(e.n)
			}
			if e.err == io.EOF && !e.wrote {
				w.eof = true
				if other := ways[1-e.way]; !other.done {
					other.moved = time.Now()
				}
			} else if e.err != nil {
				return e.err
			}
			switch {
			case !e.wrote && e.n > 0:
				w.work <- e.bytes
			case w.eof:
				w.done = true
				if err := w.to.CloseWrite(); err != nil {
					return err
				}
			default:
				w.more <- struct{}{}
			}
		}
	}
	return nil
}
