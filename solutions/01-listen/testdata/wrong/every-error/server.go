// Wrong: returns an error type that claims to be every error there is.
// fails: taken
// breaks: reason
package listen

import "net"

type listenError struct{ text string }

func (e listenError) Error() string { return e.text }
func (e listenError) Is(error) bool { return true }

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, listenError{err.Error()}
	}
	return ln, nil
}
