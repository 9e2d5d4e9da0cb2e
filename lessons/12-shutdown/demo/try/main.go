// Command try has your server shut down under a client of yours.
package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	shutdown "handshake/lessons/12-shutdown"
	"handshake/lessons/internal/demo"
)

func main() {
	demo.Show("12-shutdown", demo.Act{Name: "Reconnect", Play: reconnects},
		demo.Act{Name: "Serve, Deliver, Shutdown", Play: restarts})
}

func reconnects(t *demo.Try) error {
	failures := 0
	began := time.Now()
	conn, err := shutdown.Reconnect(t, func(context.Context) (net.Conn, error) {
		if failures < 3 {
			failures++
			return nil, errors.New(demo.Say("nobody home", "没有人在"))
		}
		client, server, err := demo.Pair()
		if err != nil {
			return nil, err
		}
		_ = server.Close()
		return client, nil
	})
	if err != nil {
		return err
	}
	defer conn.Close()
	t.Say("connected after %d failures and %v", "失败 %d 次、过了 %v 之后连上", failures,
		time.Since(began).Round(10*time.Millisecond))
	return nil
}

func restarts(t *demo.Try) error {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer ln.Close()
	s := &shutdown.Server{Handle: strings.ToUpper}
	serving := t.Start(func() error { return s.Serve(ln) })
	var replies []string
	asking := t.Start(func() (err error) {
		replies, err = shutdown.Deliver(t, func(ctx context.Context) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "tcp", ln.Addr().String())
		}, []string{"tea", "coffee", "water"})
		return err
	})
	if err := t.Await(asking); err != nil {
		return err
	}
	t.Say("three requests, and the replies %q", "三个请求，答复是 %q", replies)
	down := t.Start(func() error { return s.Shutdown(t) })
	if err := t.Await(down); err != nil {
		return err
	}
	err = t.Await(serving)
	t.Say("Shutdown returned nil, and Serve returned %v", "Shutdown 返回 nil，Serve 返回 %v", demo.Told(err))
	if !errors.Is(err, shutdown.ErrServerClosed) {
		return fmt.Errorf(demo.Say("that should be ErrServerClosed: %w", "应当是 ErrServerClosed：%w"), err)
	}
	return nil
}
