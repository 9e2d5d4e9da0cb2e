package relay

import (
	"context"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// Conn is a connection that can be closed in one direction, and torn down. *net.TCPConn is one.
type Conn interface {
	net.Conn
	// CloseWrite sends a FIN, which ends this direction alone.
	CloseWrite() error
	// SetLinger(0) has Close send a RST, and no FIN.
	SetLinger(sec int) error
}

// MaxHeld is the most that Relay may hold of each direction, in bytes: read, and not written yet.
const MaxHeld = 1 << 20

// Relay joins a and b: it writes to b what it reads from a, and to a what it reads from b, both
// at the same time, each piece as soon as it has come. It changes no byte. It holds no more than
// MaxHeld of what it has read in one direction: when one side takes nothing more, Relay reads
// nothing more from the other, which then has to wait as well.
//
// When one side finishes (FIN, so Read returns io.EOF), Relay writes what has come from it, the
// bytes of that last Read too, and then passes the FIN on with CloseWrite, at once. The other
// direction goes on. When both sides have finished, Relay closes a and b and returns nil.
//
// As long as neither side has finished, silence ends nothing, however long it lasts. When one side
// has finished, the other direction may stand still for at most idle. This wait begins with the
// io.EOF, and anew with every Read and every Write that has moved bytes in this direction. When it is
// over, errors.Is finds os.ErrDeadlineExceeded in the error. If idle is 0 or less, there is no limit.
//
// The first failure of a Read, a Write or a CloseWrite ends the relay at once, and so does the end
// of ctx, before the call or during it. In the error, errors.Is finds the reason: the failure's own,
// or ctx.Err(). A cut connection is not a goodbye: whenever Relay returns an error, both
// connections are closed with a RST (SetLinger(0), then Close), so that neither side believes that it
// has heard everything. What SetLinger and Close return does not matter.
//
// aToB is how many bytes of a's have been written to b, and bToA how many of b's to a, whatever the
// error. When Relay returns, a and b are closed, no goroutine is left, and nothing waits for the end
// of ctx. Several relays may be at work at the same time.
//
// To pass on a FIN and go on in the other direction is what RFC 9293 §3.6 calls a half-closed
// connection.
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

// joined are two connections that end together.
type joined struct {
	a, b Conn

	ended sync.Once
	why   error
}

// end closes both connections: with a RST, unless there is nothing wrong. The first reason counts.
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

// pass copies one direction to its end, and ends everything if that goes wrong.
func (r *joined) pass(d, other *direction) {
	if err := d.copy(other); err != nil {
		r.end(err)
	}
}

// direction is one way through a relay.
type direction struct {
	from, to Conn
	idle     time.Duration
	limited  atomic.Bool // it may stand still for idle, and no longer
	moved    int64       // bytes
}

// copy moves bytes until from has finished, and passes that on.
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

// limit bounds what the direction waits for now, and from now on what it waits for behind each byte that moves.
func (d *direction) limit() {
	d.limited.Store(true)
	d.bound(d.from.SetReadDeadline)
	d.bound(d.to.SetWriteDeadline)
}

// bound gives a wait of the direction's a deadline, if it is limited.
func (d *direction) bound(set func(time.Time) error) {
	if d.limited.Load() && d.idle > 0 {
		_ = set(time.Now().Add(d.idle))
	}
}
