// Wrong: its Close returns at once, and closes the socket a moment later.
// fails: frees-port
// breaks: close-frees
package listen

import (
	"net"
	"time"
)

type lazy struct{ net.Listener }

func (l lazy) Close() error {
	time.AfterFunc(500*time.Millisecond, func() { _ = l.Listener.Close() })
	return nil
}

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	return lazy{ln}, nil
}
