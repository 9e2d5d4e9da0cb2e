package conversation

import (
	"context"
	"io"
	"net"
)

// Greeting is what the server says. The server does not hang up after it, so its length, in
// bytes, is how a client knows that it has heard all of it.
//
// Greeting 是服务端说的话。说完之后服务端并不挂断，所以客户端要靠它的长度（字节数）才知道已经听完。
const Greeting = "Hello, Client!"

// Serve has the server's half of one conversation, with the first who calls at ln. What ln
// hands over is a net.Conn, of whatever type; ln itself may be of any type, too. Serve prints
// what happens to out, each line with a single Write as soon as it is true:
//
//	Server is listening...
//	Connected by ('127.0.0.1', 51324)
//	Received: Thank you, Server!
//	Server connection closed.
//
// The address is the caller's, a *net.TCPAddr, written as Python writes it; an IPv6 one is
// ('::1', 51324, 0, 0).
//
// Serve says Greeting in one Write, because the original client receives once, and nothing
// else. It hears the caller out to its FIN, however long that takes. It prints the words as
// they came, byte for byte, and closes the connection, with a FIN. Serve has no time limits of
// its own.
//
// Errors are returned, not printed, and after one nothing more is printed. Whatever fails ends
// the conversation at once: ln, which is not asked again, a Read, a Write, the connection's
// Close, a Write of out. In the error errors.Is finds its reason. A caller that hangs up
// without a word is io.ErrUnexpectedEOF. One that says more than 1024 bytes is an error at once.
//
// The end of ctx ends every wait for a caller or on the connection at once: the error wraps
// ctx.Err(), whatever its Cause is. If ctx is over beforehand, nobody is greeted. Once the
// connection is closed and the last line printed, all has gone well, whatever ctx does then.
// Serve owns ln: when it returns, the connection and ln are closed, and nothing of Serve's waits
// for ctx any more.
//
// Serve 完成一次通话中服务端的一半，通话对象是 ln 上第一个打进来的人。ln 交出来的是 net.Conn，
// 具体类型不限；ln 自己也可以是任何类型。经过都打印到 out：事情一成真就打印那一行，
// 每行只用一次 Write（四行的原文见上）。地址是来电者的，类型是 *net.TCPAddr，写法与 Python 相同；
// IPv6 地址则是这样四项：('::1', 51324, 0, 0)。
//
// Serve 用一次 Write 说出 Greeting，因为原来的客户端只接收一次；此外什么也不说。
// 然后一直听到来电者的 FIN，不管要等多久；把听到的话原样打印出来，一个字节也不改，再以 FIN 关闭连接。
// Serve 自己不设时限。
//
// 错误要返回，不要打印；出错之后不再打印任何一行。不管哪里出错，通话马上结束：ln（不再去问它）、
// Read、Write、连接的 Close、out 的 Write；返回的错误里要能用 errors.Is 找到原因。
// 来电者一言不发就挂断，是 io.ErrUnexpectedEOF；说的话超过 1024 字节，立刻返回错误。
//
// ctx 一结束，等来电的和等连接的都立刻停下，返回的错误包着 ctx.Err()，不管 Cause 是什么。
// ctx 事先就已结束，就不问候任何人。连接已经关闭、最后一行也打印了，通话就算顺利，之后 ctx 怎样都不影响。
// ln 归 Serve 所有：Serve 返回时，连接和 ln 都已关闭，它也不再有什么在等 ctx。
func Serve(ctx context.Context, ln net.Listener, out io.Writer) error {
	panic("TODO: Serve")
}
