package deadlines

import "context"

// CallWithin dials addr ("host:port", with a name or an IP address), sends all of request,
// finishes sending (half close), reads the reply until the server has finished, and returns
// it: at most limit bytes, from 0 to the largest int. As soon as there is one byte more, it
// stops reading and returns an error.
//
// The end of ctx ends every wait at once, in dialing, in writing and in reading alike. Then,
// and only then, errors.Is finds ctx.Err() in the error: context.Canceled or
// context.DeadlineExceeded, even if ctx has another cause. A reply that is complete is
// returned even if ctx ends at that moment. Any other failure is an error in which errors.Is
// finds its reason.
//
// When CallWithin returns, nothing is left behind: the connection is closed, with a FIN or a
// RST, no goroutine runs on, unless it is just ending, and nothing waits for the end of ctx
// any more (context.AfterFunc is stopped). Many calls may be at work at the same time.
//
// CallWithin 拨打 addr（host:port，主机是名字或者 IP 地址），发送整个 request，然后结束发送（半关闭），
// 再读答复，一直读到服务端说完，最后返回答复：最多 limit 字节，从 0 到最大的 int 都可以。只要多出一个字节，
// 就不再读下去，返回错误。
//
// ctx 一结束，不管是在拨号、在写还是在读，任何等待都立刻结束。这时，也只有这时，errors.Is 能在错误里认出
// ctx.Err()，也就是 context.Canceled 或 context.DeadlineExceeded，哪怕 ctx 另有原因（cause）。
// 答复已经完整了，就算 ctx 恰好在这时结束，也照样返回答复。其他故障也要返回错误，errors.Is 能在其中找到原因。
//
// CallWithin 返回时什么也不留下：连接已经关闭，用 FIN 还是 RST 都行；没有还在运行的 goroutine，正在收尾的除外；
// 也没有什么还在等 ctx 结束（context.AfterFunc 已经撤销）。许多次调用可以同时进行。
func CallWithin(ctx context.Context, addr string, request []byte, limit int) (reply []byte, err error) {
	panic("TODO: CallWithin")
}
