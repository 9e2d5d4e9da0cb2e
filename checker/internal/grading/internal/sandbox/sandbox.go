// Package sandbox runs a trusted test binary that contains hostile code, on Linux, and fails
// closed: where a layer of the confinement is missing, nothing is run.
//
// The program is process 1 of namespaces of its own (user, network, PID, IPC, UTS), nobody
// there and without capabilities. Its root folder holds its loader and libraries and nothing
// else. Landlock lets it read those and write nothing, seccomp knows only the system calls
// that a test binary needs, and of execve exactly one: the one that started it.
package sandbox

import (
	"fmt"
	"time"

	"handshake/internal/course"
)

// Limits bound what a confined program may use. A zero means the default of the field.
type Limits struct {
	Memory      int64         // resident bytes, 1 GiB
	CPU         time.Duration // of all threads together, 60 s
	Wall        time.Duration // from the start on, 2 min
	Descriptors uint64        // open at a time, 256
	Threads     uint64        // at a time, 512
	Shared      *Budget       `json:"-"` // with other programs; nil: with none
}

func (l Limits) orDefaults() Limits {
	if l.Memory <= 0 {
		l.Memory = 1 << 30
	}
	if l.CPU <= 0 {
		l.CPU = time.Minute
	}
	if l.Wall <= 0 {
		l.Wall = 2 * time.Minute
	}
	if l.Descriptors == 0 {
		l.Descriptors = 256
	}
	if l.Threads == 0 {
		l.Threads = 512
	}
	if l.Shared == nil {
		l.Shared = NewBudget(l.Memory, int64(l.Descriptors))
	}
	return l
}

// Layer is one part of the confinement.
type Layer string

// The layers.
const (
	System     Layer = "linux"
	Namespaces Layer = "namespaces"
	Loopback   Layer = "loopback"
	Buffers    Layer = "buffers"
	Files      Layer = "files"
	Landlock   Layer = "landlock"
	Seccomp    Layer = "seccomp"
	Identity   Layer = "identity"
	Rlimits    Layer = "rlimits"
	Memory     Layer = "memory"
	Start      Layer = "start"
)

// LayerError is a layer that could not be laid. The program has not run.
type LayerError struct {
	Layer Layer
	Err   error
}

func (e *LayerError) Error() string { return fmt.Sprintf("sandbox: %s: %v", e.Layer, e.Err) }
func (e *LayerError) Unwrap() error { return e.Err }

// In is the error in lang.
func (e *LayerError) In(lang course.Lang) string {
	return course.Say(
		"the sandbox fails (%s: %v); `make doctor` tells more",
		"沙箱出了问题（%s：%v）；`make doctor` 会说明详情", e.Layer, e.Err).In(lang)
}

// Missing is a layer that this machine does not offer, why it seems so, and what to do.
type Missing struct {
	Layer  Layer
	Why    course.Text
	Remedy course.Text
}
