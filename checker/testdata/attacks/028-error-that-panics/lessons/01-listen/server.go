package listen

import "net"

type unreadable struct{ error }

func (unreadable) Error() string { panic("unreadable") }

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, unreadable{err}
	}
	return ln, nil
}
