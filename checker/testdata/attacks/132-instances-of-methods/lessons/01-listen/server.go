package listen

import (
	"net"
)

type t[T any] struct{}

type l[T any] struct{ _ [0]*T }

type r[T any] struct{ _ [0][]T }

func g0[T any]() {
	g1[l[T]]()
	g1[r[T]]()
}

func g1[T any]() {
	g2[l[T]]()
	g2[r[T]]()
}

func g2[T any]() {
	g3[l[T]]()
	g3[r[T]]()
}

func g3[T any]() {
	g4[l[T]]()
	g4[r[T]]()
}

func g4[T any]() {
	g5[l[T]]()
	g5[r[T]]()
}

func g5[T any]() {
	g6[l[T]]()
	g6[r[T]]()
}

func g6[T any]() {
	g7[l[T]]()
	g7[r[T]]()
}

func g7[T any]() {
	g8[l[T]]()
	g8[r[T]]()
}

func g8[T any]() {
	g9[l[T]]()
	g9[r[T]]()
}

func g9[T any]() {
	g10[l[T]]()
	g10[r[T]]()
}

func g10[T any]() {
	g11[l[T]]()
	g11[r[T]]()
}

func g11[T any]() {
	g12[l[T]]()
	g12[r[T]]()
}

func g12[T any]() {
	g13[l[T]]()
	g13[r[T]]()
}

func g13[T any]() { _ = any(t[T]{}) }

func (t[T]) f0() int {
	g0[T]()
	return 0
}

func Listen(addr string) (net.Listener, error) {
	println(t[[1]int]{}.f0())
	return net.Listen("tcp", addr)
}
