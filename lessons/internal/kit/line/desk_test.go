package line

import (
	"errors"
	"net"
	"testing"
)

func TestADeskKnowsWhomAcceptHasReturned(t *testing.T) {
	caller, stranger := &ScriptedConn{port: 7}, &ScriptedConn{port: 8}
	over := errors.New("over")
	d := NewDesk(Scripted(Calling(caller)), "Serve", "Handler")
	talked := 0
	d.Open(func(ln net.Listener) error {
		conn, err := ln.Accept()
		if err != nil {
			return err
		}
		d.Answer(conn, func(net.Conn) { talked = d.Talking() })
		d.Answer(stranger, func(net.Conn) { t.Error("a stranger is talked with") })
		return over
	})

	conns := d.Answers(1, "")

	if err := d.Result(""); err != over {
		t.Errorf("it returns %v", err)
	}
	if len(conns) != 1 || conns[0].RemoteAddr().String() != caller.RemoteAddr().String() {
		t.Errorf("answered: %v", conns)
	}
	if talked != 1 || d.Talking() != 0 {
		t.Errorf("%d conversations at once, and %d are left", talked, d.Talking())
	}
	select {
	case <-d.invented:
	default:
		t.Error("nobody has noticed the stranger")
	}
}
