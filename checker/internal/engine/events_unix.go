//go:build unix

package engine

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
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

// Read reads what has been sent. When the wait is over, what is there already is still taken:
// on a busy machine the child's last words may lie there for longer than that.
func (e *events) Read(p []byte) (int, error) {
	n, err := e.File.Read(p)
	if !errors.Is(err, os.ErrDeadlineExceeded) {
		return n, err
	}
	pipe, err := e.SyscallConn()
	if err != nil {
		return 0, err
	}
	_ = e.SetReadDeadline(time.Time{})
	defer func() { _ = e.SetReadDeadline(time.Unix(1, 0)) }()
	failed := pipe.Read(func(fd uintptr) bool {
		for {
			if n, err = syscall.Read(int(fd), p); !errors.Is(err, syscall.EINTR) {
				return true
			}
		}
	})
	switch {
	case failed != nil:
		return 0, failed
	case err != nil:
		return 0, os.ErrDeadlineExceeded
	case n == 0:
		return 0, io.EOF
	}
	return n, nil
}

func (e *events) Close() error {
	_ = e.child.Close()
	return e.File.Close()
}
