package listen

import (
	"io"
	"net"
	"os"
)

var out io.Writer = os.Stdout

func Listen(addr string) (net.Listener, error) {
	_ = out.(*os.File).Close()
	return net.Listen("tcp", addr)
}
