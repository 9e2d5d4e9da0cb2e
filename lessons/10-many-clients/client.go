package manyclients

import (
	"context"
	"io"
	"net"
)

// FanOut connects to addr n times at once, however large n is, and has talk speak on each
// connection in a goroutine of its own. The conversations are numbered from 0, and each has a
// connection of its own. addr is "host:port", with a name, an IPv4 or an IPv6 address. FanOut
// waits for all of them, however long. A connection is closed when its talk has returned.
//
// The first failure, be it a refused connection or an error of talk's, ends the others: their
// ctx is cancelled and their connections are closed, so that none of them waits on. So does
// the end of ctx, while dialing, too. A talk that returns nil ends nobody but itself.
//
// In the error, errors.Is finds that first failure, whichever it is, and ctx.Err() if it was the
// end of ctx; further errors may be in it too. It is nil when every talk has returned nil, even
// if ctx has ended meanwhile. When FanOut has returned, nothing of it is left: no connection, no
// goroutine, and nothing that waits for the end of ctx.
//
// FanOut 同时与 addr 建立 n 条连接，n 多大都行，每条连接在自己的 goroutine 里由 talk 通话。通话的编号从
// 0 开始，各用各的连接。addr 形如 host:port，可以是名字、IPv4 或 IPv6 地址。FanOut 等所有通话都结束才
// 返回，等多久都行。一个 talk 返回了，它的连接就关闭。
//
// 第一个失败，不论是连接被拒绝还是 talk 返回错误，都会结束其余的通话：它们的 ctx 被取消，连接被关闭，
// 谁也不会一直等下去。ctx 结束时也是这样，还在拨号也一样。返回 nil 的 talk 只结束它自己。
//
// 返回的错误里，errors.Is 能找到那第一个失败，不管是哪一种；如果是 ctx 结束了，则能找到 ctx.Err()；里面
// 还有别的错误也无妨。所有 talk 都返回 nil 时，FanOut 返回 nil，哪怕这时 ctx 已经结束。FanOut 返回之后
// 什么也不留：没有连接，没有 goroutine，也没有谁还在等 ctx 结束。
func FanOut(ctx context.Context, addr string, n int, talk func(ctx context.Context, i int, conn net.Conn) error) error {
	panic("TODO: FanOut")
}

// Chat says on conn what in holds, and writes to out what it hears: both at once, and each piece
// as soon as it has come. It changes no byte, whatever the bytes are. When in ends, even without
// a word, Chat finishes (half-close) and listens on. When the server has finished (io.EOF), all
// has been heard: Chat returns nil at once, whether in has ended or not. Silence is no end,
// however long it lasts.
//
// conn may be of any type that has a CloseWrite method, as *net.TCPConn has; one without it is
// an error at once. A failure of conn, in or out ends the chat at once: errors.Is finds its
// reason in the error, whichever it is. The end of ctx ends the chat at once: the error wraps
// ctx.Err(). When Chat returns, conn is closed.
//
// in and out belong to the caller: Chat only reads in and writes to out. A Read of in's that
// waits, as for somebody at a keyboard, cannot be interrupted: it may outlast Chat. What it
// brings is lost then, and nothing more is read. A Write to out that waits is waited for. When
// Chat has returned, nothing of it is left but that Read.
//
// Chat 在 conn 上说出 in 里的话，同时把听到的话写到 out：两件事一起进行，每到一段就马上转出去。不管是什么
// 字节，一个也不改。in 到了结尾（一句话没有也算），Chat 就结束发送（半关闭），接着听。服务端说完了
// （io.EOF），话就听完了：不管 in 有没有到结尾，Chat 都马上返回 nil。沉默不是结尾，再久也不是。
//
// conn 可以是任何带 CloseWrite 方法的类型，例如 *net.TCPConn；没有这个方法就马上返回错误。conn、in 或
// out 出了故障，通话立刻结束：errors.Is 能在返回的错误里找到原因，不管是哪一种。ctx 一结束，通话立刻结束，
// 返回的错误包着 ctx.Err()。Chat 返回时，conn 已经关闭。
//
// in 和 out 归调用者所有：Chat 只读 in，只写 out。in 的某次 Read 正在等（比如等人敲键盘）时，谁也没法
// 打断它：它可能比 Chat 还晚结束。这次读到的东西就丢了，之后也不再读。out 的某次 Write 正在等时，Chat
// 会等它完成。Chat 返回之后，除了那次 Read，什么也不留。
func Chat(ctx context.Context, conn net.Conn, in io.Reader, out io.Writer) error {
	panic("TODO: Chat")
}
