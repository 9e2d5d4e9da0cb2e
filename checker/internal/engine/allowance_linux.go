package engine

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"handshake/checker/internal/process"
)

// look is how often compilers and linkers are looked at.
const look = 20 * time.Millisecond

// watch ends those below the go command that are beyond the allowance, until done.
func (a *allowance) watch(goCommand int, done <-chan struct{}) {
	beat := time.NewTicker(look)
	defer beat.Stop()
	for {
		select {
		case <-done:
			return
		case <-beat.C:
		}
		var now []toolRun
		for _, pid := range process.Tree(goCommand) {
			if t, is := running(pid); is {
				now = append(now, t)
			}
		}
		for _, t := range a.judge(now) {
			_ = unix.Kill(t.pid, unix.SIGKILL)
		}
	}
}

// running is a process, if it is a compiler or linker at work on the lessons.
func running(pid int) (t toolRun, is bool) {
	line, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	pkg, is := atWork(strings.Split(string(line), "\x00"))
	if !is {
		return t, false
	}
	// Its name, in parentheses, may hold anything; then comes its state (proc_pid_stat(5)).
	const utime, stime, rss = 11, 12, 21
	stat, _ := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	if len(fields) <= rss {
		return t, false
	}
	number := func(field int) int64 {
		n, _ := strconv.ParseInt(fields[field], 10, 64)
		return n
	}
	const tick = 10 * time.Millisecond // USER_HZ is 100 (time(7))
	used := time.Duration(number(utime)+number(stime)) * tick
	return toolRun{pid, pkg, number(rss) * int64(os.Getpagesize()), used}, true
}
