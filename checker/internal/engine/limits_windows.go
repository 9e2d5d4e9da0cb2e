package engine

import "os/exec"

// limited does nothing: answers are graded on Linux.
func limited(*exec.Cmd) {}
