package listen

import "context"

// Probe finds out whether anybody listens at addr, an address as in Listen: true if a
// connection is made, false if it is refused (ECONNREFUSED), both without an error. Anything
// else leaves the question open: false and an error, whichever. Each call asks anew. When ctx
// ends, Probe gives up at once. Before it returns, it hangs up, and whatever it started has
// ended.
//
// Probe 查明 addr（写法和 Listen 的一样）处有没有人在监听：连得上返回 true，被拒绝（ECONNREFUSED）
// 返回 false，这两种都没有错误。其余情况说明问题没有答案：返回 false 和一个错误，哪种错误都行。
// 每次调用都重新去问。ctx 一结束，Probe 立刻放弃。Probe 返回之前先挂断，它启动的一切也都已结束。
func Probe(ctx context.Context, addr string) (bool, error) {
	panic("TODO: Probe")
}
