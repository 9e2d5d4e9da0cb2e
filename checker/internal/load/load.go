// Package load makes this machine a bad one to be judged on, for a proof that no verdict
// depends on it: processes that keep every core busy, or a quarter of a core for everything.
package load

import (
	"fmt"
	"os"
	"time"

	"handshake/checker/internal/reexec"
)

// spinName and cycleName are the first arguments of processes that make load.
const (
	spinName  = "handshake-spin"
	cycleName = "handshake-cycle"
)

// longest is how long a process may make load, should nobody end it.
const longest = 30 * time.Minute

func init() {
	reexec.Register(spinName, func([]string) int {
		go untilOrphaned()
		for begin := time.Now(); time.Since(begin) < longest; {
		}
		return 0
	})
	reexec.Register(cycleName, cycle)
}

// untilOrphaned ends this process when standard input does, which its parent holds open.
func untilOrphaned() {
	_, _ = os.Stdin.Read(make([]byte, 1))
	os.Exit(0)
}

// Spin keeps n processes busy until the returned function is called.
func Spin(n int) (stop func(), err error) {
	var ends []func()
	stop = func() {
		for _, end := range ends {
			end()
		}
	}
	for range n {
		end, err := start(spinName)
		if err != nil {
			stop()
			return nil, err
		}
		ends = append(ends, end)
	}
	return stop, nil
}

// start starts this program under another name, and returns what ends it.
func start(name string, args ...string) (end func(), err error) {
	cmd, err := reexec.Command(name, args...)
	if err != nil {
		return nil, err
	}
	cmd.Env = append(os.Environ(), "GOMAXPROCS=1")
	cmd.Stderr = os.Stderr
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return func() {
		_ = stdin.Close()
		_ = cmd.Wait()
	}, nil
}
