// Wrong: throws the error away and hands over a connection that is none.
// fails: closed, finishes-call, too-many-files
// breaks: closed
package accept

import "net"

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	for {
		conn, _ := ln.Accept()
		answer(conn)
		conn.Close()
	}
}
