package deadlines

import (
	"net"
	"time"
)

// ReadIdle fills p with what the peer sends. The peer may be silent for at most idle at a
// time: every byte that comes starts the wait anew, however long it takes to fill p. n is
// how many bytes of p have come; err is nil when that is all of p, and then only. The bytes
// that came are kept, whatever the error:
//
//   - the peer was silent for idle: errors.Is finds os.ErrDeadlineExceeded;
//   - the peer finished before p was full: io.EOF if nothing came, io.ErrUnexpectedEOF if
//     something did;
//   - conn failed: errors.Is finds its reason.
//
// A read deadline that conn has from before does not count. When ReadIdle returns, conn has
// no read deadline and can be used on, also after a timeout, and nobody reads from it any
// more. Its write deadline is left as it is.
//
// ReadIdle 用对端发来的内容填满 p。对端每次最多可以沉默 idle 这么久：只要来了字节，就重新计时，
// 填满 p 总共要多久都不要紧。n 是 p 里已经到达的字节数；填满了，err 才是 nil，没有填满就不是。
// 不管出了什么错，已经到达的字节都要留住：
//
//   - 对端沉默满 idle：errors.Is 能认出 os.ErrDeadlineExceeded；
//   - p 还没填满，对端就结束了：一个字节也没来是 io.EOF，来过一些是 io.ErrUnexpectedEOF；
//   - conn 出了故障：errors.Is 能在错误里找到原因。
//
// conn 先前带着的读截止时间不算数。ReadIdle 返回时，conn 没有读截止时间，还可以接着用，超时之后也一样，
// 而且不再有人在读它。写截止时间原封不动。
func ReadIdle(conn net.Conn, p []byte, idle time.Duration) (n int, err error) {
	panic("TODO: ReadIdle")
}

// HandleWithin calls handler with a connection that stands for conn, and returns when
// handler has. All that handler reads and writes has to be done within total, counted from
// the beginning: when total is over, the Read or Write that is waiting fails, and so does
// every later one, at once, with an error in which errors.Is finds os.ErrDeadlineExceeded.
//
// handler may set deadlines of its own, from several goroutines if it likes: an earlier one
// holds, and a later one, or none, means the end of total. Deadlines that conn has from
// before do not count.
//
// handler's error is returned, itself or wrapped. If total is over when handler returns,
// errors.Is also finds os.ErrDeadlineExceeded, whatever handler says, nil included.
// handler's panic goes through. In every case conn is left without a deadline, and open,
// unless handler has closed it, which is no error.
//
// HandleWithin 调用 handler，交给它一条代表 conn 的连接，handler 返回了它才返回。handler 的一切读写
// 都要在 total 之内完成，从头算起：total 一到，正在等待的 Read 或 Write 就失败，以后的每一次也都立刻失败，
// errors.Is 能在错误里认出 os.ErrDeadlineExceeded。
//
// handler 可以自己设截止时间，也可以在几个 goroutine 里设：比 total 的终点早的，照它的办；更晚的，
// 或者取消截止时间，都只到 total 的终点为止。conn 先前带着的截止时间不算数。
//
// handler 的错误要返回，原样或者包装都行。如果 handler 返回时 total 已经到了，那么不管 handler 怎么说，
// 哪怕是 nil，errors.Is 都还能认出 os.ErrDeadlineExceeded。handler 的 panic 照样往外传。无论哪种情形，
// 最后 conn 都不带截止时间，也没有被关闭；handler 自己把它关了，不算错误。
func HandleWithin(conn net.Conn, total time.Duration, handler func(net.Conn) error) error {
	panic("TODO: HandleWithin")
}
