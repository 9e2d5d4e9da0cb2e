package room_test

import (
	"io"
	"slices"
	"strings"
	"sync/atomic"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	room "handshake/lessons/11-room"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Server, Lesson("11-room"), func() {
	It(In("sends a member's line back to that member, too", "成员听得到自己说的话"), ID("hears-itself"), func(ctx SpecContext) {
		alone := join(new(room.Room))
		words := line()

		alone.Say(words)

		Expect([]byte(alone.Hear(len(words)))).To(ArriveWhole([]byte(words)), In(
			"every line is heard by every member, the speaker too: that is how a member knows that it has joined, "+
				"and where its own line stands among the others",
			"每一行话所有成员都听得到，说话的人自己也一样：这样才知道自己已经加入，自己的话排在谁的前后"))
	})

	It(In("sends every line to every member", "每个人都听得见每个人"), ID("everybody"), func(ctx SpecContext) {
		guests := meet(3)

		for _, speaker := range guests {
			words := line()
			speaker.Say(words)
			for _, guest := range guests {
				Expect([]byte(guest.Hear(len(words)))).To(ArriveWhole([]byte(words)), In(
					"three members are in the room, one of them spoke, and not all three heard just that line: "+
						"pass each line on to every member, with its line end",
					"聊天室里有三个成员，一个人说了话，并不是三个人都正好听到这一行：每一行都要转给每一个成员，连同行末的换行"))
			}
		}
	})

	It(In("passes a line on whole, however it arrives", "一行话不管怎么到达，听到的都是整行"), ID("whole-lines"), func(ctx SpecContext) {
		r := new(room.Room)
		slow, quick := enter(r), join(r)
		defer leaveAll(slow)
		members := []func(n int) string{slow.hears, quick.Hear}
		slowly, quickly := string(Speech(20)), line()
		_ = slow.says(slowly)
		Settle() // the room has read this much, and has done with it what it does
		quick.Say(quickly)
		for _, hears := range members {
			Expect([]byte(hears(len(quickly)))).To(ArriveWhole([]byte(quickly)), In(
				"one member had said half a line when another said a whole one: a line is passed on when its "+
					"\"\\n\" has come, and what one Read returns is no line",
				"一个成员的话说到一半，另一个说了一整行：一行要等“\\n”到了才转出去，一次 Read 得到的并不就是一行"))
		}

		rest := "and the rest\n"
		_ = slow.says(rest)

		for _, hears := range members {
			Expect([]byte(hears(len(slowly+rest)))).To(ArriveWhole([]byte(slowly+rest)), In(
				"the other half of the line has come: now all of it is due, in one piece",
				"后半行到了：现在要把整行转出去，不能断开"))
		}
	})

	It(In("keeps a waiting line as it was said", "还在等待的话，原样留着"), ID("own-bytes"), func(ctx SpecContext) {
		InTurn()
		said := []string{line(), line(), line()}
		member := Script{Says: said}.Conn()
		in := joining(new(room.Room), member)
		Meanwhile(in, func() bool {
			return Soon(func() bool { return len(member.Heard()) >= 3*len(said[0]) })
		})
		_ = member.Close()
		_ = in.Result(staysIn())

		heard := slices.Sorted(strings.Lines(member.Heard()))
		Expect(slices.Equal(heard, slices.Sorted(slices.Values(said)))).To(BeTrue(), In(
			"three lines came in quick succession, and what was heard is something else: a line that waits was "+
				"overwritten; what ReadSlice or Scanner.Bytes returns belongs to the reader, which uses it again "+
				"for the next line: copy it (bytes.Clone) before you queue it",
			"三行接连到达，听到的却是别的话：还在等待的行被覆盖了；ReadSlice 和 Scanner.Bytes 返回的切片是 reader 的，读下一行时会再用：放进队列之前要复制一份（bytes.Clone）"))
	})

	It(In("sends the lines in the same order to everybody", "大家听到的各行顺序相同"), ID("same-order"), func(ctx SpecContext) {
		opens()
		InVirtualTime(func() {
			said, heard := allAtOnce(hallSize, 100, 4, 4, 4, 4, 4)
			for _, words := range slices.Compact(heard) {
				Expect(strangeLine(words, said)).To(BeEmpty(), In(
					"six members spoke at the same time, and one of them heard a line that nobody said: a line must "+
						"arrive whole, so only one goroutine at a time may write to a connection, and nobody may "+
						"change the bytes of a line that still waits (what a bufio reader returns is overwritten by "+
						"its next read)",
					"六个成员同时说话，有人听到了谁也没有说过的一行：话要完整地到达，所以同一条连接一次只能由一个 goroutine 写，还在等待的那一行，字节不能再改"+
						"（bufio 读出来的切片，下次读的时候会被覆盖）"))
				Expect(strings.Count(words, "\n")).To(Equal(len(said)), In(
					"six members spoke at the same time, and one of them did not hear just all that was said, though "+
						"it read diligently",
					"六个成员同时说话，有人一直在读，听到的行数却不对"))
				Expect(words == heard[0]).To(BeTrue(), In(
					"two members heard the same lines in different orders: an answer may come before its question; "+
						"one line must be passed on to all before the next one is, so do it under one lock or in one "+
						"goroutine, and do not start a goroutine for each line",
					"两个成员听到的话一样，顺序却不同：回答可能跑到问题前面；一行要先转给所有人，再轮到下一行，所以要用同一把锁或同一个 goroutine 来做，不要为每一行启动一个 "+
						"goroutine"))
			}
			for _, words := range slices.Compact(heard) {
				Expect(inTheirOrder(words)).To(BeTrue(), In(
					"the lines of one speaker were heard in another order than it said them",
					"同一个人说的几行，听到的先后和他说的不一样"))
			}
		})
	})

	It(In("lets members come and go at the same time", "成员可以同时进进出出"), ID("come-and-go"), func(ctx SpecContext) {
		r := new(room.Room)
		const doors, visits = 4, 1000
		var bad atomic.Value
		var crowd []*Running[error]
		for range doors {
			crowd = append(crowd, Start(func() error {
				for range visits {
					if err := r.Join(Lend(&passerBy{})); err != nil {
						bad.CompareAndSwap(nil, err.Error())
					}
				}
				return nil
			}))
		}
		for _, visitors := range crowd {
			visitors.ResultBy(ctx)
		}

		Expect(bad.Load()).To(BeNil(), In(
			"each of these members came in and finished at once, without a word: Join returns nil when a member "+
				"has finished",
			"这些成员一进来就说完了，一句话也没说：成员说完了，Join 就返回 nil"))
		guest := join(r)
		words := line()
		guest.Say(words)
		Expect([]byte(guest.Hear(len(words)))).To(ArriveWhole([]byte(words)), In(
			"thousands of members came and went at the same time, and now the room does not work any more: "+
				"whatever several goroutines use, a map above all, is guarded by one mutex, for reading as well as "+
				"for writing",
			"几千个成员同时进进出出之后，聊天室坏了：几个 goroutine 共用的东西，尤其是 map，读和写都要用同一把互斥锁保护"))
	})

	It(In("lets a member leave who has finished", "成员说完了就可以离开"), ID("leaves"), func(ctx SpecContext) {
		guests := meet(2)
		leaver, stayer := guests[0], guests[1]
		leaver.Finish()

		Expect(leaver.member.Result(staysIn())).To(HaveGoneWell(), In(
			"the member has finished (io.EOF), and that is how one leaves: it is no failure",
			"成员说完了（io.EOF），这就是离开的方式，不是故障"))
		Expect(leaver.end).To(BeGivenBack(), closedByJoin())
		Expect(leaver).To(EndWithFIN(), In(
			"the member has heard everything, so its connection ends with a FIN",
			"该听的都听到了，连接应当以 FIN 结束"))
		words := line()
		stayer.Say(words)
		Expect([]byte(stayer.Hear(len(words)))).To(ArriveWhole([]byte(words)), In(
			"one member left, and the one who stayed is not heard any more",
			"一个成员走了，留下的人说话就没有人听得到了"))
	})

	It(In(
		"sends a member who finishes what was said before",
		"成员说完了，之前的话还能听完"), ID("last-words"), func(ctx SpecContext) {
		InTurn()
		var said []string
		for range 20 {
			said = append(said, line())
		}
		client := Script{Says: said, Ends: io.EOF, AtOnce: true}.Conn()

		err := joining(new(room.Room), client).Result(staysIn())

		Expect(err).To(HaveGoneWell(), In(
			"the member said twenty lines and finished: nothing went wrong here; bytes and io.EOF may come from "+
				"one and the same Read",
			"成员说了二十行，然后结束：这里没有什么出错；字节和 io.EOF 可以来自同一次 Read"))
		Expect([]byte(client.Heard())).To(ArriveWhole([]byte(strings.Join(said, ""))), In(
			"the member said twenty lines and finished, and it still listens: what was said before it finished is "+
				"due to it, so empty its backlog before you close the connection",
			"成员说了二十行就结束发送，但它还在听：它说完之前的话都该让它听到，所以要先把积压的发完，再关闭连接"))
	})

	It(In("passes on only lines that have an end", "没有说完的半行，谁也听不到"), ID("half-line"), func(ctx SpecContext) {
		guests := meet(2)
		leaver, stayer := guests[0], guests[1]
		leaver.Say(string(Speech(20)))
		leaver.Finish()
		Expect(leaver.member.Result(staysIn())).To(HaveGoneWell(), In(
			"the member finished in the middle of a line: what it had begun is dropped, but it has left in good order",
			"成员的一行没说完就结束了：这半行丢掉就是，离开还是正常的离开"))

		words := line()
		stayer.Say(words)

		Expect([]byte(stayer.Hear(len(words)))).To(ArriveWhole([]byte(words)), In(
			"a member left in the middle of a line, and the others heard the half: what has no \"\\n\" is no line; "+
				"it would run into the next one",
			"一个成员的话没说完就走了，别人却听到了那半行：没有“\\n”就不算一行，它会和下一行粘在一起"))
	})

	It(In(
		"drops a member whose line is too long, and nobody else",
		"一行太长，只请出说话的那个人"), ID("too-long"), func(ctx SpecContext) {
		guests := meet(2)
		chatterbox, other := guests[0], guests[1]
		chatterbox.Say(string(Speech(room.MaxLine)) + "\n")

		Expect(chatterbox.member.Result(In(
			"a member said a line of more than MaxLine bytes, and it is still in the room: end its membership with "+
				"ErrLineTooLong",
			"有个成员说的一行超过 MaxLine 字节，却还留在聊天室里：要以 ErrLineTooLong 结束它的成员身份"))).To(Wrap(room.ErrLineTooLong), In(
			"the line has MaxLine+1 bytes, its end included: Join's error must be one in which errors.Is finds "+
				"ErrLineTooLong",
			"这一行连同换行有 MaxLine+1 字节：Join 返回的错误要能用 errors.Is 认出 ErrLineTooLong"))
		Expect(chatterbox.end).To(BeGivenBack(), closedByJoin())
		words := line()
		other.Say(words)
		Expect([]byte(other.Hear(len(words)))).To(ArriveWhole([]byte(words)), In(
			"a line that is too long is heard by nobody, neither whole nor cut; and who said nothing wrong stays "+
				"and is heard",
			"太长的一行谁也不该听到，整行也好，截短的也好；没有做错事的人照样留着，照样听得到"))
	})

	It(In(
		"uses no more memory for a line that never ends",
		"没完没了的一行，不会存在内存里"), ID("endless-line"), func(ctx SpecContext) {
		hearsItself()
		const piece, pieces = 1 << 10, 1 << 12
		chatterbox := Script{Says: InPieces(strings.Repeat("and so on ", piece*pieces/10), piece)}.Conn()

		err := joining(new(room.Room), chatterbox).Result(In(
			"a member said 4 MiB without a line end, and is still in the room: ReadString and ReadBytes keep "+
				"everything until the line ends, and a stranger decides when that is; use a reader with a limit "+
				"(bufio.Reader.ReadSlice, bufio.Scanner with Buffer)",
			"有个成员说了 4 MiB 还没有换行，却还留在聊天室里：ReadString 和 ReadBytes 会一直存到换行为止，而什么时候换行由陌生人说了算；"+
				"要用有上限的读法（bufio.Reader.ReadSlice，或者设了 Buffer 的 bufio.Scanner）"))

		Expect(err).To(Wrap(room.ErrLineTooLong), In(
			"a member talked on without a line end: after MaxLine bytes it is clear that this is too long, "+
				"ErrLineTooLong",
			"有个成员一直说，就是不换行：过了 MaxLine 字节就知道太长了，应当是 ErrLineTooLong"))
		Expect(chatterbox.Taken() < piece*pieces/4).To(BeTrue(), In(
			"a line may have MaxLine bytes, and you took in a MiB and more before you noticed: ReadString and "+
				"ReadBytes read until the line ends, and a stranger decides when that is; use a reader with a "+
				"limit (bufio.Reader.ReadSlice, bufio.Scanner with Buffer)",
			"一行最多 MaxLine 字节，你却读进了 1 MiB 还不止才发现：ReadString 和 ReadBytes 会一直读到换行，而什么时候换行由陌生人说了算；"+
				"要用有上限的读法（bufio.Reader.ReadSlice，或者设了 Buffer 的 bufio.Scanner）"))
	})

	It(In(
		`passes a "\r" on like any other byte`,
		`“\r”和别的字节一样，原样转出去`), ID("crlf"), func(ctx SpecContext) {
		guests := meet(2)
		speaker, other := guests[0], guests[1]
		hear := func(words, orElse string) {
			GinkgoHelper()
			for _, guest := range guests {
				Expect([]byte(guest.Hear(len(words)))).To(ArriveWhole([]byte(words)), orElse)
			}
		}
		first, words := string(Speech(18)), line()

		for _, said := range []string{first + "\r\n", "\r\n"} {
			speaker.Say(said)
			hear(said, In(
				"a line came with \"\\r\\n\" at its end, as telnet and Windows send it, and was heard without the "+
					"\"\\r\": the room passes on what it is told, so use a reader that takes nothing off "+
					"(bufio.Scanner does)",
				"有一行以“\\r\\n”结尾，telnet 和 Windows 发的就是这样，听到的却没有“\\r”：聊天室只管原样转告，要用什么也不去掉的读取方式（bufio.Scanner 会去掉它）"))
		}
		speaker.Say(words)
		hear(words, In(
			"a line came with a plain \"\\n\" at its end, and was heard as something else: no \"\\r\" is added, "+
				"whatever others like to read",
			"有一行只以“\\n”结尾，听到的却变了样：不管别人爱读什么，都不要添上“\\r”"))
		speaker.Say(first + "\r")
		Settle() // the room has read this much, and has done with it what it does
		words = line()
		other.Say(words)
		hear(words, In(
			"one member had said half a line, up to a \"\\r\", when another said a whole one: a line ends with "+
				"\"\\n\", and with nothing else",
			"一个成员的话说到“\\r”，还没有说完，另一个说了一整行：一行只以“\\n”结束，别的都不算"))
		speaker.Say("\n")
		hear(first+"\r\n", In(
			"the \"\\n\" has come after its \"\\r\": now the whole line is due, every byte of it",
			"“\\r”之后的“\\n”到了：现在要把整行转出去，一个字节也不少"))
		speaker.Say(string(Speech(room.MaxLine-1)) + "\r\n")
		Expect(speaker.member.Result(In(
			"a member said a line of MaxLine+1 bytes, the \"\\r\" before its \"\\n\" among them, and it is still in "+
				"the room: every byte of a line counts",
			"一行有 MaxLine+1 字节，“\\n”前面的“\\r”也在内，说话的成员却还留在聊天室里：一行里每个字节都要算"))).To(
			Wrap(room.ErrLineTooLong), In(
				"the line has MaxLine+1 bytes, \"\\r\" and \"\\n\" included: Join's error must be one in which "+
					"errors.Is finds ErrLineTooLong",
				"这一行连同“\\r”和“\\n”有 MaxLine+1 字节：Join 返回的错误要能用 errors.Is 认出 ErrLineTooLong"))
	})

	It(In("goes on while one member does not read", "有人不听，别人照样聊"), ID("slow-member"), func(ctx SpecContext) {
		r := new(room.Room)
		deaf := enter(r)
		defer leaveAll(deaf)
		deaf.joins()
		speaker := enter(r)
		defer leaveAll(speaker)
		speaker.speaks(waitsForTheSlow()) // it has joined, and the other reads nothing any more

		for range room.Backlog - 2 {
			speaker.speaks(waitsForTheSlow())
		}
	})

	It(In(
		"keeps a member who is Backlog lines behind",
		"积压不超过 Backlog 行，就不请他出去"), ID("patient"), func(ctx SpecContext) {
		r := new(room.Room)
		slow := enter(r)
		defer leaveAll(slow)
		slow.joins()
		speaker := enter(r)
		defer leaveAll(speaker)
		missed := speaker.speaks(heldUp())
		for range room.Backlog - 1 {
			missed += speaker.speaks(heldUp())
		}

		Settle()
		Expect(slow.member.HasReturned()).To(BeFalse(), In(
			"a member was behind by Backlog lines, and was dropped already: everybody pauses now and then; Backlog "+
				"lines may wait for it before it is too slow",
			"一个成员落后了 Backlog 行，这就把他请出去了：谁都有停一停的时候；要等积压超过 Backlog 行才算太慢"))
		Expect([]byte(slow.hears(len(missed)))).To(ArriveWhole([]byte(missed)), In(
			"a member was behind by Backlog lines and then read on: every one of them is due to it, in order",
			"一个成员落后了 Backlog 行，后来又接着读：这些行一行也不能少，顺序也不能变"))
	})

	It(In("drops a member who never reads", "一直不听的成员，请他出去"), ID("too-slow"), func(ctx SpecContext) {
		r := new(room.Room)
		deaf := enter(r)
		defer leaveAll(deaf)
		deaf.joins()
		speaker := enter(r)
		defer leaveAll(speaker)
		speaker.speaks(heldUp())

		for range 3 * room.Backlog {
			speaker.speaks(heldUp())
		}

		Expect(deaf.out()).To(BeTrue(), In(
			"a member has not read one of the last 3 × Backlog lines, and it is still in the room: its queue grows "+
				"for as long as the others talk, and fills the memory; when it holds Backlog lines, the next one "+
				"ends this member",
			"最近 3 × Backlog 行里有个成员一行也没读，却还留在聊天室里：只要别人还在说话，它的队列就一直变长，直到把内存撑满；队列里已有 Backlog 行，再来一行就该请它出去"))
		Expect(deaf.member.Result("")).To(Wrap(room.ErrTooSlow), In(
			"the member was dropped because it did not read: Join's error must be one in which errors.Is finds "+
				"ErrTooSlow; that its connection was closed is only how it was done",
			"这个成员是因为不读才被请出去的：Join 返回的错误要能用 errors.Is 认出 ErrTooSlow；连接被关闭只是请出去的办法"))
		speaker.speaks(In(
			"a slow member was dropped, and the others are not heard any more",
			"慢的成员请出去了，别人说话也没有人听得到了"))
	})

	It(In(
		"drops a member whose kernel buffers stay full",
		"换成内核的缓冲区满了，也一样"), ID("full-buffers"), func(ctx SpecContext) {
		guests := meet(3)
		deaf, speaker, other := guests[0], guests[1], guests[2]
		_ = deaf.SetReadBuffer(4 << 10)
		_ = deaf.end.SetWriteBuffer(4 << 10)
		const most = 20 << 20 / (room.MaxLine / 2) // no kernel keeps 20 MiB for one who does not read

		said := 0
		for ; said < most && !deaf.member.HasReturned(); said++ {
			words := string(Speech(room.MaxLine/2)) + "\n"
			speaker.Say(words)
			Expect([]byte(speaker.Hear(len(words)))).To(ArriveWhole([]byte(words)), heldUp())
			Expect([]byte(other.Hear(len(words)))).To(ArriveWhole([]byte(words)), heldUp())
		}

		Expect(said < most).To(BeTrue(), In(
			"one member of the room never reads, the kernel's buffers are full, and it is still a member after 20 "+
				"MiB: where are all these lines kept?",
			"聊天室里有个成员从来不读，内核的缓冲区早已满了，说了 20 MiB 它还是成员：这么多行都存在哪里？"))
		Expect(deaf.member.Result("")).To(Wrap(room.ErrTooSlow), In(
			"the member was dropped because it did not read: Join's error must be one in which errors.Is finds "+
				"ErrTooSlow",
			"这个成员是因为不读才被请出去的：Join 返回的错误要能用 errors.Is 认出 ErrTooSlow"))
		Expect(deaf.end).To(BeGivenBack(), closedByJoin())
	})

	It(In(
		"waits Farewell, and no longer, for a member who has finished",
		"成员说完了却不听，不会一直等下去"), ID("deaf-goodbye"), func(ctx SpecContext) {
		hearsItself()
		InVirtualTime(func() {
			leaver := enterFinished(new(room.Room), line()+line())
			defer leaveAll(leaver)

			err := leaver.member.Result(In(
				"a member has finished and never reads what was said before, and Join still waits: a stranger can "+
					"hold a connection and a goroutine of yours forever; after Farewell it is enough (a write "+
					"deadline, or a timer that closes the connection)",
				"一个成员说完了，却一直不读之前的话，Join 还在等：陌生人就这样永远占着你的一条连接和一个 goroutine；过了 Farewell 就够了（设写截止时间，或者用定时器关闭连接）"))

			Expect(err).To(Wrap(room.ErrTooSlow), In(
				"the member did not hear the rest within Farewell: that is ErrTooSlow, whatever Write says about it",
				"成员在 Farewell 之内没有听完剩下的话：不管 Write 怎么说，这就是 ErrTooSlow"))
		})
	})

	It(In("notices a member whose connection is lost", "成员突然消失，看得出来"), ID("vanished"), func(ctx SpecContext) {
		guests := meet(3)
		guests[0].Vanish()

		Expect(guests[0].member.Result(staysIn())).To(Wrap(ConnectionReset), In(
			"the member's connection was reset (RST): that is no goodbye but a failure, so return the error of "+
				"Read, itself or wrapped with %%w",
			"成员的连接被复位了（RST）：这不是道别，是故障；要返回 Read 的错误，原样或者用 %%w 包装"))
		words := line()
		guests[1].Say(words)
		for _, guest := range guests[1:] {
			Expect([]byte(guest.Hear(len(words)))).To(ArriveWhole([]byte(words)), In(
				"one member vanished, and the others do not hear each other any more: the failure of one is nobody "+
					"else's",
				"一个成员消失了，剩下的人就听不见彼此了：一个人的故障，不关别人的事"))
		}
	})

	It(In("notices a member to whom nothing can be sent", "话送不到的成员，看得出来"), ID("cannot-hear"), func(ctx SpecContext) {
		hearsItself()
		member := Script{Says: []string{line()}, Breaks: ConnectionReset}.Conn()

		err := joining(new(room.Room), member).Result(In(
			"every Write to this member fails, and it says nothing more itself, so Read waits forever: when Write "+
				"fails, its membership is over; closing the connection ends the Read",
			"往这个成员写什么都失败，它自己也不再说话，Read 就一直等着：Write 失败了，它的成员身份就该结束；关闭连接，Read 就会返回"))

		Expect(err).To(Wrap(ConnectionReset), In(
			"Write told the reason, ECONNRESET, and it is what Join's caller wants to know: the Read that ends "+
				"because you closed the connection yourself says only that",
			"Write 说出了原因，是 ECONNRESET，Join 的调用者想知道的正是它：你自己关闭连接之后，Read 说的只是连接已关闭"))
	})

	It(In(
		"keeps every promise: any bytes, slow members, failures",
		"在随机的场景里守约：什么字节都有的行、不听的、来不及听完的、出故障的"), ID("room-scenes"), func(ctx SpecContext) {
		opens()
		scene.Play(100, playRoom)
	})
})
