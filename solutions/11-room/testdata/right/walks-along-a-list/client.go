package room

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
)

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
