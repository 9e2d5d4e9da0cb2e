// Package cputime tells what a process got of the processors and what it had to wait for
// them, so that a limit can count the time that a program used or idled and leave out the
// time that the machine took.
package cputime

import (
	"fmt"
	"runtime"
	"time"
)

// Usage is what a process got and what it was denied, since a Meter was last read.
type Usage struct {
	Used   time.Duration // by all threads together
	Waited time.Duration // for a processor, by all threads together
}

// Beat is how often a clock should be told how the program fares.
const Beat = 50 * time.Millisecond

// OfOthers says whether a Meter can read other processes than this one.
const OfOthers = runtime.GOOS == "linux"

// processors is how many may work for this process at a time, before any code changes that.
var processors = time.Duration(runtime.GOMAXPROCS(0))

// Clock counts the time that a program used or idled, and stands still while it waits for a
// processor or is stopped. It may not be used by several goroutines at once.
type Clock struct {
	last time.Time
}

// StartAt makes a clock that counts from now on.
func StartAt(now time.Time) *Clock { return &Clock{last: now} }

// Advance is how much of the time since the last call counts. In that time the program has
// used the processors for u.Used, and some thread of it has waited for one for u.Waited at
// most. Where nobody has measured for much longer than a Beat, whoever measures was stopped,
// and so, most likely, was the program: then no more than two Beats count.
func (c *Clock) Advance(now time.Time, u Usage) time.Duration {
	wall := min(max(now.Sub(c.last), 0), 2*Beat)
	c.last = now
	used := u.Used / processors
	return min(max(wall-u.Waited, used, 0), wall)
}

// String is a usage as one line, for a program that cannot measure itself.
func (u Usage) String() string { return fmt.Sprintf("%d %d", u.Used, u.Waited) }

// Parse reads what String wrote.
func Parse(line string) (u Usage, ok bool) {
	n, err := fmt.Sscanf(line, "%d %d", &u.Used, &u.Waited)
	return u, n == 2 && err == nil
}
