package shutdown

import (
	"context"
	"errors"
	"net"
)

// MaxLine is how many bytes a line has at most, its "\n" included. Requests and replies are
// lines.
//
// MaxLine 是一行最多有多少字节，“\n”也算在内。请求和答复都是一行。
const MaxLine = 1024

// ErrServerClosed is what Serve returns once Shutdown has been called.
//
// ErrServerClosed 是 Shutdown 被调用之后 Serve 返回的错误。
var ErrServerClosed = errors.New("server closed")

// Server answers requests, one line each, with replies, one line each. Its zero value, with
// Handle set, is ready for use. Several servers do not disturb each other. Add the fields that
// you need.
//
// Server 回答请求：一行请求，一行答复。设好 Handle 的零值就可以使用。几个 Server 互不影响。
// 需要什么字段，请自己添加。
type Server struct {
	// Handle answers one request. Neither has a "\n"; every other byte may be in them, and both
	// may be empty. It may be called by several goroutines at once. It does not panic.
	//
	// Handle 回答一个请求。请求和答复都不带“\n”；其他字节都可能出现，两者也都可能是空的。
	// 它可能同时被好几个 goroutine 调用。它不会 panic。
	Handle func(request string) (reply string)
}

// Serve accepts the callers of ln and serves each in a goroutine of its own, however many they
// are. ln is a listener of any kind; its connections can be compared, and so be keys of a map.
// Each whole line that comes is passed to Handle, without its "\n", and the reply is sent, with
// a "\n", and nothing else is sent. A caller sends its next request when it has the reply.
//
// A connection is closed when its caller hangs up or when it fails; the reply to a whole line
// that came before that is still sent. It is also closed as soon as MaxLine bytes have come
// without a "\n": neither that nor a line without its end is a request. The others are not
// disturbed. Before Shutdown nothing else closes a connection: there is no limit of time.
//
// After a temporary error of Accept (errors.As finds Temporary() bool, and it is true) Serve
// waits a little, 5 ms at least and 1 s at most, and asks again, however often. Any other error
// is returned, as it is or wrapped; the callers who are there are served on, and Shutdown waits
// for them.
//
// As soon as Shutdown is called Serve returns ErrServerClosed, while requests may still be in
// flight: it is Shutdown that waits for them. After Shutdown it closes ln and returns
// ErrServerClosed without serving anybody. When Serve returns, ln is closed. Serve is called
// once for each Server.
//
// Serve 接起 ln 的来电，每个来电由各自的 goroutine 来服务，不管有多少个。ln 是任何一种监听器；
// 它的连接可以比较，所以能当 map 的键。每来一整行，就去掉“\n”交给 Handle，再把答复加上“\n”发回去，
// 别的什么也不发。来电者收到答复才发下一个请求。
//
// 来电者挂断了，或者连接出了故障，就关闭这条连接；在那之前到的一整行，答复还是要发。来了 MaxLine 个字节
// 还不见“\n”，也立刻关闭：这样的半截话，以及没有“\n”就断了的最后一行，都不算请求。其他来电不受影响。
// Shutdown 之前，没有别的理由关闭连接：什么都没有时限。
//
// 遇到 Accept 的临时错误（errors.As 能找到 Temporary() bool，而且它返回 true），Serve 稍等片刻再问，
// 至少等 5 毫秒，至多等 1 秒，不管多少次。其他错误一律返回，原样或者包装；已经接起的来电照样服务，
// Shutdown 也照样等他们。
//
// Shutdown 一被调用，Serve 就返回 ErrServerClosed，这时可能还有请求没有答完：等它们的是 Shutdown。
// Shutdown 之后再调用 Serve，它关闭 ln，返回 ErrServerClosed，谁也不接。Serve 返回时，ln 已经关闭。
// 每个 Server 只调用一次 Serve。
func (s *Server) Serve(ln net.Listener) error {
	panic("TODO: Serve")
}

// Shutdown stops the server without dropping a word. It closes the listener first of all, so
// that nobody is accepted any more; a caller whom Accept returns even so is hung up on at once.
// Then it closes the idle connections at once, with a FIN: those on which no whole request has
// been read whose reply is still due. A reply is due until all of it has been written. A request
// in flight is finished: its reply is sent, and then its connection is closed, at once; no
// further request is read.
//
// When no connection is left, Shutdown returns nil, a second later at most. A connection is left
// until it is closed and its Handle has returned. If none is left when Shutdown is called, it
// returns nil even if ctx is over.
//
// When ctx ends first, the connections that are left are closed all the same, and an error
// that wraps ctx.Err() is returned at once, even if a Handle has not returned. Until then, a
// request is either handled and its reply sent, or it is not handled at all.
//
// Shutdown may be called before Serve, without it, again, and by several goroutines at once:
// each call waits, for as long as its own ctx.
//
// Shutdown 让服务端停下来，一句话也不丢。它首先关闭监听器，从此不再接受任何人；万一 Accept
// 还是返回了一个来电，就立刻把它挂断。然后立刻用 FIN 关闭空闲的连接，也就是没有“读到了一整行请求、
// 还欠着答复”的连接。答复全部写完之前，都算欠着。正在处理的请求要做完：发出答复，再立刻关闭那条连接；
// 不再读别的请求。
//
// 所有连接都结束了，Shutdown 至多再过 1 秒就返回 nil。连接关闭了，它的 Handle 也返回了，才算结束。
// 调用 Shutdown 时如果一条连接也不剩，就算 ctx 已经结束，也返回 nil。
//
// 如果 ctx 先结束，剩下的连接也一律关闭，并且立刻返回包装了 ctx.Err() 的错误，哪怕还有 Handle
// 没有返回。在那之前，一个请求要么处理了而且发出了答复，要么根本没有处理。
//
// Shutdown 可以在 Serve 之前调用，可以不调用 Serve 就调用，可以再次调用，也可以由好几个 goroutine
// 同时调用：每一次调用都会等，等到它自己的 ctx 为止。
func (s *Server) Shutdown(ctx context.Context) error {
	panic("TODO: Shutdown")
}
