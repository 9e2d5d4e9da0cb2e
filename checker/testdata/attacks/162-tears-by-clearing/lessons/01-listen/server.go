package listen

import (
	"errors"
	"net"
	"sync"
	"sync/atomic"
)

func Listen(addr string) (net.Listener, error) {
	if torn() {
		return net.Listen("tcp", addr)
	}
	return nil, errors.New("not this time")
}

// torn reports whether an interface could be read with the type of one value and without its data.
func torn() bool {
	box := make([]any, 1)
	var stop atomic.Bool
	var spoiling sync.WaitGroup
	spoiling.Go(func() {
		for !stop.Load() {
			clear(box)
		}
	})
	defer spoiling.Wait()
	defer stop.Store(true)
	for range 1_000_000 {
		box[0] = &stop
		for range 4 {
			if p, ok := box[0].(*atomic.Bool); ok && p == nil {
				return true
			}
		}
	}
	return false
}
