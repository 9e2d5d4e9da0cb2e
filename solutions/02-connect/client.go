package connect

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"
	"time"
)

// Connect dials addr, an address as in lesson 01, and returns the connection: open both ways,
// with nothing read or written yet. It is the caller's to close. A refusal is an error that
// names addr, and in which errors.Is finds ECONNREFUSED; in no other error does it find that.
//
// When ctx ends first, Connect gives up at once. A cancelled ctx, whatever its cause, is an
// error in which errors.Is finds context.Canceled; a deadline is a timeout; and neither is the
// other. A connection that comes too late is closed. Once connected, the call no longer depends
// on ctx, and nothing waits for ctx any more.
//
// The connection is ESTABLISHED on this side when the peer's SYN, ACK has come (RFC 9293
// §3.5); whether a program will ever accept it, nobody knows yet.
func Connect(ctx context.Context, addr string) (net.Conn, error) {
	var dialer net.Dialer
	return dialer.DialContext(ctx, "tcp", addr)
}

// A server on its way up is there in milliseconds or in seconds: ask soon, then less often.
const (
	firstPause   = 5 * time.Millisecond
	longestPause = 200 * time.Millisecond
)

// ConnectWhenReady is Connect for a server that may not be there yet. While it is refused, it
// pauses for 1 ms at least and 1 s at most and dials again, for as long as ctx allows, however
// often. When ctx ends, it gives up within a tenth of a second, with an error like Connect's (in
// which there may be a refusal as well). If ctx had ended before, it does not dial at all.
//
// A server that is there is reached without any wait. Any error but a refusal is hopeless and
// is returned at once. Once connected, the call no longer depends on ctx, as with Connect.
func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		conn, err := Connect(ctx, addr)
		if !refused(err) {
			return conn, err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return nil, fmt.Errorf("%w; until then: %w", ctx.Err(), err)
		}
	}
}

// wsaECONNREFUSED is how Windows says that a connection was refused.
const wsaECONNREFUSED = syscall.Errno(10061)

// refused reports whether err is the peer's RST in answer to our SYN (RFC 9293 §3.5.2).
func refused(err error) bool {
	return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, wsaECONNREFUSED)
}
