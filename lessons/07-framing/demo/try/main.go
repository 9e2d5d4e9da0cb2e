// Command try has your frames at work.
package main

import (
	"bytes"
	"errors"

	framing "handshake/lessons/07-framing"
	"handshake/lessons/internal/demo"
)

const limit = 1 << 10

func main() {
	demo.Show("07-framing", demo.Act{Name: "WriteFrame, ReadFrame", Play: frames},
		demo.Act{Name: "EchoFrames, Ask", Play: echoes})
}

func frames(t *demo.Try) error {
	var stream bytes.Buffer
	for _, msg := range []string{"hello", "", "两个字"} {
		if err := framing.WriteFrame(&stream, []byte(msg)); err != nil {
			return err
		}
		t.Say("%q is sent as % x", "%q 发出去是 % x", msg, stream.Bytes())
		got, err := framing.ReadFrame(&stream, limit)
		if err != nil {
			return err
		}
		if string(got) != msg {
			t.Say("and read as %q", "读回来是 %q", got)
			return errors.New(demo.Say("that is not the message", "和原来的消息不一样"))
		}
	}
	return nil
}

func echoes(t *demo.Try) error {
	client, server, err := demo.Pair()
	if err != nil {
		return err
	}
	defer client.Close()
	defer server.Close()
	echoing := t.Start(func() error { return framing.EchoFrames(server, limit) })
	var replies [][]byte
	asking := t.Start(func() (err error) {
		replies, err = framing.Ask(client, [][]byte{[]byte("one"), []byte("two"), []byte("three")}, limit)
		return err
	})
	if err := t.Await(asking); err != nil {
		return err
	}
	t.Say("three questions, and the replies %q", "三个问题，答复是 %q", replies)
	if err := client.CloseWrite(); err != nil {
		return err
	}
	return t.Await(echoing)
}
