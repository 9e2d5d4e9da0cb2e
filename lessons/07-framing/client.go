package framing

import (
	"io"
	"net"
)

// WriteFrame sends msg as one frame: its length in bytes, four bytes with the most
// significant first (big-endian), and then msg itself, which may be empty. The whole frame
// goes out in a single w.Write, so that goroutines that share w do not mix their frames; on
// a *net.TCPConn, net.Buffers will do as well. No second Write follows, whatever becomes of
// the first. A message longer than four bytes can count is an error, and nothing is written.
// A failure of w is an error in which errors.Is finds its reason, however many bytes w took.
// msg, and the memory behind it, is only read.
//
// WriteFrame 把 msg 作为一帧发出去：先是它的长度，以字节计，写成四个字节，高位在前（大端序），然后是 msg 本身，
// msg 可以是空的。整帧只调用一次 w.Write，这样几个 goroutine 共用 w 时，各自的帧不会混在一起；
// 在 *net.TCPConn 上，用 net.Buffers 也行。不管这一次结果如何，都不再有第二次。消息长得四个字节数不下时返回错误，
// 什么也不写。w 出了故障，不管它收下了多少字节，返回的错误都要能用 errors.Is 找到原因。
// 对 msg 和它后面的内存，只读不改。
func WriteFrame(w io.Writer, msg []byte) error {
	panic("TODO: WriteFrame")
}

// Ask sends every question as a frame, in order, and does not wait for replies in between,
// however many questions there are. At the same time it reads the replies, each at most limit
// bytes and as many as there are questions. It returns them in order, when all questions have
// been sent and all replies have come; without questions it neither reads nor writes. What
// comes after the last reply is left unread, and conn is left open in both directions, with
// the deadlines it had.
//
// On a failure, Ask returns the replies that it has read whole until then, and an error in
// which errors.Is finds the reason that came first. A server that finishes before its last
// reply is io.ErrUnexpectedEOF and not io.EOF, even between two frames; a reply longer than
// limit is ErrTooLong; any other failure is its own reason. Before it returns, Ask then closes
// conn: a frame may have travelled in part, and nobody could tell any more where the next one
// begins.
//
// Ask has no time limit of its own and only reads the questions. Nothing of Ask's is at work
// when it has returned.
//
// Ask 把每个问题按次序作为一帧发出去，不管有多少，中间都不等答复。与此同时读答复，每个最多 limit 字节，
// 有几个问题就读几个答复。问题都发出去了，答复也都来了，就按次序返回答复；没有问题，就什么也不读，什么也不写。
// 最后一个答复之后的内容不去读，conn 的两个方向都不关闭，截止时间也和原来一样。
//
// 出了故障，Ask 返回到那时为止读完整了的答复，以及一个错误，用 errors.Is 能在其中找到最先发生的原因。
// 服务端没答完就结束，哪怕结束在两帧之间，也是 io.ErrUnexpectedEOF，不是 io.EOF；答复长于 limit 字节是
// ErrTooLong；别的故障，原因就是那个故障。这时 Ask 要在返回之前关闭 conn：也许有一帧只走了一半，
// 再也没有人说得清下一帧从哪里开始。
//
// Ask 自己不设时限，对问题只读不改。Ask 返回之后，它启动的一切都已经结束。
func Ask(conn net.Conn, questions [][]byte, limit int) ([][]byte, error) {
	panic("TODO: Ask")
}
