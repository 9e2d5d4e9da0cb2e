// Command try has your Listen and Probe at work.
package main

import (
	"errors"
	"net"

	listen "handshake/lessons/01-listen"
	"handshake/lessons/internal/demo"
)

func main() {
	demo.Show("01-listen", demo.Act{Name: "Listen", Play: listens}, demo.Act{Name: "Probe", Play: probes})
}

func listens(t *demo.Try) error {
	ln, err := listen.Listen("127.0.0.1:0")
	if err != nil {
		return err
	}
	defer ln.Close()
	t.Say("listening at %v", "在 %v 监听", ln.Addr())
	conn, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		return err
	}
	defer conn.Close()
	t.Say("a client at %v got through, and nobody has called Accept yet",
		"客户端 %v 打通了，而这时还没有人调用 Accept", conn.LocalAddr())
	if err := ln.Close(); err != nil {
		return err
	}
	_, err = net.Dial("tcp", ln.Addr().String())
	t.Say("closed; the next client is told: %v", "关闭之后，下一个客户端得到的是：%v", err)
	return nil
}

func probes(t *demo.Try) error {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	for _, open := range []bool{true, false} {
		if !open {
			_ = ln.Close()
		}
		got, err := listen.Probe(t, ln.Addr().String())
		if err != nil {
			return err
		}
		t.Say("somebody listens: %v; your Probe says %v", "有人监听：%v；你的 Probe 说 %v", open, got)
		if got != open {
			return errors.New(demo.Say("that is not so", "这不对"))
		}
	}
	return nil
}
