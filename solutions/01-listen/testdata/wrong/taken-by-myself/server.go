// Wrong: keeps its listeners, and hands the one that is open at this address out again.
// fails: taken
// breaks: reason
package listen

import (
	"net"
	"sync"
)

var (
	mu   sync.Mutex
	kept = map[string]net.Listener{}
)

type known struct {
	net.Listener
	addr string
}

func (k known) Close() error {
	mu.Lock()
	defer mu.Unlock()
	delete(kept, k.addr)
	return k.Listener.Close()
}

func Listen(addr string) (net.Listener, error) {
	mu.Lock()
	defer mu.Unlock()
	if ln, ok := kept[addr]; ok {
		return ln, nil
	}
	ln, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	k := known{ln, ln.Addr().String()}
	kept[k.addr] = k
	return k, nil
}
