package goodbye

import "net"

// HangUp is the active close: this side has finished first. It sends last and then its FIN,
// goes on reading until the peer's FIN, and returns everything that was still to be heard:
// what had arrived before, unread, and what came after. If the connection breaks instead, the
// error says why, and errors.Is finds the system's reason in it. In every case conn is closed
// when HangUp returns.
//
// HangUp 主动关闭：这一边先把话说完了。它先发出 last，再发出自己的 FIN，然后继续读，直到对端的 FIN 到来，
// 返回这之前还能听到的一切：早已到达而没有读的，以及后来才到的。
// 如果连接中途断了，就返回错误说明原因，errors.Is 能在其中找到系统给出的原因。
// 无论哪种情况，HangUp 返回时 conn 都已经关闭。
func HangUp(conn *net.TCPConn, last []byte) (rest []byte, err error) {
	panic("TODO: HangUp")
}
