//go:build !linux

package process

import "os/exec"

// EndWithParent does nothing: the command is to end by itself when its standard input does.
func EndWithParent(*exec.Cmd) {}

// Memory is not told here.
func Memory() int64 { return 0 }
