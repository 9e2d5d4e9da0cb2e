package race_test

import (
	"maps"
	"slices"
	"testing"
)

// Each test has one race. The runtime's own tests name those that are not reported Failing.

func TestRaceStore(t *testing.T) {
	s := make([]int, 1)
	racing(func() { s[0] = 1 }, func() { s[0] = 2 })
}

func TestRaceFailingClear(t *testing.T) {
	s := make([]int, 1)
	racing(func() { clear(s) }, func() { s[0] = 1 })
}

func TestRaceFailingSlicesDelete(t *testing.T) {
	s := make([]int, 2)
	racing(func() { _ = slices.Delete(s, 1, 2) }, func() { s[1] = 1 })
}

func TestRaceFailingSlicesReplace(t *testing.T) {
	s := make([]int, 2)
	racing(func() { _ = slices.Replace(s, 1, 2) }, func() { s[1] = 1 })
}

func TestRaceFailingMapsClone(t *testing.T) {
	m := map[int]int{1: 1}
	racing(func() { _ = maps.Clone(m) }, func() { m[1] = 2 })
}

// racing runs both at the same time, one after the other: no order is between them.
func racing(a, b func()) {
	done := make(chan bool, 2)
	go func() { a(); done <- true }()
	go func() { b(); done <- true }()
	<-done
	<-done
}
