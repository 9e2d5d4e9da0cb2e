package conversation

import (
	"context"
	"io"
)

// Thanks is what the client answers.
//
// Thanks 是客户端的回答。
const Thanks = "Thank you, Server!"

// Call has the client's half of one conversation with the server at addr, "host:port" as
// net.Dial takes it. It dials once. It prints what happens to out, each line with a single Write
// as soon as it is true:
//
//	Client connected to server.
//	Received: Hello, Client!
//	Client connection closed.
//
// The greeting is as many bytes as Greeting has, printed as they came, byte for byte. Call then
// says Thanks in one Write, because the original server receives once, finishes with a FIN,
// waits for the server's FIN, however long that takes, and closes the connection: only the
// server's FIN tells that all was heard. Call has no time limits of its own.
//
// Errors are returned, not printed, and after one nothing more is printed. Whatever fails ends
// the conversation at once: the dial, a Read, a Write, a Write of out. In the error errors.Is
// finds its reason. A server that hangs up before its greeting is whole is io.ErrUnexpectedEOF.
// One that says more than that, before or after the thanks, is another error, at once.
//
// The end of ctx ends the dial and every wait on the connection at once: the error wraps
// ctx.Err(), whatever its Cause is. A dial that ctx's deadline cuts off is
// context.DeadlineExceeded, even if ctx.Err() is still nil. Once the connection is closed and
// the last line printed, all has gone well, whatever ctx does then. When Call returns, the
// connection is closed, and nothing of Call's waits for ctx any more.
//
// Call 完成一次通话中客户端的一半，对方是 addr 处的服务端，addr 形如 host:port，与 net.Dial 的写法相同。
// Call 只拨一次号。经过都打印到 out：事情一成真就打印那一行，每行只用一次 Write（三行的原文见上）。
//
// 问候语的字节数与 Greeting 相同，听到什么就原样打印什么，一个字节也不改。然后 Call 用一次 Write 说出 Thanks，
// 因为原来的服务端只接收一次；接着发出 FIN 表示说完了，等到服务端的 FIN，不管要等多久，再关闭连接：
// 只有等到服务端的 FIN，才知道对方全都听到了。Call 自己不设时限。
//
// 错误要返回，不要打印；出错之后不再打印任何一行。不管哪里出错，通话马上结束：拨号、Read、Write、out 的 Write；
// 返回的错误里要能用 errors.Is 找到原因。问候语还没说完服务端就挂断，是 io.ErrUnexpectedEOF；
// 服务端多说了话，无论在致谢之前还是之后，都立刻返回另一种错误。
//
// ctx 一结束，拨号和等连接的都立刻停下，返回的错误包着 ctx.Err()，不管 Cause 是什么。
// 拨号被 ctx 的截止时间打断，是 context.DeadlineExceeded，哪怕这时 ctx.Err() 还是 nil。
// 连接已经关闭、最后一行也打印了，通话就算顺利，之后 ctx 怎样都不影响。
// Call 返回时，连接已关闭，它也不再有什么在等 ctx。
func Call(ctx context.Context, addr string, out io.Writer) error {
	panic("TODO: Call")
}
