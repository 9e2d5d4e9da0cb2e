package connect

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"
	"time"
)

func Connect(ctx context.Context, addr string) (net.Conn, error) {
	return (&net.Dialer{}).DialContext(ctx, "tcp", addr)
}

type attempt struct {
	ctx   context.Context
	addr  string
	pause time.Duration
	conn  net.Conn
	err   error
}

type state func(*attempt) state

func (s state) run(a *attempt) {
	for s != nil {
		s = s(a)
	}
}

func dial(a *attempt) state {
	a.conn, a.err = Connect(a.ctx, a.addr)
	if errors.Is(a.err, syscall.ECONNREFUSED) || errors.Is(a.err, syscall.Errno(10061)) {
		return rest
	}
	return nil
}

func rest(a *attempt) state {
	t := time.NewTimer(a.pause)
	defer t.Stop()
	select {
	case <-t.C:
		a.pause = min(2*a.pause, 200*time.Millisecond)
		return dial
	case <-a.ctx.Done():
		a.err = fmt.Errorf("%w: %w", a.ctx.Err(), a.err)
		return nil
	}
}

func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	a := &attempt{ctx: ctx, addr: addr, pause: 5 * time.Millisecond}
	state(dial).run(a)
	return a.conn, a.err
}
