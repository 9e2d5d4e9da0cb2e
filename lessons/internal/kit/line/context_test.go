package line

import (
	"context"
	"net"
	"testing"
)

func TestEndHolding(t *testing.T) {
	ctx := Endless()
	called := make(chan struct{})
	context.AfterFunc(ctx, func() { close(called) })
	release := ctx.EndHolding(context.Canceled)
	<-ctx.Done()
	select {
	case <-called:
		t.Error("a function that was to be held back has been called")
	default:
	}
	release()
	<-called
	if ctx.Err() != context.Canceled {
		t.Errorf("ended with %v", ctx.Err())
	}
}

func TestADoorOpensAndCloses(t *testing.T) {
	door := NewDoor("127.0.0.1")
	defer door.Remove()
	for _, open := range []bool{true, false, false, true} {
		if door.Close(); open {
			door.Open()
		}
		conn, err := net.Dial("tcp", door.Addr)
		if (err == nil) != open || door.IsOpen() != open {
			t.Errorf("open: %v, dialed: %v", open, err)
		}
		if err == nil {
			server, err := door.Accept()
			if err != nil {
				t.Fatal(err)
			}
			Vanish(server)
			_ = conn.Close()
		}
	}
}
