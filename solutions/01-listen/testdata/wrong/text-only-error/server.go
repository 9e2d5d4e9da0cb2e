// Wrong: wraps the error with %v, which keeps the text and loses the error.
// fails: taken
// breaks: reason
package listen

import (
	"fmt"
	"net"
)

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %v", addr, err)
	}
	return ln, nil
}
