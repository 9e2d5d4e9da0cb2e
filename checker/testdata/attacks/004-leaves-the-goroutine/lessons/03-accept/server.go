package accept

import (
	"net"
	"runtime"
)

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	runtime.Goexit()
	return nil
}
