package relay

import (
	"context"
	"net"
	"time"
)

// Forward picks up the callers of ln, any number at the same time, and goes back to Accept at once.
// It dials target ("host:port", with a name or an IP address) for each of them, over TCP, and joins
// the two with Relay and idle. What ln hands over are Conns.
//
// When target cannot be reached, the caller's connection is closed with a RST: with a FIN it would
// believe that the answer is empty. Whatever happens to one caller, to its target or to their
// relay, the others do not notice.
//
// A temporary error of Accept, as in lesson 03, does not end Forward, however often it comes:
// Forward asks again after 5 ms at least and 1 s at most (the first time it may ask again at once).
// When ln has been closed (errors.Is finds net.ErrClosed), Forward waits until its relays are over,
// and returns nil. Any other error of Accept means that ln is broken for good: Forward waits in the
// same way and returns the error, itself or wrapped.
//
// The end of ctx, before the call or during it, ends every wait at once: for callers, for targets,
// for relays. Every caller that has been picked up, and every target that is joined with one, gets a
// RST, and Forward returns nil, whether ln is closed or broken or not. Forward owns ln: when it
// returns, ln is closed, every connection is closed, no goroutine is left, and nothing waits for
// the end of ctx.
//
// Forward 接起 ln 的来电，同时多少个都行，接起一个就马上回去 Accept。它为每个来电用 TCP 拨 target
// （形如 host:port，可以是名字或 IP 地址），再用 Relay 和 idle 把两头接起来。ln 交出来的都是 Conn。
//
// target 拨不通，就以 RST 关闭来电的连接：如果用 FIN，来电者会以为一个字也没有就是全部的回答。一个来电、
// 它的 target、它们的转接不管出了什么事，都和别的来电无关。
//
// Accept 的临时错误和第 03 课的一样，不管来多少次，都不会结束 Forward：每次至少等 5 毫秒、至多等 1 秒再问
// （第一次可以马上再问）。ln 被关闭之后（errors.Is 能找到 net.ErrClosed），Forward 等所有转接都结束了，返回 nil。
// Accept 的其他错误表示 ln 再也不会好了：Forward 同样等着，然后返回这个错误，原样或包装都行。
//
// ctx 一结束，不管是调用之前还是进行之中，所有的等待都立刻停下：等来电的，等 target 的，正在转接的。已经接起的
// 来电，和来电接在一起的 target，得到的都是 RST；Forward 返回 nil，不管 ln 有没有关闭、有没有坏。ln 归 Forward
// 所有：它返回时，ln 已经关闭，连接都已经关闭，没有留下 goroutine，也没有什么还在等 ctx 结束。
func Forward(ctx context.Context, ln net.Listener, target string, idle time.Duration) error {
	panic("TODO: Forward")
}
