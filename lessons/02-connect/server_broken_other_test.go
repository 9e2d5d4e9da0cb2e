//go:build !linux

package connect_test

import (
	"errors"
	"net"

	. "github.com/onsi/ginkgo/v2"

	. "handshake/lessons/internal/kit"
)

var brokenListener = errors.New("nobody's")

// breakListener needs Linux, where a listener can be shut down while it is open.
func breakListener(net.Addr) {
	GinkgoHelper()
	Skip(In("only Linux lets a spec break a listener that is open", "只有 Linux 能让测试弄坏一个开着的监听器"))
}

// openFiles is known on Linux only.
func openFiles() int { return 0 }
