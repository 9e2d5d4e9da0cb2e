//go:build !linux

package conversation_test

import (
	"net"

	. "github.com/onsi/ginkgo/v2"

	. "handshake/lessons/internal/kit"
)

// segments needs Linux, which counts the segments that have arrived on a connection.
func segments(*net.TCPConn) int {
	Skip(In("only Linux counts the segments of a connection", "只有 Linux 会统计一条连接收到了多少报文段"))
	return 0
}
