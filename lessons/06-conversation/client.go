package conversation

import (
	"context"
	"io"
)

// Thanks is what the client answers.
//
// Thanks 是客户端的回答。
const Thanks = "Thank you, Server!"

// Call has the client's half of one conversation with the server at addr ("host:port"), and
// prints what happens to out, each line with a single Write as soon as it is true:
//
//	Client connected to server.
//	Received: Hello, Client!
//	Client connection closed.
//
// The greeting is as many bytes as Greeting has, printed as they came. Call then says Thanks
// in one Write, because the original server receives once, finishes with a FIN, waits for the
// server's FIN, and closes the connection: only the server's FIN tells that all was heard.
//
// Errors are returned, not printed, and after one nothing more is printed. A server that hangs
// up before its greeting is whole is io.ErrUnexpectedEOF. One that says more than that, before
// or after the thanks, is an error at once; one that resets, or refuses the connection, is an
// error in which errors.Is finds the system's reason. The end of ctx ends every wait at once:
// the error wraps ctx.Err(). When Call returns, the connection is closed.
//
// Call 完成一次通话中客户端的一半，对方是 addr（形如 host:port）处的服务端。经过都打印到 out：
// 事情一成真就打印那一行，每行只用一次 Write（三行的原文见上）。
//
// 问候语的字节数与 Greeting 相同，听到什么就原样打印什么。然后 Call 用一次 Write 说出 Thanks，
// 因为原来的服务端只接收一次；接着发出 FIN 表示说完了，等到服务端的 FIN，再关闭连接：
// 只有等到服务端的 FIN，才知道对方全都听到了。
//
// 错误要返回，不要打印；出错之后不再打印任何一行。问候语还没说完服务端就挂断，是
// io.ErrUnexpectedEOF；服务端多说了话，无论在致谢之前还是之后，立刻返回错误；服务端复位或拒绝连接，
// 错误里要能用 errors.Is 找到系统给出的原因。ctx 一结束，任何等待都立刻结束，返回的错误包着
// ctx.Err()。Call 返回时，连接已关闭。
func Call(ctx context.Context, addr string, out io.Writer) error {
	panic("TODO: Call")
}
