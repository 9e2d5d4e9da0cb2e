// Package thorough says what a test leaves to "make prove": what takes long, and what proves the
// more the more often it is repeated.
package thorough

import (
	"os"
	"strconv"
)

// Var is the environment variable that asks for a long proof, and for how many times as much
// of it.
const Var = "PROVE"

// Only skips a test that is left to a long proof.
func Only(t interface {
	Helper()
	Skip(reason ...any)
}) {
	t.Helper()
	if asked() == 0 {
		t.Skip("left to make prove")
	}
}

// Times is how often a long proof repeats what it does n times at least.
func Times(n int) int { return n * max(asked(), 1) }

// Of is how many of all are tried: few, or, in a long proof, all of them.
func Of(few, all int) int {
	if asked() > 0 {
		return all
	}
	return min(few, all)
}

// asked is how many times as much a long proof repeats; 0 where none runs.
func asked() int {
	times, err := strconv.Atoi(os.Getenv(Var))
	if err != nil {
		return 0
	}
	return max(times, 0)
}
