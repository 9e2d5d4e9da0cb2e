package room_test

import (
	"context"
	"io"
	"net"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	room "handshake/lessons/11-room"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

// chatOn calls Chat.
func chatOn(ctx context.Context, conn net.Conn, in io.Reader, out io.Writer) *Running[error] {
	return Start(func() error {
		return room.Chat(LendContext(ctx), Lend(conn), LendReader(in), LendWriter(out))
	})
}

// chats has Chat say a line and hear one: that it ends says nothing where it never began.
func chats(ctx context.Context) {
	GinkgoHelper()
	chat := chatting(ctx)
	chat.types("Hello!\n")
	Expect(chat.server.Hear(len("Hello!\n"))).To(Say("Hello!\n"), chatSays())
	answer := string(Speech(9)) + "\n"
	chat.server.Say(answer)
	chat.server.Finish()
	Expect(chat.half.Result(chatHangs())).To(HaveGoneWell(), In(
		"the server finished, and that is how a chat ends: no failure",
		"服务端说完了，通话就是这样结束的：不是故障"))
	Expect([]byte(chat.out.String())).To(ArriveWhole([]byte(answer)), In(
		"what the server says belongs on out", "服务端说的话应当写到 out"))
	_ = chat.in.Close()
}

func chatSays() string {
	return In("what in brings must reach the server, at once", "in 里来的话要马上送到服务端")
}

// chat is Chat at work with somebody at a keyboard and a server on the line.
type chat struct {
	half   *Running[error]
	end    *net.TCPConn // Chat's
	server *Peer
	in     *io.PipeWriter // what is typed
	out    *Lines
}

func chatting(ctx context.Context) *chat {
	GinkgoHelper()
	client, server := Pair()
	keyboard, in := io.Pipe()
	out := &Lines{}
	half := chatOn(ctx, client, keyboard, out)
	CloseAfter(in)
	return &chat{half, client, PeerOf(half, server), in, out}
}

// types has in say words; the spec fails if nobody reads them.
func (c *chat) types(words string) {
	GinkgoHelper()
	taken := make(chan struct{})
	go func() {
		_, _ = io.WriteString(c.in, words)
		close(taken)
	}()
	read := Meanwhile(c.half, func() bool {
		select {
		case <-taken:
			return true
		case <-Enough():
			_ = c.in.Close()
			return false
		}
	})
	if !read {
		c.half.OutOfTime(In(
			"something was typed, and Chat does not read it: it must read in while it listens",
			"键盘上敲了字，Chat 却不去读：它要一边听，一边读 in"))
	}
}

// hangUp ends the chat from both sides, without a verdict.
func (c *chat) hangUp() {
	_ = c.in.Close()
	c.server.Finish()
	c.half.InTime()
}

// failingWriter is an out that takes nothing.
type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

func chatHangs() string {
	return In(
		"the server has ended the chat, and Chat has not returned: when Read reports the end or a failure, the "+
			"chat is over",
		"服务端已经结束了通话，Chat 却没有返回：Read 报告了结尾或者故障，通话就结束了")
}

func chatCloses() string {
	return In("Chat has returned, and its connection is still open: close it on every way out",
		"Chat 已经返回，它的连接却还开着：每一条出路都要关闭它")
}

func becauseOfCtx() string {
	return In(
		"it was the end of ctx that ended this, and the caller asks errors.Is(err, context.Canceled): what Read "+
			"says (\"use of closed network connection\") is only how it ended; return ctx.Err(), itself or wrapped "+
			"with %%w",
		"这次是 ctx 结束了才停下的，调用者会用 errors.Is(err, context.Canceled) 来问：Read 说的“use of closed network connection”"+
			"只是停下的方式；应当返回 ctx.Err()，或者用 %%w 包装它")
}

// talker is Chat at work with somebody at a keyboard and a room on the line.
type talker struct {
	*chat
	member *Running[error] // the room's half
}

// talks is a talker whose other end is handed to the room.
func talks(ctx context.Context, r *room.Room) *talker {
	GinkgoHelper()
	client, end := Pair()
	keyboard, in := io.Pipe()
	out := &Lines{}
	member := joining(r, end)
	half := chatOn(ctx, client, keyboard, out)
	CloseAfter(in)
	return &talker{&chat{half: half, end: client, in: in, out: out}, member}
}

func allAreThere() string {
	return In(
		"four clients chat in one room, both functions together, and it does not come to an end: each says hello, "+
			"hears itself, waits until all are there, says one line, waits until it has heard all four, and finishes",
		"四个客户端在同一个聊天室里聊天，两个函数一起工作，却到不了头：每个人先打招呼，听到自己，等人到齐，说一行，等四行都听到，然后结束")
}
