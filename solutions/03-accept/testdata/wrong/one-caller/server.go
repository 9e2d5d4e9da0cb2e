// Wrong: picks up one caller and is done.
// fails: second-caller
// breaks: hands-over
package accept

import "net"

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	conn, err := ln.Accept()
	if err != nil {
		return err
	}
	defer conn.Close()
	answer(conn)
	return nil
}
