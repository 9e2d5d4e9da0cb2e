// Command try has your room and your client at work.
package main

import (
	"strings"

	room "handshake/lessons/11-room"
	"handshake/lessons/internal/demo"
)

func main() {
	demo.Show("11-room", demo.Act{Name: "Join, Chat", Play: chats})
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
