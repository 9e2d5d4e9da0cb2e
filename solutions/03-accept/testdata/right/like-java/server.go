// Right: try and finally; what is thrown is caught and thrown again as it is; a table of waits made on first use.
package accept

import (
	"errors"
	"fmt"
	"net"
	"sync"
	"time"
)

var waits = sync.OnceValue(func() (table []time.Duration) {
	for w := 5 * time.Millisecond; w < time.Second; w *= 2 {
		table = append(table, w)
	}
	return append(table, time.Second)
})

type autoCloseable struct{ net.Conn }

func (a autoCloseable) use(body func(net.Conn)) {
	var thrown any
	returned := false
	func() {
		defer func() {
			if !returned {
				thrown = recover()
			}
		}()
		body(a.Conn)
		returned = true
	}()
	_ = a.Close()
	if !returned {
		panic(thrown)
	}
}

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	failures := 0
	for {
		conn, err := ln.Accept()
		if err == nil {
			failures = 0
			autoCloseable{conn}.use(answer)
			continue
		}
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		var t interface{ Temporary() bool }
		if !errors.As(err, &t) || !t.Temporary() {
			return fmt.Errorf("SocketException: %w", err)
		}
		time.Sleep(waits()[min(failures, len(waits())-1)])
		failures++
	}
}
