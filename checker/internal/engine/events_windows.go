package engine

import (
	"os"
	"os/exec"

	"handshake/internal/course"
)

// events is the private channel from a test binary: on Windows, where a child inherits only
// its standard handles, a file that is read when the child has ended.
type events struct {
	file *os.File
	done chan struct{}
}

func listen(cmd *exec.Cmd, work string) (*events, error) {
	file, err := os.CreateTemp(work, "events-")
	if err != nil {
		return nil, err
	}
	cmd.Env = append(cmd.Env, course.EventsVar+"=file:"+file.Name())
	return &events{file: file, done: make(chan struct{})}, nil
}

func (e *events) started()  {}
func (e *events) finished() { close(e.done) }

func (e *events) Read(p []byte) (int, error) {
	<-e.done
	return e.file.Read(p)
}

func (e *events) Close() error { return e.file.Close() }
