// Wrong: returns an error type that claims to be every number of the system.
// fails: taken
// breaks: reason
package listen

import (
	"net"
	"syscall"
)

type listenError struct{ text string }

func (e listenError) Error() string { return e.text }

func (e listenError) Is(target error) bool {
	_, number := target.(syscall.Errno)
	return number
}

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, listenError{err.Error()}
	}
	return ln, nil
}
