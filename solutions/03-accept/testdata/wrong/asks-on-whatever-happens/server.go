// Wrong: answers every error with continue.
// fails: closed, no-busy-loop
// breaks: closed
package accept

import "net"

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	for {
		conn, err := ln.Accept()
		if err != nil {
			continue
		}
		serve(conn, answer)
	}
}

func serve(conn net.Conn, answer func(net.Conn)) {
	defer conn.Close()
	answer(conn)
}
