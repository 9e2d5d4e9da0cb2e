package accept

import (
	"net"
	"runtime"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	runtime.GOMAXPROCS(8)
	return nil
}
