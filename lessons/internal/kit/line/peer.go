package line

import (
	"io"
	"net"

	. "github.com/onsi/ginkgo/v2"

	. "handshake/lessons/internal/kit"
)

// Peer is the spec's own end of a real connection with a function of the student's that is
// at work. It is closed when the spec ends, and no step of it takes longer than Patience.
type Peer struct {
	*net.TCPConn
	half *Running[error]
}

// PeerOf is a peer at the given end of a connection.
func PeerOf(half *Running[error], end *net.TCPConn) *Peer { return &Peer{end, half} }

// Caller is a peer that has called addr, where half listens; the spec fails with orElse if
// that does not work.
func Caller(half *Running[error], addr net.Addr, orElse string) *Peer {
	GinkgoHelper()
	return metBy(half, orElse, func() (net.Conn, error) { return DialBounded(addr.String()) })
}

// Callee is a peer that was called by half at ln; the spec fails with orElse if nobody calls.
func Callee(half *Running[error], ln net.Listener, orElse string) *Peer {
	GinkgoHelper()
	return metBy(half, orElse, func() (net.Conn, error) { return acceptWithin(ln) })
}

func metBy(half *Running[error], orElse string, meet func() (net.Conn, error)) *Peer {
	GinkgoHelper()
	var conn net.Conn
	err := Meanwhile(half, func() (err error) { conn, err = meet(); return err })
	if err != nil {
		InVain()
		Fail(orElse)
	}
	DeferCleanup(func() { _ = conn.Close() })
	return PeerOf(half, conn.(*net.TCPConn))
}

// Say sends words, all of them. A line that is dead is noticed by what is asserted next.
func (p *Peer) Say(words string) { _, _ = io.WriteString(p, words) }

// Hear waits for n bytes and returns what has come: fewer when the line ends before, or
// falls silent for longer than Patience.
func (p *Peer) Hear(n int) string {
	GinkgoHelper()
	return Meanwhile(p.half, func() string { return TextFrom(p, n) })
}

// Finish says that this end has no more words: a FIN. The other direction stays open.
func (p *Peer) Finish() { Finish(p.TCPConn) }

// Vanish tears the connection down with a RST.
func (p *Peer) Vanish() { Vanish(p.TCPConn) }
