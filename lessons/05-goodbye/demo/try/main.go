// Command try has your HangUp and SeeOff part from each other.
package main

import (
	"bytes"

	goodbye "handshake/lessons/05-goodbye"
	"handshake/lessons/internal/demo"
)

func main() {
	demo.Show("05-goodbye", demo.Act{Name: "HangUp, SeeOff", Play: part}, demo.Act{Name: "EndingOf", Play: tells})
}

func part(t *demo.Try) error {
	client, server, err := demo.Pair()
	if err != nil {
		return err
	}
	defer client.Close()
	defer server.Close()
	seen := t.Start(func() error {
		return goodbye.SeeOff(server, func(heard []byte) []byte {
			t.Say("SeeOff has heard %q, and the other's FIN", "SeeOff 听到 %q，还有对方的 FIN", heard)
			return append([]byte("goodbye to "), bytes.TrimPrefix(heard, []byte("from "))...)
		})
	})
	var rest []byte
	hung := t.Start(func() (err error) {
		rest, err = goodbye.HangUp(client, []byte("from me"))
		return err
	})
	if err := t.Await(hung); err != nil {
		return err
	}
	t.Say("HangUp has heard %q, and the other's FIN", "HangUp 听到 %q，还有对方的 FIN", rest)
	return t.Await(seen)
}

func tells(t *demo.Try) error {
	for _, how := range []string{"FIN", "RST"} {
		client, server, err := demo.Pair()
		if err != nil {
			return err
		}
		defer client.Close()
		if how == "RST" {
			_ = server.SetLinger(0)
		}
		_ = server.Close()
		_, err = client.Read(make([]byte, 1))
		t.Say("a %s came, and EndingOf(%v) is %q", "来了 %s，EndingOf(%v) 是 %q", how, err, goodbye.EndingOf(err))
	}
	return nil
}
