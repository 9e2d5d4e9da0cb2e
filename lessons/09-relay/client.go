package relay

import (
	"context"
	"net"
	"time"
)

// Conn is a connection that can be closed in one direction, and torn down. *net.TCPConn is one.
//
// Conn 是一条能只关闭一个方向、也能直接拆掉的连接。*net.TCPConn 就是。
type Conn interface {
	net.Conn
	// CloseWrite sends a FIN, which ends this direction alone.
	//
	// CloseWrite 发出 FIN，只结束这个方向。
	CloseWrite() error
	// SetLinger(0) has Close send a RST, and no FIN.
	//
	// SetLinger(0) 让 Close 发出 RST，而不是 FIN。
	SetLinger(sec int) error
}

// MaxHeld is the most that Relay may hold of each direction, in bytes: read, and not written yet.
//
// MaxHeld 是 Relay 在每个方向上最多可以攒着多少字节：已经读到、还没有写出去的。
const MaxHeld = 1 << 20

// Relay joins a and b: it writes to b what it reads from a, and to a what it reads from b, both
// at the same time, each piece as soon as it has come. It changes no byte. It holds no more than
// MaxHeld of what it has read in one direction: when one side takes nothing more, Relay reads
// nothing more from the other, which then has to wait as well.
//
// When one side finishes (FIN, so Read returns io.EOF), Relay writes what has come from it, the
// bytes of that last Read too, and then passes the FIN on with CloseWrite, at once. The other
// direction goes on. When both sides have finished, Relay closes a and b and returns nil.
//
// As long as neither side has finished, silence ends nothing, however long it lasts. When one side
// has finished, the other direction may stand still for at most idle. This wait begins with the
// io.EOF, and anew with every Read and every Write that has moved bytes in this direction. When it is
// over, errors.Is finds os.ErrDeadlineExceeded in the error. If idle is 0 or less, there is no limit.
//
// The first failure of a Read, a Write or a CloseWrite ends the relay at once, and so does the end
// of ctx, before the call or during it. In the error, errors.Is finds the reason: the failure's own,
// or ctx.Err(). A cut connection is not a goodbye: whenever Relay returns an error, both
// connections are closed with a RST (SetLinger(0), then Close), so that neither side believes that it
// has heard everything. What SetLinger and Close return does not matter.
//
// aToB is how many bytes of a's have been written to b, and bToA how many of b's to a, whatever the
// error. When Relay returns, a and b are closed, no goroutine is left, and nothing waits for the end
// of ctx. Several relays may be at work at the same time.
//
// Relay 把 a 和 b 接在一起：从 a 读到的写给 b，从 b 读到的写给 a，两个方向同时进行，每到一段就马上转出去，
// 一个字节也不改。每个方向上，读到而没有写出去的不超过 MaxHeld：一边不再收，Relay 就不再读另一边，
// 于是另一边也得等着。
//
// 一边说完了（FIN，也就是 Read 返回 io.EOF），Relay 先把它说的都写出去，连最后那次 Read 带来的字节也算，
// 然后马上用 CloseWrite 把 FIN 传过去。另一个方向照常。两边都说完了，Relay 就关闭 a 和 b，返回 nil。
//
// 只要两边都没有说完，沉默就不是结尾，再久也不是。一边说完以后，另一个方向最多可以停住 idle 这么久：
// 从 io.EOF 那一刻开始计时，这个方向上每有一次 Read 或 Write 传了字节，就重新计时。时间到了，返回的错误里，
// errors.Is 能找到 os.ErrDeadlineExceeded。idle 是 0 或负数，就没有限制。
//
// Read、Write 或 CloseWrite 一出故障，转接立刻结束；ctx 一结束也是，不管是调用之前还是进行之中。返回的错误里，
// errors.Is 能找到原因：故障自己的，或者 ctx.Err()。线断了不等于说完了：Relay 只要返回错误，两条连接都以 RST
// 关闭（先 SetLinger(0)，再 Close），免得哪一边把听到的当成全部。SetLinger 和 Close 返回什么，都不要紧。
//
// aToB 是 a 说的话里已经写给 b 的字节数，bToA 反过来，出没出错都一样。Relay 返回时，a 和 b 都已经关闭，
// 没有留下 goroutine，也没有什么还在等 ctx 结束。几个 Relay 可以同时工作。
func Relay(ctx context.Context, a, b Conn, idle time.Duration) (aToB, bToA int64, err error) {
	panic("TODO: Relay")
}
