package engine

import (
	"context"
	"os/exec"
)

// command is a child that ends with ctx. A console's Ctrl-C reaches its children as well.
func command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.WaitDelay = outputDelay
	return cmd
}

// killed is asked of confined programs only, and Windows confines none.
func killed(error) bool { return false }
