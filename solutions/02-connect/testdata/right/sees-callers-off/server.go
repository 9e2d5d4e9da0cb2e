// Right: a goroutine accepts, another waits for each caller's own FIN, and all of them end with ctx.
package connect

import (
	"context"
	"io"
	"net"
	"sync"
	"time"
)

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	var config net.ListenConfig
	ln, err := config.Listen(context.WithoutCancel(ctx), "tcp", addr)
	if err != nil {
		return err
	}
	var busy sync.WaitGroup
	defer busy.Wait()
	defer ln.Close()

	callers, broken := make(chan net.Conn), make(chan error, 1)
	busy.Go(func() {
		for {
			conn, err := ln.Accept()
			if err != nil {
				broken <- err
				return
			}
			select {
			case callers <- conn:
			case <-ctx.Done():
				conn.Close()
			}
		}
	})
	busy.Go(func() {
		select {
		case ready <- ln.Addr():
		case <-ctx.Done():
		}
	})
	for {
		select {
		case conn := <-callers:
			busy.Go(func() { seeOff(ctx, conn) })
		case err := <-broken:
			return err
		case <-ctx.Done():
			return nil
		}
	}
}

func seeOff(ctx context.Context, conn net.Conn) {
	defer conn.Close()
	if conn.(*net.TCPConn).CloseWrite() != nil {
		return
	}
	stop := context.AfterFunc(ctx, func() { conn.SetReadDeadline(time.Now()) })
	defer stop()
	io.Copy(io.Discard, conn)
}
