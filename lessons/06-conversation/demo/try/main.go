// Command try has your Serve and Call at work, each with somebody of the course's own.
package main

import (
	"io"
	"net"
	"strings"

	conversation "handshake/lessons/06-conversation"
	"handshake/lessons/internal/demo"
)

func main() {
	demo.Show("06-conversation", demo.Act{Name: "Serve", Play: serves}, demo.Act{Name: "Call", Play: calls})
}

// printed says what a half of the conversation prints.
type printed struct{ t *demo.Try }

func (p printed) Write(line []byte) (int, error) {
	p.t.Say("%s", "%s", strings.TrimSuffix(string(line), "\n"))
	return len(line), nil
}

func serves(t *demo.Try) error {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer ln.Close()
	ended := t.Start(func() error { return conversation.Serve(t, ln, printed{t}) })
	conn, err := net.Dial("tcp", ln.Addr().String())
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := io.ReadFull(conn, make([]byte, len(conversation.Greeting))); err != nil {
		return err
	}
	if _, err := io.WriteString(conn, "Thank you, Server!"); err != nil {
		return err
	}
	if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
		return err
	}
	if _, err := io.ReadAll(conn); err != nil {
		return err
	}
	return t.Await(ended)
}

func calls(t *demo.Try) error {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer ln.Close()
	ended := t.Start(func() error { return conversation.Call(t, ln.Addr().String(), printed{t}) })
	conn, err := ln.Accept()
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := io.WriteString(conn, "Hello, Client!"); err != nil {
		return err
	}
	thanks, err := io.ReadAll(conn)
	if err != nil {
		return err
	}
	t.Say("the server heard %q, and the end", "服务端听到 %q，然后是结尾", thanks)
	_ = conn.Close()
	return t.Await(ended)
}
