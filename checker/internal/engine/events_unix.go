//go:build unix

package engine

import (
	"fmt"
	"os"
	"os/exec"
	"time"

	"handshake/internal/course"
)

// events is the private channel from a test binary: a pipe that it inherits.
type events struct {
	*os.File
	child *os.File
}

func listen(cmd *exec.Cmd, _ string) (*events, error) {
	r, w, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	cmd.ExtraFiles = []*os.File{w}
	cmd.Env = append(cmd.Env, fmt.Sprintf("%s=fd:%d", course.EventsVar, course.EventsDescriptor))
	return &events{File: r, child: w}, nil
}

// started gives up the child's end, so that the pipe ends with the child.
func (e *events) started() { _ = e.child.Close() }

// finished bounds the wait for a pipe that something else still holds open.
func (e *events) finished() { _ = e.SetReadDeadline(time.Now().Add(time.Second)) }

func (e *events) Close() error {
	_ = e.child.Close()
	return e.File.Close()
}
