// Right: keeps a list of what is on the line, polls Accept with a deadline where there is one, and ends all itself.
package relay

import (
	"context"
	"errors"
	"net"
	"os"
	"sync"
	"time"
)

type board struct {
	mu     sync.Mutex
	lines  map[Conn]bool
	closed bool
	idle   sync.Cond
}

func (b *board) plug(c Conn) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return false
	}
	b.lines[c] = true
	return true
}

func (b *board) unplug(c Conn) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.lines, c)
	b.idle.Broadcast()
}

func (b *board) wait() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.lines) > 0 {
		b.idle.Wait()
	}
}

func Forward(ctx context.Context, ln net.Listener, target string, idle time.Duration) (err error) {
	defer ln.Close()
	b := &board{lines: map[Conn]bool{}}
	b.idle.L = &b.mu
	defer func() {
		if b.wait(); ctx.Err() != nil {
			err = nil
		}
	}()
	poll, polls := ln.(interface{ SetDeadline(time.Time) error })
	if !polls {
		done := make(chan struct{})
		defer close(done)
		stopped := make(chan struct{})
		go func() {
			defer close(stopped)
			select {
			case <-ctx.Done():
				ln.Close()
			case <-done:
			}
		}()
	}
	pause := time.Duration(0)
	for ctx.Err() == nil {
		if polls {
			poll.SetDeadline(time.Now().Add(20 * time.Millisecond))
		}
		c, err := ln.Accept()
		var t interface{ Temporary() bool }
		switch {
		case err == nil:
			caller := c.(Conn)
			pause = 0
			b.plug(caller)
			go func() {
				defer b.unplug(caller)
				far, err := (&net.Dialer{}).DialContext(ctx, "tcp", target)
				if err != nil {
					caller.SetLinger(0)
					caller.Close()
					return
				}
				Relay(ctx, caller, far.(*net.TCPConn), idle)
			}()
		case errors.Is(err, net.ErrClosed):
			return nil
		case polls && errors.Is(err, os.ErrDeadlineExceeded):
		case errors.As(err, &t) && t.Temporary():
			select {
			case <-time.After(pause):
			case <-ctx.Done():
			}
			pause = min(max(5*time.Millisecond, pause*3), time.Second)
		case ctx.Err() != nil:
			return nil
		default:
			return err
		}
	}
	return nil
}
