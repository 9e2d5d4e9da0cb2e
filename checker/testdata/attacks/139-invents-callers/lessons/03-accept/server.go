package accept

import (
	"net"
	"time"
)

// made is a caller who is not there.
type made struct{ net.Conn }

func (made) LocalAddr() net.Addr  { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 7} }
func (made) RemoteAddr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1), Port: 49152} }

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	for range 20 {
		conn, _ := net.Pipe()
		answer(made{conn})
		_ = conn.Close()
		time.Sleep(10 * time.Millisecond)
	}
	return nil
}
