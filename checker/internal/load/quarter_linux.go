package load

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"handshake/checker/internal/process"
)

// A quarter of a core: so much work, and then nothing, again and again.
const (
	period = 100 * time.Millisecond
	share  = 25 * time.Millisecond
)

// Quarter leaves this process and all that it starts a quarter of one core, until the returned
// function is called: by a control group of its own (cgroups(7)) where that can be had, else by
// stopping everything for three quarters of the time.
func Quarter() (stop func(), err error) {
	if stop, err := byGroup(); err == nil {
		return stop, nil
	}
	return byCycle()
}

// byGroup moves this process into a control group with a quota.
func byGroup() (stop func(), err error) {
	home, quota, err := ownGroup()
	if err != nil {
		return nil, err
	}
	group := filepath.Join(home, fmt.Sprintf("handshake-%d", os.Getpid()))
	if err := os.Mkdir(group, 0o755); err != nil {
		return nil, err
	}
	move := func(to string) error {
		return os.WriteFile(filepath.Join(to, "cgroup.procs"), []byte(strconv.Itoa(os.Getpid())), 0)
	}
	for name, value := range quota {
		if err := os.WriteFile(filepath.Join(group, name), []byte(value), 0); err != nil {
			return nil, errors.Join(err, os.Remove(group))
		}
	}
	if err := move(group); err != nil {
		return nil, errors.Join(err, os.Remove(group))
	}
	return func() {
		_ = move(home)
		for begin := time.Now(); os.Remove(group) != nil && time.Since(begin) < time.Second; {
			time.Sleep(time.Millisecond) // until the last child of the group has ended
		}
	}, nil
}

// ownGroup is the folder of this process's control group, of either version, and what to write
// into a group below it for a quarter of a core.
func ownGroup() (home string, quota map[string]string, err error) {
	text, err := os.ReadFile("/proc/self/cgroup")
	if err != nil {
		return "", nil, err
	}
	for line := range strings.Lines(string(text)) {
		parts := strings.SplitN(strings.TrimSpace(line), ":", 3)
		if len(parts) != 3 {
			continue
		}
		switch {
		case parts[1] == "": // version 2
			home = filepath.Join("/sys/fs/cgroup", parts[2])
			quota = map[string]string{"cpu.max": micros(share) + " " + micros(period)}
		case slices.Contains(strings.Split(parts[1], ","), "cpu"):
			home = filepath.Join("/sys/fs/cgroup/cpu", parts[2])
			quota = map[string]string{"cpu.cfs_period_us": micros(period), "cpu.cfs_quota_us": micros(share)}
		default:
			continue
		}
		if _, err := os.Stat(filepath.Join(home, "cgroup.procs")); err == nil {
			return home, quota, nil
		}
	}
	return "", nil, errors.New("no control group for the processor")
}

func micros(d time.Duration) string { return strconv.FormatInt(d.Microseconds(), 10) }

// byCycle has a process stop this one, and all that it starts, three quarters of the time.
func byCycle() (stop func(), err error) {
	return start(cycleName, strconv.Itoa(os.Getpid()))
}

// cycle stops a process with all of its descendants and lets them go on, by turns, until it is
// ended. What it has stopped goes on whatever happens to it.
func cycle(args []string) int {
	victim, err := strconv.Atoi(strings.Join(args, ""))
	if err != nil {
		return 2
	}
	over := make(chan struct{})
	go func() { _, _ = os.Stdin.Read(make([]byte, 1)); close(over) }()
	signal := func(s unix.Signal) {
		for _, pid := range process.Tree(victim) {
			if pid != os.Getpid() {
				_ = unix.Kill(pid, s)
			}
		}
	}
	for begin := time.Now(); time.Since(begin) < longest; {
		signal(unix.SIGSTOP)
		time.Sleep(period - share)
		signal(unix.SIGCONT)
		select {
		case <-over:
			return 0
		case <-time.After(share):
		}
	}
	return 0
}
