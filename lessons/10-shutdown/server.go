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
// Handle set, is ready for use. Add the fields that you need.
//
// Server 回答请求：一行请求，一行答复。设好 Handle 的零值就可以使用。需要什么字段，请自己添加。
type Server struct {
	// Handle answers one request. Neither has a "\n". It may be called by several goroutines
	// at once.
	//
	// Handle 回答一个请求，请求和答复都不带“\n”。它可能同时被好几个 goroutine 调用。
	Handle func(request string) (reply string)
}

// Serve accepts the callers of ln (a listener of any kind) and serves each in a goroutine of
// its own: each whole line that comes is passed to Handle, without its "\n", and the reply is
// sent, with a "\n". A caller sends its next request when it has the reply. A connection is
// closed when its caller hangs up, and as soon as MaxLine bytes have come without a "\n":
// neither that nor a line without its end is a request. The others are not disturbed.
//
// After a temporary error of Accept (errors.As finds Temporary() bool, and it is true) Serve
// waits a little, 5 ms at least and 1 s at most, and asks again; any other error is returned.
// As soon as Shutdown is called Serve returns ErrServerClosed, while requests may still be in
// flight: it is Shutdown that waits for them. After Shutdown it closes ln and returns
// ErrServerClosed without serving anybody. When Serve returns, ln is closed. Serve is called
// once for each Server.
//
// Serve 接起 ln（任何一种监听器）的来电，每个来电由各自的 goroutine 来服务：每来一整行，就去掉“\n”
// 交给 Handle，再把答复加上“\n”发回去。来电者收到答复才发下一个请求。来电者挂断，就关闭这条连接；
// 来了 MaxLine 个字节还不见“\n”，也立刻关闭。这样的半截话，以及没有“\n”就断了的最后一行，都不算请求。
// 其他来电不受影响。
//
// 遇到 Accept 的临时错误（errors.As 能找到 Temporary() bool，而且它返回 true），Serve 稍等片刻再问，
// 至少等 5 毫秒，至多等 1 秒；其他错误一律返回。Shutdown 一被调用，Serve 就返回 ErrServerClosed，
// 这时可能还有请求没有答完：等它们的是 Shutdown。Shutdown 之后再调用 Serve，它关闭 ln，
// 返回 ErrServerClosed，谁也不接。Serve 返回时，ln 已经关闭。每个 Server 只调用一次 Serve。
func (s *Server) Serve(ln net.Listener) error {
	panic("TODO: Serve")
}

// Shutdown stops the server without dropping a word. It closes the listener first of all, so
// that nobody is accepted any more; a caller whom Accept returns even so is hung up on. Then
// it closes the idle connections at once, with a FIN: those on which no whole request has
// been read whose reply is still due. A request in flight is finished: its reply is sent, and
// then its connection is closed. When no connection is left, Shutdown returns nil.
//
// When ctx ends first, the connections that are left are closed all the same, and an error
// that wraps ctx.Err() is returned at once, even if a Handle has not returned. Until then, a
// request is either handled and its reply sent, or it is not handled at all.
//
// Shutdown may be called before Serve, without it, again, and by several goroutines at once:
// each call waits, for as long as its own ctx.
//
// Shutdown 让服务端停下来，一句话也不丢。它首先关闭监听器，从此不再接受任何人；万一 Accept
// 还是返回了一个来电，就把它挂断。然后立刻用 FIN 关闭空闲的连接，也就是没有“读到了一整行请求、
// 还欠着答复”的连接。正在处理的请求要做完：发出答复，再关闭那条连接。所有连接都结束了，Shutdown 返回 nil。
//
// 如果 ctx 先结束，剩下的连接也一律关闭，并且立刻返回包装了 ctx.Err() 的错误，哪怕还有 Handle
// 没有返回。在那之前，一个请求要么处理了而且发出了答复，要么根本没有处理。
//
// Shutdown 可以在 Serve 之前调用，可以不调用 Serve 就调用，可以再次调用，也可以由好几个 goroutine
// 同时调用：每一次调用都会等，等到它自己的 ctx 为止。
func (s *Server) Shutdown(ctx context.Context) error {
	panic("TODO: Shutdown")
}
