package manyclients

import (
	"context"
	"io"
	"net"
)

// FanOut connects to addr ("host:port") n times at once, and has talk speak on each
// connection, numbered from 0, in a goroutine of its own. It waits for all of them. A
// connection is closed when its talk is over.
//
// The first failure, be it a refused connection or an error of talk's, ends the others: their
// ctx is cancelled and their connections are closed, so that none of them waits on. So does
// the end of ctx. In the error, errors.Is finds that first failure, and ctx.Err() if it was
// the end of ctx; further errors may be in it too. It is nil when every talk returned nil.
//
// FanOut 同时与 addr（形如 host:port）建立 n 条连接，每条连接在自己的 goroutine 里由 talk 通话，
// 编号从 0 开始。它等所有通话都结束才返回。一个 talk 结束了，它的连接就关闭。
//
// 第一个失败，不论是连接被拒绝还是 talk 返回错误，都会结束其余的通话：它们的 ctx 被取消，连接被关闭，
// 谁也不会一直等下去。ctx 结束时也是这样。返回的错误里，errors.Is 能找到那第一个失败；如果是 ctx
// 结束了，则能找到 ctx.Err()；里面还有别的错误也无妨。所有 talk 都返回 nil 时，FanOut 返回 nil。
func FanOut(ctx context.Context, addr string, n int, talk func(ctx context.Context, i int, conn net.Conn) error) error {
	panic("TODO: FanOut")
}

// Chat says on conn what in holds, and writes to out what it hears, both at once, byte for
// byte. When in ends, Chat finishes (half-close) and listens on. When the server has finished,
// all has been heard: Chat returns nil, whether in has ended or not.
//
// conn may be of any type that has a CloseWrite method, as *net.TCPConn has; one without it is
// an error. A failure of conn, in or out is an error in which errors.Is finds its reason. The
// end of ctx ends the chat at once: the error wraps ctx.Err(). When Chat returns, conn is
// closed.
//
// in belongs to the caller, who closes it. A Read of in's that waits, as for somebody at a
// keyboard, cannot be interrupted: it may outlast Chat. What it brings is lost then, and
// nothing more is read.
//
// Chat 在 conn 上说出 in 里的话，同时把听到的话写到 out，两件事一起进行，一个字节也不改。in 到了
// 结尾，Chat 就结束发送（半关闭），接着听。服务端说完了，话就听完了：不管 in 有没有到结尾，Chat 都
// 返回 nil。
//
// conn 可以是任何带 CloseWrite 方法的类型，例如 *net.TCPConn；没有这个方法就返回错误。conn、in 或 out
// 出了故障都要返回错误，errors.Is 能在其中找到原因。ctx 一结束，通话立刻结束，返回的错误包着
// ctx.Err()。Chat 返回时，conn 已经关闭。
//
// in 归调用者所有，由调用者关闭。in 的某次 Read 正在等（比如等人敲键盘）时，谁也没法打断它：它可能
// 比 Chat 还晚结束。这次读到的东西就丢了，之后也不再读。
func Chat(ctx context.Context, conn net.Conn, in io.Reader, out io.Writer) error {
	panic("TODO: Chat")
}
