//go:build !linux

package framing_test

import (
	. "github.com/onsi/ginkgo/v2"

	. "handshake/lessons/internal/kit"
)

// giant needs Linux, which gives out addresses without memory.
func giant() []byte {
	GinkgoHelper()
	Skip(In("only Linux lets a spec have a message of 4 GiB that takes up no memory",
		"只有 Linux 能让测试造出不占内存的 4 GiB 消息"))
	return nil
}
