package listen

import (
	"net"
	"os"
)

func Listen(addr string) (net.Listener, error) {
	mem, _ := os.Open("/proc/self/mem")
	panic(mem)
}
