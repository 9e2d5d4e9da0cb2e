//go:build !unix

package manyclients_test

import (
	. "github.com/onsi/ginkgo/v2"

	. "handshake/lessons/internal/kit"
)

// fewDescriptors skips the spec: this system has no limit that a process can lower.
func fewDescriptors(int) (plenty func()) {
	Skip(In(
		"here, a process cannot limit how many descriptors it may open",
		"在这个系统上，进程没法限制自己能打开多少描述符"))
	return nil
}
