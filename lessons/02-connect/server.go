package connect

import (
	"context"
	"net"
)

// Serve listens at addr ("host:port"; port 0 lets the system choose), and then announces
// its real address on ready, once: whoever hears it can connect at once. It hangs up on
// each caller politely, with a FIN and without a word, and goes on until ctx ends. Then it
// returns nil, whether or not anybody has heard the announcement, and its port is free.
// If it cannot listen, it announces nothing and returns the system's error.
//
// Serve 在 addr（形如 host:port，端口 0 由系统挑选）监听，然后在 ready 上报出真正的地址，只报一次：
// 谁听到这个地址，马上就能连上。对每个来电，它什么也不说，礼貌地挂断（FIN），直到 ctx 结束。
// 那时不管有没有人听到过地址，都返回 nil，端口也已腾出。如果监听不成，就什么也不报，返回系统给出的错误。
func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	panic("TODO: Serve")
}
