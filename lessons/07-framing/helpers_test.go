package framing_test

import (
	"runtime"
)

// allocated is how many bytes of memory were reserved on the heap while do ran, whether they
// were used or not, and whether or not they have been given back since.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
