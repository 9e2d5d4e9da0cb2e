package accept

import "net"

// AcceptLoop picks up the callers of ln one after the other, in the order in which Accept
// returns them: it hands each connection to answer, and closes it when answer is done, before
// the next is answered. It does nothing else with the connection. When answer panics, the
// connection is closed first, and then the panic goes on to AcceptLoop's caller, with the same
// value.
//
// A temporary error of Accept does not end the loop, however often it comes and however long it
// lasts: AcceptLoop waits, 5 ms at least and 1 s at most, and asks again. The first time in a row
// it may ask again sooner. An error is temporary if errors.As finds a method Temporary() bool in
// it, and the first that it finds returns true.
//
// When ln has been closed (errors.Is finds net.ErrClosed), AcceptLoop answers to the end whom
// Accept has returned, and returns nil. Any other error is returned, as it is or wrapped. When
// AcceptLoop returns or panics, all these connections are closed, and nothing that it started is
// still at work. Several loops may run at once, each with a listener of its own.
//
// AcceptLoop 按 Accept 返回的先后，一个接一个地接起 ln 的来电：把每条连接交给 answer，
// answer 做完就关闭这条连接，然后才接听下一个。除此之外，它不动这条连接。answer 如果 panic，
// 先关闭连接，再让 panic 带着同一个值传给 AcceptLoop 的调用者。
//
// Accept 的临时错误无论来多少次、持续多久，都不会结束循环：AcceptLoop 等一等再问，
// 至少等 5 毫秒，至多等 1 秒。接连出错时的第一次，可以等得更短。所谓临时错误，就是用 errors.As
// 能在其中找到方法 Temporary() bool，而且最先找到的那个返回 true。
//
// ln 被关闭之后（errors.Is 能找到 net.ErrClosed），AcceptLoop 把 Accept 已经返回的来电接听完，
// 然后返回 nil。其他错误一律返回，原样或者包装一层都行。AcceptLoop 返回或 panic 时，
// 这些连接都已经关闭，它启动的也都已经停下。几个循环可以同时运行，各用各的监听器。
func AcceptLoop(ln net.Listener, answer func(net.Conn)) error {
	panic("TODO: AcceptLoop")
}
