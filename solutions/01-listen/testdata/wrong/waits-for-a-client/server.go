// Wrong: calls Accept inside Listen, and so waits for a client that nobody has told the port.
// fails: reachable
// breaks: open-at-once
package listen

import "net"

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	conn, err := ln.Accept()
	if err != nil {
		return nil, err
	}
	conn.Close()
	return ln, nil
}
