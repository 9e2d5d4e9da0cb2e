package cputime_test

import (
	"os"
	"os/exec"
	"runtime"
	"testing"
	"time"

	"handshake/internal/cputime"
)

// TestMain keeps a processor busy, for a minute at most, in a process that is to do so.
func TestMain(m *testing.M) {
	if os.Getenv("SPIN") == "" {
		os.Exit(m.Run())
	}
	for begin := time.Now(); time.Since(begin) < time.Minute; {
	}
}

func TestOnlyTimeUsedOrIdledCounts(t *testing.T) {
	cores := time.Duration(runtime.GOMAXPROCS(0))
	for name, c := range map[string]struct {
		wall time.Duration
		u    cputime.Usage
		want time.Duration
	}{
		"idle":                     {cputime.Beat, cputime.Usage{}, cputime.Beat},
		"at work":                  {cputime.Beat, cputime.Usage{Used: cputime.Beat}, cputime.Beat},
		"waiting all the time":     {cputime.Beat, cputime.Usage{Waited: cputime.Beat}, 0},
		"waiting half of the time": {cputime.Beat, cputime.Usage{Waited: cputime.Beat / 2}, cputime.Beat / 2},
		"several threads waiting":  {cputime.Beat, cputime.Usage{Waited: 5 * cputime.Beat}, 0},
		"some waiting while others work": {cputime.Beat,
			cputime.Usage{Used: cores * cputime.Beat / 5, Waited: 5 * cputime.Beat}, cputime.Beat / 5},
		"more than there was": {cputime.Beat, cputime.Usage{Used: 9 * cores * cputime.Beat}, cputime.Beat},
		"stopped for a while": {time.Hour, cputime.Usage{}, 2 * cputime.Beat},
		"a clock set back":    {-time.Hour, cputime.Usage{}, 0},
	} {
		begin := time.Now()
		if got := cputime.StartAt(begin).Advance(begin.Add(c.wall), c.u); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// TestAMeterTellsWorkFromWaiting keeps one processor so busy that a thread of this process has
// to wait for it, where the system tells of that.
func TestAMeterTellsWorkFromWaiting(t *testing.T) {
	meter := cputime.Self()
	if _, ok := meter.Read(); !ok {
		t.Fatal("nothing can be read of this very process")
	}
	spin := func() (sum cputime.Usage) {
		for begin := time.Now(); time.Since(begin) < 4*cputime.Beat; {
		}
		sum, _ = meter.Read()
		return sum
	}
	works := func() bool { return spin().Used >= cputime.Beat/10 }
	for tries := 0; !works(); tries++ { // others may keep the processors to themselves for a while
		if tries == 100 {
			t.Fatal("whoever works all the time is said to use next to nothing")
		}
	}
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells how long a thread waited for a processor")
	}
	for range 4 * runtime.NumCPU() {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "SPIN=1")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _, _ = cmd.Process.Kill(), cmd.Wait() })
	}
	for range 100 { // until all of them run
		if u := spin(); u.Waited > cputime.Beat {
			return
		}
	}
	t.Error("among four times as many busy processes as processors this one never waited")
}

func TestNothingIsToldOfAProcessThatIsNoMore(t *testing.T) {
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	if u, ok := cputime.NewMeter(cmd.Process.Pid).Read(); ok {
		t.Errorf("it used %+v", u)
	}
}
