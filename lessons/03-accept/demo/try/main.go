// Command try has your AcceptLoop and Endpoints at work.
package main

import (
	"fmt"
	"io"
	"net"

	accept "handshake/lessons/03-accept"
	"handshake/lessons/internal/demo"
)

func main() {
	demo.Show("03-accept", demo.Act{Name: "AcceptLoop", Play: answers}, demo.Act{Name: "Endpoints", Play: names})
}

func answers(t *demo.Try) error {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer ln.Close()
	served := 0
	ended := t.Start(func() error {
		return accept.AcceptLoop(ln, func(conn net.Conn) {
			served++
			fmt.Fprintf(conn, demo.Say("you are caller %d", "你是第 %d 个来电"), served)
		})
	})
	for range 3 {
		heard, err := hear(ln.Addr().String())
		if err != nil {
			return err
		}
		t.Say("a client heard %q, and then the end", "客户端听到 %q，然后是结尾", heard)
	}
	_ = ln.Close()
	err = t.Await(ended)
	t.Say("the listener was closed, and AcceptLoop returned %v", "监听器关闭了，AcceptLoop 返回 %v", demo.Told(err))
	return err
}

func hear(addr string) (string, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	heard, err := io.ReadAll(conn)
	return string(heard), err
}

func names(t *demo.Try) error {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer ln.Close()
	conn, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		return err
	}
	defer conn.Close()
	local, remote, err := accept.Endpoints(conn)
	if err != nil {
		return err
	}
	t.Say("this end is %v, the far end is %v", "这一端是 %v，对面是 %v", local, remote)
	return nil
}
