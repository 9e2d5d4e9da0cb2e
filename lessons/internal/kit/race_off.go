//go:build !race

package kit

const raceSlows = 1
