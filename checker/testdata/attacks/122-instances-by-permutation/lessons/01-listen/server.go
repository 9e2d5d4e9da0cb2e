package listen

import (
	"net"
)

func f[A, B, C, D, E, F, G, H, I, J any]() {
	if never {
		f[B, A, C, D, E, F, G, H, I, J]()
		f[B, C, D, E, F, G, H, I, J, A]()
	}
}

var never bool

func Listen(addr string) (net.Listener, error) {
	f[int8, int16, int32, int64, uint8, uint16, uint32, uint64, float32, float64]()
	return net.Listen("tcp", addr)
}
