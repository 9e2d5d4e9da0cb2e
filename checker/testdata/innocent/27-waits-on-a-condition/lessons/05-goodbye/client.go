package goodbye

import (
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
)

func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	defer func() { err = errors.Join(err, conn.Close()) }()
	var (
		mu    sync.Mutex
		over  = sync.NewCond(&mu)
		done  bool
		total atomic.Int64
		heard error
	)
	go func() {
		all, err := io.ReadAll(conn)
		total.Add(int64(len(all)))
		mu.Lock()
		defer mu.Unlock()
		rest, heard, done = all, err, true
		over.Broadcast()
	}()
	_, said := conn.Write(last)
	if said == nil {
		said = conn.CloseWrite()
	}
	if said != nil {
		_ = conn.Close()
	}
	mu.Lock()
	defer mu.Unlock()
	for !done {
		over.Wait()
	}
	if said != nil {
		return nil, said
	}
	return rest[:total.Load()], heard
}
