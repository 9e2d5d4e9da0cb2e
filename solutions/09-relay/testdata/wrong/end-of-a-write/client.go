// Wrong: takes io.EOF from a Write for the good end that it is from a Read.
// fails: write-fails
// breaks: failure-ends
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

func Relay(ctx context.Context, a, b Conn, idle time.Duration) (aToB, bToA int64, err error) {
	r := &joined{a: a, b: b}
	if ctx.Err() != nil {
		r.end(ctx.Err())
	}
	stop := context.AfterFunc(ctx, func() { r.end(ctx.Err()) })
	defer stop()

	there, back := &direction{from: a, to: b, idle: idle}, &direction{from: b, to: a, idle: idle}
	var both sync.WaitGroup
	both.Go(func() { r.pass(there, back) })
	both.Go(func() { r.pass(back, there) })
	both.Wait()
	r.end(nil)
	return there.moved, back.moved, r.why
}

type joined struct {
	a, b Conn

	ended sync.Once
	why   error
}

func (r *joined) end(why error) {
	r.ended.Do(func() {
		r.why = why
		for _, conn := range []Conn{r.a, r.b} {
			if why != nil {
				_ = conn.SetLinger(0)
			}
			_ = conn.Close()
		}
	})
}

func (r *joined) pass(d, other *direction) {
	if err := d.copy(other); err != nil {
		r.end(err)
	}
}

type direction struct {
	from, to Conn
	idle     time.Duration
	limited  atomic.Bool
	moved    int64
}

func (d *direction) copy(other *direction) error {
	buf := make([]byte, 32<<10)
	for {
		n, err := d.from.Read(buf)
		if err == io.EOF {
			other.limit()
		}
		if n > 0 {
			d.bound(d.to.SetWriteDeadline)
			n, err := d.to.Write(buf[:n])
			d.moved += int64(n)
			if err == io.EOF {
				return d.to.CloseWrite()
			}
			if err != nil {
				return err
			}
			d.bound(d.from.SetReadDeadline)
		}
		switch {
		case err == io.EOF:
			return d.to.CloseWrite()
		case err != nil:
			return err
		}
	}
}

func (d *direction) limit() {
	d.limited.Store(true)
	d.bound(d.from.SetReadDeadline)
	d.bound(d.to.SetWriteDeadline)
}

func (d *direction) bound(set func(time.Time) error) {
	if d.limited.Load() && d.idle > 0 {
		_ = set(time.Now().Add(d.idle))
	}
}
