package exchange_test

import (
	"io"
	"net"

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
	sent = 1 << 20
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
	return greeting(conn, text, limit).Result(stillWaiting)
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
	words := Speech(20)
	got := hearing(Script{Says: []string{string(words)}, Ends: io.EOF}, enough)
	Expect(got.err).To(HaveGoneWell(), In(
		"the client said its reply and finished: io.EOF is the end of the reply, not a failure",
		"客户端说完了答复：io.EOF 是答复的结尾，不是故障"))
	Expect([]byte(got.reply)).To(ArriveWhole(words), In(
		"the client said its reply and finished: return it",
		"客户端说完了答复：要把它返回"))
}

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
	return answering(conn, size, reply).Result(In(
		"nobody speaks any more: the server has said its greeting and waits for the answer, and Answer waits for still more; size tells when the greeting is complete",
		"谁也不说话了：服务端说完问候，等着回答，Answer 却还等着听下去；问候什么时候算完，由 size 决定"))
}

// answers has Answer answer a greeting that comes in full, and that nobody can know beforehand: an
// error, or silence, says nothing where nobody is ever answered.
func answers() {
	GinkgoHelper()
	words := Speech(20)
	server := Script{Says: []string{string(words)}}.Conn()
	got := answer(server, len(words), thanks)
	Expect(got.err).To(HaveGoneWell(), inFull())
	Expect([]byte(got.greeting)).To(ArriveWhole(words), In(
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
