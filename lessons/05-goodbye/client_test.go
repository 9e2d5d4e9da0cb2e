package goodbye_test

import (
	"io"
	"os"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
	. "handshake/lessons/internal/kit/trace"
)

var _ = Describe(Client, Lesson("05-goodbye"), func() {
	didNotReturn := In(
		"the peer has sent its FIN too, so everything is said on both sides, and still HangUp did not return",
		"对端也发出了 FIN，双方的话都说完了，HangUp 却还不返回")

	It(In("sends its last words", "把最后的话说出去"), ID("says-last"), func(ctx SpecContext) {
		conn, peer := Pair()
		last := Speech(100)

		leaving := hangUp(conn, last)
		heard := Hear(peer, len(last))

		leaving.Check()
		Expect(heard).To(ArriveWhole(last), In(
			"last must reach the peer before all else: after your own FIN nothing more can be said, and if you "+
				"first wait for the other to finish, you may wait forever, because the other is waiting too",
			"要先把 last 送到对端，再做别的：自己的 FIN 一发就再也不能说话；而先等对方说完的人可能永远等下去，因为对方也在等你"))
		Finish(peer)
		leaving.Result(didNotReturn)
	})

	It(In(
		"sends its FIN without waiting for the peer's",
		"主动说“我说完了”，不等对端先说"), ID("fin-first"), func(ctx SpecContext) {
		conn, peer := Pair()
		last := Speech(100)

		leaving := hangUp(conn, last)
		heard := Hear(peer, len(last))
		leaving.Check()

		Expect(heard).To(ArriveWhole(last), lastDue())
		Expect(peer).To(EndWithFIN(), In(
			"after the last words your FIN is due at once, and nothing but a FIN: if each side waits for the "+
				"other's before it sends its own, both wait forever; and a RST, which Close sends if SetLinger(0) "+
				"was set, is no goodbye",
			"最后的话一说完，就该发出自己的 FIN，而且只能是 FIN：如果双方都要等到对方的 FIN 才肯发自己的，就谁也等不到；设了 SetLinger(0) 再 Close，发出去的是 RST，那可不是道别"))
		Finish(peer)
		leaving.Result(didNotReturn)
	})

	It(In("reads on after its own FIN", "自己说完了，还继续听"), ID("still-listens"), func(ctx SpecContext) {
		conn, peer := Pair()
		words := Speech(300_000)

		leaving := hangUp(conn, Speech(100))
		Hear(peer, 101) // ends with the FIN, whatever came before it
		leaving.Check()
		_ = Speak(peer, words)
		Finish(peer)
		left := leaving.Result(didNotReturn)

		Expect(left.err).NotTo(Equal(io.EOF), In(
			"io.EOF is the end that you were reading for, not a failure: return nil for it, as io.ReadAll does",
			"io.EOF 正是你要读到的结尾，不是失败：遇到它应当返回 nil，io.ReadAll 就是这样"))
		Expect(left.err).To(HaveGoneWell(), In(
			"your FIN says \"I have finished speaking\", not \"I have stopped listening\": use CloseWrite, which "+
				"closes one direction, and read on; Close ends both",
			"FIN 的意思是“我说完了”，不是“我不听了”：要用只关一个方向的 CloseWrite，然后继续读；Close 会把两个方向都关掉"))
		Expect(left.rest).To(ArriveWhole(words), In(
			"what the peer said after your FIN belongs to rest, all of it: read on until the peer's FIN (io.EOF)",
			"对端在你的 FIN 之后说的话都属于 rest，一个字节也不能少：要一直读到对端的 FIN（io.EOF）"))
	})

	It(In("reads everything before it closes", "不留下没读的话"), ID("unread"), func(ctx SpecContext) {
		conn, peer := Pair()
		said, last := Speech(11), Speech(100)
		_ = Speak(peer, said)
		read := Hear(conn, 5) // the other six wait, unread

		leaving := hangUp(conn, last)
		heard := Hear(peer, len(last))
		leaving.Check()

		Expect(heard).To(ArriveWhole(last), In(
			"closing while bytes wait unread sends a RST in place of a FIN, and a RST may cost the peer "+
				"what it has not read yet; half-close, read to the end, and only then close",
			"还有没读的话就关闭，发出去的会是 RST 而不是 FIN，对端没来得及读的话也可能因此丢掉。要先半关闭，读到底，最后才关闭"))
		Expect(peer).To(EndWithFIN(), In(
			"closing while bytes wait unread sends a RST in place of a FIN: 5 of 11 bytes had been read "+
				"here; half-close, read to the end, and only then close",
			"还有没读的话就关闭，发出去的会是 RST 而不是 FIN：这里 11 个字节只读了 5 个。要先半关闭，读到底，最后才关闭"))
		Finish(peer)
		left := leaving.Result(didNotReturn)
		Expect(append(read.Words, left.rest...)).To(ArriveWhole(said), In(
			"words that had arrived before HangUp was called are still to be heard: they are the beginning of rest",
			"在调用 HangUp 之前就已到达的话也还没有听：它们是 rest 的开头"))
	})

	It(In("lets a slow peer receive everything", "对端听得再慢，也让它听完"), ID("slow-listener"), func(ctx SpecContext) {
		conn, peer := Pair()
		last := Speech(1 << 16) // who says it byte by byte shall have the time

		leaving := hangUp(conn, last)
		heard := Hear(peer, len(last))
		leaving.Check()

		Expect(heard).To(ArriveWhole(last), In(
			"the peer reads slowly, in small pieces: the FIN comes after the last byte, and nobody hurries it",
			"对端听得慢，一小块一小块地读：最后一个字节之后才是 FIN，不能催"))
		Expect(peer).To(EndWithFIN(), In(
			"after the last words your FIN is due: the peer reads until it sees it",
			"最后的话说完，就该发出 FIN：对端要读到它才知道你说完了"))
		Finish(peer)
		leaving.Result(didNotReturn)
	})

	It(In(
		"finishes properly even when the peer finished first",
		"对端先说完了，也照样好好道别"), ID("peer-first"), func(ctx SpecContext) {
		conn, peer := Pair()
		last := Speech(100)
		Finish(peer)

		leaving := hangUp(conn, last)
		heard := Hear(peer, len(last))
		leaving.Check()

		Expect(heard).To(ArriveWhole(last), In(
			"the peer's FIN says only that the peer has finished speaking; it still listens, and your last words "+
				"are due",
			"对端的 FIN 只说明它说完了；它还在听，你最后的话仍然要说"))
		Expect(peer).To(EndWithFIN(), In(
			"both sides say that they have finished: your own FIN is due although the peer's has come",
			"双方都要说“我说完了”：对端的 FIN 到了，你自己的 FIN 也还是要发"))
		left := leaving.Result(didNotReturn)
		Expect(left.err).To(HaveGoneWell(), In(
			"the peer's FIN (io.EOF) is the end that HangUp reads for, not an error",
			"对端的 FIN（io.EOF）正是 HangUp 要等的结尾，不是错误"))
	})

	It(In("closes the connection before it returns", "最后把听筒放下"), ID("closes"), func(ctx SpecContext) {
		conn, peer := Pair()
		Finish(peer)

		last := Speech(100)

		left := hangUp(conn, last).Result(didNotReturn)

		Expect(Hear(peer, len(last))).To(ArriveWhole(last), lastDue())
		Expect(left.open).To(BeFalse(), In(
			"both have finished, but conn was still open when HangUp returned: CloseWrite sends the FIN, only Close "+
				"gives the descriptor back",
			"HangUp 返回时 conn 还开着：CloseWrite 只发 FIN，Close 才把描述符还给系统"))
	})

	It(In("returns the error when a RST comes instead of a FIN", "线被扯断，不等于说完了"), ID("reset"), func(ctx SpecContext) {
		conn, peer := Pair()
		last := Speech(100)

		leaving := hangUp(conn, last)
		heard := Hear(peer, 101) // ends with the FIN, whatever came before it
		leaving.Check()
		Expect(heard.Words).To(ArriveWhole(last), lastDue())
		Vanish(peer)
		left := leaving.Result(In(
			"the peer has torn the connection down, and still HangUp did not return",
			"对端已经把连接拆掉，HangUp 却还不返回"))

		Expect(left.err).To(Wrap(ConnectionReset), In(
			"a RST is no FIN: nobody knows what the peer still wanted to say, so return the error of the Read, as "+
				"it is or wrapped with %%w; only io.EOF is the end",
			"RST 不是 FIN：谁也不知道对端还有什么没说，所以要把 Read 的错误返回出去，原样返回或者用 %%w 包装；只有 io.EOF 才是说完了"))
		Expect(left.open).To(BeFalse(), In(
			"the connection broke, but your end of it was still open when you returned: close it on every way out, "+
				"errors included",
			"连接断了，你返回时自己这一端却还开着：每一条出路都要关，出错时也一样"))
	})

	It(In("returns the error when its last words are cut off", "最后的话被打断，如实相告"), ID("cut-off"), func(ctx SpecContext) {
		conn, peer := Pair()
		_, _ = conn.SetWriteBuffer(smallBuffer), peer.SetReadBuffer(smallBuffer)
		last := Speech(1 << 20) // more than fits on the way

		leaving := hangUp(conn, last)
		heard := Hear(peer, 5)
		leaving.Check()
		Expect(heard).To(ArriveWhole(last[:5]), lastDue())
		Vanish(peer)
		left := leaving.Result(In(
			"the peer has torn the connection down, and still HangUp did not return",
			"对端已经把连接拆掉，HangUp 却还不返回"))

		Expect(left.err).To(haveBeenReset(), In(
			"the peer heard 5 bytes of a million and was gone; look at the error of the Write: the system tells it "+
				"once, and a Read after it looks like a clean end",
			"一百万个字节，对端只听到 5 个就断了。要看 Write 返回的错误：系统只报告一次，之后再 Read，看起来就像正常结束"))
		Expect(left.open).To(BeFalse(), In(
			"the connection broke, but your end of it was still open when you returned: close it on every way out, "+
				"errors included",
			"连接断了，你返回时自己这一端却还开着：每一条出路都要关，出错时也一样"))
	})

	It(In("leaves deadlines to its caller", "截止时间由调用者说了算"), ID("hang-deadline"), func(ctx SpecContext) {
		conn, peer := Pair()
		last := Speech(100)
		_ = conn.SetReadDeadline(longAgo)

		leaving := hangUp(conn, last) // the peer stays on the line, silent
		heard := Hear(peer, len(last))
		leaving.Check()
		Expect(heard).To(ArriveWhole(last), lastDue())
		left := leaving.Result(In(
			"the read deadline of conn has passed, so a Read fails at once, and HangUp is still reading: setting "+
				"or clearing a deadline wipes out the one that the caller has set",
			"conn 的读截止时间已过，Read 会马上失败，HangUp 却还在读：自己去设截止时间或清除它，就把调用者设好的抹掉了"))

		Expect(left.err).To(Wrap(os.ErrDeadlineExceeded), In(
			"the peer has not finished, your caller's deadline has passed: silence is not the end, so return the "+
				"error of the Read, as it is or wrapped with %%w",
			"对端还没说完，是调用者设的截止时间过了：沉默不是结尾，要把 Read 的错误返回出去，原样返回或者用 %%w 包装"))
		Expect(left.open).To(BeFalse(), stillOpen())
	})

	It(In(
		"sends and returns every byte, and names every ending",
		"随机场景：收发的字节原封不动，每种结局都说得出原因"), ID("hang-scenes"), func(ctx SpecContext) {
		ln := Listening()
		play := func(way leaves, say func(d *scene.Dice) string) func(*scene.Dice, *scene.Stage) {
			return func(d *scene.Dice, s *scene.Stage) {
				early, last, late := d.Text(mostSaid), say(d), d.Text(mostSaid)
				conn, peer := joined(s, ln)
				s.Given("the peer has said %s, which nobody has read yet", "对端说过 %s，还没有人读", scene.Quoted(early))
				s.Given("last is %s", "last 是 %s", scene.Quoted(last))
				_, _ = io.WriteString(peer, early)
				way(s, conn, peer, early, last, late)
			}
		}
		for _, way := range waysToLeave {
			scene.PlayLive(10, play(way, func(d *scene.Dice) string { return d.Text(mostSaid) }))
		}
		for _, way := range []leaves{finishesLast, finishesFirst, vanishesLast} {
			scene.PlayLive(2, play(way, func(*scene.Dice) string { return "" }))
		}
	})

	It(In(
		"loses nothing between your two functions",
		"与另一半道别：你的两个函数之间什么也没丢"), ID("together"), func(ctx SpecContext) {
		client, server := Pair()
		last, words := Speech(100_000), Speech(100_000)

		heard, left, seen := partBetween(client, server, last, words)

		Expect(seen).To(HaveGoneWell(), In(
			"SeeOff met a HangUp that keeps to the rules; there is nothing to complain about",
			"SeeOff 遇到的 HangUp 若守规矩，就没有什么可抱怨的"))
		Expect(left.err).To(HaveGoneWell(), In(
			"HangUp met a SeeOff that keeps to the rules; there is nothing to complain about",
			"HangUp 遇到的 SeeOff 若守规矩，就没有什么可抱怨的"))
		Expect(heard).To(ArriveWhole(last), In(
			"SeeOff must hear all that HangUp says",
			"HangUp 说的，SeeOff 要全部听到"))
		Expect(left.rest).To(ArriveWhole(words), In(
			"HangUp must hear all that SeeOff still says",
			"SeeOff 后来说的，HangUp 要全部听到"))
	})

	It(In(
		"shows one FIN each way on the wire, and no RST",
		"线上看得见：两个方向各一个 FIN，没有 RST"), ID("on-the-wire"), func(ctx SpecContext) {
		client, server, packets := Wired()

		last, words := Speech(100), Speech(100)

		heard, left, _ := partBetween(client, server, last, words)

		Expect(heard).To(ArriveWhole(last), lastDue())
		Expect(left.rest).To(ArriveWhole(words), In(
			"HangUp must hear all that SeeOff still says",
			"SeeOff 后来说的，HangUp 要全部听到"))
		Expect(packets()).To(EndInFINs(), In(
			"a connection between your two functions should end with one FIN from each side and without a RST",
			"你的两个函数之间的连接，应当以双方各一个 FIN 结束，没有 RST"))
	})
})
