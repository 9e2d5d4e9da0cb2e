// Command try has your Serve, Connect and ConnectWhenReady at work.
package main

import (
	"context"
	"errors"
	"io"
	"net"
	"time"

	connect "handshake/lessons/02-connect"
	"handshake/lessons/internal/demo"
)

func main() {
	demo.Show("02-connect", demo.Act{Name: "Serve", Play: serves}, demo.Act{Name: "Connect", Play: connects},
		demo.Act{Name: "ConnectWhenReady", Play: waits})
}

func serves(t *demo.Try) error {
	ctx, stop := context.WithCancel(t)
	defer stop()
	ready := make(chan net.Addr, 1)
	ended := t.Start(func() error { return connect.Serve(ctx, "127.0.0.1:0", ready) })
	var at net.Addr
	select {
	case at = <-ready:
	case err := <-ended:
		return err
	case <-t.Done():
		return errors.New(demo.Say("no address was announced", "没有报出地址"))
	}
	t.Say("announced %v", "报出地址 %v", at)
	conn, err := net.Dial("tcp", at.String())
	if err != nil {
		return err
	}
	defer conn.Close()
	_, err = conn.Read(make([]byte, 1))
	t.Say("a client was hung up on, and reads: %v (a FIN is %v)", "客户端被挂断，读到的是：%v（FIN 就是 %v）", err, io.EOF)
	stop()
	err = t.Await(ended)
	t.Say("ctx was cancelled, and Serve returned %v", "ctx 被取消，Serve 返回 %v", demo.Told(err))
	return err
}

func connects(t *demo.Try) error {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer ln.Close()
	conn, err := connect.Connect(t, ln.Addr().String())
	if err != nil {
		return err
	}
	defer conn.Close()
	t.Say("connected: %v → %v", "连上了：%v → %v", conn.LocalAddr(), conn.RemoteAddr())
	return nil
}

func waits(t *demo.Try) error {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	addr := ln.Addr().String()
	_ = ln.Close()
	const late = 500 * time.Millisecond
	opened := make(chan net.Listener, 1)
	time.AfterFunc(late, func() {
		ln, _ := net.Listen("tcp", addr)
		opened <- ln
	})
	began := time.Now()
	conn, err := connect.ConnectWhenReady(t, addr)
	if ln := <-opened; ln != nil {
		defer ln.Close()
	}
	if err != nil {
		return err
	}
	defer conn.Close()
	t.Say("the server came after %v, and you were connected after %v", "服务端 %v 之后才来，你在 %v 之后连上",
		late, time.Since(began).Round(10*time.Millisecond))
	return nil
}
