package kit

import (
	"context"
	"io"
	"net"
	"slices"
	"time"

	. "github.com/onsi/ginkgo/v2"
)

// What a spec gives to the student's code is lent: it can do what its interface says, and nothing
// else. Nobody can ask it what the spec knows, command it, print it, or change an address that
// the spec still needs. A field that points to an interface shows nothing but a number to
// whoever prints it.

// Lend is conn as the student's code gets it. A *net.TCPConn stays one, and whatever can be
// half-closed, or half-closed and torn down, stays so.
func Lend(conn net.Conn) net.Conn {
	switch conn := conn.(type) {
	case nil:
		return nil
	case *net.TCPConn:
		return LendTCP(conn)
	case tearable:
		var whole net.Conn = conn
		return &lentTearable{lentHalf{lentConn{&whole}}}
	case interface{ CloseWrite() error }:
		return LendHalf(conn.(halfCloser))
	}
	return &lentConn{&conn}
}

// halfCloser is a connection that can be closed in one direction.
type halfCloser interface {
	net.Conn
	CloseWrite() error
}

// tearable is a connection that can also be closed with a RST.
type tearable interface {
	halfCloser
	SetLinger(sec int) error
}

// LendTCP is conn in a variable of its own: whoever puts another connection into that, leaves
// the spec's alone.
func LendTCP(conn *net.TCPConn) *net.TCPConn {
	own := *conn
	return &own
}

// LendHalf is Lend for a conn that can be half-closed.
func LendHalf(conn halfCloser) halfCloser {
	if tcp, ok := conn.(*net.TCPConn); ok {
		return LendTCP(tcp)
	}
	var whole net.Conn = conn
	return &lentHalf{lentConn{&whole}}
}

type lentConn struct{ to *net.Conn }

func (c *lentConn) Read(p []byte) (int, error)         { return (*c.to).Read(p) }
func (c *lentConn) Write(p []byte) (int, error)        { return (*c.to).Write(p) }
func (c *lentConn) Close() error                       { return (*c.to).Close() }
func (c *lentConn) LocalAddr() net.Addr                { return copied((*c.to).LocalAddr()) }
func (c *lentConn) RemoteAddr() net.Addr               { return copied((*c.to).RemoteAddr()) }
func (c *lentConn) SetDeadline(t time.Time) error      { return (*c.to).SetDeadline(t) }
func (c *lentConn) SetReadDeadline(t time.Time) error  { return (*c.to).SetReadDeadline(t) }
func (c *lentConn) SetWriteDeadline(t time.Time) error { return (*c.to).SetWriteDeadline(t) }

type lentHalf struct{ lentConn }

// CloseWrite ends this end's words.
func (c *lentHalf) CloseWrite() error { return (*c.to).(halfCloser).CloseWrite() }

type lentTearable struct{ lentHalf }

// SetLinger says how Close ends the connection.
func (c *lentTearable) SetLinger(sec int) error { return (*c.to).(tearable).SetLinger(sec) }

// LendListener is ln as the student's code gets it: a *net.TCPListener stays one. The connections
// that another one hands out are lent, too.
func LendListener(ln net.Listener) net.Listener {
	if tcp, ok := ln.(*net.TCPListener); ok {
		own := *tcp
		return &own
	}
	return &lentListener{&ln}
}

type lentListener struct{ to *net.Listener }

func (l *lentListener) Accept() (net.Conn, error) {
	conn, err := (*l.to).Accept()
	return Lend(conn), err
}
func (l *lentListener) Close() error   { return (*l.to).Close() }
func (l *lentListener) Addr() net.Addr { return copied((*l.to).Addr()) }

// copied is addr in a variable of its own.
func copied(addr net.Addr) net.Addr {
	switch addr := addr.(type) {
	case *net.TCPAddr:
		if addr != nil {
			return &net.TCPAddr{IP: slices.Clone(addr.IP), Port: addr.Port, Zone: addr.Zone}
		}
	case *net.UDPAddr:
		if addr != nil {
			return &net.UDPAddr{IP: slices.Clone(addr.IP), Port: addr.Port, Zone: addr.Zone}
		}
	}
	return addr
}

// LendReader is what the student's code gets of a reader.
func LendReader(r io.Reader) io.Reader { return &lentReader{&r} }

// LendWriter is what the student's code gets of a writer.
func LendWriter(w io.Writer) io.Writer { return &lentWriter{&w} }

type (
	lentReader struct{ from *io.Reader }
	lentWriter struct{ to *io.Writer }
)

func (r *lentReader) Read(p []byte) (int, error)  { return (*r.from).Read(p) }
func (w *lentWriter) Write(p []byte) (int, error) { return (*w.to).Write(p) }

// LendContext is ctx as the student's code gets it: without what Ginkgo keeps in it, by a name
// that anybody can spell. Ginkgo ends a spec's own context before anybody has looked for what is
// left behind: in its place there is one that ends later, so that who waits for it is seen. One
// that knows who waits for its end keeps AfterFunc, by which context.AfterFunc and derived
// contexts wait.
func LendContext(ctx context.Context) context.Context {
	if _, ok := ctx.(SpecContext); ok {
		ctx = before.ctx
	}
	if _, ok := ctx.(afterFunc); ok {
		return &lentAfterFunc{lentContext{&ctx}}
	}
	return &lentContext{&ctx}
}

// afterFunc is what the context package looks for in a context that is not its own.
type afterFunc interface {
	AfterFunc(func()) (stop func() bool)
}

type lentAfterFunc struct{ lentContext }

// AfterFunc has f called when the context ends.
func (c *lentAfterFunc) AfterFunc(f func()) (stop func() bool) {
	return (*c.to).(afterFunc).AfterFunc(f)
}

type lentContext struct{ to *context.Context }

func (c *lentContext) Deadline() (time.Time, bool) { return (*c.to).Deadline() }
func (c *lentContext) Done() <-chan struct{}       { return (*c.to).Done() }
func (c *lentContext) Err() error                  { return (*c.to).Err() }

// Value implements context.Context. Keys that are no texts are the standard library's, which
// finds in them whom to cancel and whom to tell of a dial.
func (c *lentContext) Value(key any) any {
	if _, spelt := key.(string); spelt {
		return nil
	}
	return (*c.to).Value(key)
}
