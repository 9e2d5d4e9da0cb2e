package manyclients

import (
	"context"
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
