package listen

import (
	"context"
	"errors"
	"net"
	"syscall"
)

// Probe finds out whether anybody listens at addr, an address as in Listen: true if a
// connection is made, false if it is refused (ECONNREFUSED), both without an error. Anything
// else leaves the question open: false and an error, whichever. Each call asks anew. When ctx
// ends, Probe gives up at once. Before it returns, it hangs up, and whatever it started has
// ended.
func Probe(ctx context.Context, addr string) (bool, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", addr)
	if refused(err) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	_ = conn.Close()
	return true, nil
}

// wsaECONNREFUSED is how Windows says that a connection was refused.
const wsaECONNREFUSED = syscall.Errno(10061)

// refused reports whether err is the peer's RST in answer to our SYN (RFC 9293 §3.5.2).
func refused(err error) bool {
	return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, wsaECONNREFUSED)
}
