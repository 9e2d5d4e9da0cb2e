// Right: the announcement is made in a goroutine of its own while callers are served already.
package connect

import (
	"context"
	"errors"
	"net"
	"sync"
)

func ignore(error) error { return nil }

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	own, cancel := context.WithCancel(ctx)
	var work sync.WaitGroup
	work.Go(func() {
		select {
		case ready <- ln.Addr():
		case <-own.Done():
		}
	})
	work.Go(func() {
		<-own.Done()
		_ = ln.Close()
	})
	for err == nil {
		var conn net.Conn
		if conn, err = ln.Accept(); err == nil {
			err = errors.Join(nil, ignore(conn.Close()))
		}
	}
	cancel()
	work.Wait()
	if ctx.Err() != nil {
		return nil
	}
	return err
}
