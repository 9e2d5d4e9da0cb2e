// Right: parses the address itself, returns a connection type of its own, and tries again by calling itself.
package connect

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"syscall"
	"time"
)

type call struct{ *net.TCPConn }

func Connect(ctx context.Context, addr string) (net.Conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err // DialTCP would send a SYN before it looks
	}
	where, err := netip.ParseAddrPort(addr)
	if err != nil {
		return nil, fmt.Errorf("connect: %w", err)
	}
	var dialer net.Dialer
	conn, err := dialer.DialTCP(ctx, "tcp", netip.AddrPort{}, where)
	if err != nil {
		return nil, fmt.Errorf("connect to %v: %w", where, err)
	}
	return call{conn}, nil
}

func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	conn, err := Connect(ctx, addr)
	if !errors.Is(err, syscall.ECONNREFUSED) {
		return conn, err
	}
	// A context with a timeout is a pause that ctx can cut short.
	pause, cancel := context.WithTimeout(ctx, 300*time.Millisecond)
	defer cancel()
	<-pause.Done()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	return ConnectWhenReady(ctx, addr)
}
