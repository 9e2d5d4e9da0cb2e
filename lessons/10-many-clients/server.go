package manyclients

import "net"

// Server answers many callers at the same time. You may add fields of your own.
//
// Server 同时接听许多来电。你可以添加自己的字段。
type Server struct {
	// Handler has the conversation with one caller. It is called many times at once.
	//
	// Handler 和一个来电者通话。它会同时被调用许多次。
	Handler func(conn net.Conn)
	// MaxConns is the most conversations at the same time. 0 or less: no limit.
	//
	// MaxConns 是同时通话的最大数目。0 或负数表示不限。
	MaxConns int
}

// Serve picks up the callers of ln, each in a goroutine of its own, and goes back to Accept at
// once. A connection is closed when its Handler is done, before its seat goes to the next
// caller. When there are MaxConns conversations, the next caller waits, however long, and is
// served when one of them is over; nobody is refused. Serve sets no time limit of its own.
//
// A Handler returns, or it panics, with any value. A panic costs its own connection only: that
// one is closed, and everything else goes on. A temporary error of Accept, as in lesson 03,
// does not end Serve, however often it comes. Serve asks again after 5 ms at least and 1 s at
// most (the first time it may ask again at once).
//
// When ln has been closed (errors.Is finds net.ErrClosed), Serve returns nil. Any other error,
// io.EOF too, means that ln is broken for good: it is returned, itself or wrapped. Either way
// Serve first waits until the conversations that go on are over and their connections are
// closed, without disturbing them. ln belongs to the caller: Serve does not close it. When
// Serve has returned, it may be called again.
//
// Serve 接起 ln 的来电，每个来电在自己的 goroutine 里通话，然后马上回去 Accept。Handler 一做完，就关闭
// 它的连接，然后位子才让给下一个来电者。已有 MaxConns 个通话时，下一个来电者就等着，等多久都行，有一个
// 通话结束了就轮到他；谁也不会被拒绝。Serve 自己不设时间限制。
//
// Handler 要么返回，要么 panic（值不限）。panic 只损失它自己的那条连接：这条连接要关闭，其余一切照常。
// Accept 的临时错误和第 03 课的一样，不管来多少次，都不会结束 Serve。每次至少等 5 毫秒、至多等 1 秒再问
// （第一次可以马上再问）。
//
// ln 被关闭之后（errors.Is 能找到 net.ErrClosed），Serve 返回 nil。其他错误（io.EOF 也算）表示 ln
// 再也不会好了：一律返回，原样或包装都行。无论哪一种，都先等正在进行的通话结束、连接都关闭了才返回，而且
// 不打扰它们。ln 归调用者所有，Serve 不去关闭它。Serve 返回之后，可以再次调用。
func (s *Server) Serve(ln net.Listener) error {
	panic("TODO: Serve")
}
