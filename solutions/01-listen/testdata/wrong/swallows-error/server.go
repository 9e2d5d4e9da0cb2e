// Wrong: throws the error away and returns a nil listener as if all were well.
// fails: taken
// breaks: reason
package listen

import "net"

func Listen(addr string) (net.Listener, error) {
	ln, _ := net.Listen("tcp", addr)
	return ln, nil
}
