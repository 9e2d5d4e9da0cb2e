package deadlines

import (
	"net"
	"time"
)

// ReadIdle fills p with what the peer sends, and returns as soon as p is full. The peer may
// be silent for at most idle at a time: the wait begins with the call, and anew with every
// byte that comes, however long it takes to fill p. n is how many bytes of p have come, and
// they are kept, whatever the error; err is nil when that is all of p, and then only.
// Otherwise errors.Is finds in it what happened, and nothing else:
//
//   - the peer was silent for idle: os.ErrDeadlineExceeded;
//   - the peer finished before p was full: io.EOF if nothing came, io.ErrUnexpectedEOF if
//     something did;
//   - conn failed: its own reason.
//
// Nothing is taken from conn that p has no room for. A read deadline that conn has from
// before does not count. When ReadIdle returns, with or without an error, conn has no read
// deadline and can be used on, and nobody reads from it any more. Its write deadline is left
// as it is.
//
// The caller sees to it that idle is above 0, and that conn's Read returns at least one byte
// or an error.
//
// ReadIdle 用对端发来的内容填满 p，一填满就返回。对端每次最多可以沉默 idle 这么久：从调用时开始计时，
// 每来一个字节都重新计时，填满 p 总共要多久都不要紧。n 是 p 里已经到达的字节数，不管出了什么错，
// 这些字节都要留住；填满了，err 才是 nil，没有填满就不是。没有填满时，errors.Is 能在 err 里认出发生了什么，
// 也只认得出这一件：
//
//   - 对端沉默满 idle：os.ErrDeadlineExceeded；
//   - p 还没填满，对端就结束了：一个字节也没来是 io.EOF，来过一些是 io.ErrUnexpectedEOF；
//   - conn 出了故障：它自己的原因。
//
// p 装不下的，一个字节也不从 conn 里取。conn 先前带着的读截止时间不算数。ReadIdle 返回时，有没有错误都一样，
// conn 没有读截止时间，还可以接着用，而且不再有人在读它。写截止时间原封不动。
//
// 调用者保证 idle 大于 0，也保证 conn 的 Read 要么至少带来一个字节，要么返回错误。
func ReadIdle(conn net.Conn, p []byte, idle time.Duration) (n int, err error) {
	panic("TODO: ReadIdle")
}

// HandleWithin calls handler once, with a connection that stands for conn, and returns when
// handler has. That connection's methods do and return what conn's do, but for deadlines:
// all that handler reads and writes has to be done within total, counted from the call. When
// total is over, the Read or Write that is waiting fails, and so does every later one, at
// once, with an error in which errors.Is finds os.ErrDeadlineExceeded.
//
// handler may set deadlines of its own, again and again, from several goroutines if it likes.
// In each direction the last one holds if it is earlier than the end of total; a later one,
// or none, means the end of total. Deadlines that conn has from before do not count.
//
// handler's error is returned, itself or wrapped. If total is over when handler returns, be
// it in this very moment, errors.Is also finds os.ErrDeadlineExceeded, whatever handler says,
// nil included; earlier, only what handler says counts. handler's panic goes through, with
// its value. In every case conn is left without a deadline, and open, unless handler has
// closed it, which is no error.
//
// ReadIdle and HandleWithin may be at work for many connections at the same time. The caller
// sees to it that conn is open, that total is above 0, and that handler is done with its
// connection when it returns.
//
// HandleWithin 调用一次 handler，交给它一条代表 conn 的连接，handler 返回了它才返回。这条连接的各个方法，
// 做的和返回的都与 conn 的一样，只有截止时间不同：handler 的一切读写都要在 total 之内完成，从调用时算起。
// total 一到，正在等待的 Read 或 Write 就失败，以后的每一次也都立刻失败，errors.Is 能在错误里认出
// os.ErrDeadlineExceeded。
//
// handler 可以自己设截止时间，可以反复地设，也可以在几个 goroutine 里设。每个方向都以最后设的为准，
// 只要它比 total 的终点早；更晚的，或者取消截止时间，都只到 total 的终点为止。conn 先前带着的截止时间不算数。
//
// handler 的错误要返回，原样或者包装都行。如果 handler 返回时 total 已经到了，哪怕恰好在这一刻到，
// 那么不管 handler 怎么说，返回 nil 也一样，errors.Is 都还能认出 os.ErrDeadlineExceeded；还没有到，就只看
// handler 怎么说。handler 的 panic 照样往外传，值也不变。无论哪种情形，最后 conn 都不带截止时间，也没有被关闭；
// handler 自己把它关了，不算错误。
//
// ReadIdle 和 HandleWithin 可以同时为许多条连接工作。调用者保证 conn 是开着的，total 大于 0，
// 也保证 handler 返回以后不再用它的连接。
func HandleWithin(conn net.Conn, total time.Duration, handler func(net.Conn) error) error {
	panic("TODO: HandleWithin")
}
