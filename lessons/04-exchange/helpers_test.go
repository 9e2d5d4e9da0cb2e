package exchange_test

import (
	"io"
	"net"
	"slices"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	exchange "handshake/lessons/04-exchange"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

// What the two say to each other. Said in Chinese, each character is three bytes.
const (
	hello   = "Hello, Client!"
	thanks  = "Thank you, Server!"
	goodbye = "Goodbye, Client!"

	helloInChinese  = "你好，客户端！"
	thanksInChinese = "谢谢你，服务端！"
)

// Bytes of the long speeches. Whoever reads byte by byte is slow, and still right.
const (
	sent = 1 << 19
	read = 1 << 18
)

// enough is a limit that no reply in these specs reaches unless it says so.
const enough = 1 << 13

var stillWaiting = In(
	"the client has finished, and Greet still waits: Read says so with io.EOF, and nothing comes after that",
	"客户端已经说完了，Greet 却还在等：Read 用 io.EOF 表示说完，在那之后什么也不会有了")

// greeted is what Greet returns.
type greeted struct {
	reply string
	err   error
}

// greeting calls Greet.
func greeting(conn net.Conn, text string, limit int) *Running[greeted] {
	return Start(func() greeted {
		reply, err := exchange.Greet(Lend(conn), text, limit)
		return greeted{reply, err}
	})
}

// greet waits for Greet to come back from a client who finishes, and fails the spec if it
// does not.
func greet(conn net.Conn, text string, limit int) greeted {
	GinkgoHelper()
	talk := greeting(conn, text, limit)
	talk.InTime()
	complain(conn)
	return talk.Result(stillWaiting)
}

// complain fails the spec if conn was read from in vain, over and over.
func complain(conn net.Conn) {
	GinkgoHelper()
	if scripted, ok := conn.(*ScriptedConn); ok && scripted.Complaint() != "" {
		Fail(scripted.Complaint())
	}
}

// hearing is what Greet returns about a client who follows the script.
func hearing(client Script, limit int) greeted {
	GinkgoHelper()
	return greet(client.Conn(), hello, limit)
}

// greets has Greet hear a reply that nobody can know beforehand: an error, an empty reply, or one
// that is usual here, says nothing where nothing else is ever returned.
func greets() {
	GinkgoHelper()
	said := words(20)
	got := hearing(Script{Says: []string{string(said)}, Ends: io.EOF}, enough)
	Expect(got.err).To(HaveGoneWell(), In(
		"the client said its reply and finished: io.EOF is the end of the reply, not a failure",
		"客户端说完了答复：io.EOF 是答复的结尾，不是故障"))
	Expect([]byte(got.reply)).To(ArriveWhole(said), In(
		"the client said its reply and finished: return it",
		"客户端说完了答复：要把它返回"))
}

// words are n random letters, of which neither the first nor the last can be taken for a blank.
func words(n int) []byte { return slices.Concat([]byte("a"), Speech(n-2), []byte("z")) }

// answered is what Answer returns.
type answered struct {
	greeting string
	err      error
}

// answering calls Answer for a greeting of size bytes.
func answering(conn exchange.HalfCloser, size int, reply string) *Running[answered] {
	return Start(func() answered {
		greeting, err := exchange.Answer(LendHalf(conn), size, reply)
		return answered{greeting, err}
	})
}

// answer waits for Answer to come back, and fails the spec if it does not.
func answer(conn exchange.HalfCloser, size int, reply string) answered {
	GinkgoHelper()
	call := answering(conn, size, reply)
	call.InTime()
	complain(conn)
	if scripted, ok := conn.(*ScriptedConn); ok && !call.HasReturned() && scripted.Finished() {
		call.OutOfTime(saidAll())
	}
	return call.Result(waitsForMore())
}

func waitsForMore() string {
	return In(
		"nobody speaks any more: the server has said its greeting, all size bytes, and waits for the answer; Answer "+
			"waits for still more words, or for the server's FIN, which comes after the answer",
		"谁也不说话了：服务端说完了问候，正好 size 字节，等着回答；Answer 却还在等更多的话，或者等服务端的 FIN，可那要等它回答之后才会来")
}

// apart compares what was heard in one of two conversations with what was said in it.
func apart(heard string, err error, said string) {
	GinkgoHelper()
	Expect(err).To(HaveGoneWell(), In(
		"two conversations went on at the same time, and in each of them everything was said in the end: nothing went "+
			"wrong here, and a long silence is no failure",
		"两条连接上同时有两通电话，每一通的话最后都说完了：这里没有什么出错，沉默再久也不是故障"))
	why := mixedUp()
	if len(heard) < len(said) {
		why = In(
			"two conversations went on at the same time, and one of them was not heard to its end: a long silence is "+
				"not the end, and neither conversation may take what was said in the other",
			"两条连接上同时有两通电话，其中一通没有听到最后：沉默再久也不是结尾；一通里说的话，也不能被另一通拿走")
	}
	Expect(heard).To(Say(said), why)
}

func mixedUp() string {
	return In(
		"two conversations went on at the same time, on two connections, and one has heard what was said in the "+
			"other: keep buffers and replies in variables of the function, not of the package",
		"两条连接上同时有两通电话，一通里却听到了另一通说的话：缓冲区和答复要放在函数自己的变量里，不要放在包的变量里")
}

// saidAll is told to one who has answered and does not come back.
func saidAll() string {
	return In(
		"Answer has sent its reply and finished, and still waits, for the server's FIN perhaps: return, for what the "+
			"server says from now on is for Answer's caller to hear",
		"Answer 已经发完答复，也结束了发送，却还在等，也许在等服务端的 FIN：应当返回，服务端接下来说的话，是留给 Answer 的调用者听的")
}

// answers has Answer answer a greeting that comes in full, and that nobody can know beforehand: an
// error, or silence, says nothing where nobody is ever answered.
func answers() {
	GinkgoHelper()
	said := words(20)
	server := Script{Says: []string{string(said)}}.Conn()
	got := answer(server, len(said), thanks)
	Expect(got.err).To(HaveGoneWell(), inFull())
	Expect([]byte(got.greeting)).To(ArriveWhole(said), In(
		"Answer must return the greeting that the server said",
		"Answer 应当返回服务端说的问候"))
	Expect(server.Heard()).To(Say(thanks), In(
		"the greeting came in full, and the server should have heard the reply",
		"问候来齐了，服务端应当听到答复"))
}

func inFull() string {
	return In(
		"the greeting came in full and the reply could be sent: nothing went wrong here",
		"问候来齐了，答复也发得出去：这里没有什么出错")
}
