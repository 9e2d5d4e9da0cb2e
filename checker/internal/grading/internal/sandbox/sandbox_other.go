//go:build !linux || !(amd64 || arm64)

package sandbox

import (
	"context"
	"errors"
	"os/exec"
	"runtime"

	"handshake/checker/internal/engine"
	"handshake/internal/course"
)

// Box cannot be opened here.
type Box struct{}

var errSystem = &LayerError{System, errors.New(
	"needs Linux on amd64 or arm64, this is " + runtime.GOOS + "/" + runtime.GOARCH)}

// Open returns an error: the sandbox needs Linux.
func Open(string) (*Box, error) { return nil, errSystem }

// Start returns an error: the sandbox needs Linux.
func (*Box) Start(*exec.Cmd, Limits) (func() engine.Limit, error) { return nil, errSystem }

// Close has nothing to do.
func (*Box) Close() error { return nil }

// Probe says that the sandbox needs Linux.
func Probe(context.Context, string) []Missing {
	here := runtime.GOOS + "/" + runtime.GOARCH
	return []Missing{{
		Layer: System,
		Why: course.Text{
			En: "strangers' code is confined by the Linux kernel, on amd64 or arm64; this is " + here,
			Zh: "隔离陌生代码靠的是 Linux 内核（amd64 或 arm64）；这里是 " + here},
		Remedy: course.Say(
			"grade on a Linux machine, in a virtual machine, or in WSL 2",
			"请在 Linux 机器、虚拟机或 WSL 2 里评分"),
	}}
}
