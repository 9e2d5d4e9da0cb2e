package tcp

// Seq is a sequence number. The numbers form a circle: 0 follows 2³²-1. Adding and
// subtracting wrap around by themselves, as Go's do on every unsigned number; but < and >
// compare as if there were a beginning, so compare with Before and After (RFC 9293 §3.4).
type Seq uint32

// half is half of the circle. Two numbers that far apart have no order.
const half = 1 << 31

// Before reports whether s comes before other: the way forward from s to other is shorter
// than half of the circle.
func (s Seq) Before(other Seq) bool { return s != other && other-s < half }

// After reports whether s comes after other.
func (s Seq) After(other Seq) bool { return other.Before(s) }

// Add is the number n after s; before it, if n is negative.
func (s Seq) Add(n int) Seq { return s + Seq(n) }

// Sub is how far s lies after other; negative, if it lies before. At half of the circle it
// is -2³¹.
func (s Seq) Sub(other Seq) int { return int(int32(s - other)) }

// Within reports whether s lies in the window of size numbers that begins with first. A
// window of size 0 holds none.
func (s Seq) Within(first Seq, size uint32) bool { return uint32(s-first) < size }
