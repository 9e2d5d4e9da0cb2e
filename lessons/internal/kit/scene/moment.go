package scene

import (
	"time"

	. "handshake/lessons/internal/kit"
)

// Pass lets time go by in a scene, and then everything happen that can.
func Pass(d time.Duration) {
	<-time.After(d)
	Settle()
}

// Moment is how long an answer may take to see that something has changed: one that looks now and
// then is right, too.
const Moment = glances * glance

const (
	glance  = 5 * time.Millisecond
	glances = 20
)

// InAMoment lets a Moment go by, until done, which has the last look.
func InAMoment(done func() bool) {
	for n := 0; !done() && n < glances; n++ {
		Pass(glance)
	}
}
