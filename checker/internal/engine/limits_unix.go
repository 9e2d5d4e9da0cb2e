//go:build unix

package engine

import (
	"os/exec"
	"strconv"
	"time"
)

// What the go command and each process that it starts may use, at most. Ordinary answers
// take a twentieth of it.
const (
	mostBuildMemory = 8 << 30 // bytes of address space
	mostBuildTime   = 60 * time.Second
)

// limited has the command run within limits of its own.
func limited(cmd *exec.Cmd) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		return
	}
	cmd.Args = append([]string{"sh", "-c", `ulimit -v "$1" && ulimit -S -t "$2" && ulimit -c 0 && shift 2 && exec "$@"`, "sh",
		strconv.Itoa(mostBuildMemory >> 10), strconv.Itoa(int(mostBuildTime.Seconds())), cmd.Path}, cmd.Args[1:]...)
	cmd.Path = sh
}
