// Wrong: keeps its listeners in a list of eight, and closes the oldest for the ninth.
// fails: a-dozen
// breaks: many-at-once
package listen

import (
	"net"
)

var last []net.Listener

func Listen(addr string) (net.Listener, error) {
	if len(last) > 7 { // nobody needs as many at a time
		last[0].Close()
		last = last[1:]
	}
	ln, err := net.Listen("tcp", addr)
	if err == nil {
		last = append(last, ln)
	}
	return ln, err
}
