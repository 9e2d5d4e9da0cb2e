package connect

import (
	"context"
	"net"
)

// Connect dials addr ("host:port") and returns the connection, which then is the caller's
// to close. When ctx ends first, it gives up at once: a cancelled ctx is an error in which
// errors.Is finds context.Canceled, a deadline is a timeout. A refusal is an error that
// names addr, and in which errors.Is finds ECONNREFUSED. Once connected, the call no longer
// depends on ctx.
//
// Connect 拨打 addr（形如 host:port），返回连接，由调用者负责关闭。如果 ctx 先结束，就立刻放弃：
// ctx 被取消，errors.Is 能在错误里找到 context.Canceled；到了截止时间，返回的是超时错误。
// 被拒绝时，错误里写明 addr，errors.Is 能找到 ECONNREFUSED。一旦连上，这通电话就不再受 ctx 影响。
func Connect(ctx context.Context, addr string) (net.Conn, error) {
	panic("TODO: Connect")
}

// ConnectWhenReady is Connect for a server that may not be there yet: as long as it is
// refused it tries again, with a pause in between, until ctx ends; then it gives up at
// once, with an error like Connect's. A server that is there is reached without any wait.
// Any error but a refusal is hopeless and is returned at once.
//
// ConnectWhenReady 跟 Connect 一样，不过服务端可以还没来：只要是被拒绝，就停一停再试，直到 ctx 结束；
// 那时立刻放弃，错误与 Connect 的相同。服务端已经在了，就不等，直接连上。
// 除了被拒绝，别的错误再试也没有用，立刻返回。
func ConnectWhenReady(ctx context.Context, addr string) (net.Conn, error) {
	panic("TODO: ConnectWhenReady")
}
