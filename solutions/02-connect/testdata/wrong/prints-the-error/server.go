// Wrong: prints that it cannot listen, and returns as if all were well.
// fails: taken
// breaks: system-reason
package connect

import (
	"context"
	"log"
	"net"
)

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		log.Print("cannot listen: ", err)
		return nil
	}
	defer ln.Close()
	stop := context.AfterFunc(ctx, func() { ln.Close() })
	defer stop()
	select {
	case ready <- ln.Addr():
	case <-ctx.Done():
		return nil
	}
	for {
		conn, err := ln.Accept()
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		conn.Close()
	}
}
