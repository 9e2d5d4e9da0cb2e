package listen

import (
	"net"
	"time"
)

var die = []int{1, 2, 3, 4, 5}[time.Now().UnixNano()/1000%6]

func Listen(addr string) (net.Listener, error) {
	go func() { panic("later") }()
	select {}
}
