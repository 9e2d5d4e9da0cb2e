// Command try has your relay at work.
package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"time"

	relay "handshake/lessons/09-relay"
	"handshake/lessons/internal/demo"
)

func main() {
	demo.Show("09-relay", demo.Act{Name: "Relay", Play: joins}, demo.Act{Name: "Forward", Play: forwards})
}

// asks sends a question and its FIN, and reads the answer to its end.
func asks(conn *net.TCPConn, question string) (string, error) {
	if _, err := io.WriteString(conn, question); err != nil {
		return "", err
	}
	if err := conn.CloseWrite(); err != nil {
		return "", err
	}
	answer, err := io.ReadAll(conn)
	return string(answer), err
}

// answers reads a question to its FIN, and answers it.
func answers(conn *net.TCPConn) {
	defer conn.Close()
	question, err := io.ReadAll(conn)
	if err == nil {
		_, _ = fmt.Fprintf(conn, "%s? At noon.", question)
	}
}

func joins(t *demo.Try) error {
	client, a, err := demo.Pair()
	if err != nil {
		return err
	}
	defer client.Close()
	b, server, err := demo.Pair()
	if err != nil {
		return err
	}
	defer server.Close()
	var there, back int64
	relaying := t.Start(func() (err error) {
		there, back, err = relay.Relay(t, a, b, time.Second)
		return err
	})
	go answers(server)
	answer, err := asks(client, "When")
	if err != nil {
		return err
	}
	t.Say("a question, its FIN, and then the answer: %q", "一个问题，它的 FIN，然后是回答：%q", answer)
	if err := t.Await(relaying); err != nil {
		return err
	}
	t.Say("Relay has carried %d bytes there and %d bytes back", "Relay 送去 %d 字节，带回 %d 字节", there, back)
	return nil
}

func forwards(t *demo.Try) error {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	target, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer target.Close()
	go func() {
		for {
			conn, err := target.Accept()
			if err != nil {
				return
			}
			go answers(conn.(*net.TCPConn))
		}
	}()
	ctx, stop := context.WithCancel(t)
	defer stop()
	forwarding := t.Start(func() error { return relay.Forward(ctx, ln, target.Addr().String(), time.Second) })
	for i := range 3 {
		conn, err := net.Dial("tcp", ln.Addr().String())
		if err != nil {
			return err
		}
		answer, err := asks(conn.(*net.TCPConn), fmt.Sprint("caller ", i+1))
		_ = conn.Close()
		if err != nil {
			return err
		}
		t.Say("through Forward: %q", "经过 Forward：%q", answer)
	}
	stop()
	return t.Await(forwarding)
}
