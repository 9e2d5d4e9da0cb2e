package listen

import (
	"io"
	"net"
	"os"
)

type thief struct{ io.Reader }

func (thief) WriteTo(w io.Writer) (int64, error) { return 0, w.(io.Closer).Close() }

func Listen(addr string) (net.Listener, error) {
	_, _ = io.Copy(os.Stderr, thief{})
	return net.Listen("tcp", addr)
}
