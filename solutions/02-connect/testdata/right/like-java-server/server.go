// Right: try, catch and finally, with an executor that is made on first use and runs what it is given.
package connect

import (
	"context"
	"net"
	"sync"
)

type thrown struct{ cause error }

var executor = sync.OnceValue(func() func(func()) { return func(job func()) { job() } })

func must[T any](value T, err error) T {
	if err != nil {
		panic(thrown{err})
	}
	return value
}

func try(body func(), catch func(error) error, finally func()) (err error) {
	defer finally()
	defer func() {
		v := recover()
		if t, ok := v.(thrown); ok {
			err = catch(t.cause)
		} else if v != nil {
			panic(v)
		}
	}()
	body()
	return nil
}

func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	var ln net.Listener
	return try(func() {
		ln = must(net.Listen("tcp", addr))
		defer context.AfterFunc(ctx, func() { ln.Close() })()
		select {
		case <-ctx.Done():
			return
		case ready <- ln.Addr():
		}
		for {
			conn := must(ln.Accept())
			executor()(func() { conn.Close() })
		}
	}, func(err error) error {
		if ln != nil && ctx.Err() != nil {
			return nil
		}
		return err
	}, func() {
		if ln != nil {
			ln.Close()
		}
	})
}
