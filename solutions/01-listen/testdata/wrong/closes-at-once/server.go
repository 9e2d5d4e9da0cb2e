// Wrong: defers Close in the function that hands the listener out.
// fails: reachable
// breaks: open-at-once
package listen

import "net"

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	defer ln.Close()
	return ln, nil
}
