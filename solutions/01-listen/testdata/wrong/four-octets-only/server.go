// Wrong: believes that an address is four numbers: listens with tcp4.
// fails: every-host
// breaks: address
package listen

import (
	"net"
)

func Listen(addr string) (net.Listener, error) {
	return net.Listen("tcp4", addr)
}
