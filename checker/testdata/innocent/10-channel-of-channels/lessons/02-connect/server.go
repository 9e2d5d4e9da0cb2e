package connect

import (
	"context"
	"net"
)

type answer struct {
	conn net.Conn
	err  error
}

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) (err error) {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	asks, over := make(chan chan answer), make(chan struct{})
	go func() {
		defer close(over)
		for ask := range asks {
			conn, err := ln.Accept()
			ask <- answer{conn, err}
		}
	}()
	defer func() {
		_ = ln.Close()
		close(asks)
		<-over
	}()
	select {
	case ready <- ln.Addr():
	case <-ctx.Done():
		return nil
	}
	for {
		one := make(chan answer, 1)
		asks <- one
		select {
		case a := <-one:
			if a.err != nil {
				return a.err
			}
			_ = a.conn.Close()
		case <-ctx.Done():
			_ = ln.Close()
			if a := <-one; a.conn != nil {
				_ = a.conn.Close()
			}
			return nil
		}
	}
}
