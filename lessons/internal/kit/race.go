//go:build race

package kit

import "handshake/internal/course"

// raceSlows multiplies the limits of code that the race detector watches.
const raceSlows = course.RaceSlows
