package conversation_test

import (
	"net"

	"golang.org/x/sys/unix"

	. "handshake/lessons/internal/kit"
)

// segments is how many segments with data have arrived on conn. A Write of a few bytes is one.
func segments(conn *net.TCPConn) (n int) {
	raw, err := conn.SyscallConn()
	Must(err)
	Must(raw.Control(func(fd uintptr) {
		info, asked := unix.GetsockoptTCPInfo(int(fd), unix.IPPROTO_TCP, unix.TCP_INFO)
		if err = asked; err == nil {
			n = int(info.Data_segs_in)
		}
	}))
	Must(err)
	return n
}
