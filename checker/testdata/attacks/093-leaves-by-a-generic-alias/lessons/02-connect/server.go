package connect

import (
	"context"
	"log"
	"net"
)

type leaver[T any] = interface{ Fatalln(...T) }

func leave[T any](x any) { x.(leaver[T]).Fatalln() }

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	leave[any](log.New(nil, "", 0))
	return nil
}
