package engine

import (
	"time"

	"handshake/internal/course"
)

// Limit is a limit of its confinement that has ended a program. The zero Limit is none.
type Limit struct {
	Of Resource
	// Most is the limit, and Used what the program had of it, where that is told: bytes, sockets,
	// or nanoseconds.
	Used, Most int64
}

// Resource is what a limit is of.
type Resource int

// The resources of which a program may use so much.
const (
	Memory        Resource = iota + 1
	CPU                    // of all threads
	Wall                   // time since it was started
	MainThread             // it has ended, and hides what the others use
	SharedMemory           // of all programs of a submission
	SharedSockets          // of all programs of a submission
)

// In tells in lang what the program did.
func (l Limit) In(lang course.Lang) string {
	return l.text().In(lang)
}

func (l Limit) text() course.Text {
	switch l.Of {
	case Memory:
		return course.Say(
			"used more than %d MiB of memory and was stopped",
			"内存用量超过 %d MiB，被强行停止", l.Most>>20)
	case CPU:
		return course.Say(
			"used more than %v of CPU time and was stopped",
			"CPU 用时超过 %v，被强行停止", time.Duration(l.Most))
	case Wall:
		return course.Say(
			"was still running after %v and was stopped",
			"运行了 %v 仍未结束，被强行停止", time.Duration(l.Most))
	case MainThread:
		return course.Say(
			"ended its main thread while others went on, and was stopped",
			"主线程已经结束，其他线程还在运行，被强行停止")
	case SharedMemory:
		return course.Say(
			"used more than %d MiB of memory, while all programs of this submission may use %d MiB together, and "+
				"was stopped",
			"内存用量超过 %d MiB，而同一份作业的所有程序合计只能用 %d MiB，被强行停止", l.Used>>20, l.Most>>20)
	case SharedSockets:
		return course.Say(
			"had more than %d sockets open at a time, together with the other programs of this submission, and was "+
				"stopped",
			"同一份作业的所有程序同时打开的套接字合计超过 %d 个，其中最多的这一个被强行停止", l.Most)
	}
	return course.Text{}
}
