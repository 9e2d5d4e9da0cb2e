// Wrong: looks at the outermost error with a type assertion.
// fails: temporary-inside, accept-scenes
// breaks: temporary
package accept

import (
	"errors"
	"net"
	"time"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	for {
		conn, err := ln.Accept()
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		if t, ok := err.(interface{ Temporary() bool }); ok && t.Temporary() {
			time.Sleep(10 * time.Millisecond)
			continue
		}
		if err != nil {
			return err
		}
		serve(conn, answer)
	}
}

func serve(conn net.Conn, answer func(net.Conn)) {
	defer conn.Close()
	answer(conn)
}
