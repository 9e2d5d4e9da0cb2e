package process

import (
	"os/exec"
	"syscall"
)

// EndWithParent has a command end when this process does, even if that is killed.
func EndWithParent(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }
