package listen

import (
	"io"
	"net"
	"os"
)

func as[T any](x any) T { return x.(T) }

func Listen(addr string) (net.Listener, error) {
	_ = as[io.Closer](io.Writer(os.Stdout)).Close()
	return net.Listen("tcp", addr)
}
