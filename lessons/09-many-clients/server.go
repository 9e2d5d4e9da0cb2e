package manyclients

import (
	"errors"
	"net"
	"time"
)

// Server answers many callers at the same time. You may add fields of your own.
//
// Server 同时接听许多来电。你可以添加自己的字段。
type Server struct {
	// Handler has the conversation with one caller. It is called many times at once.
	//
	// Handler 和一个来电者通话。它会同时被调用许多次。
	Handler func(conn net.Conn)
	// MaxConns is the most conversations at the same time. 0: no limit.
	//
	// MaxConns 是同时通话的最大数目。0 表示不限。
	MaxConns int
}

// Serve picks up the callers of ln, each in a goroutine of its own, and closes a connection
// when its Handler is done. When there are MaxConns conversations, the next caller waits, and
// is served when one of them is over; nobody is refused.
//
// A Handler that panics costs its own connection only: that one is closed, and everything else
// goes on. A temporary error of Accept does not end Serve: as in lesson 03 it waits a little,
// 1 s at most, and asks again, however often.
//
// When ln has been closed, Serve returns nil; any other error is returned, itself or wrapped.
// Either way it first waits for the conversations that go on, without disturbing them.
//
// Serve 接起 ln 的来电，每个来电在自己的 goroutine 里通话，Handler 做完就关闭它的连接。
// 已有 MaxConns 个通话时，下一个来电者就等着，有一个通话结束了就轮到他；谁也不会被拒绝。
//
// Handler 如果 panic，只损失它自己的那条连接：这条连接要关闭，其余一切照常。Accept 的临时错误不会
// 结束 Serve：像第 03 课那样稍等片刻（至多 1 秒）再问，不管来多少次。
//
// ln 被关闭之后，Serve 返回 nil；其他错误一律返回，原样或包装都行。无论哪一种，都先等正在进行的
// 通话结束，而且不打扰它们。
func (s *Server) Serve(ln net.Listener) error {
	panic("TODO: Serve")
}

// What a member of a room may do.
//
// 聊天室成员的限度。
const (
	// MaxLine is the longest line, in bytes with its "\n".
	//
	// MaxLine 是一行最长多少字节，连同末尾的“\n”。
	MaxLine = 1024
	// Backlog is how many lines a member may be behind.
	//
	// Backlog 是一个成员最多可以积压多少行没有读。
	Backlog = 128
	// Farewell is how long a member who has finished may take to hear the rest.
	//
	// Farewell 是成员说完之后，听完剩下的话最多可以用多久。
	Farewell = 5 * time.Second
)

// Why a member was dropped.
//
// 成员被请出去的原因。
var (
	ErrTooSlow     = errors.New("the member does not read what is said")
	ErrLineTooLong = errors.New("the line is too long")
)

// Room is where everybody hears everybody: a line that a member says is heard by all members,
// the speaker too, and all hear all lines in the same order, each of them whole. The zero
// value is an empty room. You choose its fields.
//
// Room 是聊天室，每个人都听得见每个人：一个成员说的每一行，所有成员都听得到，说话的人自己也一样；
// 大家听到的各行顺序相同，每一行都是完整的。零值就是一个空的聊天室。字段由你决定。
type Room struct{}

// Join makes the client at conn a member, and returns when it is none any more. It hears every
// line that is said from then on, and none that was said before. A slow member never holds up
// the others. conn may be of any type. When Join returns, it is closed.
//
// A member leaves by finishing (FIN). What it said after its last "\n" is no line, and nobody
// hears it. It still hears, for up to Farewell, what was said before it finished; then Join
// returns nil.
//
// A member is dropped, and Join returns an error in which errors.Is finds the reason:
// ErrTooSlow when more than Backlog lines wait for it because it does not read (lines that have
// been passed to conn already need not count), or when it has not heard the rest by the end of
// Farewell; ErrLineTooLong when a line of its has more than MaxLine bytes, which nobody hears
// and which is not kept either; and the connection's own error when conn fails, in reading or
// in writing. The others do not notice.
//
// Join 让 conn 那头的客户端成为成员，到它不再是成员时返回。从加入起，每一行话它都听得到，之前的
// 则听不到。慢的成员绝不会拖住别人。conn 可以是任何类型。Join 返回时，它已经关闭。
//
// 成员说完了（FIN）就是离开。最后一个“\n”之后的话不算一行，谁也听不到。它说完之前别人说的话，
// 它还可以用最多 Farewell 的时间听完；然后 Join 返回 nil。
//
// 成员也可能被请出去，这时 Join 返回错误，errors.Is 能在其中找到原因：它不读，等着它读的超过
// Backlog 行（已经交给 conn 的可以不算），或者过了 Farewell 还没有听完，是 ErrTooSlow；它说的一行
// 超过 MaxLine 字节，是 ErrLineTooLong，这一行谁也听不到，也不会留在内存里；conn 读或写出了故障，
// 则是连接自己的错误。其他人都不受影响。
func (r *Room) Join(conn net.Conn) error {
	panic("TODO: Join")
}
