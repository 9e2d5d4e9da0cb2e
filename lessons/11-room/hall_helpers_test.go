//go:build !race

package room_test

// hallSize is how many members a large room has.
const hallSize = 1500
