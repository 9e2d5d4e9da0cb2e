// Right: atomics and polling count the seats and the conversations.
package manyclients

import (
	"errors"
	"fmt"
	"net"
	"sync/atomic"
	"time"
)

type Server struct {
	Handler  func(conn net.Conn)
	MaxConns int
}

func (s *Server) Serve(ln net.Listener) error {
	var talking atomic.Int64
	await := func(atMost int64) {
		for talking.Load() > atMost {
			time.Sleep(3 * time.Millisecond)
		}
	}
	defer await(0)
	for failures := 0; ; {
		if s.MaxConns > 0 {
			await(int64(s.MaxConns) - 1)
		}
		conn, err := ln.Accept()
		if err != nil {
			var t interface{ Temporary() bool }
			switch {
			case errors.Is(err, net.ErrClosed):
				return nil
			case !errors.As(err, &t) || !t.Temporary():
				return fmt.Errorf("the listener is broken: %w", err)
			}
			failures++
			time.Sleep(min(time.Duration(failures)*10*time.Millisecond, 950*time.Millisecond))
			continue
		}
		failures = 0
		talking.Add(1)
		go func() {
			defer talking.Add(-1)
			converse(s.Handler, conn)
		}()
	}
}

func converse(handler func(net.Conn), conn net.Conn) {
	defer func() {
		recover()
		conn.Close()
	}()
	handler(conn)
}
