//go:build race

package room_test

// hallSize is how many members a large room has. With the race detector all takes ten times as long.
const hallSize = 150
