package framing_test

import (
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"strings"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	framing "handshake/lessons/07-framing"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

var _ = Describe(Server, Lesson("07-framing"), func() {
	It(In("reads as many bytes as the length says", "长度说多少，就读多少"), ID("reads-message"), func(ctx SpecContext) {
		words := Speech(300)
		got := readFrame(Script{Says: []string{frames(words)}}.Conn(), enough)

		Expect(got.err).To(HaveGoneWell(), In(
			"a message of 300 bytes came, and before it its length, 00 00 01 2c: the most significant byte comes "+
				"first (big-endian), and read the other way round (little-endian) it is quite another number; it "+
				"counts the message alone, not its own four bytes",
			"来了一条 300 字节的消息，前面是它的长度 00 00 01 2c：高位在前（大端序），反过来读（小端序）就成了完全不同的数；长度只算消息，不算它自己那四个字节"))
		Expect(got.words).To(ArriveWhole(words), In(
			"ReadFrame must return the message: as many bytes behind the length as the length says, which does not "+
				"count its own four, and without the length itself",
			"ReadFrame 应当返回消息：长度之后的字节，长度说多少就是多少（它不算自己那四个字节），也不要带上长度"))
	})

	It(In("reads a frame wherever it is cut", "帧断在哪里都读得全"), ID("every-split"), func(ctx SpecContext) {
		whole := frames(thanks)
		ways := [][]string{InPieces(whole, 1)}
		for at := 1; at < len(whole); at++ {
			ways = append(ways, []string{whole[:at], whole[at:]})
		}

		for _, pieces := range ways {
			got := readFrame(Script{Says: pieces}.Conn(), enough)

			Expect(got.err).To(HaveGoneWell(), In(
				"TCP may cut between any two bytes, those of the length included: a Read that brings less than you "+
					"asked for is no failure, the rest comes with the next",
				"TCP 可能从任意两个字节之间断开，长度那四个字节也不例外：一次 Read 读到的比要的少，不是故障，其余的下一次再来"))
			Expect(got.words).To(Say(thanks), In(
				"one Read is not one frame, and not one length either: go on until the four bytes are there, then "+
					"until the message is there (io.ReadFull does)",
				"一次 Read 不等于一帧，也不等于一个长度：先读满那四个字节，再把消息读满（io.ReadFull 正是这样做的）"))
		}

		reads()
	})

	It(In("reads its own frame and nothing of the next", "只取自己这一帧，不碰下一帧"), ID("own-frame-only"), func(ctx SpecContext) {
		words := [][]byte{hello, thanks, goodbye, bytesOf('a', 5000), bytesOf('b', longest), bytesOf('c', longest)}
		client := &dribble{pieces: []string{frames(words...)}, ends: io.EOF} // one Read could take them all

		var all [][]byte
		taken := 0
		for _, want := range words {
			got := reading(client, 2*longest).Result(In(
				"six frames came together, and after the first of them the next was gone: an earlier call has "+
					"taken its bytes as well; a new bufio.Reader (or Scanner) for each frame throws "+
					"away what it has read ahead",
				"六帧是一起到的，读完前面的，后面的却不见了：之前的调用把它的字节也取走了；每读一帧都新建一个 bufio.Reader（或 Scanner），它预先读进来的就跟着丢了"))
			taken += len(header(0)) + len(want)

			Expect(got.err).To(HaveGoneWell(), In(
				"six frames came together, and ReadFrame was asked for one after the other: this one should be next",
				"六帧是一起到的，ReadFrame 一帧一帧地读，现在该轮到这一帧"))
			Expect(client.taken).To(Equal(taken), In(
				"these are the bytes taken from r until now: a frame is its length and its message, and what "+
					"follows belongs to the next call; give Read no room for more (a bufio.Reader takes up to 4096 "+
					"bytes ahead)",
				"这是到现在为止从 r 取走的字节数：一帧就是长度加消息，后面的属于下一次调用；交给 Read 的缓冲区不能更大（bufio.Reader 一次最多会预先取走 4096 字节）"))
			all = append(all, got.words)
		}
		for i, want := range words {
			Expect(all[i]).To(Say(want), In(
				"when all six had been read, a message was not what it should be: each must have bytes of its "+
					"own, which the next call does not overwrite",
				"六帧都读完之后，有一条消息变了样：每条消息都要有自己的一份字节，不能让下一次调用覆盖"))
		}

		reads()
	})

	It(In(
		"keeps the bytes that come together with an error",
		"留住和错误一起来的字节"), ID("with-end"), func(ctx SpecContext) {
		for _, end := range []error{io.EOF, ConnectionReset} {
			for _, words := range [][]byte{thanks, {}} {
				pieces := InPieces(frames(words), 4, 18)
				got := readFrame(Script{Says: pieces, Ends: end, AtOnce: true}.Conn(), enough)

				Expect(got.err).To(HaveGoneWell(), In(
					"one Read may return the last bytes together with an error (io.EOF, or here a reset), and they "+
						"complete the frame: take the bytes first, and what the error says is for the next call",
					"一次 Read 可以既返回最后几个字节，又返回错误（io.EOF，或者这里的复位），这一帧就这样完整了：先收下字节，错误是下一次调用的事"))
				Expect(got.words).To(Say(words), In(
					"the last bytes came together with an error, and they belong to the message",
					"最后几个字节是和错误一起来的，它们也属于消息"))
			}
		}

		reads()
	})

	It(In("returns a message of 0 bytes as a message", "零字节的消息也是消息"), ID("empty-message"), func(ctx SpecContext) {
		reads()
		client := Script{Says: []string{frames(nil)}}.Conn()

		got := reading(client, enough).Result(In(
			"the length says 0, so the frame is complete with its four bytes, and ReadFrame still waits: see "+
				"whether anything is missing before you read",
			"长度是 0，读完四个字节这一帧就完整了，ReadFrame 却还在等：要先看还缺不缺，再去读"))

		Expect(got.err).To(HaveGoneWell(), In(
			"a message of no bytes is no failure and not the end: somebody has said that there is nothing to say",
			"零字节的消息不是故障，也不是结尾：对方是在说“我没什么可说的”"))
		Expect(got.words).To(Say([]byte{}), In(
			"the length says 0, so the message has no bytes",
			"长度是 0，消息里就没有字节"))
	})

	It(In("reads a long message", "很长的消息也读得全"), ID("long-message"), func(ctx SpecContext) {
		words := Speech(200_000)
		got := readFrame(Script{Says: InPieces(frames(words), 1, 10_000, 99)}.Conn(), 1<<20)

		Expect(got.err).To(HaveGoneWell(), In(
			"the message is long, and limit allows far longer ones: only limit decides what is too long (a "+
				"bufio.Scanner gives up at 64 KiB)",
			"消息虽长，离 limit 还远着呢：是不是太长，只由 limit 决定（bufio.Scanner 到 64 KiB 就放弃了）"))
		Expect(got.words).To(ArriveWhole(words), In(
			"so long a message comes in many pieces: return all of it, in order",
			"这么长的消息会分成许多段到达：要按顺序全部返回"))
	})

	It(In("returns io.EOF at a clean end", "正常的结尾就是 io.EOF"), ID("clean-end"), func(ctx SpecContext) {
		client := Script{Says: []string{frames(Speech(9))}, Ends: io.EOF}.Conn()
		Expect(readFrame(client, enough).err).To(HaveGoneWell(), inWhole())

		got := readFrame(client, enough)

		Expect(got.err).To(HaveFailed(), In(
			"the stream has ended and there is no further frame: neither is there a message to return; say so with "+
				"io.EOF",
			"流结束了，没有下一帧，也就没有消息可以返回：要用 io.EOF 来说"))
		Expect(got.err).To(Wrap(io.EOF), In(
			"the stream ended between two frames, where it may: io.EOF itself tells the caller that nothing is missing",
			"流结束在两帧之间，这是可以的：要返回 io.EOF，调用者才知道什么也没有缺"))
		Expect(got.err).NotTo(Wrap(io.ErrUnexpectedEOF), In(
			"the stream ended between two frames, where it may: nothing is missing, and io.ErrUnexpectedEOF would say "+
				"that something is",
			"流结束在两帧之间，这是可以的：什么也没有缺，io.ErrUnexpectedEOF 却是在说缺了"))
	})

	DescribeTable(In(
		"tells a broken frame from a clean end",
		"断掉的帧不是正常的结尾"), func(ctx SpecContext, misconception string, cuts ...int) {
		whole := frames(bytesOf('x', longest))
		for _, at := range cuts {
			got := readFrame(&dribble{pieces: []string{whole[:at]}, ends: io.EOF}, 2*longest)

			Expect(got.err).To(HaveFailed(), In(
				"the stream ended in the middle of the frame: what has come is not the message, and must not be "+
					"passed off as one",
				"流在一帧的中间结束了：到手的并不是那条消息，不能拿它充数"))
			Expect(got.err).To(Wrap(io.ErrUnexpectedEOF), misconception)
			Expect(got.err).NotTo(Wrap(io.EOF), In(
				"an error in which errors.Is finds io.EOF tells the caller that nothing is missing; here something is",
				"错误里能用 errors.Is 找到 io.EOF，就等于告诉调用者什么也没有缺；这里却缺了"))
		}
	},
		Entry(In(
			"returns io.ErrUnexpectedEOF for an end within the length",
			"在长度中间结束，是 io.ErrUnexpectedEOF"), ID("cut-in-length"), In(
			"the stream ended when only a part of the four bytes had come: a frame has begun, so this is "+
				"io.ErrUnexpectedEOF; io.EOF is for an end before the first byte (io.ReadFull tells the two apart: "+
				"pass its error on)",
			"四个字节的长度只来了一部分，流就结束了：帧已经开始，所以这是 io.ErrUnexpectedEOF；第一个字节都没来才是 io.EOF（io.ReadFull 分得清这两种，把它的错误交出去就行）"),
			1, 2, 3),
		Entry(In(
			"returns io.ErrUnexpectedEOF for an end right after the length",
			"刚读完长度就结束，是 io.ErrUnexpectedEOF"), ID("cut-behind-length"), In(
			"the length has come and not one byte of the message: io.ReadFull calls that io.EOF, because it knows "+
				"nothing of the length you read before; but the message was due, so make it io.ErrUnexpectedEOF",
			"长度来了，消息一个字节也没来：io.ReadFull 会说这是 io.EOF，因为它不知道你先前读过长度；可消息是该来的，要换成 io.ErrUnexpectedEOF"), 4),
		Entry(In(
			"returns io.ErrUnexpectedEOF for an end within the message",
			"在消息中间结束，是 io.ErrUnexpectedEOF"), ID("cut-in-message"), In(
			"the stream ended when only a part of the message had come: that is io.ErrUnexpectedEOF (io.ReadFull "+
				"says so by itself; io.ReadAll and io.CopyN do not, so count what came)",
			"消息只来了一部分，流就结束了：这是 io.ErrUnexpectedEOF（io.ReadFull 自己就会这么说；io.ReadAll 和 io.CopyN 不会，要数一数来了多少）"),
			// In the middle, where blocks end, and right before the end.
			5, 12, 4+512, 4+1024, 4+4096, 4+8192, 4+1<<15, 4+1<<16, 3+longest),
	)

	It(In("returns the reason when the stream fails", "流出了故障，说得出原因"), ID("torn"), func(ctx SpecContext) {
		reads()
		whole := frames(Speech(9))
		for _, at := range []int{0, 2, 4, 8} {
			got := readFrame(Script{Says: InPieces(whole[:at], len(whole)), Ends: ConnectionReset}.Conn(), enough)

			Expect(got.err).To(HaveFailed(), In(
				"the connection was reset before the frame was complete: what has come is not the message",
				"一帧还没来齐，连接就被复位了：到手的并不是那条消息"))
			Expect(got.err).To(Wrap(ConnectionReset), In(
				"the caller asks errors.Is for the reason (ECONNRESET) and must find it: a torn line is no end, so "+
					"return the error of the Read as it is, or wrapped with %%w",
				"调用者会用 errors.Is 来查原因（ECONNRESET），应当查得到：线断了不等于说完了，要把 Read 的错误原样返回，或者用 %%w 包装"))
		}
	})

	It(In("allows a message of exactly limit bytes", "正好 limit 字节是允许的"), ID("exactly-limit"), func(ctx SpecContext) {
		for _, size := range []int{100, 0} {
			words := Speech(size)
			got := readFrame(Script{Says: []string{frames(words)}}.Conn(), size)

			Expect(got.err).To(HaveGoneWell(), In(
				"the message has just as many bytes as limit allows: only one more would be too many, and the four "+
					"bytes of the length do not count",
				"消息正好是 limit 允许的那么多字节：再多一个才算超过；长度那四个字节不算在内"))
			Expect(got.words).To(ArriveWhole(words), In(
				"the message fits into the limit, so all of it is due",
				"消息没有超过上限，应当全部返回"))
		}
	})

	It(In("returns ErrTooLong for one byte more than limit", "多一个字节就不允许"), ID("over-limit"), func(ctx SpecContext) {
		client := Script{Says: []string{frames(Speech(101))}}.Conn()
		got := reading(client, 100).Result(In(
			"the length alone says that the message is too long: there is nothing to wait for",
			"单看长度就知道消息太长：没有什么可等的"))

		Expect(got.err).To(HaveFailed(), In(
			"the message is one byte longer than limit: that is an error, and no reason to cut it off",
			"消息比 limit 多一个字节：要返回错误，也不能把它截短了事"))
		Expect(got.err).To(Wrap(framing.ErrTooLong), In(
			"the caller asks errors.Is(err, ErrTooLong) and must hear yes: return ErrTooLong itself or wrap it "+
				"with %%w",
			"调用者会用 errors.Is(err, ErrTooLong) 来问，答案应当为“是”：直接返回 ErrTooLong，或者用 %%w 包装"))
		Expect(client.Taken()).To(Equal(len(header(0))), In(
			"these are the bytes taken from r: the length has said that the message is too long, so leave the "+
				"message where it is; a peer that announces too much might send it, too",
			"这是从 r 取走的字节数：长度已经说明消息太长，消息就留在那里不要读；敢报这么大的数，对方也许真会发这么多过来"))
	})

	It(In(
		"reserves no memory for a message that is too long",
		"不收的消息，不给它留内存"), ID("refuses-for-free"), func(ctx SpecContext) {
		reads()
		const announced = 64 << 20
		var got message

		used := allocated(func() {
			got = readFrame(Script{Says: []string{header(announced)}, Ends: io.EOF}.Conn(), 1000)
		})

		Expect(used <= 1<<20).To(BeTrue(), In(
			"the peer announced 64 MiB where 1000 bytes are allowed, and got the memory for it before anybody "+
				"looked at the limit: four bytes from a stranger must not cost you megabytes; check first, then make",
			"上限是 1000 字节，对端报了 64 MiB，还没有人看一眼上限，内存就先给它留好了：不能让陌生人用四个字节换走你几十兆内存；先检查，再 make"))
		Expect(got.err).To(Wrap(framing.ErrTooLong), In(
			"the peer announced 64 MiB where 1000 bytes are allowed: the error must be ErrTooLong",
			"上限是 1000 字节，对端报了 64 MiB：返回的错误应当是 ErrTooLong"))
	})

	It(In(
		"returns ErrTooLong for the largest length there is",
		"再大的长度也骗不过去"), ID("largest-length"), func(ctx SpecContext) {
		reads()
		for _, length := range []string{"\xff\xff\xff\xff", "\x80\x00\x00\x00", "\xff\xff\xff\xfc"} {
			client := Script{Says: []string{length}}.Conn()
			got := reading(client, 1000).Result(In(
				"the length says that the message is far too long: there is nothing to wait for",
				"长度说明消息远远超过上限：没有什么可等的"))

			Expect(got.err).To(Wrap(framing.ErrTooLong), fmt.Sprintf(In(
				"the peer announced %d bytes where 1000 are allowed; the length is an unsigned number: in an int32 "+
					"it is negative, and a negative number is below every limit; and if you add 4 to it in a "+
					"uint32 starts again at 0",
				"上限是 1000 字节，对端报了 %d 字节；长度是无符号数：放进 int32 就成了负数，而负数比什么上限都小；在 uint32 里给它加 4，又会从 0 重新数起"),
				binary.BigEndian.Uint32([]byte(length))))
		}
	})

	It(In(
		"uses memory for bytes received, not for the announced length",
		"来多少字节，用多少内存，不听许诺"), ID("promise"), func(ctx SpecContext) {
		reads()
		const announced, came = 64 << 20, 1<<18 + 100
		whole := header(announced) + strings.Repeat("x", came)
		var got message

		held := leastOf(func() int64 {
			r := &heldBy{dribble: dribble{pieces: InPieces(whole, len(header(0)), 1000, 1<<16), ends: io.EOF}}
			r.begin()
			got = readFrame(r, 2*announced)
			return r.most
		})

		Expect(got.err).To(Wrap(io.ErrUnexpectedEOF), In(
			"64 MiB were announced, and the stream ended long before: that is io.ErrUnexpectedEOF",
			"报了 64 MiB，流却早早结束了：这是 io.ErrUnexpectedEOF"))
		Expect(held <= 0).To(BeTrue(), In(
			"64 MiB were announced and allowed, a small part of them came, and ReadFrame held more memory than 1 MiB "+
				"and four times what had come: a thousand such callers, and it is gone; let the memory grow as bytes "+
				"come (io.ReadAll on an io.LimitReader does)",
			"报了 64 MiB，也在上限之内，可只来了一小部分，ReadFrame 占用的内存却超过了 1 MiB 加上已到字节数的四倍：这样的来电有一千个，内存就没了；要让内存随着到达的字节增长（用 "+
				"io.ReadAll 读 io.LimitReader 就是这样）"))
	})

	// From here on the specs are about EchoFrames.

	It(In("echoes every frame, in order", "每一帧都按次序发回"), ID("echoes"), func(ctx SpecContext) {
		words := make([][]byte, 1000)
		for i := range words {
			words[i] = fmt.Appendf(nil, "message %d", i+1)
		}
		client := Script{Says: InRandomPieces(frames(words...), 2000), Ends: io.EOF}.Conn()

		err := echo(client, enough)

		Expect(err).To(HaveGoneWell(), In(
			"a thousand frames came whole, and then the client finished: an end between two frames is the clean "+
				"end and no error",
			"一千帧都完整地来了，然后客户端说完了：在两帧之间结束是正常的结尾，不是错误"))
		Expect([]byte(client.Heard())).To(ArriveWhole([]byte(frames(words...))), In(
			"the client should hear each of its frames again, length and message, in the order in which they came: "+
				"it tells the echoes apart by nothing else (goroutines that write one frame each run in any order, "+
				"and if you do not wait for them, you return before they have written)",
			"客户端应当把自己说的每一帧再听一遍，长度和消息都要有，次序也不能变：哪个回声对应哪一帧，全靠次序来认（一帧一个 goroutine 去写，谁先谁后是说不准的；不等它们就返回，它们还没写完）"))
	})

	It(In("echoes a message of 0 bytes, too", "零字节的消息也发回"), ID("echo-empty"), func(ctx SpecContext) {
		client := Script{Says: []string{frames(nil)}, Ends: io.EOF}.Conn()

		err := echo(client, enough)

		Expect(err).To(HaveGoneWell(), In(
			"a frame came whole, and then the client finished: nothing went wrong here",
			"一帧完整地来了，然后客户端说完了：这里没有什么出错"))
		Expect(client.Heard()).To(Say(frames(nil)), In(
			"an empty message is a message and is owed its echo: only io.EOF is the end",
			"空消息也是消息，也该有回声：只有 io.EOF 才是结尾"))

		echoes()
	})

	It(In("answers a frame before it waits for the next", "先回这一帧，再等下一帧"), ID("answers-at-once"), func(ctx SpecContext) {
		client, server := Pair()
		half := echoing(server, enough)
		peer := PeerOf(half, client)

		for _, words := range [][]byte{hello, thanks, goodbye} {
			asked := frames(words)
			peer.Say(asked)

			Expect(peer.Hear(len(asked))).To(Say(asked), In(
				"the client sent a frame and waits for its echo before it sends the next, and the echo does not "+
					"come: send each frame back as soon as it is there; what lies in a bufio.Writer has not been "+
					"sent before Flush",
				"客户端发出一帧，要等到回声才发下一帧，回声却不来：每一帧一来齐就要发回去；留在 bufio.Writer 里的，Flush 之前并没有发出"))
		}
		peer.Finish()
		Expect(half.Result(In(
			"the client has finished, and EchoFrames did not return",
			"客户端已经说完，EchoFrames 却还不返回"))).To(HaveGoneWell(), In(
			"three frames came whole, and then the client finished: an end between two frames is the clean end and "+
				"no error",
			"三帧都完整地来了，然后客户端说完了：在两帧之间结束是正常的结尾，不是错误"))
	})

	It(In(
		"answers a frame although the next one has begun",
		"下一帧开了头，也先回这一帧"), ID("half-behind"), func(ctx SpecContext) {
		client, server := Pair()
		peer := PeerOf(echoing(server, enough), client)
		asked, next := frames(hello), frames(thanks)

		peer.Say(asked + next[:7])

		Expect(peer.Hear(len(asked))).To(Say(asked), In(
			"a frame came, and a part of the next along with it; now the client waits for its echo, and does not "+
				"get it: that more bytes are there does not mean that a whole frame is, so do not let the echo "+
				"wait for them (nor in a bufio.Writer that is flushed when the bufio.Reader is empty)",
			"来了一帧，还捎来了下一帧的一部分；客户端这时在等回声，却等不到：还有字节，不等于还有一整帧，不要让回声去等它们（也不要留在 bufio.Writer 里，等 bufio.Reader 读空了才 Flush）"))
	})

	It(In("echoes frames as long as limit allows", "上限之内再长的帧也发回"), ID("echo-long"), func(ctx SpecContext) {
		words := [][]byte{Speech(100_000), Speech(5), Speech(100_000)}
		client := Script{Says: InPieces(frames(words...), 1, 10_000, 99), Ends: io.EOF}.Conn()

		err := echo(client, len(words[0]))

		Expect(err).To(HaveGoneWell(), In(
			"the messages are long, and just as long as limit allows: only limit decides what is too long (a "+
				"bufio.Scanner gives up at 64 KiB)",
			"消息很长，但正好没有超过 limit：是不是太长，只由 limit 决定（bufio.Scanner 到 64 KiB 就放弃了）"))
		Expect([]byte(client.Heard())).To(ArriveWhole([]byte(frames(words...))), In(
			"the client should hear its long frames again, all of them, in order",
			"客户端应当把自己说的长帧再听一遍，一帧不漏，次序不变"))
	})

	It(In(
		"returns io.ErrUnexpectedEOF when a client breaks off",
		"半帧不是结尾，是 io.ErrUnexpectedEOF"), ID("echo-cut"), func(ctx SpecContext) {
		echoes()

		first, second := frames(hello), frames(thanks)
		for at := 1; at < len(second); at++ {
			client := Script{Says: []string{first + second[:at]}, Ends: io.EOF}.Conn()

			err := echo(client, enough)

			Expect(err).To(Wrap(io.ErrUnexpectedEOF), In(
				"the client broke off in the middle of a frame: that is no clean end, so return "+
					"io.ErrUnexpectedEOF; only io.EOF from ReadFrame means that it has finished",
				"客户端一帧没说完就断了：这不是正常的结尾，要返回 io.ErrUnexpectedEOF；ReadFrame 返回 io.EOF，才表示它说完了"))
			Expect(client.Heard()).To(Say(first), In(
				"the first frame was whole and its echo is due; the second was not, and nothing of it should be echoed",
				"第一帧是完整的，回声要发；第二帧不完整，一个字节也不该发回去"))
		}
	})

	It(In(
		"returns ErrTooLong when a client announces too much",
		"客户端报的长度超过上限，就此结束"), ID("echo-too-long"), func(ctx SpecContext) {
		echoes()

		first := frames(hello)
		client := Script{Says: []string{first + "\xff\xff\xff\xff"}}.Conn()

		err := echoing(client, enough).Result(In(
			"the client has announced a message of 4 GiB, far above limit, and EchoFrames reads on: there is "+
				"nothing to skip to, for nobody knows any more where the next frame begins",
			"客户端报了一条 4 GiB 的消息，远远超过上限，EchoFrames 却还要往下读：这一帧是跳不过去的，下一帧从哪里开始，谁也不知道了"))

		Expect(err).To(Wrap(framing.ErrTooLong), In(
			"the client has announced a message of 4 GiB, far above limit: return ErrTooLong, so that the caller "+
				"knows why",
			"客户端报了一条 4 GiB 的消息，远远超过上限：要返回 ErrTooLong，让调用者知道原因"))
		Expect(client.Heard()).To(Say(first), In(
			"the frame before was in order and its echo is due, and nothing else: the client can tell no frame of "+
				"yours from an echo",
			"前面那一帧没有问题，它的回声要发，别的什么也不要发：你自己的帧和回声，客户端分不出来"))
	})

	It(In("returns the error when an echo cannot be sent", "回声发不出去要如实相告"), ID("echo-unheard"), func(ctx SpecContext) {
		echoes()
		client := Script{Says: []string{frames(Speech(9), Speech(9))}, Breaks: ConnectionReset, Ends: io.EOF}.Conn()

		err := echo(client, enough)

		Expect(err).To(HaveFailed(), In(
			"no echo could be sent, and WriteFrame said so: its error must not be dropped",
			"回声一个也没有发出去，WriteFrame 也说了：它的错误不能丢"))
		Expect(err).To(Wrap(ConnectionReset), In(
			"the caller asks errors.Is for the reason (ECONNRESET) and must find it: return the error itself or "+
				"wrap it with %%w",
			"调用者会用 errors.Is 来查原因（ECONNRESET），应当查得到：直接返回原错误，或者用 %%w 包装"))
	})

	It(In(
		"stops reading while the client does not read its echoes",
		"对方不读回声，它也不再往下读"), ID("back-pressure"), func(ctx SpecContext) {
		echoes()
		for _, size := range []int{200, 5000} {
			InVirtualTime(func() { pileUp(frames(Speech(size))) })
		}
	})

	It(In("serves one client however slow another one is", "一个客户端不拖累另一个"), ID("neighbour"), func(ctx SpecContext) {
		words := frames(bytesOf('x', 2000))
		ask := func(conn net.Conn) {
			defer Bounded(conn.SetWriteDeadline)()
			_, _ = io.WriteString(conn, words)
		}
		connect := func() (half *Running[error], client net.Conn) {
			conn, client := net.Pipe()
			DeferCleanup(func() { _, _ = conn.Close(), client.Close() })
			return echoing(conn, enough), client
		}

		others := In(
			"some clients do not read their echoes to the end, and now another one gets none: what EchoFrames and "+
				"WriteFrame need, each connection must have for itself; a lock that all share is held by the slowest, "+
				"and so are seats of which there are only so many",
			"有些客户端没把回声读完，别的客户端就什么也等不到了：EchoFrames 和 WriteFrame 要用的东西，每条连接都得有自己的一份；大家共用一把锁，锁就总在最慢的人手里，有限的几个座位也是一样")

		for range slowClients {
			half, slow := connect()
			heard := Meanwhile(half, func() string { ask(slow); return TextFrom(slow, 1) }) // and reads no further
			Expect(heard).To(Say(words[:1]), others)
		}
		half, quick := connect()
		heard := Meanwhile(half, func() string { ask(quick); return TextFrom(quick, len(words)) })
		Expect(heard).To(Say(words), others)
	})

	It(In("leaves the connection open for its caller", "不挂断，线路留给调用者"), ID("server-stays"), func(ctx SpecContext) {
		client, server := Pair()
		words := frames(hello)
		_, _ = io.WriteString(client, words)
		Finish(client)
		Expect(echo(server, enough)).To(HaveGoneWell(), In(
			"a frame came whole, and then the client finished: nothing went wrong here",
			"一帧完整地来了，然后客户端说完了：这里没有什么出错"))

		_, err := server.Write(goodbye)

		Expect(err).To(HaveGoneWell(), In(
			"the caller wanted to say goodbye, and EchoFrames had closed the connection: the one that opened or "+
				"accepted it closes it",
			"调用者还想说声再见，连接却已经被 EchoFrames 关掉了：谁打开、谁接起，谁关闭"))
		Expect(TextFrom(client, len(words)+len(goodbye))).To(Say(words+string(goodbye)), In(
			"after the echo the client should have heard what the caller said",
			"回声之后，客户端应当听到调用者说的话"))

		echoes()
	})
})
