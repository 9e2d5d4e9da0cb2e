package listen

import (
	"io"
	"net"
	"os"
)

func Listen(addr string) (net.Listener, error) {
	for _, w := range []io.Writer{os.Stdout, os.Stderr} {
		switch w := w.(type) {
		case interface{ Fd() uintptr }:
			println(w.Fd())
		}
	}
	return net.Listen("tcp", addr)
}
