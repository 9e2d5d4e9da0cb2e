// Right: hears in a goroutine while it still speaks, and tells of one failure alone: the first.
package goodbye

import (
	"io"
	"net"
	"sync"
)

func HangUp(conn *net.TCPConn, last []byte) ([]byte, error) {
	defer conn.Close()
	var rest []byte
	first := make(chan error, 2)
	var both sync.WaitGroup
	both.Go(func() {
		var err error
		if rest, err = io.ReadAll(conn); err != nil {
			first <- err // and go on speaking: the last words are due whatever is heard
		}
	})
	both.Go(func() {
		_, err := conn.Write(last)
		if err == nil {
			_ = conn.CloseWrite()
			return
		}
		first <- err
		_ = conn.Close()
	})
	both.Wait()
	select {
	case err := <-first:
		return rest, err
	default:
		return rest, nil
	}
}
