package listen

import "net"

func pair[T any](x T) struct{ a, b T } { panic(x) }

func grow() {
	x0 := 1
	x1 := pair(x0)
	x2 := pair(x1)
	x3 := pair(x2)
	x4 := pair(x3)
	x5 := pair(x4)
	x6 := pair(x5)
	x7 := pair(x6)
	x8 := pair(x7)
	x9 := pair(x8)
	x10 := pair(x9)
	x11 := pair(x10)
	x12 := pair(x11)
	x13 := pair(x12)
	x14 := pair(x13)
	x15 := pair(x14)
	x16 := pair(x15)
	x17 := pair(x16)
	x18 := pair(x17)
	x19 := pair(x18)
	x20 := pair(x19)
	x21 := pair(x20)
	x22 := pair(x21)
	x23 := pair(x22)
	x24 := pair(x23)
	x25 := pair(x24)
	x26 := pair(x25)
	x27 := pair(x26)
	x28 := pair(x27)
	x29 := pair(x28)
	println(x29.a == x29.b)
}

func Listen(addr string) (net.Listener, error) {
	return net.Listen("tcp", addr)
}
