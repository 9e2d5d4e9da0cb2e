package room

import (
	"context"
	"io"
	"net"
)

// Chat says on conn what in holds, and writes to out what it hears: both at once, and each piece
// as soon as it has come. It changes no byte, whatever the bytes are. When in ends, even without
// a word, Chat finishes (half-close) and listens on. When the server has finished (io.EOF), all
// has been heard: Chat returns nil at once, whether in has ended or not. Silence is no end,
// however long it lasts.
//
// conn may be of any type that has a CloseWrite method, as *net.TCPConn has; one without it is
// an error at once. A failure of conn, in or out ends the chat at once: errors.Is finds its
// reason in the error, whichever it is. The end of ctx ends the chat at once: the error wraps
// ctx.Err(). When Chat returns, conn is closed.
//
// in and out belong to the caller: Chat only reads in and writes to out. A Read of in's that
// waits, as for somebody at a keyboard, cannot be interrupted: it may outlast Chat. What it
// brings is lost then, and nothing more is read. A Write to out that waits is waited for. When
// Chat has returned, nothing of it is left but that Read.
//
// Chat 在 conn 上说出 in 里的话，同时把听到的话写到 out：两件事一起进行，每到一段就马上转出去。不管是什么
// 字节，一个也不改。in 到了结尾（一句话没有也算），Chat 就结束发送（半关闭），接着听。服务端说完了
// （io.EOF），话就听完了：不管 in 有没有到结尾，Chat 都马上返回 nil。沉默不是结尾，再久也不是。
//
// conn 可以是任何带 CloseWrite 方法的类型，例如 *net.TCPConn；没有这个方法就马上返回错误。conn、in 或
// out 出了故障，通话立刻结束：errors.Is 能在返回的错误里找到原因，不管是哪一种。ctx 一结束，通话立刻结束，
// 返回的错误包着 ctx.Err()。Chat 返回时，conn 已经关闭。
//
// in 和 out 归调用者所有：Chat 只读 in，只写 out。in 的某次 Read 正在等（比如等人敲键盘）时，谁也没法
// 打断它：它可能比 Chat 还晚结束。这次读到的东西就丢了，之后也不再读。out 的某次 Write 正在等时，Chat
// 会等它完成。Chat 返回之后，除了那次 Read，什么也不留。
func Chat(ctx context.Context, conn net.Conn, in io.Reader, out io.Writer) error {
	panic("TODO: Chat")
}
