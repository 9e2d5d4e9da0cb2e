package goodbye

import "net"

// HangUp is the active close: this side has finished first. It sends all of last, byte for
// byte, and then at once its FIN, never a RST, even if last is empty. It goes on reading until
// the peer's FIN, however long that takes. It returns everything that was still to be heard,
// byte for byte: what had arrived before, unread, and what came after. That is no error.
//
// A RST, a deadline that passes, conn closed meanwhile: each of these is an error in which
// errors.Is finds its reason, and the reason of no other ending, so that EndingOf can tell it.
// Time limits are the caller's: HangUp has none of its own, and clears none of conn's deadlines.
// In every case conn is closed when HangUp returns.
//
// HangUp 主动关闭：这一边先把话说完了。它先把 last 原样、完整地发出去，接着马上发出自己的 FIN，绝不是 RST，
// last 为空也一样。然后它继续读，直到对端的 FIN 到来，不管要等多久。
// 它原样返回这之前还能听到的一切：早已到达而没有读的，以及后来才到的；这样结束不是错误。
//
// RST、截止时间过了、conn 中途被关闭，都是错误：errors.Is 能在其中找到它的原因，而且找不到其他结局的原因，
// 这样 EndingOf 才说得出是哪一种结局。时限归调用者管：HangUp 自己不设时限，也不清除 conn 的截止时间。
// 无论哪种情况，HangUp 返回时 conn 都已经关闭。
func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	panic("TODO: HangUp")
}
