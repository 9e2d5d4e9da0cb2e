package listen

import "net"

type one[T any] struct{ v T }
type two[T any] struct{ v T }

func f0[T any](v T) int  { return f1(one[T]{v}) + f1(two[T]{v}) }
func f1[T any](v T) int  { return f2(one[T]{v}) + f2(two[T]{v}) }
func f2[T any](v T) int  { return f3(one[T]{v}) + f3(two[T]{v}) }
func f3[T any](v T) int  { return f4(one[T]{v}) + f4(two[T]{v}) }
func f4[T any](v T) int  { return f5(one[T]{v}) + f5(two[T]{v}) }
func f5[T any](v T) int  { return f6(one[T]{v}) + f6(two[T]{v}) }
func f6[T any](v T) int  { return f7(one[T]{v}) + f7(two[T]{v}) }
func f7[T any](v T) int  { return f8(one[T]{v}) + f8(two[T]{v}) }
func f8[T any](v T) int  { return f9(one[T]{v}) + f9(two[T]{v}) }
func f9[T any](v T) int  { return f10(one[T]{v}) + f10(two[T]{v}) }
func f10[T any](v T) int { return f11(one[T]{v}) + f11(two[T]{v}) }
func f11[T any](v T) int { return f12(one[T]{v}) + f12(two[T]{v}) }
func f12[T any](v T) int { return f13(one[T]{v}) + f13(two[T]{v}) }
func f13[T any](v T) int { return f14(one[T]{v}) + f14(two[T]{v}) }
func f14[T any](v T) int { return f15(one[T]{v}) + f15(two[T]{v}) }
func f15[T any](v T) int { return f16(one[T]{v}) + f16(two[T]{v}) }
func f16[T any](v T) int { return f17(one[T]{v}) + f17(two[T]{v}) }
func f17[T any](v T) int { return f18(one[T]{v}) + f18(two[T]{v}) }
func f18[T any](v T) int { return f19(one[T]{v}) + f19(two[T]{v}) }
func f19[T any](v T) int { return f20(one[T]{v}) + f20(two[T]{v}) }
func f20[T any](v T) int { return 1 }

func Listen(addr string) (net.Listener, error) {
	if len(addr) > 1000 {
		_ = f0(addr)
	}
	return net.Listen("tcp", addr)
}
