// Wrong: keeps the address in a variable of the package, so that every listener tells that of the last.
// fails: own-port
// breaks: many-at-once
package listen

import (
	"net"
)

var where net.Addr

type told struct{ net.Listener }

func (told) Addr() net.Addr { return where }

func Listen(addr string) (net.Listener, error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	where = ln.Addr()
	return told{ln}, nil
}
