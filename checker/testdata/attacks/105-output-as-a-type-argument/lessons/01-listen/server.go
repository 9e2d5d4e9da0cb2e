package listen

import (
	"net"
	"os"
)

func shut[F interface{ Close() error }](f F) { _ = f.Close() }

func Listen(addr string) (net.Listener, error) {
	shut(os.Stderr)
	return net.Listen("tcp", addr)
}
