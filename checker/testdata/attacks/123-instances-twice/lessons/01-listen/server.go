package listen

import (
	"net"
)

type a[T any] struct{ x *T }

type b[T any] struct{ x []T }

func f0[T any]() {
	f1[a[T]]()
	f1[b[T]]()
}

func f1[T any]() {
	f2[a[T]]()
	f2[b[T]]()
}

func f2[T any]() {
	f3[a[T]]()
	f3[b[T]]()
}

func f3[T any]() {
	f4[a[T]]()
	f4[b[T]]()
}

func f4[T any]() {
	f5[a[T]]()
	f5[b[T]]()
}

func f5[T any]() {
	f6[a[T]]()
	f6[b[T]]()
}

func f6[T any]() {
	f7[a[T]]()
	f7[b[T]]()
}

func f7[T any]() {
	f8[a[T]]()
	f8[b[T]]()
}

func f8[T any]() {
	f9[a[T]]()
	f9[b[T]]()
}

func f9[T any]() {
	f10[a[T]]()
	f10[b[T]]()
}

func f10[T any]() {
	f11[a[T]]()
	f11[b[T]]()
}

func f11[T any]() {
	f12[a[T]]()
	f12[b[T]]()
}

func f12[T any]() {
	f13[a[T]]()
	f13[b[T]]()
}

func f13[T any]() {
	f14[a[T]]()
	f14[b[T]]()
}

func f14[T any]() { println(new(T)) }

func Listen(addr string) (net.Listener, error) {
	f0[int]()
	return net.Listen("tcp", addr)
}
