//go:build unix

package engine

import (
	"context"
	"os/exec"
	"syscall"
	"time"
)

// command is a child in a process group of its own, which ends as a whole with ctx: the go
// command's compilers with it.
func command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = time.Second
	return cmd
}
