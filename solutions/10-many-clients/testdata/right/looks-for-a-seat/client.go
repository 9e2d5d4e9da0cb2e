package manyclients

import (
	"context"
	"errors"
	"fmt"
	"io"
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

// Where the speaker of a chat is.
const (
	reading = iota
	writing
	gone
)

// Chat has no third goroutine: whoever reads in also speaks. At the end it is left behind if it
// is just reading.
func Chat(ctx context.Context, conn net.Conn, in io.Reader, out io.Writer) error {
	defer conn.Close()
	half, ok := conn.(interface{ CloseWrite() error })
	if !ok {
		return errors.ErrUnsupported
	}

	var mu sync.Mutex
	moved := sync.NewCond(&mu)
	place, over := writing, false
	var verdict error
	end := func(why error) { // mu is locked
		if !over {
			over, verdict = true, why
			conn.Close()
			moved.Broadcast()
		}
	}
	// to moves the speaker, unless all is over, and tells whether it may go on.
	to := func(where int) bool {
		mu.Lock()
		defer mu.Unlock()
		if over {
			where = gone
		}
		place = where
		moved.Broadcast()
		return where != gone
	}
	fail := func(why error) {
		mu.Lock()
		defer mu.Unlock()
		end(why)
	}

	go func() {
		defer to(gone)
		piece := make([]byte, 4<<10)
		for to(reading) {
			n, err := in.Read(piece)
			if !to(writing) {
				return
			}
			if n > 0 {
				m, werr := conn.Write(piece[:n])
				if werr == nil && m != n {
					werr = io.ErrShortWrite
				}
				if werr != nil {
					fail(fmt.Errorf("say: %w", werr))
					return
				}
			}
			switch {
			case err == io.EOF:
				if err := half.CloseWrite(); err != nil {
					fail(fmt.Errorf("half-close: %w", err))
				}
				return
			case err != nil:
				fail(fmt.Errorf("in: %w", err))
				return
			}
		}
	}()

	unhook := context.AfterFunc(ctx, func() { fail(fmt.Errorf("chat: %w", ctx.Err())) })
	defer unhook()

	for piece := make([]byte, 4<<10); ; {
		n, err := conn.Read(piece)
		if n > 0 {
			m, werr := out.Write(piece[:n])
			if werr == nil && m != n {
				werr = io.ErrShortWrite
			}
			if werr != nil {
				fail(fmt.Errorf("out: %w", werr))
				break
			}
		}
		if err == io.EOF {
			fail(nil)
			break
		}
		if err != nil {
			fail(fmt.Errorf("hear: %w", err))
			break
		}
	}
	mu.Lock()
	defer mu.Unlock()
	for place == writing {
		moved.Wait()
	}
	return verdict
}
