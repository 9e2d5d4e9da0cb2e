// Command try has your server and your clients at work.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync/atomic"

	manyclients "handshake/lessons/10-many-clients"
	"handshake/lessons/internal/demo"
)

func main() {
	demo.Show("10-many-clients", demo.Act{Name: "Serve, FanOut", Play: many}, demo.Act{Name: "FanOut", Play: oneFails})
}

func many(t *demo.Try) error {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer ln.Close()
	var served atomic.Int32
	s := &manyclients.Server{MaxConns: 3, Handler: func(conn net.Conn) {
		served.Add(1)
		_, _ = io.Copy(conn, conn)
	}}
	serving := t.Start(func() error { return s.Serve(ln) })
	calling := t.Start(func() error {
		return manyclients.FanOut(t, ln.Addr().String(), 10, func(_ context.Context, i int, conn net.Conn) error {
			if _, err := fmt.Fprintf(conn, "caller %d", i); err != nil {
				return err
			}
			if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
				return err
			}
			_, err := io.ReadAll(conn)
			return err
		})
	})
	if err := t.Await(calling); err != nil {
		return err
	}
	t.Say("ten callers, three at a time: %d conversations", "十个来电，同时最多三个：%d 个通话", served.Load())
	_ = ln.Close()
	return t.Await(serving)
}

func oneFails(t *demo.Try) error {
	ln, err := net.Listen("tcp", "127.0.0.1:0") // the kernel connects them, though nobody accepts
	if err != nil {
		return err
	}
	defer ln.Close()
	enough := errors.New(demo.Say("I have waited long enough", "我等够了"))
	err = demo.Written("10-many-clients", func() error {
		return manyclients.FanOut(t, ln.Addr().String(), 10, func(_ context.Context, i int, conn net.Conn) error {
			if i == 3 {
				return enough
			}
			_, err := conn.Read(make([]byte, 1))
			return err
		})
	})
	if !errors.Is(err, enough) {
		return err
	}
	t.Say("nobody answers ten callers, one gives up, and all are ended: %v", "十个来电没有人接，一个不等了，其余的也都结束：%v", err)
	return nil
}
