package connect

import (
	"context"
	"net"
)

// Connect dials addr, an address as in lesson 01, and returns the connection: open both ways,
// with nothing read or written yet. It is the caller's to close. A refusal is an error that
// names addr, and in which errors.Is finds ECONNREFUSED; in no other error does it find that.
//
// When ctx ends first, Connect gives up at once. A cancelled ctx, whatever its cause, is an
// error in which errors.Is finds context.Canceled; a deadline is a timeout; and neither is the
// other. A connection that comes too late is closed. Once connected, the call no longer depends
// on ctx, and nothing waits for ctx any more.
//
// Connect 拨打 addr（写法和第 01 课的一样），返回连接：两个方向都开着，还没有读过、写过一个字节；
// 由调用者负责关闭。被拒绝时，错误里写明 addr，errors.Is 能找到 ECONNREFUSED；在别的错误里都找不到它。
//
// 如果 ctx 先结束，Connect 立刻放弃。ctx 被取消，不管它另有什么原因，errors.Is 都能在错误里找到
// context.Canceled；到了截止时间，返回的是超时错误；两者不会混在一起。来得太晚的连接要关闭。
// 一旦连上，这通电话就不再受 ctx 影响，也没有什么还在等 ctx。
func Connect(ctx context.Context, addr string) (net.Conn, error) {
	panic("TODO: Connect")
}

// ConnectWhenReady is Connect for a server that may not be there yet. While it is refused, it
// pauses for 1 ms at least and 1 s at most and dials again, for as long as ctx allows, however
// often. When ctx ends, it gives up within a tenth of a second, with an error like Connect's (in
// which there may be a refusal as well). If ctx had ended before, it does not dial at all.
//
// A server that is there is reached without any wait. Any error but a refusal is hopeless and
// is returned at once. Once connected, the call no longer depends on ctx, as with Connect.
//
// ConnectWhenReady 跟 Connect 一样，不过服务端可以还没启动。只要是被拒绝，就停 1 毫秒以上、1 秒以内，
// 再拨；ctx 允许多久就拨多久，不限次数。ctx 一结束，十分之一秒之内就放弃，错误与 Connect 的相同
// （其中也可以有一次拒绝）。ctx 如果早已结束，就根本不拨号。
//
// 服务端已经在了，就不等，直接连上。除了被拒绝，别的错误再试也没有用，立刻返回。
// 一旦连上，这通电话就不再受 ctx 影响，和 Connect 一样。
func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	panic("TODO: ConnectWhenReady")
}
