package shutdown

import (
	"context"
	"net"
	"time"
)

// How long a client waits between two attempts: at most FirstWait after the first failure,
// twice as much after each further one, and never more than LongestWait.
//
// 客户端在两次尝试之间等多久：第一次失败之后至多等 FirstWait，以后每失败一次加倍，
// 但无论如何不超过 LongestWait。
const (
	FirstWait   = 50 * time.Millisecond
	LongestWait = 2 * time.Second
)

// Reconnect dials until it succeeds, whatever the error and however often, and returns the
// connection untouched; from then on it is the caller's to close. After each failure Reconnect
// waits for a random time between half of d and d, one as likely as another: d is FirstWait
// after the first failure, and doubles with each further one up to LongestWait. The chance is
// needed: clients that have lost their server in the same moment must not come back in step.
//
// When ctx ends, so does the wait, at once, and so does the dial, which is given ctx or a
// context made from it that does not end sooner. The error then wraps ctx.Err() and the error
// of the last dial. With an error no connection is left open.
//
// Reconnect 不停地拨号，不管出什么错，不管多少次，直到拨通为止，然后原封不动地返回那条连接，由调用者关闭。
// 每次失败之后，它随机等待一段时间，在 d 的一半到 d 之间，长短机会均等：第一次失败之后 d 是 FirstWait，
// 以后每失败一次加倍，直到 LongestWait 为止。随机是必要的：同一时刻失去服务端的那些客户端，
// 不能踩着同样的步点一起回来。
//
// ctx 一结束，等待立刻结束，拨号也立刻结束，因为交给 dial 的就是 ctx，或者由它派生、不会更早结束的 context。
// 这时返回的错误要包装 ctx.Err() 和最后一次拨号的错误。返回错误时，不留下开着的连接。
func Reconnect(ctx context.Context, dial func(context.Context) (net.Conn, error)) (net.Conn, error) {
	panic("TODO: Reconnect")
}

// Deliver asks the requests in order, over one connection for as long as it lasts, and
// returns their replies in order. Neither have a "\n"; every other byte stays as it is. A
// request is asked when the one before it has its reply. When the connection ends or fails, in
// whatever way, before the whole reply has come, "\n" included, Deliver closes it, connects
// again and asks that request again, but none that has its reply. Errors of Close do not matter.
//
// Between dials it waits as Reconnect does. A connection that brought no reply is a failure,
// too: the wait grows with each failure of either kind, until a reply comes; after that it
// begins at FirstWait again. After a connection that brought a reply Deliver may dial at once.
//
// A request that is not one line of at most MaxLine bytes ("\n" included) is an error, and is
// not sent; those before it may have been asked by then, or not. A reply that is longer than
// MaxLine bytes ("\n" included) is an error: to ask again would not help. When ctx ends, so does
// every wait, at once; the error then wraps ctx.Err(). There is no other limit of time. With an
// error come the replies so far. When Deliver returns, no connection is open, and nothing of it
// waits for ctx. Without requests it does not dial, and returns no error.
//
// Deliver 按顺序问出所有请求，连接能用多久就用多久，并按顺序返回答复。请求和答复都不带“\n”，其他字节原封不动。
// 前一个请求得到答复，才问下一个。如果整行答复（连同“\n”）还没到，连接就断了或出了故障，不管是怎么断的，
// Deliver 都关闭这条连接，重新连上，把这个请求再问一遍；已经得到答复的，一个也不再问。Close 返回什么错误都不要紧。
//
// 两次拨号之间，它像 Reconnect 那样等待。没有带来答复的连接也是一次失败：每失败一次，不管是哪一种，等待都加长，
// 直到得到一个答复；此后又从 FirstWait 开始。带来过答复的连接断了，可以马上重拨。
//
// 如果一个请求不是至多 MaxLine 字节（连同“\n”）的一行，就返回错误，不把它发出去；它前面的请求，那时问过没问过都行。
// 答复（连同“\n”）超过 MaxLine 字节，也返回错误：再问一遍也没有用。ctx 一结束，所有的等待立刻结束，
// 返回的错误要包装 ctx.Err()。除此以外没有时限。返回错误时，也返回到那时为止的答复。Deliver 返回时，
// 没有任何连接还开着，也没有什么还在等 ctx。没有请求，就不拨号，也没有错误。
func Deliver(
	ctx context.Context, dial func(context.Context) (net.Conn, error), requests []string,
) (replies []string, err error) {
	panic("TODO: Deliver")
}
