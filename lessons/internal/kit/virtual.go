package kit

import (
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	. "github.com/onsi/ginkgo/v2"

	"handshake/internal/course"
)

// InVirtualTime plays a scene of a spec in a bubble of testing/synctest: whenever everybody
// in it waits, the clock jumps to the next timer, so that waiting costs nothing and takes
// exactly as long as it says. The scene may use fakes and net.Pipe, not real sockets. It
// makes its own channels and listeners, and ends what it started; it may assert, and may
// pass a panic of the student's on with Check.
func InVirtualTime(scene func()) {
	GinkgoHelper()
	if left := InBubble(scene); left != "" {
		Fail(left)
	}
}

// InBubble is InVirtualTime for a scene that is one of many: it returns what the student's
// goroutines left there to wait forever are told as, "" if there are none.
func InBubble(scene func()) (left string) {
	var thrown, deadlock any
	played := false
	T.Run("virtual", func(t *testing.T) {
		defer func() { deadlock = recover() }()
		synctest.Test(t, func(*testing.T) {
			virtual.Store(true)
			defer func() {
				virtual.Store(false)
				thrown = recover()
				<-time.After(aftermath)
			}()
			scene()
			played = true
		})
	})
	switch {
	case thrown != nil:
		panic(thrown) // Ginkgo knows its own failures, and the kit the student's panics
	case deadlock != nil:
		left = In(
			"the work is done, but a goroutine of yours is still waiting: if you start a goroutine, make sure that "+
				"it ends",
			"事情已经做完，你启动的 goroutine 却还在等：谁启动 goroutine，谁就要负责让它结束")
		if place := course.PlaceIn(fmt.Sprint(deadlock) + stacks()); place != "" {
			left += "\n" + place
		}
	case !played:
		Must(errors.New("testing.T.Run did not play the scene: a -run pattern with a slash skips it"))
	}
	return left
}

// aftermath is how long, in virtual time, goroutines may go on after a scene.
const aftermath = time.Minute

// InVirtual reports whether a scene plays in virtual time.
func InVirtual() bool { return virtual.Load() }

// virtual is set while a scene plays in virtual time.
var virtual atomic.Bool

// virtually is how long a wait in virtual time may last.
const virtually = 10 * time.Minute
