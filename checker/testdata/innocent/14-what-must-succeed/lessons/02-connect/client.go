package connect

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"
	"time"
)

// Connect dials addr ("host:port") and returns the connection, which then is the caller's
// to close. When ctx ends first, it gives up at once: a cancelled ctx is an error in which
// errors.Is finds context.Canceled, a deadline is a timeout. A refusal is an error that
// names addr, and in which errors.Is finds ECONNREFUSED. Once connected, the call no longer
// depends on ctx.
//
// The connection is ESTABLISHED on this side when the peer's SYN, ACK has come (RFC 9293
// §3.5); whether a program will ever accept it, nobody knows yet.
func Connect(ctx context.Context, addr string) (net.Conn, error) {
	var dialer net.Dialer
	return dialer.DialContext(ctx, "tcp", addr)
}

// A server on its way up is there in milliseconds or in seconds: ask soon, then less often.
var (
	firstPause   = must(time.ParseDuration("5ms"))
	longestPause = must(time.ParseDuration("0.2s"))
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// ConnectWhenReady is Connect for a server that may not be there yet: as long as it is
// refused it tries again, with a pause in between, until ctx ends; then it gives up at
// once, with an error like Connect's. A server that is there is reached without any wait.
// Any error but a refusal is hopeless and is returned at once.
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
