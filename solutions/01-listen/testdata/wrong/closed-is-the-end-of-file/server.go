// Wrong: tells whoever waits in Accept that the listener was closed with io.EOF.
// fails: close-wakes
// breaks: close-wakes
package listen

import (
	"errors"
	"io"
	"net"
)

type file struct{ net.Listener }

func (f file) Accept() (net.Conn, error) {
	conn, err := f.Listener.Accept()
	if errors.Is(err, net.ErrClosed) {
		return nil, io.EOF
	}
	return conn, err
}

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	return file{ln}, nil
}
