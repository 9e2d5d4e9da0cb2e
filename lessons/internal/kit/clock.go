package kit

import (
	"fmt"
	"time"

	"github.com/onsi/gomega/types"
)

// blink is how much later than exactly a right answer may be in virtual time: it may look at
// the clock in small steps.
const blink = 10 * time.Millisecond

// Last succeeds if something took so long in virtual time: no less, and no more but a blink.
func Last(want time.Duration) types.GomegaMatcher {
	return &matcher[time.Duration]{match: func(got time.Duration) (bool, string) {
		return want <= got && got < want+blink,
			fmt.Sprintf(In("it took %v, and should take %v", "用了 %v，应当是 %v"), got, want)
	}}
}
