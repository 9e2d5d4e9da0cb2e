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

// Answer reads the greeting, size bytes and not one more, then sends all of reply, byte for
// byte, and finishes sending (half close); it returns the greeting, byte for byte. With the last
// of the size bytes the greeting is complete, whatever error comes along with it. Until then
// neither silence is an end, however long it is, nor a Read of 0 bytes without an error (a few
// may come in a row).
//
// If the server finishes (io.EOF) before size bytes have come, even before the first, the error
// is one in which errors.Is finds io.ErrUnexpectedEOF and not io.EOF, and the server gets no
// reply. A failure of conn, also of CloseWrite, is an error in which errors.Is finds its reason,
// and no other. Answer leaves conn open for reading, after an error too. It sets no deadline and
// clears none. Answer may be called for several connections at once.
//
// Answer 先读问候语，不多不少正好 size 字节，然后原样发送整个 reply，并结束发送（半关闭）；
// 最后一个字节不改地返回问候语。读满 size 字节，问候就完整了，不管同时还来了什么错误。在那之前，
// 沉默多久都不算结束，读到 0 字节而没有错误也不算（可能接连几次）。
//
// 如果服务端没说满 size 字节就结束了（io.EOF），哪怕一个字节也没说，返回的错误要能用 errors.Is
// 认出 io.ErrUnexpectedEOF，而不是 io.EOF，而且不给服务端任何答复。conn 出了故障也要返回错误，
// CloseWrite 的也算，errors.Is 能在其中找到原因，而且只找到这一个。Answer 不关闭接收方向，
// 出错时也一样，调用者还可以接着读。它不设截止时间，也不清除。可以在几条连接上同时调用 Answer。
func Answer(conn HalfCloser, size int, reply string) (greeting string, err error) {
	panic("TODO: Answer")
}
