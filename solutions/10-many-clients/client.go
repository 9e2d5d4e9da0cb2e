package manyclients

import (
	"context"
	"fmt"
	"net"
	"sync"
)

// FanOut connects to addr n times at once, however large n is, and has talk speak on each
// connection in a goroutine of its own. The conversations are numbered from 0, and each has a
// connection of its own. addr is "host:port", with a name, an IPv4 or an IPv6 address. FanOut
// waits for all of them, however long. A connection is closed when its talk has returned.
//
// The first failure, be it a refused connection or an error of talk's, ends the others: their
// ctx is cancelled and their connections are closed, so that none of them waits on. So does
// the end of ctx, while dialing, too. A talk that returns nil ends nobody but itself.
//
// In the error, errors.Is finds that first failure, whichever it is, and ctx.Err() if it was the
// end of ctx; further errors may be in it too. It is nil when every talk has returned nil, even
// if ctx has ended meanwhile. When FanOut has returned, nothing of it is left: no connection, no
// goroutine, and nothing that waits for the end of ctx.
func FanOut(ctx context.Context, addr string, n int, talk func(ctx context.Context, i int, conn net.Conn) error) error {
	together, endAll := context.WithCancel(ctx)
	defer endAll()
	var calls sync.WaitGroup
	var once sync.Once
	var first error
	for i := range n {
		calls.Go(func() {
			err := call(together, addr, func(conn net.Conn) error { return talk(together, i, conn) })
			if err == nil {
				return
			}
			once.Do(func() {
				first = because(ctx, fmt.Errorf("client %d: %w", i, err))
				endAll()
			})
		})
	}
	calls.Wait()
	return first
}

// call has one conversation with addr, on a connection that the end of ctx closes.
func call(ctx context.Context, addr string, talk func(net.Conn) error) error {
	// The dialer must not see ctx's deadline, or it says "i/o timeout" by its own clock, before
	// ctx has ended.
	ringing, hangUp := context.WithCancel(context.WithoutCancel(ctx))
	defer hangUp()
	defer context.AfterFunc(ctx, hangUp)()
	var dialer net.Dialer
	conn, err := dialer.DialContext(ringing, "tcp", addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	return talk(conn)
}

// because is err, together with the end of ctx if that came first: a connection that ctx has
// closed says only that it is closed.
func because(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return fmt.Errorf("%w: %w", ctx.Err(), err)
	}
	return err
}
