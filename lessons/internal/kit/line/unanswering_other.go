//go:build !linux

package line

import (
	. "github.com/onsi/ginkgo/v2"

	. "handshake/lessons/internal/kit"
)

// Unanswering needs Linux, whose kernel drops a SYN when the queue of callers is full.
func Unanswering() string {
	GinkgoHelper()
	Skip(In("only Linux lets a spec fill a listener's queue so that calls go unanswered",
		"只有 Linux 能让测试把监听队列填满，使来电无人应答"))
	return ""
}
