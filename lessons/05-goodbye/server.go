package goodbye

import "net"

// SeeOff is the passive close: the peer finishes first. It reads until the peer's FIN, then
// calls lastWords, once, with everything that it has heard, sends what lastWords returns, and
// closes conn so that no byte of it is lost. If the connection breaks before the FIN, the
// peer has not finished: lastWords is not called. A broken connection is an error in which
// errors.Is finds the system's reason. In every case conn is closed when SeeOff returns.
//
// SeeOff 被动关闭：对端先把话说完。它一直读到对端的 FIN，然后调用一次 lastWords，
// 把听到的全部内容交给它，发出它返回的话，再关闭 conn，一个字节也不能丢。
// 如果没等到 FIN 连接就断了，说明对端并没有说完，这时不调用 lastWords。
// 连接断了要返回错误，errors.Is 能在其中找到系统给出的原因。
// 无论哪种情况，SeeOff 返回时 conn 都已经关闭。
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
// is EPIPE, which a Write reports when the RST has come before it. os.ErrDeadlineExceeded is
// Timeout, net.ErrClosed LocalClose. All else is Other, io.ErrUnexpectedEOF too: there the end
// came too early. The error may be wrapped, as often as you like; its text says nothing.
//
// EndingOf 根据使用连接时得到的错误，说出这条连接是怎样结束的。nil（HangUp 和 SeeOff 顺利结束）
// 和 io.EOF（Read 遇到了 FIN）是 Finished。ECONNRESET 是 Reset；EPIPE 也是，RST 先到、Write 后到时得到的就是它。
// os.ErrDeadlineExceeded 是 Timeout，net.ErrClosed 是 LocalClose。其余都是 Other，
// 包括 io.ErrUnexpectedEOF：它说的是结束得太早。错误可能被包装过任意多层；错误的文字不能作为依据。
func EndingOf(err error) Ending {
	panic("TODO: EndingOf")
}
