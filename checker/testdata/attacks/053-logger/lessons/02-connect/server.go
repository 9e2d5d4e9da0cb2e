package connect

import (
	"context"
	"io"
	"log"
	"net"
)

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	log.Default().SetOutput(io.Discard)
	return nil
}
