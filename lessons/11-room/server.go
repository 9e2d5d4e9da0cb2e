package room

import (
	"errors"
	"net"
	"time"
)

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
// the speaker too. All hear all lines in the same order. Each line arrives whole, byte for
// byte: any byte may be in it, and "\n" alone is a line, too. A "\r" before the "\n" is a byte
// like any other: it counts in MaxLine and is passed on, and none is ever taken off or added.
// Rooms have nothing to do with each other. The zero value is an empty room. You choose its
// fields.
//
// Room 是聊天室，每个人都听得见每个人：一个成员说的每一行，所有成员都听得到，说话的人自己也一样。大家
// 听到的各行顺序相同。每一行都完整到达，一个字节也不改：里面可以有任何字节，单独一个“\n”也是一行。“\n”
// 前面的“\r”和别的字节一样：算在 MaxLine 里，照样转出去，既不去掉，也不添上。各个聊天室互不相干。零值就是
// 一个空的聊天室。字段由你决定。
type Room struct{}

// Join makes the client at conn a member, and returns when it has left. It hears every
// line that is said from then on, even if it never speaks, and none that was said before. It
// may be silent for as long as it likes. A slow member never holds up the others, whether they
// speak, hear, come or leave; even what it says itself they hear without delay. conn may be of
// any type; its Close returns at once, and ends a Read and a Write that wait. When Join returns,
// conn is closed, and no goroutine is left.
//
// A member leaves by finishing (FIN), and Join returns nil. What it said after its last "\n" is
// no line, and nobody hears it. It still hears what was said before it finished, and nothing
// that is said later. For that it has Farewell in all; Join returns as soon as it has heard the
// rest.
//
// A member is dropped at once, and Join returns an error in which errors.Is finds the reason:
// ErrTooSlow when more than Backlog lines wait for it (lines that have been passed to conn
// already need not count), or when it has not heard the rest by the end of Farewell;
// ErrLineTooLong when more than MaxLine bytes have come without a "\n", which nobody hears and
// which are not kept either; and the connection's own error, whichever it is, when conn fails in
// reading or in writing. The others do not notice.
//
// Join 让 conn 那头的客户端成为成员，到它不再是成员时返回。从加入起，每一行话它都听得到，哪怕它自己从不
// 开口；之前的则听不到。它想沉默多久都行。慢的成员绝不会拖住别人，说、听、进、出都不会；它自己说的话，
// 别人也马上听到。conn 可以是任何类型；它的 Close 马上返回，并且让正在等的 Read 和 Write 返回。Join
// 返回时，conn 已经关闭，也没有 goroutine 留下。
//
// 成员说完了（FIN）就是离开，Join 返回 nil。最后一个“\n”之后的话不算一行，谁也听不到。它说完之前别人说
// 的话，它还可以听完；之后说的，它就听不到了。听完剩下的话，总共最多用 Farewell；一听完，Join 就返回。
//
// 成员也可能被请出去，而且是立刻；这时 Join 返回错误，errors.Is 能在其中找到原因：等着它的超过 Backlog
// 行（已经交给 conn 的可以不算），或者过了 Farewell 还没有听完，是 ErrTooSlow；没有“\n”的字节超过
// MaxLine，是 ErrLineTooLong，这一行谁也听不到，也不会留在内存里；conn 读或写出了故障，则是连接自己的
// 错误，不管是哪一种。其他人都不受影响。
func (r *Room) Join(conn net.Conn) error {
	panic("TODO: Join")
}
