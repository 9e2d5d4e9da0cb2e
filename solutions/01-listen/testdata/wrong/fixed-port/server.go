// Wrong: ignores addr and always takes port 12345, as the original program does.
// fails: own-port
package listen

import "net"

func Listen(addr string) (net.Listener, error) {
	return net.Listen("tcp", "127.0.0.1:12345")
}
