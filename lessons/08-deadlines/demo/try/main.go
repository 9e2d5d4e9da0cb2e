// Command try has your time limits at work.
package main

import (
	"context"
	"io"
	"net"
	"time"

	deadlines "handshake/lessons/08-deadlines"
	"handshake/lessons/internal/demo"
)

func main() {
	demo.Show("08-deadlines", demo.Act{Name: "ReadIdle", Play: reads}, demo.Act{Name: "HandleWithin", Play: handles},
		demo.Act{Name: "CallWithin", Play: calls})
}

const moment = 300 * time.Millisecond

func reads(t *demo.Try) error {
	client, server, err := demo.Pair()
	if err != nil {
		return err
	}
	defer client.Close()
	defer server.Close()
	if _, err := io.WriteString(client, "abc"); err != nil {
		return err
	}
	began := time.Now()
	n, err := deadlines.ReadIdle(server, make([]byte, 10), moment)
	t.Say("3 of 10 bytes came, then silence: ReadIdle returned %d, %v after %v",
		"10 个字节来了 3 个，然后没有动静：ReadIdle 返回 %d、%v，用了 %v", n, err, time.Since(began).Round(10*time.Millisecond))
	return nil
}

func handles(t *demo.Try) error {
	client, server, err := demo.Pair()
	if err != nil {
		return err
	}
	defer client.Close()
	defer server.Close()
	began := time.Now()
	err = deadlines.HandleWithin(server, moment, func(conn net.Conn) error {
		_ = conn.SetReadDeadline(time.Now().Add(time.Minute)) // later than it may
		_, err := conn.Read(make([]byte, 1))
		return err
	})
	t.Say("a handler wanted a minute: HandleWithin returned %v after %v", "handler 想要一分钟：HandleWithin 返回 %v，用了 %v",
		err, time.Since(began).Round(10*time.Millisecond))
	return nil
}

func calls(t *demo.Try) error {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer ln.Close()
	go func() {
		for {
			conn, err := ln.Accept()
			if err != nil {
				return
			}
			defer conn.Close() // it says nothing
		}
	}()
	ctx, cancel := context.WithTimeout(t, moment)
	defer cancel()
	began := time.Now()
	_, err = deadlines.CallWithin(ctx, ln.Addr().String(), []byte("anybody there?"), 100)
	t.Say("a server says nothing: CallWithin returned %v after %v", "服务端一声不响：CallWithin 返回 %v，用了 %v",
		err, time.Since(began).Round(10*time.Millisecond))
	return nil
}
