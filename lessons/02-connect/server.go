package connect

import (
	"context"
	"net"
)

// Serve listens at addr, an address as in lesson 01, and then announces its real address on
// ready, once: a client that hears it can connect at once. It leaves ready open. It hangs up on each
// caller at once, with a FIN and without a word, and does not wait for the caller to hang up
// first. (A caller who has spoken may get a RST.) So it goes on until ctx ends, and of callers
// who are gone it keeps nothing.
//
// When ctx has ended, for whatever reason, Serve returns nil, whether or not anybody has heard
// the announcement or called. If ctx had ended before, it returns nil, too, and may announce
// its address or not. If it cannot listen, it announces nothing and returns the error, in which
// errors.Is finds the system's reason, as in lesson 01. If its listener breaks, it returns that
// error. When Serve has returned, its port is free, every connection is closed, and nothing
// waits for ctx any more. Several can serve at once.
//
// Serve 在 addr（写法和第 01 课的一样）监听，然后在 ready 上报出真正的地址，只报一次：谁听到这个地址，
// 马上就能连上。它不关闭 ready。对每个来电，它一声不响，马上挂断（FIN），不等对方先挂。（对方如果先说了话，
// 可能得到 RST。）它就这样一直接到 ctx 结束；来电走了，什么也不留下。
//
// ctx 结束了，不管因为什么，Serve 都返回 nil，有没有人听到过地址、打进来过，都一样。ctx 如果早已结束，
// 也返回 nil，地址可报可不报。如果监听不成，就什么也不报，返回错误，errors.Is 能在其中找到系统给出的原因，
// 和第 01 课一样。监听器如果坏了，就返回它的错误。Serve 返回之后，端口已经腾出，连接都已关闭，也没有什么
// 还在等 ctx。几个 Serve 可以同时工作。
func Serve(ctx context.Context, addr string, ready chan<- net.Addr) error {
	panic("TODO: Serve")
}
