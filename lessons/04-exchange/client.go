package exchange

import "net"

// HalfCloser is a connection that can say "I have finished" and still listen, by closing its
// sending direction alone. A *net.TCPConn is one.
//
// HalfCloser 是可以只关闭发送方向的连接：说一声“我说完了”，还能接着听。*net.TCPConn 就是其中一种。
type HalfCloser interface {
	net.Conn
	CloseWrite() error
}

// Answer reads the greeting, size bytes and not one more, then sends all of reply and
// finishes sending (half close); it returns the greeting. If the server finishes before
// size bytes have come, even before the first, the error is one in which errors.Is finds
// io.ErrUnexpectedEOF, and the server gets no reply. A failure of conn is an error in which
// errors.Is finds its reason. Answer leaves conn open for reading.
//
// Answer 先读问候语，不多不少正好 size 字节，然后发送整个 reply，并结束发送（半关闭），最后返回问候语。
// 如果服务端没说满 size 字节就结束了，哪怕一个字节也没说，返回的错误要能用 errors.Is 认出
// io.ErrUnexpectedEOF，而且不给服务端任何答复。conn 出了故障也要返回错误，errors.Is 能在其中找到原因。
// Answer 不关闭 conn，调用者还可以接着读。
func Answer(conn HalfCloser, size int, reply string) (greeting string, err error) {
	panic("TODO: Answer")
}
