package goodbye

import "net"

// SeeOff is the passive close: the peer finishes first. It reads until the peer's FIN, however
// long that takes. Then it calls lastWords, once, with everything that it has heard, byte for
// byte. It sends all of what lastWords returns, and nothing else. It closes conn so that the
// peer, however slowly it reads, hears every byte and then a FIN; that is no error. If anything
// but the FIN ends the reading, the peer has not finished: lastWords is not called.
//
// A RST, a deadline that passes, conn closed meanwhile: each of these is an error in which
// errors.Is finds its reason, and the reason of no other ending, so that EndingOf can tell it.
// Time limits are the caller's: SeeOff has none of its own, and clears none of conn's deadlines.
// In every case conn is closed when SeeOff is over, even if lastWords panics; the panic then
// goes on to SeeOff's caller.
//
// SeeOff 被动关闭：对端先把话说完。它一直读到对端的 FIN，不管要等多久；然后调用一次 lastWords，
// 把听到的全部内容原样交给它。lastWords 返回的话要全部发出去，此外什么也不发。关闭 conn 的方式，
// 要让对端哪怕读得再慢也能听到每一个字节，最后是 FIN；这样结束不是错误。
// 如果读到的结尾不是 FIN，说明对端并没有说完，这时不调用 lastWords。
//
// RST、截止时间过了、conn 中途被关闭，都是错误：errors.Is 能在其中找到它的原因，而且找不到其他结局的原因，
// 这样 EndingOf 才说得出是哪一种结局。时限归调用者管：SeeOff 自己不设时限，也不清除 conn 的截止时间。
// 无论哪种情况，SeeOff 结束时 conn 都已经关闭，哪怕 lastWords 发生 panic 也一样；
// 这个 panic 会继续传给 SeeOff 的调用者。
func SeeOff(conn *net.TCPConn, lastWords func(heard []byte) []byte) error {
	panic("TODO: SeeOff")
}

// Ending is how a connection came to its end, as one side sees it.
//
// Ending 表示从这一边看来，连接是怎样结束的。
type Ending string

// The endings.
//
// 结束的各种方式。
const (
	// Finished: the peer's FIN came, and everything it said before. 收到了对端的 FIN，它的话也都到了。
	Finished Ending = "finished"
	// Reset: a RST came, the connection was torn down. 收到了 RST，连接被拆掉了。
	Reset Ending = "reset"
	// Timeout: a deadline passed. 截止时间过了。
	Timeout Ending = "timeout"
	// LocalClose: it was this side that had closed. 是这一边自己关的。
	LocalClose Ending = "local close"
	// Other is everything else. 其他一切情况。
	Other Ending = "other"
)

// EndingOf says how a connection ended, from the error of a call that used it. nil (HangUp and
// SeeOff ended well) and io.EOF (a Read met the FIN) are Finished. ECONNRESET is Reset, and so
// is EPIPE, which a Write reports when the reset is known already. os.ErrDeadlineExceeded is
// Timeout, and it alone: ETIMEDOUT (the system gave up) and the errors of a ctx are Other.
// net.ErrClosed is LocalClose. All else is Other, io.ErrUnexpectedEOF too: there the end came
// too early. The error may be wrapped, as often as you like and in any way that errors.Is sees
// through; its text says nothing. No error holds the reasons of two endings.
//
// EndingOf 根据使用连接时得到的错误，说出这条连接是怎样结束的。nil（HangUp 和 SeeOff 顺利结束）
// 和 io.EOF（Read 遇到了 FIN）是 Finished。ECONNRESET 是 Reset；EPIPE 也是，已经知道连接复位了，再 Write 得到的就是它。
// os.ErrDeadlineExceeded 是 Timeout，也只有它是：ETIMEDOUT（系统放弃了）和 ctx 的错误都是 Other。
// net.ErrClosed 是 LocalClose。其余都是 Other，包括 io.ErrUnexpectedEOF：它说的是结束得太早。
// 错误可能被包装过任意多层，只要 errors.Is 看得穿，什么包法都可能；错误的文字不能作为依据。
// 一个错误里不会同时有两种结局的原因。
func EndingOf(err error) Ending {
	panic("TODO: EndingOf")
}
