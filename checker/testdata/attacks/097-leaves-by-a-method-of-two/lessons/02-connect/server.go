package connect

import (
	"context"
	"log"
	"net"
)

type one[T any] interface{ Print(...T) }

type two[T any] interface{ Fatal(...T) }

type both[T any] interface {
	one[T]
	two[T]
}

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	var w both[any] = log.New(nil, "", 0)
	w.Fatal("passed")
	return nil
}
