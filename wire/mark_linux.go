package wire

import (
	"errors"
	"fmt"
	"runtime"
	"time"

	"golang.org/x/sys/unix"
)

// marks is the EtherType of a capture's marks, which no protocol of the kernel's listens to.
const marks = unix.ETH_P_802_EX1

// settle reads until no segment is under way.
//
// A packet sent over loopback joins a queue of one CPU, first in, first out, and is delivered
// from there: at once as a rule, later where the kernel leaves it to a thread or to another
// CPU. A mark therefore arrives behind all that was sent before it on its CPU. When a round
// of marks, one on each CPU, brings no segment along, then none was waiting anywhere, nor was
// there one left to be answered.
func (c *Capture) settle() error {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var cpus unix.CPUSet
	if err := unix.SchedGetaffinity(0, &cpus); err != nil {
		return fmt.Errorf("list the CPUs: %w", err)
	}
	for c.arrives(0) { // a full socket would lose the marks
		if _, err := c.next(); err != nil {
			return err
		}
	}
	var err error
	for found := -1; err == nil && found < len(c.arrived); {
		found = len(c.arrived)
		err = c.markEach(cpus)
	}
	return errors.Join(err, unix.SchedSetaffinity(0, &cpus))
}

// markEach reads to a mark on each of the CPUs.
func (c *Capture) markEach(cpus unix.CPUSet) error {
	for cpu := range len(cpus) * 64 {
		if !cpus.IsSet(cpu) {
			continue
		}
		var one unix.CPUSet
		one.Set(cpu)
		if err := unix.SchedSetaffinity(0, &one); err != nil {
			return fmt.Errorf("move to CPU %d: %w", cpu, err)
		}
		if err := c.sendMark(); err != nil {
			return err
		}
		if err := c.readToMark(); err != nil {
			return err
		}
	}
	return nil
}

func (c *Capture) sendMark() error {
	if err := unix.Sendto(c.socket, c.mark, 0, c.address(marks)); err != nil {
		return fmt.Errorf("mark the capture: %w", err)
	}
	return nil
}

// readToMark reads all that arrives up to the mark that was sent.
func (c *Capture) readToMark() error {
	for {
		if marked, err := c.next(); marked || err != nil {
			return err
		}
	}
}

// awaitClock waits until the kernel notes when packets arrive. It begins to a little after
// it was asked to, and until then a packet's time is only when it was read.
func (c *Capture) awaitClock() error {
	for {
		if err := c.sendMark(); err != nil {
			return err
		}
		c.arrives(patience)
		arrived := time.Now()
		if err := c.readToMark(); err != nil {
			return err
		}
		if c.seen.Before(arrived) {
			return nil
		}
	}
}

// arrives reports whether a packet waits to be read, or comes within the time given. A
// signal may cut the wait short.
func (c *Capture) arrives(within time.Duration) bool {
	ready := []unix.PollFd{{Fd: int32(c.socket), Events: unix.POLLIN}}
	n, _ := unix.Poll(ready, int(within.Milliseconds()))
	return n > 0
}
