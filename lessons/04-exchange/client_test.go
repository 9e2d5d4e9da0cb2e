package exchange_test

import (
	"io"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Client, Lesson("04-exchange"), func() {
	It(In("answers while the server keeps the connection open", "服务端还没挂断，就已经回答"), ID("answers"), func(ctx SpecContext) {
		client, server := Pair()
		_, _ = io.WriteString(server, hello)

		call := answering(client, len(hello), thanks)
		if !call.InTime() && TextFrom(server, len(thanks)) == thanks {
			call.OutOfTime(saidAll())
		}
		got := call.Result(waitsForMore())

		Expect(got.err).To(HaveGoneWell(), inFull())
		Expect(got.greeting).To(Say(hello), In(
			"Answer must return the greeting that the server said",
			"Answer 应当返回服务端说的问候"))
		Expect(TextFrom(server, len(thanks))).To(Say(thanks), In(
			"the server should have heard the reply; what lies in a bufio.Writer has not been sent before Flush",
			"服务端应当听到答复；留在 bufio.Writer 里的，Flush 之前并没有发出"))

		answers()
	})

	It(In("sends a FIN when it has finished", "说完了就告诉对方"), ID("finishes"), func(ctx SpecContext) {
		client, server := Pair()
		_, _ = io.WriteString(server, hello)
		answer(client, len(hello), thanks)

		Expect(TextFrom(server, len(thanks))).To(Say(thanks), In(
			"the server should have heard the reply; what lies in a bufio.Writer has not been sent before Flush",
			"服务端应当听到答复；留在 bufio.Writer 里的，Flush 之前并没有发出"))
		Expect(server).To(EndWithFIN(), In(
			"the reply must end with a FIN, or the server reads on forever: CloseWrite says that nothing more "+
				"will come",
			"答复之后要有 FIN，否则服务端会一直读下去：CloseWrite 就是告诉它“没有了”"))

		answers()
	})

	It(In("can still read after its own FIN", "自己说完了，还能接着听"), ID("client-stays"), func(ctx SpecContext) {
		client, server := Pair()
		_, _ = io.WriteString(server, hello)
		answer(client, len(hello), thanks)

		_, _ = io.WriteString(server, goodbye)

		Expect(TextFrom(client, len(goodbye))).To(Say(goodbye), In(
			"the server said goodbye, and Answer's caller could not hear it: Close hangs up in both directions, "+
				"CloseWrite ends the sending alone",
			"服务端说了再见，Answer 的调用者却听不到：Close 两个方向一起挂断，CloseWrite 只结束发送"))

		answers()
	})

	It(In("sends the reply, all of it and nothing else", "答复原样发出，不多不少"), ID("reply-verbatim"), func(ctx SpecContext) {
		server := Script{Says: []string{hello}}.Conn()
		reply := thanks + " 100%% TCP"

		answer(server, len(hello), reply)

		Expect(server.Heard()).To(Say(reply), In(
			"the server must hear exactly the bytes of reply: nothing left out, no newline added, and no %% taken "+
				"for a verb as Fprintf does",
			"服务端听到的应当正是 reply 的每个字节：不能少，不能多加换行，也不能像 Fprintf 那样把 %% 当成格式"))

		answers()
	})

	It(In(
		"reads a greeting that comes byte by byte",
		"一个字节一个字节来的问候也听得全"), ID("greeting-in-bytes"), func(ctx SpecContext) {
		got := answer(Script{Says: InPieces(hello, 1)}.Conn(), len(hello), thanks)

		Expect(got.err).To(HaveGoneWell(), In(
			"a Read that returns less than was asked for is no failure: the rest comes with the next",
			"一次 Read 返回得比要的少，不是故障：其余的下一次再来"))
		Expect(got.greeting).To(Say(hello), In(
			"one Read is not one message: it returns what has arrived so far, here a single byte; go on until "+
				"there are size bytes",
			"一次 Read 不等于一条消息：它返回目前已经到达的部分，这里只有一个字节；要一直读到满 size 字节"))

		answers()
	})

	It(In(
		"keeps the bytes that come together with io.EOF",
		"留住和 io.EOF 一起来的字节"), ID("greeting-with-end"), func(ctx SpecContext) {
		server := Script{Says: InPieces(hello, 10), Ends: io.EOF, AtOnce: true}.Conn()

		got := answer(server, len(hello), thanks)

		Expect(got.err).To(HaveGoneWell(), In(
			"one Read may return the last n bytes and io.EOF together, and here they complete the greeting: take "+
				"the bytes first, then look at the error",
			"一次 Read 可以既返回最后 n 个字节，又返回 io.EOF，这里问候就这样完整了：先收下字节，再看错误"))
		Expect(got.greeting).To(Say(hello), In(
			"the last bytes came together with io.EOF, and they belong to the greeting",
			"最后几个字节是和 io.EOF 一起来的，它们也属于问候"))
		Expect(server.Heard()).To(Say(thanks), In(
			"a server that has finished speaking still listens: it is owed its answer",
			"服务端说完了，但还在听：该回答它的还是要回答"))

		answers()
	})

	It(In("leaves what follows the greeting to its caller", "问候之后的话，留给调用者去读"), ID("not-beyond"), func(ctx SpecContext) {
		server := Script{Says: []string{hello + goodbye}}.Conn()

		got := answer(server, len(hello), thanks)

		Expect(got.greeting).To(Say(hello), In(
			"the greeting ends after size bytes, whatever came along with it",
			"问候到第 size 个字节为止，不管后面还跟着什么"))
		Expect(TextFrom(server, len(goodbye))).To(Say(goodbye), In(
			"what followed the greeting was gone when Answer's caller wanted to read it: give Read (and "+
				"bufio.Reader) no room for more than is yours to take",
			"Answer 的调用者去读问候之后的话，却已经没有了：不属于自己的就不要读走：交给 Read 的缓冲区不能比缺的还大，用 bufio.Reader 也会读过头"))

		answers()
	})

	It(In(
		"returns io.ErrUnexpectedEOF when the greeting breaks off",
		"问候说到一半就断了，要如实相告"), ID("greeting-breaks-off"), func(ctx SpecContext) {
		answers()

		got := answer(Script{Says: []string{hello[:5]}, Ends: io.EOF}.Conn(), len(hello), thanks)

		Expect(got.err).To(HaveFailed(), In(
			"the server finished half way through the greeting: half a greeting is no success",
			"服务端没说满 size 字节就结束了：半句问候不算成功"))
		Expect(got.err).To(Wrap(io.ErrUnexpectedEOF), In(
			"an end in the middle is io.ErrUnexpectedEOF, as io.ReadFull returns it: errors.Is must find it (%%w "+
				"keeps it, %%v loses it)",
			"中途结束就是 io.ErrUnexpectedEOF，io.ReadFull 返回的也是它：要让 errors.Is 找得到（%%w 留得住它，%%v 会把它弄丢）"))
	})

	It(In("returns an error when no greeting comes", "问候一个字节也没来，要如实相告"), ID("no-greeting"), func(ctx SpecContext) {
		answers()

		got := answer(Script{Ends: io.EOF}.Conn(), len(hello), thanks)

		Expect(got.err).To(HaveFailed(), In(
			"size bytes were due and the server finished without one: that is no success",
			"该有 size 字节，服务端却一个也没说就结束了：这不算成功"))
		Expect(got.err).To(Wrap(io.ErrUnexpectedEOF), In(
			"io.ReadFull says io.EOF when not a single byte came, and to a caller that means a proper end; here a "+
				"greeting was due: make it io.ErrUnexpectedEOF",
			"一个字节也没有时，io.ReadFull 返回的是 io.EOF，调用者会当成正常结束；这里本该有问候：要换成 io.ErrUnexpectedEOF"))
	})

	It(In(
		"returns the error when the connection breaks mid-greeting",
		"故障不是结尾"), ID("greeting-torn"), func(ctx SpecContext) {
		answers()

		got := answer(Script{Says: []string{hello[:5]}, Ends: ConnectionReset}.Conn(), len(hello), thanks)

		Expect(got.err).To(HaveFailed(), In(
			"the connection was reset half way through the greeting: half a greeting is no success",
			"问候说到一半，连接被复位了：半句问候不算成功"))
		Expect(got.err).To(Wrap(ConnectionReset), In(
			"the caller asks errors.Is for the reason (ECONNRESET) and must find it: return the error itself or "+
				"wrap it with %%w",
			"调用者会用 errors.Is 来查原因（ECONNRESET），应当查得到：直接返回原错误，或者用 %%w 包装"))
	})

	It(In("reads the whole greeting before it answers", "听完问候才开口"), ID("hears-first"), func(ctx SpecContext) {
		answers()

		server := Script{Says: []string{hello[:5]}, Ends: io.EOF}.Conn()

		answer(server, len(hello), thanks)

		Expect(server.Heard()).To(Say(""), In(
			"the greeting broke off half way, and yet Answer has spoken: it must hear the whole greeting first; if "+
				"both sides begin by speaking, they talk over each other",
			"问候说到一半就断了，Answer 却已经开了口：要先听完整句问候；两边一上来都说话，就成了各说各的"))
	})

	It(In("returns the error when the reply cannot be sent", "答复发不出去要如实相告"), ID("reply-lost"), func(ctx SpecContext) {
		answers()

		got := answer(Script{Says: []string{hello}, Breaks: ConnectionReset}.Conn(), len(hello), thanks)

		Expect(got.err).To(HaveFailed(), In(
			"the reply could not be sent, and Write said so: its error must not be dropped",
			"答复没有发出去，Write 也说了：它的错误不能丢"))
		Expect(got.err).To(Wrap(ConnectionReset), In(
			"the caller asks errors.Is for the reason (ECONNRESET) and must find it: return the error itself or "+
				"wrap it with %%w",
			"调用者会用 errors.Is 来查原因（ECONNRESET），应当查得到：直接返回原错误，或者用 %%w 包装"))
	})

	It(In(
		"reads nothing when the greeting has no bytes",
		"问候是零字节，就什么也不等"), ID("greeting-empty"), func(ctx SpecContext) {
		server := Script{}.Conn()

		got := answering(server, 0, thanks).Result(In(
			"a greeting of no bytes is complete before it begins, and nothing will come: see whether anything is "+
				"missing before you read, not after",
			"零字节的问候还没开始就已经完整，什么也不会来：要先看还缺不缺，再去读"))

		Expect(got.err).To(HaveGoneWell(), In(
			"a greeting of no bytes is no failure: nothing went wrong here",
			"零字节的问候不是故障：这里没有什么出错"))
		Expect(server.Heard()).To(Say(thanks), In(
			"the server is owed its answer even to an empty greeting",
			"问候是空的，也要回答"))

		answers()
	})

	It(In("sends its FIN even when the reply is empty", "没有话说也要说一声完了"), ID("nothing-to-say"), func(ctx SpecContext) {
		answers()

		server := Script{Says: []string{hello}}.Conn()

		got := answer(server, len(hello), "")

		Expect(got.err).To(HaveGoneWell(), In(
			"an empty reply is a reply: nothing went wrong here",
			"空的答复也是答复：这里没有什么出错"))
		Expect(server.Finished()).To(BeTrue(), In(
			"an empty reply sends no byte, so its end is all that the server can notice: call CloseWrite",
			"空的答复一个字节也不发，服务端唯一能察觉的就是结束：要调用 CloseWrite"))
	})

	It(In("reads and sends long texts whole", "长篇大论，听和说都不差一个字节"), ID("client-long"), func(ctx SpecContext) {
		greeting, reply := words(read), words(sent)
		client, server := Pair()
		heard := Start(func() []byte {
			_, _ = server.Write(greeting)
			heard, _ := io.ReadAll(server)
			return heard
		})

		got := answering(client, len(greeting), string(reply)).ResultBy(ctx)

		Expect(got.err).To(HaveGoneWell(), In(
			"so long a greeting takes many Reads, and that is no failure",
			"这么长的问候要读很多次，这不是故障"))
		Expect([]byte(got.greeting)).To(ArriveWhole(greeting), In(
			"the greeting is not what the server said: so much arrives in many pieces, and all of them are due, in "+
				"order",
			"问候和服务端说的不一样：这么长的话会分成许多段到达，要按顺序一段不漏"))
		Expect(heard.ResultBy(ctx)).To(ArriveWhole(reply), In(
			"what the server heard is not the reply: all of it must be sent, in order",
			"服务端听到的和答复不一样：要按顺序全部发出"))
	})

	It(In("answers a greeting only when it is complete", "问候完整就回答，不完整就不回答"), ID("answer-scenes"),
		func(ctx SpecContext) {
			scene.Play(300, answersAnybody)
		})

	It(In("keeps two conversations apart", "两通电话互不相干"), ID("answer-apart"), func(ctx SpecContext) {
		InVirtualTime(func() {
			slow := Script{Says: []string{"one", "one"}, Pauses: 2 * time.Second, Fills: time.Minute}.Conn()
			quick := Script{Says: []string{"two", "two"}, Pauses: 3 * time.Second}.Conn()
			defer func() { _, _ = slow.Close(), quick.Close() }()

			first, second := answering(slow, 6, thanks), answering(quick, 6, thanks)

			got := second.Result(mixedUp())
			apart(got.greeting, got.err, "twotwo")
			got = first.Result(mixedUp())
			apart(got.greeting, got.err, "oneone")
		})
	})
})
