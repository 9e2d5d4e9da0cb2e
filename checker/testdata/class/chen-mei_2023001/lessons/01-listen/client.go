package listen

import (
	"context"
	"errors"
	"net"
	"syscall"
)

// Probe finds out whether anybody listens at addr ("host:port"): true if a connection is
// made, false without an error if it is refused. Anything else (ctx is over, no answer, a
// malformed address) leaves the question open and is an error. Probe hangs up before it
// returns.
func Probe(ctx context.Context, addr string) (bool, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if refused(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, conn.Close()
}

// wsaECONNREFUSED is how Windows says that a connection was refused.
const wsaECONNREFUSED = syscall.Errno(10061)

// refused reports whether err is the peer's RST in answer to our SYN (RFC 9293 §3.5.2).
func refused(err error) bool {
	return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, wsaECONNREFUSED)
}
