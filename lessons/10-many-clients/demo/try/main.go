// Command try has your server, your room and your clients at work.
package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"strings"
	"sync/atomic"

	manyclients "handshake/lessons/10-many-clients"
	"handshake/lessons/internal/demo"
)

func main() {
	demo.Show("10-many-clients", demo.Act{Name: "Serve, FanOut", Play: many}, demo.Act{Name: "Join, Chat", Play: chats})
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

func chats(t *demo.Try) error {
	client, server, err := demo.Pair()
	if err != nil {
		return err
	}
	defer client.Close()
	defer server.Close()
	room := new(manyclients.Room)
	joined := t.Start(func() error { return room.Join(server) })
	var heard strings.Builder
	chatting := t.Start(func() error {
		return manyclients.Chat(t, client, strings.NewReader("hello, room\nis anybody here?\n"), &heard)
	})
	if err := t.Await(chatting); err != nil {
		return err
	}
	t.Say("alone in the room, Chat said two lines and heard %q", "一个人在聊天室里，Chat 说了两行，听到 %q", heard.String())
	return t.Await(joined)
}
