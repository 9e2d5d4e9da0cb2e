package cputime_test

import (
	"os/exec"
	"syscall"
	"testing"
	"time"

	"handshake/internal/cputime"
)

// TestAProcessThatIsStoppedWaits stops a process that idles: what it does not get, it waits for.
func TestAProcessThatIsStoppedWaits(t *testing.T) {
	idle := exec.Command("sleep", "60")
	if err := idle.Start(); err != nil {
		t.Skip(err)
	}
	defer func() { _, _ = idle.Process.Kill(), idle.Wait() }()
	meter := cputime.NewMeter(idle.Process.Pid)
	waits := func() bool {
		_, _ = meter.Read()
		<-time.After(cputime.Beat / 5)
		u, ok := meter.Read()
		return ok && u.Waited >= cputime.Beat/5
	}
	for range 1000 { // until it sleeps
		if !waits() {
			break
		}
	}
	if err := idle.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	for range 1000 { // until the signal has arrived
		if waits() {
			return
		}
	}
	t.Error("a process that was stopped does not wait")
}
