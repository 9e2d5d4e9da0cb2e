package listen

import (
	"io"
	"net"
	"os"
)

func shut[E any](w io.Writer) { any(w).(interface{ Close() E }).Close() }

func Listen(addr string) (net.Listener, error) {
	shut[error](os.Stdout)
	return net.Listen("tcp", addr)
}
