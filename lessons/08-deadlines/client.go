package deadlines

import "context"

// CallWithin dials addr ("host:port"), sends all of request, finishes sending (half close),
// reads the reply until the server has finished, and returns it: at most limit bytes. As
// soon as there is one byte more, it stops reading and returns an error.
//
// The end of ctx ends every wait at once, in dialling, in writing and in reading alike. The
// error then wraps ctx.Err(): errors.Is finds context.Canceled or context.DeadlineExceeded.
// A reply that is complete is returned even if ctx ends at that moment. Any other failure
// is an error in which errors.Is finds its reason.
//
// When CallWithin returns, nothing is left behind: the connection is closed, no goroutine
// runs on, and nothing waits for the end of ctx any more (context.AfterFunc is stopped).
//
// CallWithin 拨打 addr（host:port），发送整个 request，然后结束发送（半关闭），再读答复，一直读到服务端说完，
// 最后返回答复：最多 limit 字节。只要多出一个字节，就不再读下去，返回错误。
//
// ctx 一结束，不管是在拨号、在写还是在读，任何等待都立刻结束。这时的错误要包装 ctx.Err()：errors.Is
// 能认出 context.Canceled 或 context.DeadlineExceeded。答复已经完整了，就算 ctx 恰好在这时结束，也照样返回答复。
// 其他故障也要返回错误，errors.Is 能在其中找到原因。
//
// CallWithin 返回时什么也不留下：连接已经关闭，没有还在运行的 goroutine，也没有什么还在等 ctx 结束
// （context.AfterFunc 已经撤销）。
func CallWithin(ctx context.Context, addr string, request []byte, limit int) (reply []byte, err error) {
	panic("TODO: CallWithin")
}
