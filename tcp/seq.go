package tcp

// Seq is a sequence number. The numbers form a circle: 0 follows 2³²-1. Adding and
// subtracting wrap around by themselves, as Go's do on every unsigned number; but < and >
// compare as if there were a beginning, so compare with Before and After (RFC 9293 §3.4).
//
// Seq 是序号。序号首尾相接成一个圆：2³²-1 之后是 0。加减会自动绕回，Go 的无符号整数本来
// 就是这样；但 < 和 > 比较时当它有起点，所以先后要用 Before 和 After 来比。
type Seq uint32

// half is half of the circle. Two numbers that far apart have no order.
const half = 1 << 31

// Before reports whether s comes before other: the way forward from s to other is shorter
// than half of the circle.
//
// Before 判断 s 是否在 other 之前：从 s 往前走到 other，不到半圈。
func (s Seq) Before(other Seq) bool { return s != other && other-s < half }

// After reports whether s comes after other.
//
// After 判断 s 是否在 other 之后。
func (s Seq) After(other Seq) bool { return other.Before(s) }

// Add is the number n after s; before it, if n is negative.
//
// Add 是 s 往后数 n 个的序号；n 为负就往前数。
func (s Seq) Add(n int) Seq { return s + Seq(n) }

// Sub is how far s lies after other; negative, if it lies before. At half of the circle it
// is -2³¹.
//
// Sub 是 s 在 other 之后多远；在它之前则为负。正好相距半圈时是 -2³¹。
func (s Seq) Sub(other Seq) int { return int(int32(s - other)) }

// Within reports whether s lies in the window of size numbers that begins with first. A
// window of size 0 holds none.
//
// Within 判断 s 是否落在从 first 开始、共 size 个序号的窗口里。size 为 0 时窗口里什么也没有。
func (s Seq) Within(first Seq, size uint32) bool { return uint32(s-first) < size }
