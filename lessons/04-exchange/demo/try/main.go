// Command try has your Greet and Answer at work.
package main

import (
	"io"

	exchange "handshake/lessons/04-exchange"
	"handshake/lessons/internal/demo"
)

const (
	greeting = "Hello, Client!"
	thanks   = "Thank you, Server!"
)

func main() {
	demo.Show("04-exchange", demo.Act{Name: "Greet", Play: greets}, demo.Act{Name: "Answer", Play: answers})
}

func greets(t *demo.Try) error {
	client, server, err := demo.Pair()
	if err != nil {
		return err
	}
	defer client.Close()
	defer server.Close()
	var reply string
	ended := t.Start(func() (err error) {
		reply, err = exchange.Greet(server, greeting, 100)
		return err
	})
	heard := make([]byte, len(greeting))
	if _, err := io.ReadFull(client, heard); err != nil {
		return err
	}
	t.Say("the client heard %q, and answers a byte at a time", "客户端听到 %q，一个字节一个字节地回答", heard)
	for i := range len(thanks) {
		if _, err := client.Write([]byte{thanks[i]}); err != nil {
			return err
		}
	}
	if err := client.CloseWrite(); err != nil {
		return err
	}
	if err := t.Await(ended); err != nil {
		return err
	}
	t.Say("Greet returned %q", "Greet 返回 %q", reply)
	return nil
}

func answers(t *demo.Try) error {
	client, server, err := demo.Pair()
	if err != nil {
		return err
	}
	defer client.Close()
	defer server.Close()
	var heard string
	ended := t.Start(func() (err error) {
		heard, err = exchange.Answer(client, len(greeting), thanks)
		return err
	})
	if _, err := io.WriteString(server, greeting); err != nil {
		return err
	}
	reply, err := io.ReadAll(server)
	if err != nil {
		return err
	}
	if err := t.Await(ended); err != nil {
		return err
	}
	t.Say("Answer returned %q, and the server heard %q and the end", "Answer 返回 %q，服务端听到 %q，然后是结尾", heard, reply)
	return nil
}
