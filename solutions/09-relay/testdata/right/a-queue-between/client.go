// Right: each direction has a reader and a writer, with a queue of eight pieces between them.
package relay

import (
	"context"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

type Conn interface {
	net.Conn
	CloseWrite() error
	SetLinger(sec int) error
}

const MaxHeld = 1 << 20

type side struct {
	conn    Conn
	limited atomic.Bool // what goes to it, and what comes from the other
}

func Relay(ctx context.Context, a, b Conn, idle time.Duration) (aToB, bToA int64, err error) {
	var (
		once sync.Once
		why  error
		wg   sync.WaitGroup
		in   [2]atomic.Bool
	)
	end := func(err error) {
		once.Do(func() {
			why = err
			for _, c := range []Conn{b, a} {
				if err != nil {
					c.SetLinger(0)
				}
				c.Close()
			}
		})
	}
	if ctx.Err() != nil {
		end(ctx.Err())
		return 0, 0, why
	}
	stop := context.AfterFunc(ctx, func() { end(ctx.Err()) })
	defer stop()
	soon := func(i int, set func(time.Time) error) {
		if in[1-i].Load() && idle > 0 {
			set(time.Now().Add(idle))
		}
	}
	count := [2]int64{}
	for i, pair := range [][2]Conn{{a, b}, {b, a}} {
		from, to := pair[0], pair[1]
		queue := make(chan []byte, 8)
		wg.Add(2)
		go func() {
			defer wg.Done()
			defer close(queue)
			for {
				piece := make([]byte, 16<<10)
				n, err := from.Read(piece)
				if n > 0 {
					soon(i, from.SetReadDeadline)
					soon(i, to.SetWriteDeadline)
					queue <- piece[:n]
				}
				if err == io.EOF {
					in[i].Store(true)
					soon(1-i, to.SetReadDeadline)
					soon(1-i, from.SetWriteDeadline)
					return
				}
				if err != nil {
					end(err)
					return
				}
			}
		}()
		go func() {
			defer wg.Done()
			failed := false
			for piece := range queue {
				if failed {
					continue
				}
				soon(i, to.SetWriteDeadline)
				n, err := to.Write(piece)
				count[i] += int64(n)
				soon(i, from.SetReadDeadline)
				if failed = err != nil; failed {
					end(err)
				}
			}
			if !failed && in[i].Load() {
				if err := to.CloseWrite(); err != nil {
					end(err)
				}
			}
		}()
	}
	wg.Wait()
	end(nil)
	return count[0], count[1], why
}
