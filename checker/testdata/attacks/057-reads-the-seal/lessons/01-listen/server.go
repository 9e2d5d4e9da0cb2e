package listen

import (
	"fmt"
	"net"
)

func Listen(addr string) (net.Listener, error) {
	var seal string
	fmt.Scanln(&seal)
	panic(seal)
}
