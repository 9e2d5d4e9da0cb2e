package connect

import (
	"context"
	"io"
	"log"
	"net"
	"os"
)

type holder[W any] interface{ Writer() W }

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	any(log.New(os.Stderr, "", 0)).(holder[io.Writer]).Writer().(io.Closer).Close()
	return nil
}
