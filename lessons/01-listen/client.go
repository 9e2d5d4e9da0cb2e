package listen

import "context"

// Probe finds out whether anybody listens at addr ("host:port"): true if a connection is
// made, false without an error if it is refused. Anything else (ctx is over, no answer, a
// malformed address) leaves the question open and is an error. Probe hangs up before it
// returns.
//
// Probe 查明 addr（形如 host:port）处有没有人在监听：连得上返回 true；被拒绝返回 false，此时没有错误。
// 其余情况（ctx 已结束、无人应答、地址有误）说明问题没有答案，返回错误。Probe 返回之前先挂断。
func Probe(ctx context.Context, addr string) (bool, error) {
	panic("TODO: Probe")
}
