package manyclients

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// FanOut polls: one watchman looks every 10 ms whether the fan is to be folded, and closes what
// is open.
func FanOut(ctx context.Context, addr string, n int, talk func(ctx context.Context, i int, conn net.Conn) error) error {
	fan, fold := context.WithCancelCause(ctx)
	defer fold(nil)
	var failed atomic.Bool
	var mu sync.Mutex
	open := map[net.Conn]bool{}

	talks, watchman := new(sync.WaitGroup), new(sync.WaitGroup)
	home := make(chan struct{})
	watchman.Go(func() {
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-home:
				return
			case <-tick.C:
			}
			if fan.Err() == nil {
				continue
			}
			mu.Lock()
			for conn := range open {
				conn.Close()
			}
			mu.Unlock()
		}
	})
	single := func(i int) error {
		conn, err := new(net.Dialer).DialContext(fan, "tcp", addr)
		if err != nil {
			return fmt.Errorf("dial %d: %w", i, err)
		}
		mu.Lock()
		open[conn] = true
		mu.Unlock()
		defer func() {
			mu.Lock()
			defer mu.Unlock()
			delete(open, conn)
			conn.Close()
		}()
		return talk(fan, i, conn)
	}
	for i := range max(n, 0) {
		talks.Go(func() {
			if err := single(i); err != nil {
				failed.Store(true)
				fold(err)
			}
		})
	}
	talks.Wait()
	close(home)
	watchman.Wait()
	if !failed.Load() {
		return nil
	}
	end := ctx.Err()
	if when, ok := ctx.Deadline(); ok && end == nil && time.Until(when) <= 0 {
		end = context.DeadlineExceeded
	}
	return errors.Join(end, context.Cause(fan))
}
