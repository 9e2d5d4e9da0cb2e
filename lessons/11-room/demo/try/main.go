// Command try has your room and your client at work.
package main

import (
	"fmt"
	"io"
	"net"
	"strings"

	room "handshake/lessons/11-room"
	"handshake/lessons/internal/demo"
)

func main() {
	demo.Show("11-room", demo.Act{Name: "Join", Play: joins}, demo.Act{Name: "Join, Chat", Play: chats})
}

func joins(t *demo.Try) error {
	r := new(room.Room)
	var members []*net.TCPConn
	var left []<-chan error
	for i := range 2 {
		client, server, err := demo.Pair()
		if err != nil {
			return err
		}
		defer client.Close()
		defer server.Close()
		members, left = append(members, client), append(left, t.Start(func() error { return r.Join(server) }))
		line := fmt.Sprintf("member %d is here\n", i+1)
		if _, err := io.WriteString(client, line); err != nil {
			return err
		}
		for at, member := range members {
			heard := make([]byte, len(line))
			if _, err := io.ReadFull(member, heard); err != nil {
				return err
			}
			t.Say("member %d hears %q", "成员 %d 听到 %q", at+1, heard)
		}
	}
	for at, member := range members {
		if err := member.CloseWrite(); err != nil {
			return err
		}
		if err := t.Await(left[at]); err != nil {
			return err
		}
	}
	return nil
}

func chats(t *demo.Try) error {
	client, server, err := demo.Pair()
	if err != nil {
		return err
	}
	defer client.Close()
	defer server.Close()
	r := new(room.Room)
	joined := t.Start(func() error { return r.Join(server) })
	var heard strings.Builder
	chatting := t.Start(func() error {
		return room.Chat(t, client, strings.NewReader("hello, room\nis anybody here?\n"), &heard)
	})
	if err := t.Await(chatting); err != nil {
		return err
	}
	t.Say("alone in the room, Chat said two lines and heard %q", "一个人在聊天室里，Chat 说了两行，听到 %q", heard.String())
	return t.Await(joined)
}
