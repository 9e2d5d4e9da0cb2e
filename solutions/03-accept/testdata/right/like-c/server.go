// Right: labels and gotos, one timer that is set again, and the second chance at once.
package accept

import (
	"errors"
	"net"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) (err error) {
	var conn net.Conn
	var t interface{ Temporary() bool }
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
ready:
	failures := 0
again:
	if conn, err = ln.Accept(); err != nil {
		goto trouble
	}
	handle(conn, answer)
	goto ready
trouble:
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	if !errors.As(err, &t) || !t.Temporary() {
		return
	}
	if failures++; failures == 1 {
		goto again
	}
	timer.Reset(5 * time.Millisecond)
	<-timer.C
	goto again
}

func handle(conn net.Conn, answer func(net.Conn)) {
	defer conn.Close()
	answer(conn)
}
