// Right: a ServerSocket with a constructor, whose exception is caught at the door.
package listen

import (
	"net"
)

type ServerSocket struct{ net.Listener }

type bindException struct{ cause error }

func NewServerSocket(addr string) *ServerSocket {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		panic(bindException{err})
	}
	return &ServerSocket{ln}
}

func Listen(addr string) (ln net.Listener, err error) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case bindException:
			ln, err = nil, e.cause
		default:
			panic(e)
		}
	}()
	return NewServerSocket(addr), nil
}
