package accept

import (
	"log"
	"net"
	"strings"
)

type teller[N any] interface{ Output(N, string) error }

func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	var line strings.Builder
	_ = any(log.New(&line, "", log.Lshortfile)).(teller[int]).Output(3, "")
	return nil
}
