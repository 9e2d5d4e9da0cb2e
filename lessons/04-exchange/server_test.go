package exchange_test

import (
	"io"
	"math"
	"strings"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	exchange "handshake/lessons/04-exchange"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Server, Lesson("04-exchange"), func() {
	It(In("speaks first, then listens", "先开口，再倾听"), ID("speaks-first"), func(ctx SpecContext) {
		client := Script{Hears: len(hello), Says: []string{thanks}, Ends: io.EOF}.Conn()

		talk := greeting(client, hello, enough)

		select {
		case <-talk.Returned():
		case <-Enough():
			if len(client.Heard()) < len(hello) {
				talk.OutOfTime(In(
					"both are listening and nobody speaks: the client answers when it has heard the whole "+
						"greeting, so Greet must have sent all of it before it waits for the reply; what lies in a "+
						"bufio.Writer has not been sent before Flush",
					"两边都在听，谁也不开口：客户端听完整句问候才会回答，所以 Greet 要先把它全部发出去，再等答复；留在 bufio.Writer 里的，Flush 之前并没有发出"))
			}
			talk.OutOfTime(stillWaiting)
		}
		talk.Check()
		Expect(client.Heard()).To(Say(hello), In(
			"the client should have heard the greeting before it answered",
			"客户端应当先听到问候，再回答"))
		Expect(client.Taken() > 0).To(BeTrue(), In(
			"the client answered, and nobody listened",
			"客户端回答了，却没有人在听"))
	})

	It(In(
		"sends the greeting, all of it and nothing else",
		"问候语原样发出，不多不少"), ID("greeting-verbatim"), func(ctx SpecContext) {
		client := Script{Says: []string{thanks}, Ends: io.EOF}.Conn()
		text := hello + " 100%% TCP"

		greet(client, text, enough)

		Expect(client.Heard()).To(Say(text), In(
			"the client must hear exactly the bytes of greeting: nothing left out, no newline added, and no %% "+
				"taken for a verb as Fprintf does",
			"客户端听到的应当正是 greeting 的每个字节：不能少，不能多加换行，也不能像 Fprintf 那样把 %% 当成格式"))
	})

	DescribeTable(In(
		"hears the reply however it comes",
		"答复怎么来都听得全"), func(ctx SpecContext, pieces []string, misconception string) {
		got := hearing(Script{Says: pieces, Ends: io.EOF}, enough)

		Expect(got.err).To(HaveGoneWell(), In(
			"the client said its reply and finished: io.EOF is the end of the reply, not a failure",
			"客户端说完了答复：io.EOF 是答复的结尾，不是故障"))
		Expect(got.reply).To(Say(thanks), misconception)

		greets()
	},
		Entry(In("returns a reply that comes all at once", "一次到齐的答复"), ID("reply-at-once"), []string{thanks}, In(
			"the reply is what the client said and nothing more: Read fills the first n bytes of the buffer, and "+
				"what lies behind them nobody has said",
			"答复就是客户端说的话，一个字节也不多：Read 只填写缓冲区的前 n 个字节，后面的内容没有人说过")),
		Entry(In(
			"returns a reply that comes byte by byte",
			"一个字节一个字节来的答复"), ID("reply-in-bytes"), InPieces(thanks, 1), In(
			"one Read is not one message: it returns what has arrived so far, here a single byte; go on until "+
				"io.EOF, and put each piece behind the one before",
			"一次 Read 不等于一条消息：它返回目前已经到达的部分，这里只有一个字节；要一直读到 io.EOF，每一段都接在前一段后面")),
	)

	It(In(
		"returns Chinese text whole, wherever it is cut",
		"中文断在哪里都不会乱"), ID("reply-cut-anywhere"), func(ctx SpecContext) {
		for at := range len(thanksInChinese) - 1 {
			head, tail := thanksInChinese[:at+1], thanksInChinese[at+1:]
			got := hearing(Script{Says: []string{head, tail}, Ends: io.EOF}, enough)

			Expect(got.err).To(HaveGoneWell(), In(
				"half a character at the end of one Read is no failure: the other half comes with the next",
				"一次 Read 的末尾只有半个字，不是故障：另一半下一次就来"))
			Expect(got.reply).To(Say(thanksInChinese), In(
				"a Chinese character is three bytes in UTF-8, and TCP may cut between any two: join the bytes "+
					"first, and only then make characters of them",
				"一个汉字在 UTF-8 里占三个字节，TCP 可能从任意两个字节之间断开：先把字节接起来，最后再当成文字"))
		}

		greets()
	})

	It(In("waits for a client that pauses", "客户端停下来想一想，也等得起"), ID("reply-with-pauses"), func(ctx SpecContext) {
		InVirtualTime(func() {
			client := Script{Says: InPieces(thanks, 10), Ends: io.EOF, Pauses: 5 * time.Second}.Conn()
			defer func() { _ = client.Close() }()

			reply, err := exchange.Greet(Lend(client), hello, enough)

			Expect(err).To(HaveGoneWell(), In(
				"the client paused for five seconds between its words, and went on: a pause is neither a failure "+
					"nor the end",
				"客户端说几个字就停五秒，然后又接着说：停顿既不是故障，也不是结尾"))
			Expect(reply).To(Say(thanks), In(
				"the client paused for five seconds between its words, and went on: silence is not the end, only "+
					"io.EOF is",
				"客户端说几个字就停五秒，然后又接着说：没有声音不等于说完了，只有 io.EOF 才是结尾"))
		})

		greets()
	})

	It(In(
		"keeps the bytes that come together with io.EOF",
		"留住和 io.EOF 一起来的字节"), ID("reply-with-end"), func(ctx SpecContext) {
		got := hearing(Script{Says: InPieces(thanks, 10), Ends: io.EOF, AtOnce: true}, enough)

		Expect(got.err).To(HaveGoneWell(), In(
			"the client said its reply and finished: io.EOF is the end of the reply, not a failure",
			"客户端说完了答复：io.EOF 是答复的结尾，不是故障"))
		Expect(got.reply).To(Say(thanks), In(
			"one Read may return the last n bytes and io.EOF together: take the bytes first, then look at the error",
			"一次 Read 可以既返回最后 n 个字节，又返回 io.EOF：先收下字节，再看错误"))

		greets()
	})

	It(In(
		"returns an empty reply when the client sends only a FIN",
		"一句不说也是一种答复"), ID("reply-empty"), func(ctx SpecContext) {
		greets()

		got := hearing(Script{Ends: io.EOF}, enough)

		Expect(got.err).To(HaveGoneWell(), In(
			"the client finished without a word: that is an empty reply, and io.EOF is its end, not a failure",
			"客户端一句话没说就结束了：这是空的答复，io.EOF 是它的结尾，不是故障"))
		Expect(got.reply).To(Say(""), In(
			"the client said nothing, so the reply is empty",
			"客户端什么也没说，答复应当是空的"))
	})

	It(In("keeps every line of the reply", "答复有几行就留几行"), ID("reply-lines"), func(ctx SpecContext) {
		lines := "Thank you,\r\nServer!\n"
		got := hearing(Script{Says: []string{lines}, Ends: io.EOF}, enough)

		Expect(got.reply).To(Say(lines), In(
			"a line end is a byte like any other: the reply ends where the client has finished, with io.EOF, and "+
				"not with a line",
			"换行和别的字节一样：答复到客户端说完（io.EOF）为止，不是到一行的末尾为止"))

		greets()
	})

	It(In("keeps zero bytes", "零字节也是字节"), ID("reply-zeros"), func(ctx SpecContext) {
		zeros := "\x00one\x00two\x00\x00"
		got := hearing(Script{Says: []string{zeros}, Ends: io.EOF}, enough)

		Expect(got.reply).To(Say(zeros), In(
			"a zero byte is a byte like any other, and the client has said these: n tells how much came, not the "+
				"first zero",
			"零字节和别的字节一样，这几个正是客户端说的：读到多少由 n 决定，不由第一个零决定"))

		greets()
	})

	It(In("allows exactly limit bytes", "正好 limit 字节是允许的"), ID("exactly-limit"), func(ctx SpecContext) {
		got := hearing(Script{Says: InPieces(thanks, 5), Ends: io.EOF}, len(thanks))

		Expect(got.err).To(HaveGoneWell(), In(
			"at most limit bytes are allowed, and there are just as many: only the next one would be too many",
			"最多允许 limit 字节，这里正好是这么多：再多一个才算超过"))
		Expect(got.reply).To(Say(thanks), In(
			"the reply fits into the limit, so all of it is due",
			"答复没有超过上限，应当全部返回"))

		greets()
	})

	It(In("returns ErrTooLong for one byte more than limit", "多一个字节就不允许"), ID("over-limit"), func(ctx SpecContext) {
		greets()

		got := hearing(Script{Says: InPieces(thanksInChinese, 5), Ends: io.EOF}, len(thanksInChinese)-1)

		Expect(got.err).To(HaveFailed(), In(
			"piece by piece the client said one byte more than it may: count the bytes of the whole reply, not "+
				"each Read and not characters, and do not cut it off in silence, for then the caller gets a wrong one",
			"客户端一段一段地说，总共多说了一个字节：要数整个答复的字节，不是数每一次 Read，也不是数字数；更不能悄悄截短，那样调用者拿到的就是错的答复"))
		Expect(got.err).To(Wrap(exchange.ErrTooLong), In(
			"the caller asks errors.Is(err, ErrTooLong) and must hear yes: return ErrTooLong itself or wrap it "+
				"with %%w",
			"调用者会用 errors.Is(err, ErrTooLong) 来问，答案应当为“是”：直接返回 ErrTooLong，或者用 %%w 包装"))
	})

	It(In(
		"stops reading when the client never stops talking",
		"客户端说个没完，就不再听下去"), ID("never-stops"), func(ctx SpecContext) {
		greets()

		const piece, pieces = 1 << 10, 1 << 10
		chatterbox := Script{Says: InPieces(strings.Repeat("and so on ", piece*pieces/10), piece), Ends: io.EOF}.Conn()

		got := greeting(chatterbox, hello, 100).Result(In(
			"Greet never came back: it knows after limit+1 bytes that the client says too much",
			"Greet 一直没有返回：读到 limit+1 字节，就知道客户端说得太多了"))

		Expect(got.err).To(Wrap(exchange.ErrTooLong), In(
			"the client said far more than it may: the error must be ErrTooLong",
			"客户端说的远远超过上限：返回的错误应当是 ErrTooLong"))
		Expect(chatterbox.Taken() < piece*pieces/2).To(BeTrue(), In(
			"the limit was 100 bytes, and Greet went on to take in half a MiB and more: a client who never "+
				"finishes fills the memory; check while you read, not afterwards",
			"上限是 100 字节，Greet 却一口气读了半 MiB 还不止：遇上说个没完的客户端，内存会被撑满；要边读边查，不能读完再查"))
	})

	It(In("returns the error when the connection breaks mid-reply", "故障不是结尾"), ID("reply-torn"), func(ctx SpecContext) {
		greets()

		got := hearing(Script{Says: []string{thanks[:9]}, Ends: ConnectionReset}, enough)

		Expect(got.err).To(HaveFailed(), In(
			"the connection was reset half way, so this is not the whole reply: io.EOF alone means that the client "+
				"has finished",
			"连接中途被复位，这不是完整的答复：只有 io.EOF 才表示客户端说完了"))
		Expect(got.err).To(Wrap(ConnectionReset), In(
			"the caller asks errors.Is for the reason (ECONNRESET) and must find it: return the error itself or "+
				"wrap it with %%w",
			"调用者会用 errors.Is 来查原因（ECONNRESET），应当查得到：直接返回原错误，或者用 %%w 包装"))
	})

	It(In(
		"returns the error when the greeting cannot be sent",
		"问候发不出去要如实相告"), ID("greeting-lost"), func(ctx SpecContext) {
		greets()

		got := hearing(Script{Breaks: ConnectionReset, Ends: io.EOF}, enough)

		Expect(got.err).To(HaveFailed(), In(
			"the greeting could not be sent, and Write said so: its error must not be dropped",
			"问候没有发出去，Write 也说了：它的错误不能丢"))
		Expect(got.err).To(Wrap(ConnectionReset), In(
			"the caller asks errors.Is for the reason (ECONNRESET) and must find it: return the error itself or "+
				"wrap it with %%w",
			"调用者会用 errors.Is 来查原因（ECONNRESET），应当查得到：直接返回原错误，或者用 %%w 包装"))
	})

	It(In("leaves the connection open for its caller", "不挂断，线路留给调用者"), ID("server-stays"), func(ctx SpecContext) {
		client, server := Pair()
		_, _ = io.WriteString(client, thanks)
		_ = client.CloseWrite()
		got := greet(server, hello, enough)
		Expect(got.err).To(HaveGoneWell(), In(
			"the client said its reply and finished: nothing went wrong here",
			"客户端说完了答复：这里没有什么出错"))

		_, err := io.WriteString(server, goodbye)

		Expect(err).To(HaveGoneWell(), In(
			"the caller wanted to say goodbye, and Greet had closed the connection or its sending half: the one that "+
				"opened it closes it",
			"调用者还想说声再见，连接（或者它的发送方向）却已经被 Greet 关掉了：谁打开，谁关闭"))
		Expect(TextFrom(client, len(hello+goodbye))).To(Say(hello+goodbye), In(
			"after the greeting the client should have heard what the caller said",
			"问候之后，客户端应当听到调用者说的话"))

		greets()
	})

	It(In("allows any limit, up to math.MaxInt", "上限可以大到 math.MaxInt"), ID("huge-limit"), func(ctx SpecContext) {
		long := words(1<<20 + 1)
		got := hearing(Script{Says: InPieces(string(long), 1<<16), Ends: io.EOF}, math.MaxInt)

		Expect(got.err).To(HaveGoneWell(), In(
			"with the limit math.MaxInt no reply is too long: limit+1 overflows, and make cannot make that much room, "+
				"so compare with limit as it is, and let the reply grow as it comes",
			"上限是 math.MaxInt 时，没有哪个答复会太长：limit+1 会溢出，make 也造不出那么大的缓冲区；要直接和 limit 比较，答复来多少就存多少"))
		Expect([]byte(got.reply)).To(ArriveWhole(long), In(
			"with the limit math.MaxInt the whole reply is due, more than a MiB: limit+1 overflows, and there is no "+
				"limit of one's own",
			"上限是 math.MaxInt，一 MiB 多的答复也要全部返回：limit+1 会溢出，也不要自己另定上限"))
	})

	It(In("sends and returns long texts whole", "长篇大论，说和听都不差一个字节"), ID("server-long"), func(ctx SpecContext) {
		text, reply := words(sent), words(read)
		client, server := Pair()
		heard := Start(func() []byte {
			heard := make([]byte, len(text))
			_, _ = io.ReadFull(client, heard)
			_, _ = client.Write(reply)
			_ = client.CloseWrite()
			return heard
		})

		got := greeting(server, string(text), len(reply)).ResultBy(ctx)

		Expect(got.err).To(HaveGoneWell(), In(
			"the reply is long, and within the limit: nothing went wrong here",
			"答复虽长，却没有超过上限：这里没有什么出错"))
		Expect([]byte(got.reply)).To(ArriveWhole(reply), In(
			"the reply is not what the client said: so much arrives in many pieces, and all of them are due, in order",
			"答复和客户端说的不一样：这么长的话会分成许多段到达，要按顺序一段不漏"))
		Expect(heard.ResultBy(ctx)).To(ArriveWhole(text), In(
			"what the client heard is not the greeting: all of it must be sent, in order",
			"客户端听到的和问候不一样：要按顺序全部发出"))
	})

	It(In("tells a FIN, silence and failures apart", "每个客户端是说完了、沉默、还是出了故障，都分得清"), ID("greet-scenes"),
		func(ctx SpecContext) {
			scene.Play(300, greetsAnybody)
		})

	It(In("keeps two conversations apart", "两通电话互不相干"), ID("greet-apart"), func(ctx SpecContext) {
		InVirtualTime(func() {
			slow := Script{
				Says: []string{"one", "one"}, Ends: io.EOF, Pauses: 2 * time.Second, Fills: time.Minute,
			}.Conn()
			quick := Script{Says: []string{"two", "two"}, Ends: io.EOF, Pauses: 3 * time.Second}.Conn()
			defer func() { _, _ = slow.Close(), quick.Close() }()

			first, second := greeting(slow, hello, enough), greeting(quick, hello, enough)

			got := second.Result(stillWaiting)
			apart(got.reply, got.err, "twotwo")
			got = first.Result(stillWaiting)
			apart(got.reply, got.err, "oneone")
		})
	})
})
