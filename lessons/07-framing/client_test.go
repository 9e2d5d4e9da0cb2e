package framing_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"runtime/debug"
	"strings"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	framing "handshake/lessons/07-framing"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

var _ = Describe(Client, Lesson("07-framing"), func() {
	It(In("writes the length before the message", "先写长度，再写消息"), ID("writes-frame"), func(ctx SpecContext) {
		w := &tally{keep: true}

		err := writeFrame(w, thanks)

		Expect(err).To(HaveGoneWell(), In(
			"the writer took everything: nothing went wrong here",
			"写出去的都收下了：这里没有什么出错"))
		Expect(w.String()).To(Say(frames(thanks)), In(
			"a frame is four bytes of length, the most significant first (big-endian), and then the message, in "+
				"full; the length counts the message alone, not its own four bytes",
			"一帧先是四个字节的长度，高位在前（大端序），再是整条消息；长度只算消息，不算它自己那四个字节"))
	})

	It(In("sends a message of 0 bytes, too", "零字节的消息也要发"), ID("writes-empty"), func(ctx SpecContext) {
		w := &tally{keep: true}

		err := writeFrame(w, nil)

		Expect(err).To(HaveGoneWell(), In(
			"a message of no bytes is a message: nothing went wrong here",
			"零字节的消息也是消息：这里没有什么出错"))
		Expect(w.String()).To(Say(header(0)), In(
			"nothing to say is a message too: it is sent as the length 0, four bytes, and the peer counts on it",
			"“没什么可说的”也是一条消息：要把长度 0 这四个字节发出去，对端正等着它"))
	})

	It(In("writes a frame with one Write", "整帧一次写出"), ID("one-write"), func(ctx SpecContext) {
		for _, size := range []int{20, 5000, 100_000, 3 << 20, 0} {
			w := &tally{keep: true}
			words := bytesOf('x', size)

			err := writeFrame(w, words)

			Expect(err).To(HaveGoneWell(), In(
				"the writer took everything: nothing went wrong here",
				"写出去的都收下了：这里没有什么出错"))
			Expect(len(w.writes)).To(Equal(1), fmt.Sprintf(In(
				"this is how many calls of Write a message of %d bytes took; between two of them another goroutine "+
					"may write, and its frame lands in the middle of yours: put length and message into one slice "+
					"and write that (net.Buffers and a bufio.Writer make several calls as soon as the message is "+
					"long or w is no TCP connection)",
				"这是 %d 字节的消息调用 Write 的次数；两次调用之间，别的 goroutine 也可能来写，它的帧就落到了你这一帧的中间：把长度和消息放进同一个切片，一次写出（消息一长，或者 w 不是 "+
					"TCP 连接，net.Buffers 和 bufio.Writer 也会分几次去写）"),
				size))
			Expect(w.writes[0]).To(ArriveWhole([]byte(frames(words))), In(
				"a long message is framed just as a short one: its length in four bytes, and then all of it",
				"长消息的帧和短消息一样：先是四个字节的长度，再是整条消息"))
		}
	})

	It(In("lets goroutines share a connection", "几个 goroutine 可以共用一条连接"), ID("no-mixing"), func(ctx SpecContext) {
		w := newGate()
		one, other := Speech(30), Speech(30)

		first := writing(w, bytes.Clone(one))
		Meanwhile(first, func() any {
			select {
			case <-w.entered:
			case <-first.Returned():
			case <-Enough():
				InVain()
			}
			return nil
		})
		second := writing(w, bytes.Clone(other))
		Settle() // it waits for the first, which is its right, or has written
		close(w.opened)
		for _, half := range []*Running[error]{first, second} {
			Expect(half.Result(In(
				"two goroutines wrote a frame each, the writer took everything, and WriteFrame did not return",
				"两个 goroutine 各写一帧，写出去的都收下了，WriteFrame 却还不返回"))).To(HaveGoneWell(), In(
				"the writer took everything: nothing went wrong here",
				"写出去的都收下了：这里没有什么出错"))
		}

		Expect(w.changed).To(BeFalse(), In(
			"while one goroutine was still writing its frame, another one wrote a different frame into the same "+
				"memory: a buffer that all calls share belongs to none of them; let each call have a slice of its own",
			"一个 goroutine 的帧还没写完，另一个就把别的帧写进了同一块内存：各次调用共用的缓冲区，谁也做不了主；每次调用都要有自己的切片"))
		all := w.all.String()
		Expect(all == frames(one, other) || all == frames(other, one)).To(BeTrue(), In(
			"two goroutines wrote a frame each, and the frames were mixed: a frame that goes out in several Writes "+
				"has gaps, and the other one's bytes get in",
			"两个 goroutine 各写一帧，两帧混在了一起：分几次 Write 写出的帧，中间有空隙，别人的字节就钻了进去"))
	})

	It(In(
		"keeps frames apart on a real connection",
		"在真实的连接上，帧与帧也不相混"), ID("shared-connection"), func(ctx SpecContext) {
		const writers, each, size = 4, 20, 10_000
		client, server := Pair()
		var all []*Running[error]
		for i := range writers {
			words := bytes.Repeat([]byte{byte('A' + i)}, size)
			all = append(all, Start(func() (err error) {
				for range each {
					if err := framing.WriteFrame(Lend(client), words); err != nil {
						return err
					}
				}
				return nil
			}))
		}

		heard := Meanwhile(all[0], func() string { return TextFrom(server, writers*each*(len(header(0))+size)) })
		for _, half := range all {
			Expect(half.Result(In(
				"the peer reads everything, and WriteFrame did not return",
				"对端全都读走了，WriteFrame 却还不返回"))).To(HaveGoneWell(), In(
				"the peer reads everything: nothing went wrong here",
				"对端全都读走了：这里没有什么出错"))
		}

		whole := 0
		for ; len(heard) >= len(header(0))+size; whole++ {
			body := heard[len(header(0)):][:size]
			if heard[:len(header(0))] != header(size) || body != string(bytes.Repeat([]byte{body[0]}, size)) {
				break
			}
			heard = heard[len(header(0))+size:]
		}
		Expect(whole).To(Equal(writers*each), In(
			"these are the frames that came whole; then one was mixed with another, or is missing: four goroutines "+
				"share the connection, and each frame must go out in a single Write",
			"这是完整到达的帧数，接下来的一帧和别的混在了一起，或者没有来：四个 goroutine 共用这条连接，每一帧都要只用一次 Write 写出"))
	})

	It(In("leaves the message unchanged", "不改动消息"), ID("leaves-message"), func(ctx SpecContext) {
		backing := []byte("Thank you, Server! This lies behind it.")
		before := bytes.Clone(backing)
		meanwhile := before
		w := &tally{keep: true, during: func() { meanwhile = bytes.Clone(backing) }}

		err := writing(w, backing[:len(thanks)]).Result(In(
			"the writer took everything at once, and WriteFrame did not return",
			"写出去的立刻就被收下了，WriteFrame 却还不返回"))

		Expect(err).To(HaveGoneWell(), In(
			"the writer took everything: nothing went wrong here",
			"写出去的都收下了：这里没有什么出错"))
		Expect(w.String()).To(Say(frames(thanks)), frameDue())
		Expect(meanwhile).To(Say(before), In(
			"during the Write, msg or the memory behind it was not what it had been: it is the caller's, and perhaps "+
				"in use elsewhere at that moment; to put it back afterwards is too late",
			"Write 进行的时候，msg 或者它后面的内存变了样：那是调用者的，也许别处这时正在用；事后再放回去就晚了"))
		Expect(backing).To(Say(before), In(
			"msg, or the memory behind it, was changed: it is the caller's, and perhaps in use elsewhere; "+
				"slices.Insert and append write into a slice that has room left, so begin with a slice of your own",
			"msg 或者它后面的内存被改动了：那是调用者的，也许别处正在用；切片还有余量时，slices.Insert 和 append 会直接写在里面，所以要从自己的切片开始"))
	})

	It(In(
		"returns the error when the frame cannot be written",
		"帧写不出去要如实相告"), ID("write-fails"), func(ctx SpecContext) {
		writes()
		for _, size := range []int{20, 0} {
			err := writeFrame(Script{Breaks: ConnectionReset}.Conn(), Speech(size))

			Expect(err).To(HaveFailed(), In(
				"nothing could be written, and Write said so: its error must not be dropped",
				"什么也没有写出去，Write 也说了：它的错误不能丢"))
			Expect(err).To(Wrap(ConnectionReset), In(
				"the caller asks errors.Is for the reason (ECONNRESET) and must find it: return the error itself "+
					"or wrap it with %%w",
				"调用者会用 errors.Is 来查原因（ECONNRESET），应当查得到：直接返回原错误，或者用 %%w 包装"))
		}
	})

	It(In("returns an error for a message of 4 GiB", "四个字节数不下的消息不收"), ID("four-gib"), func(ctx SpecContext) {
		writes()
		huge := giant()
		w := &tally{}

		err := Start(func() (err error) {
			defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
			defer func() {
				switch v := recover().(type) {
				case nil:
				case interface{ Addr() uintptr }:
					err = errTouched
				default:
					panic(v)
				}
			}()
			return framing.WriteFrame(LendWriter(w), huge)
		}).Result(In(
			"WriteFrame is at work on a message of 4 GiB: look at len(msg) first, it tells that there is nothing "+
				"to be done",
			"WriteFrame 还在忙着处理一条 4 GiB 的消息：先看 len(msg)，就知道用不着处理"))

		Expect(err != errTouched).To(BeTrue(), In(
			"the message is 4 GiB, and WriteFrame began to copy it: look at len(msg) first; in a uint32 this "+
				"length is 0, and the peer would take 4 GiB of message for frames",
			"消息有 4 GiB，WriteFrame 已经动手复制它了：先看 len(msg)；这个长度放进 uint32 就成了 0，对端会把 4 GiB 的消息当成一个个的帧"))
		Expect(err).To(HaveFailed(), In(
			"the message is 4 GiB, one byte more than four bytes can count: in a uint32 its length is 0, and the "+
				"peer would take what follows for frames; this is an error",
			"消息有 4 GiB，比四个字节能数的还多一个字节：放进 uint32，长度就成了 0，对端会把后面的内容当成一个个的帧；这要返回错误"))
		Expect(w.bytes).To(BeZero(), In(
			"the message is refused, so nothing of it should be written: a length without its message is worse "+
				"than nothing",
			"既然不收这条消息，就什么也不该写出去：光有长度没有消息，还不如什么都没有"))
	})

	// From here on the specs are about Ask.

	It(In("asks a question and returns the reply", "提问，拿回答复"), ID("asks"), func(ctx SpecContext) {
		questions, replies := [][]byte{hello}, [][]byte{Speech(18)}
		server := hearOut(questions, nil, Script{Says: InPieces(frames(replies...), 10)})

		got := ask(server, questions, enough)

		Expect(got.err).To(HaveGoneWell(), In(
			"a question was asked and its reply came: nothing went wrong here",
			"问了一个问题，来了一个答复：这里没有什么出错"))
		Expect(server.Heard()).To(Say(frames(questions...)), In(
			"the server should have heard the question as one frame, and nothing else",
			"服务端听到的应当是一帧，里面是这个问题，别的什么都没有"))
		expectReplies(got.replies, replies, In(
			"Ask must return the reply: the message alone, without its length",
			"Ask 应当返回答复：只要消息，不带长度"))
	})

	It(In(
		"sends all questions before the first reply comes",
		"第一个答复还没来，问题就都发出去了"), ID("pipelined"), func(ctx SpecContext) {
		const many = 5000
		questions, replies := numbered("question", many), numbered("", many)
		server := Script{Hears: len(frames(questions...)), Says: InPieces(frames(replies...), 1, 2000, 99)}.Conn()

		asking := asking(server, questions, enough)
		select {
		case <-asking.Returned():
		case <-Enough():
			asking.OutOfTime(fmt.Sprintf(In(
				"this server answers when it has heard all %d questions, and has heard %d of their %d bytes: "+
					"if you wait for a reply before the next question, you wait forever here, and elsewhere once "+
					"for every question; what lies in a bufio.Writer has not been sent before Flush",
				"这个服务端听完 %d 个问题才开始回答，现在听到了 %d 字节（共 %d 字节）：等到答复再问下一个，在这里就会永远等下去，在别处也要一问一等；留在 bufio.Writer 里的，Flush "+
					"之前并没有发出"),
				many, len(server.Heard()), len(frames(questions...))))
		}
		got := asking.Result("")

		Expect(got.err).To(HaveGoneWell(), In(
			"all questions were asked and all replies came: nothing went wrong here",
			"问题都问了，答复都来了：这里没有什么出错"))
		Expect([]byte(server.Heard())).To(ArriveWhole([]byte(frames(questions...))), In(
			"the server should have heard one frame for each question, in order, the empty one included: a reply "+
				"is told by its place alone, so the questions must keep theirs (goroutines that send one each run "+
				"in any order)",
			"服务端听到的应当是每个问题一帧，次序不变，空的那个也要有：哪个答复对应哪个问题，全看位置，所以问题的次序不能乱（一个问题一个 goroutine 去发，谁先谁后是说不准的）"))
		expectReplies(got.replies, replies, In(
			"Ask must return every reply, in the order in which they came; an empty reply is a reply",
			"每个答复都要返回，次序就是到达的次序；空的答复也是答复"))
	})

	It(In("reads replies while it is still asking", "一边问，一边收答复"), ID("more-than-buffers"), func(ctx SpecContext) {
		InVirtualTime(func() {
			conn, server := net.Pipe() // nothing is on its way: what one end writes, the other reads at once
			defer func() { _, _ = conn.Close(), server.Close() }()
			questions, replies := numbered("question", 3), numbered("reply", 3)
			go answerEach(server, questions, replies)

			got := asking(conn, questions, enough).Result(In(
				"the server answers each question before it reads the next, and nobody reads the replies: sooner or "+
					"later they fill the buffers on their way back (here there are no buffers), so the server waits "+
					"for room and reads no more, the questions fill the buffers on their way there, and Ask waits for "+
					"room as well; write in one goroutine and read in another, from the first question on",
				"服务端回答完一个才去读下一个，答复却没有人读：回程的缓冲区迟早会被答复填满（这里根本没有缓冲区），服务端等着腾出地方，不再往下读；去程的缓冲区又被问题填满，Ask 也等着腾出地方；从第一个问题起，"+
					"就要一个 goroutine 写，另一个 goroutine 读"))

			Expect(got.err).To(HaveGoneWell(), In(
				"the server answered every question: nothing went wrong here",
				"每个问题服务端都答了：这里没有什么出错"))
			expectReplies(got.replies, replies, In(
				"Ask must return every reply, in the order in which they came",
				"每个答复都要返回，次序就是到达的次序"))
		})
	})

	It(In("returns only when every question has been sent", "话都说完了才返回"), ID("sends-to-the-end"), func(ctx SpecContext) {
		InVirtualTime(func() {
			conn, server := net.Pipe()
			defer func() { _, _ = conn.Close(), server.Close() }()
			questions := [][]byte{hello, goodbye}

			asking := asking(conn, questions, enough)
			defer Bounded(server.SetDeadline)()
			_, _ = io.WriteString(server, frames(Speech(5), Speech(5))) // it knows the questions already
			<-time.After(30 * time.Second)                              // until all of them wait
			early := false
			select {
			case <-asking.Returned():
				early = true
			default:
			}
			asking.Check()
			heard := TextFrom(server, len(frames(questions...)))
			_ = server.Close()
			got := asking.Result(In(
				"all replies came and all questions were heard, and Ask did not return",
				"答复都来了，问题也都听到了，Ask 却还不返回"))

			Expect(early).To(BeFalse(), In(
				"the replies came early, and Ask returned while its questions were still being written: wait for "+
					"the goroutine that writes them, too, or its error is lost and it writes on behind the "+
					"caller's back",
				"答复来得早，问题还没写完，Ask 就返回了：写问题的那个 goroutine 也要等，不然它的错误就丢了，它还会背着调用者继续往下写"))
			Expect(got.err).To(HaveGoneWell(), In(
				"all replies came and all questions were heard: nothing went wrong here",
				"答复都来了，问题也都听到了：这里没有什么出错"))
			Expect(heard).To(Say(frames(questions...)), In(
				"the server should have heard every question, even when its replies came first",
				"就算答复先来，服务端也应当听到每一个问题"))
		})
	})

	It(In(
		"leaves the connection and what follows the last reply",
		"最后一个答复之后的内容，还有连接，都留着"), ID("asks-again"), func(ctx SpecContext) {
		const rest = "and one thing more"
		replies := [][]byte{Speech(9), Speech(9), Speech(9), Speech(9)}
		server := Script{Says: []string{frames(replies...) + rest}}.Conn() // one Read could take it all
		questions := speeches(2, 9)

		for _, want := range [][][]byte{replies[:2], replies[2:]} {
			got := asking(server, questions, enough).Result(In(
				"the replies to come were gone: an earlier Ask has taken them along with its own; a bufio.Reader "+
					"of Ask's own reads ahead, and what it holds is lost when Ask returns",
				"接下来的答复不见了：前一次 Ask 把它们连同自己的一起取走了；Ask 自己的 bufio.Reader 会预先多读，Ask 一返回，里面的就丢了"))

			Expect(got.err).To(HaveGoneWell(), In(
				"two questions were asked and two replies came; if the second Ask finds the connection closed, the "+
					"first one has closed it: after a success it stays open",
				"问了两个问题，来了两个答复；要是第二次 Ask 发现连接已经关闭，那就是第一次关的：成功之后连接要留着"))
			expectReplies(got.replies, want, In(
				"as many questions, so many replies: Ask must take its own, and leave the next ones to the "+
					"next call",
				"问几个问题，收几个答复：Ask 只取自己的，后面的留给下一次来问的人"))
		}
		Expect([]byte(server.Heard())).To(ArriveWhole([]byte(frames(append(questions, questions...)...))), In(
			"the server should have heard each question as one frame, and nothing else",
			"服务端听到的应当是每个问题一帧，别的什么都没有"))
		Expect(TextFrom(server, len(rest))).To(Say(rest), In(
			"what follows the last reply is not Ask's: it must still be there for the next reader",
			"最后一个答复之后的内容不归 Ask：下一个来读的人应当还能读到"))

		client, real := Pair()
		_, _ = io.WriteString(real, frames(replies[0]))
		Expect(ask(client, [][]byte{hello}, enough).err).To(HaveGoneWell(), In(
			"a question was asked and its reply came: nothing went wrong here",
			"问了一个问题，来了一个答复：这里没有什么出错"))
		_ = Send(client, rest)
		Expect(TextFrom(real, len(frames(hello))+len(rest))).To(Say(frames(hello)+rest), In(
			"after Ask, its caller had one thing more to say, and the server did not hear it: after a success the "+
				"connection stays open in both directions, so call neither Close nor CloseWrite",
			"Ask 之后，调用者还有一句话要说，服务端却没有听到：成功之后，连接的两个方向都要留着，不要调用 Close，也不要调用 CloseWrite"))
	})

	It(In("returns at once when there are no questions", "没有问题要问，就什么也不等"), ID("no-questions"), func(ctx SpecContext) {
		asks()
		server := Script{}.Conn()

		got := asking(server, nil, enough).Result(In(
			"no question was asked, so no reply will come, and Ask still waits: see whether a reply is due before "+
				"you read",
			"什么也没有问，也就没有答复会来，Ask 却还在等：先看还该不该有答复，再去读"))

		Expect(got.err).To(HaveGoneWell(), In(
			"no question and no reply: nothing went wrong here",
			"没有问题，没有答复：这里没有什么出错"))
		Expect(server.Heard()).To(Say(""), In(
			"there is no question, so there is nothing to send",
			"没有问题，就没有什么要发"))
	})

	DescribeTable(In(
		"returns the replies that came when the rest does not",
		"后面的来不了，来了的照样返回"), func(ctx SpecContext, tail string, ends error, reason error, misconception string) {
		questions, replies := speeches(3, 20), speeches(2, 20)
		says := append(InPieces(frames(replies...), 11), InPieces(tail, 11)...)
		server := hearOut(questions, replies, Script{Says: says, Ends: ends})

		got := ask(server, questions, 100)

		Expect(got.err).To(HaveFailed(), misconception)
		Expect(got.err).To(Wrap(reason), misconception)
		expectReplies(got.replies, replies, In(
			"two replies came whole before the failure: return these two, and only these, along with the error; "+
				"the caller need not ask them again",
			"出故障之前，有两个答复是完整到达的：要把这两个、也只把这两个，和错误一起返回；调用者就不必再问一遍"))
		Expect(server).To(BeGivenBack(), In(
			"after a failure nobody can tell where on the line the next frame begins, so Ask must close the "+
				"connection; that also ends the wait of a goroutine that still writes",
			"出了故障，线上的下一帧从哪里开始，再也说不清了，所以 Ask 要关闭连接；还在写的 goroutine 也会因此不再等下去"))
	},
		Entry(In(
			"returns the replies it got when the server finishes early",
			"服务端早早结束，来了的答复照样返回"), ID("too-few"), "", io.EOF, io.ErrUnexpectedEOF, In(
			"the server finished with the third reply still due: the end is between two frames, and it is too "+
				"early all the same; make io.EOF io.ErrUnexpectedEOF",
			"第三个答复还没来，服务端就结束了：虽然是在两帧之间结束的，但还是太早；要把 io.EOF 换成 io.ErrUnexpectedEOF")),
		Entry(In(
			"returns the replies before one that is too long",
			"有一个答复太长，之前来的照样返回"), ID("reply-too-long"),
			header(101)+strings.Repeat("x", 101), nil, framing.ErrTooLong, In(
				"the third reply has 101 bytes, where 100 are allowed: pass limit on to ReadFrame, and its ErrTooLong "+
					"on to the caller",
				"第三个答复有 101 字节，而上限是 100：要把 limit 交给 ReadFrame，再把它的 ErrTooLong 交给调用者")),
	)

	It(In(
		"returns the error when a question cannot be sent",
		"问题发不出去，就不再等"), ID("question-unsent"), func(ctx SpecContext) {
		asks()
		InVirtualTime(func() {
			server := Script{Breaks: ConnectionReset}.Conn()
			defer func() { _ = server.Close() }()

			got := asking(server, speeches(3, 20), enough).Result(In(
				"no question could be sent, so no reply will come, and Ask still waits for one: the half that writes "+
					"must end the half that reads; closing the connection does",
				"问题一个也没有发出去，也就不会有答复，Ask 却还在等：写的那一半出了错，要让读的那一半也停下来；关闭连接就行"))

			Expect(got.err).To(HaveFailed(), In(
				"no question could be sent, and WriteFrame said so: its error must not be dropped",
				"问题一个也没有发出去，WriteFrame 也说了：它的错误不能丢"))
			Expect(got.err).To(Wrap(ConnectionReset), In(
				"the caller asks errors.Is for the reason (ECONNRESET) and must find it: return the error that came "+
					"first, not the one that came of closing the connection afterwards",
				"调用者会用 errors.Is 来查原因（ECONNRESET），应当查得到：要返回最先发生的错误，而不是后来关闭连接引出的那一个"))
			Expect(server).To(BeGivenBack(), In(
				"after a failure nobody can tell where on the line the next frame begins, so Ask must close the "+
					"connection",
				"出了故障，线上的下一帧从哪里开始，再也说不清了，所以 Ask 要关闭连接"))
		})
	})

	It(In("returns although the server reads no question", "服务端一个问题也不读，也回得来"), ID("stuck"), func(ctx SpecContext) {
		conn, server := net.Pipe() // nothing is sent before the other end reads
		DeferCleanup(func() { _, _ = conn.Close(), server.Close() })

		asking := asking(conn, speeches(3, 20), 100)
		Meanwhile(asking, func() any {
			defer Bounded(server.SetWriteDeadline)()
			_, _ = io.WriteString(server, header(101))
			return nil
		})
		got := asking.Result(In(
			"the server has announced a reply that is too long, and reads no question: the half that reads knows "+
				"that all is over, but the half that writes still waits in Write; closing the connection ends its wait",
			"服务端报了一个太长的答复，自己却一个问题也不读：读的那一半知道已经完了，写的那一半却还等在 Write 里；关闭连接，它就不再等了"))

		Expect(got.err).To(Wrap(framing.ErrTooLong), In(
			"the reply is too long, and that came first: that writing failed when you closed the connection is not "+
				"the reason",
			"答复太长，这是最先发生的；你关闭连接之后写也失败了，那不是原因"))
		Expect(Hear(server, 1).End).To(Equal(io.EOF), In(
			"Ask has returned, and yet a question came after it, or the line is still open: close the connection "+
				"after a failure, or the half that writes goes on behind the caller's back",
			"Ask 已经返回，却还有问题发过来，或者线路还开着：出了故障要关闭连接，不然写的那一半会背着调用者继续往下写"))
	})
})
