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
	if times := asked(); times > 0 {
		return many * times
	}
	return few
}

// Of is how many of all are tried: few, or, in a long proof, all of them.
func Of(few, all int) int {
	if asked() > 0 {
		return all
	}
	return min(few, all)
}

// asked is how many times as many a long proof repeats; 0 where none runs.
func asked() int {
	times, err := strconv.Atoi(os.Getenv(Var))
	if err != nil {
		return 0
	}
	return max(times, 0)
}
