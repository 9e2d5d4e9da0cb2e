package accept

import "net"

// AcceptLoop picks up the callers of ln one after the other: it hands each connection to
// answer, and closes it when answer is done, before the next is answered. When answer
// panics, the connection is closed too, and the panic goes on to AcceptLoop's caller.
//
// A temporary error of Accept does not end the loop, however often it comes: AcceptLoop
// waits a little, 5 ms at least and 1 s at most, and asks again (the first time it may ask
// again at once). An error is temporary if errors.As finds a method Temporary() bool in it,
// and that returns true. When ln has been closed (errors.Is finds net.ErrClosed), AcceptLoop
// finishes the call that it is answering and returns nil. Any other error is returned.
//
// AcceptLoop 一个接一个地接起 ln 的来电：把每条连接交给 answer，answer 做完就关闭这条连接，
// 然后才接听下一个。answer 如果 panic，连接同样要关闭，panic 则继续传给 AcceptLoop 的调用者。
//
// Accept 的临时错误无论来多少次，都不会结束循环：AcceptLoop 稍等片刻再问，
// 至少等 5 毫秒，至多等 1 秒（第一次可以马上再问）。所谓临时错误，就是用 errors.As 能在其中找到
// 方法 Temporary() bool，而且它返回 true。ln 被关闭之后（errors.Is 能找到 net.ErrClosed），
// AcceptLoop 把手上这通电话接完，返回 nil。其他错误一律返回。
func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	panic("TODO: AcceptLoop")
}
