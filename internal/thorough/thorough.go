// Package thorough says how often a test repeats what only repetition proves: a few times
// whenever somebody runs the tests, and many times in "make prove".
package thorough

import (
	"os"
	"strconv"
)

// Var is the environment variable that asks for many times, and for how many times as many.
const Var = "PROVE"

// Times is few, or, in a long proof, many as often as that is asked for.
func Times(few, many int) int {
	if times, err := strconv.Atoi(os.Getenv(Var)); err == nil && times > 0 {
		return many * times
	}
	return few
}
