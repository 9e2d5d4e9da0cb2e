package tcp_test

import (
	"math"
	"testing"

	"handshake/tcp"
)

const (
	top  = math.MaxUint32 // the number after it is 0
	half = 1 << 31
)

func TestOrder(t *testing.T) {
	for _, c := range []struct {
		a, b   tcp.Seq
		before bool
		sub    int // b after a
	}{
		{0, 1, true, 1},
		{1, 0, false, -1},
		{7, 7, false, 0},
		{top, 0, true, 1},
		{0, top, false, -1},
		{top - 9, 10, true, 20},
		{0, half - 1, true, half - 1},
		{0, half, false, -half},
		{half, 0, false, -half},
		{0, half + 1, false, -half + 1},
	} {
		if got := c.a.Before(c.b); got != c.before {
			t.Errorf("%d before %d: %v", c.a, c.b, got)
		}
		if got := c.b.Sub(c.a); got != c.sub {
			t.Errorf("%d is %d after %d, want %d", c.b, got, c.a, c.sub)
		}
	}
}

func TestWithin(t *testing.T) {
	for _, c := range []struct {
		s, first tcp.Seq
		size     uint32
		want     bool
	}{
		{5, 5, 0, false},
		{5, 5, 1, true},
		{6, 5, 1, false},
		{4, 5, top, false},
		{top, top - 1, 4, true},
		{1, top - 1, 4, true},
		{2, top - 1, 4, false},
		{top - 2, top - 1, 4, false},
	} {
		if got := c.s.Within(c.first, c.size); got != c.want {
			t.Errorf("%d within %d numbers from %d: %v", c.s, c.size, c.first, got)
		}
	}
}

// What holds for all numbers, wherever on the circle they lie.
func FuzzSeq(f *testing.F) {
	for _, a := range []uint32{0, 1, half - 1, half, half + 1, top} {
		for _, distance := range []int32{0, 1, -1, half - 1, -half, -half + 1} {
			f.Add(a, distance, uint32(distance))
		}
	}
	f.Fuzz(func(t *testing.T, number uint32, distance int32, size uint32) {
		a := tcp.Seq(number)
		b := a.Add(int(distance))
		if got := b.Sub(a); got != int(distance) {
			t.Errorf("%d and %d further is %d, which is %d after it", a, distance, b, got)
		}
		if a.Before(b) && b.Before(a) {
			t.Errorf("%d and %d are before each other", a, b)
		}
		if a.Before(b) != b.After(a) {
			t.Errorf("%d before %d is %v, and %d after %d is not", a, b, a.Before(b), b, a)
		}
		if ordered := a == b || a.Before(b) || a.After(b); ordered == (distance == -half) {
			t.Errorf("%d and %d have an order: %v", a, b, ordered)
		}
		if a.Before(b) != (b.Sub(a) > 0) {
			t.Errorf("%d before %d: %v, at a distance of %d", a, b, a.Before(b), b.Sub(a))
		}
		// A window holds what is neither before its beginning nor at its end or after, as long
		// as it is no longer than half of the circle.
		inside := !b.Before(a) && b.Before(a.Add(int(size))) && distance >= 0
		if size < half && b.Within(a, size) != inside {
			t.Errorf("%d within %d numbers from %d: %v", b, size, a, b.Within(a, size))
		}
	})
}
