package framing

import (
	"io"
	"net"
)

// WriteFrame sends msg as one frame: its length in bytes, four bytes with the most
// significant first (big-endian), and then msg itself, which may be empty. The whole frame
// goes out in a single w.Write, so that goroutines that share w do not mix their frames. A
// message longer than four bytes can count is an error, and nothing is written. A failure of
// w is an error in which errors.Is finds its reason. msg is only read.
//
// WriteFrame 把 msg 作为一帧发出去：先是它的长度，以字节计，写成四个字节，高位在前（大端序），然后是 msg 本身，
// msg 可以是空的。整帧只调用一次 w.Write，这样几个 goroutine 共用 w 时，各自的帧不会混在一起。
// 消息长得四个字节数不下时返回错误，什么也不写。w 出了故障要返回错误，errors.Is 能在其中找到原因。
// 对 msg 只读不改。
func WriteFrame(w io.Writer, msg []byte) error {
	panic("TODO: WriteFrame")
}

// Ask sends every question as a frame, without waiting for replies in between, and at the
// same time reads the replies, each at most limit bytes and as many as there are questions.
// It returns them in order. What comes after the last reply is left unread, and conn is left
// open.
//
// On a failure, Ask returns the replies that came whole until then, and the error that came
// first. A server that finishes before its last reply is io.ErrUnexpectedEOF, even between
// two frames; a reply longer than limit is ErrTooLong; any other failure is an error in which
// errors.Is finds its reason. Ask then closes conn: a frame may have travelled in part, and
// nobody could tell any more where the next one begins. Nothing of Ask's is at work when it
// has returned.
//
// Ask 把每个问题作为一帧发出去，中间不等答复；与此同时读答复，每个最多 limit 字节，有几个问题就读几个答复，
// 按顺序返回。最后一个答复之后的内容不去读，conn 也不关闭。
//
// 出了故障，Ask 返回到那时为止完整到达的答复，以及最先发生的那个错误。服务端没答完就结束，哪怕结束在两帧之间，
// 也是 io.ErrUnexpectedEOF；答复长于 limit 字节是 ErrTooLong；别的故障也要返回错误，errors.Is 能在其中
// 找到原因。这时 Ask 要关闭 conn：也许有一帧只走了一半，再也没有人说得清下一帧从哪里开始。
// Ask 返回之后，它启动的一切都已经结束。
func Ask(conn net.Conn, questions [][]byte, limit int) ([][]byte, error) {
	panic("TODO: Ask")
}
