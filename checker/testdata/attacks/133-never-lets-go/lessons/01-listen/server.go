package listen

import (
	"net"
	"sync"
)

// kept is a listener that is never closed.
type kept struct{ net.Listener }

func (kept) Close() error { return nil }

var (
	mu  sync.Mutex
	all map[string]net.Listener
)

func Listen(addr string) (net.Listener, error) {
	mu.Lock()
	defer mu.Unlock()
	if ln := all[addr]; ln != nil {
		return ln, nil
	}
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	if all == nil {
		all = map[string]net.Listener{}
	}
	all[ln.Addr().String()] = kept{ln}
	return kept{ln}, nil
}
