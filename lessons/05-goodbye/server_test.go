package goodbye_test

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	goodbye "handshake/lessons/05-goodbye"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Server, Lesson("05-goodbye"), func() {
	didNotReturn := In(
		"the peer has finished and has heard the last words, and still SeeOff did not return",
		"对端说完了，最后的话也听到了，SeeOff 却还不返回")

	It(In("reads to the peer's FIN before it answers", "先听对端把话说完，再开口"), ID("hears-out"), func(ctx SpecContext) {
		conn, peer := Pair()
		_, _ = conn.SetReadBuffer(someBuffer), peer.SetWriteBuffer(someBuffer)
		said := Speech(1<<20 + 1000) // more than fits on the way: the peer finishes only if it is listened to
		var finished atomic.Bool
		var early bool
		var heard [][]byte

		seeing := seeOff(conn, func(all []byte) []byte {
			early = early || !finished.Load()
			heard = append(heard, append([]byte(nil), all...))
			return nil
		})
		_ = Speak(peer, said)
		finished.Store(true)
		Finish(peer)
		seeing.Result(In(
			"the peer has finished, and still SeeOff did not return: a Read that meets the peer's FIN returns io.EOF",
			"对端已经说完，SeeOff 却还不返回：Read 遇到对端的 FIN 会返回 io.EOF"))

		Expect(early).To(BeFalse(), In(
			"lastWords was called before the peer had finished: only its FIN (io.EOF) says that no more will come; "+
				"one Read, or a pause, says nothing of the kind",
			"对端还没说完就调用了 lastWords：只有它的 FIN（io.EOF）才表示不会再有话来，读到一次数据、停顿一下，都不能说明什么"))
		Expect(len(heard)).To(Equal(1), In(
			"lastWords is called once, when all has been heard",
			"听完全部之后，lastWords 只调用一次"))
		Expect(heard[0]).To(ArriveWhole(said), In(
			"lastWords must be given everything the peer said, from the first byte to its FIN: one Read is not all "+
				"of it",
			"从第一个字节到 FIN，对端说的一切都要交给 lastWords：读一次可读不完"))
	})

	It(In("can still write after the peer's FIN", "对端说完了，自己还能说"), ID("still-speaks"), func(ctx SpecContext) {
		conn, peer := Pair()
		words, asked := Speech(100), 0
		words[50] = 0 // a byte like any other
		Finish(peer)

		seeing := seeOff(conn, func([]byte) []byte { asked++; return slices.Clone(words) })
		heard := Hear(peer, len(words))
		seeing.Check()

		Expect(heard).To(ArriveWhole(words), In(
			"the peer's FIN closes one direction only: the peer still listens, so what lastWords returned must "+
				"reach it",
			"对端的 FIN 只关了一个方向：它还在听，lastWords 返回的话要送到它那里"))
		Expect(peer).To(EndWithFIN(), In(
			"when the last words are said, your own FIN is due, for the peer waits for it, and nothing but a FIN: "+
				"with SetLinger(0), Close sends a RST in its place",
			"最后的话说完，就该发出自己的 FIN，对端正等着它；而且只能是 FIN：设了 SetLinger(0)，Close 发出去的就是 RST"))
		Expect(seeing.Result(didNotReturn)).To(HaveGoneWell(), In(
			"everything was said and heard on both sides: that is no error (io.EOF is the end SeeOff reads for)",
			"双方都说完、也都听完了：这不是错误（io.EOF 正是 SeeOff 要读到的结尾）"))
		Expect(asked).To(Equal(1), askedOnce())
	})

	It(In("lets a slow peer receive every last word", "对端听得再慢，也让它听完最后的话"), ID("slow-peer"), func(ctx SpecContext) {
		conn, peer := Pair()
		words := Speech(1 << 16) // who says it byte by byte shall have the time
		Finish(peer)

		seeing := seeOff(conn, saying(words))
		heard := Hear(peer, len(words))
		seeing.Check()

		Expect(heard).To(ArriveWhole(words), In(
			"the last words are long and the peer reads them slowly: close only when Write has taken all of them, "+
				"and close without linger 0, which throws away what is still on its way",
			"最后的话很长，对端又听得慢：等 Write 全部交出去再关闭；也不要用 linger 0 关闭，它会丢掉还在路上的话"))
		Expect(peer).To(EndWithFIN(), In(
			"when the last words are said, your own FIN is due: the peer waits for it",
			"最后的话说完，就该发出自己的 FIN：对端正等着它"))
		seeing.Result(didNotReturn)
	})

	It(In("just closes when lastWords returns nothing", "没有话要说，就安静地结束"), ID("no-words"), func(ctx SpecContext) {
		conn, peer := Pair()
		Finish(peer)
		asked := false

		seeing := seeOff(conn, func([]byte) []byte { asked = true; return nil })

		Expect(seeing.Result(didNotReturn)).To(HaveGoneWell(), In(
			"lastWords had nothing to say: that is no error, and the FIN is due all the same",
			"lastWords 没有话要说：这不是错误，FIN 照样要发"))
		Expect(asked).To(BeTrue(), neverAsked())
		Expect(peer).To(EndWithFIN(), In(
			"there were no last words, and the peer still waits for your FIN",
			"没有最后的话，对端也还在等你的 FIN"))
	})

	It(In("closes the connection before it returns", "最后把听筒放下"), ID("puts-down"), func(ctx SpecContext) {
		conn, peer := Pair()
		Finish(peer)

		words := Speech(100)

		seeing := seeOff(conn, saying(words))
		seeing.Result(didNotReturn)

		Expect(Hear(peer, len(words))).To(ArriveWhole(words), In(
			"the peer's FIN closes one direction only: what lastWords returned must reach it",
			"对端的 FIN 只关了一个方向：lastWords 返回的话要送到它那里"))
		Expect(seeing.Open()).To(BeFalse(), In(
			"both have finished, but conn was still open when SeeOff returned; in CLOSE-WAIT the kernel waits for "+
				"your Close for as long as the program runs",
			"SeeOff 返回时 conn 还开着；停在 CLOSE-WAIT 的连接，内核会一直等你调用 Close，等到程序结束"))
	})

	It(In("sends nothing after a RST", "来电的线断了，就不再作答"), ID("torn"), func(ctx SpecContext) {
		seesOff()
		conn, peer := Pair()
		asked := false

		seeing := seeOff(conn, func([]byte) []byte { asked = true; return nil })
		_ = Speak(peer, Speech(11))
		seeing.Check()
		Vanish(peer)
		err := seeing.Result(In(
			"the peer has torn the connection down, and still SeeOff did not return",
			"对端已经把连接拆掉，SeeOff 却还不返回"))

		Expect(asked).To(BeFalse(), In(
			"the peer was cut off by a RST in the middle: what was heard is not all it wanted to say, so there is "+
				"nothing to answer; only io.EOF means that it has finished",
			"对端说到一半被 RST 打断：听到的并不是它要说的全部，也就无从作答；只有 io.EOF 才表示它说完了"))
		Expect(err).To(Wrap(ConnectionReset), In(
			"a RST is no FIN: return the error of the Read, as it is or wrapped with %%w, so that the caller can "+
				"ask errors.Is",
			"RST 不是 FIN：要把 Read 的错误返回出去，原样返回或者用 %%w 包装，调用者才能用 errors.Is 来问"))
		Expect(seeing.Open()).To(BeFalse(), In(
			"the connection broke, but your end of it was still open when you returned: close it on every way out, "+
				"errors included",
			"连接断了，你返回时自己这一端却还开着：每一条出路都要关，出错时也一样"))
	})

	It(In(
		"returns the error when its last words cannot be sent",
		"最后的话没能送到，如实相告"), ID("unheard"), func(ctx SpecContext) {
		conn, peer := Pair()
		_, _ = peer.SetReadBuffer(smallBuffer), conn.SetWriteBuffer(smallBuffer)
		Finish(peer)
		words := Speech(1 << 20) // more than fits on the way
		asked := false

		seeing := seeOff(conn, func([]byte) []byte {
			asked = true
			Vanish(peer)
			return slices.Clone(words)
		})
		err := seeing.Result(In(
			"the peer has torn the connection down, and still SeeOff did not return",
			"对端已经把连接拆掉，SeeOff 却还不返回"))

		Expect(asked).To(BeTrue(), neverAsked())
		Expect(err).To(haveBeenReset(), In(
			"the peer was gone before the last words reached it: look at the error of the Write and return it",
			"最后的话还没送到，对端就不在了：要看 Write 返回的错误，并把它返回出去"))
		Expect(seeing.Open()).To(BeFalse(), In(
			"the connection broke, but your end of it was still open when you returned: close it on every way out, "+
				"errors included",
			"连接断了，你返回时自己这一端却还开着：每一条出路都要关，出错时也一样"))
	})

	It(In(
		"sends nothing after the caller's deadline has passed",
		"调用者的截止时间过了，就不作答"), ID("see-deadline"), func(ctx SpecContext) {
		seesOff()
		conn, peer := Pair()
		_ = conn.SetReadDeadline(longAgo)
		_ = Speak(peer, Speech(11)) // and the peer stays on the line
		asked := false

		seeing := seeOff(conn, func([]byte) []byte { asked = true; return nil })
		err := seeing.Result(In(
			"the read deadline of conn has passed, so a Read fails at once, and SeeOff is still reading: setting "+
				"or clearing a deadline wipes out the one that the caller has set",
			"conn 的读截止时间已过，Read 会马上失败，SeeOff 却还在读：自己去设截止时间或清除它，就把调用者设好的抹掉了"))

		Expect(asked).To(BeFalse(), In(
			"your caller's deadline has passed, and the peer has not finished: silence is not the end, so there is "+
				"nothing to answer; only io.EOF means that it has finished",
			"调用者设的截止时间过了，对端并没有说完：沉默不是结尾，也就无从作答；只有 io.EOF 才表示它说完了"))
		Expect(err).To(Wrap(os.ErrDeadlineExceeded), In(
			"the deadline of your caller has passed: return the error of the Read, as it is or wrapped with %%w",
			"调用者设的截止时间过了：要把 Read 的错误返回出去，原样返回或者用 %%w 包装"))
		Expect(seeing.Open()).To(BeFalse(), stillOpen())
	})

	It(In("closes even when lastWords panics", "lastWords 发生 panic，也照样关闭"), ID("see-panic"), func(ctx SpecContext) {
		seesOff()
		conn, peer := Pair()
		Finish(peer)
		thrown := errors.New(In(
			"lastWords has panicked; call it in SeeOff's own goroutine",
			"lastWords 发生了 panic；要在 SeeOff 自己的 goroutine 里调用它"))
		var caught any

		seeing := startOn(conn, func() (err error) {
			defer func() { caught = recover() }()
			return goodbye.SeeOff(LendTCP(conn), func([]byte) []byte { panic(thrown) })
		})
		_ = seeing.Result(In(
			"lastWords has panicked, and SeeOff does not come back",
			"lastWords 发生了 panic，SeeOff 却不返回"))

		if err, ok := caught.(error); ok && err != thrown {
			panic(err)
		}
		Expect(caught == thrown).To(BeTrue(), panicGoesOn)
		Expect(isOpen(conn)).To(BeFalse(), In(
			"lastWords panicked and SeeOff left conn open: a panic is a way out as well, and only a deferred Close is "+
				"called on it",
			"lastWords 发生了 panic，SeeOff 却没有关闭 conn：panic 也是一条出路，只有 defer 的 Close 才会在这时执行"))
	})

	It(In(
		"reads and answers every byte, and names every ending",
		"随机场景：听到和回答的字节原封不动，每种结局都说得出原因"), ID("see-scenes"), func(ctx SpecContext) {
		ln := Listening()
		for _, way := range waysToFinish {
			scene.PlayLive(10, func(d *scene.Dice, s *scene.Stage) {
				said, words := d.Pieces(d.Text(mostSaid)), d.Text(mostSaid)
				peer, conn := joined(s, ln)
				s.Given("the peer says %s", "对端说 %s", scene.Quoted(strings.Join(said, "")))
				s.Given("lastWords returns %s", "lastWords 返回 %s", scene.Quoted(words))
				way(s, conn, peer, said, words)
			})
		}
	})

	// Real errors, made by real connections. Each is told apart from another kind: an answer that
	// always says the same knows none.

	finished := func() error {
		conn, peer := Pair()
		Finish(peer)
		return readError(conn)
	}
	reset := func() error {
		conn, peer := Pair()
		Vanish(peer)
		return readError(conn)
	}
	timedOut := func() error {
		conn, _ := Pair()
		_ = conn.SetReadDeadline(time.Unix(1, 0)) // long ago
		return readError(conn)
	}
	closedHere := func() error {
		conn, _ := Pair()
		_ = conn.Close()
		return readError(conn)
	}

	tell := func(err error, want goodbye.Ending, why string) {
		GinkgoHelper()
		other, otherwise := finished(), goodbye.Finished
		if want == goodbye.Finished {
			other, otherwise = errors.New("no route to host"), goodbye.Other
		}
		Expect(goodbye.EndingOf(other)).To(Equal(otherwise), In(
			"the same answer for every error tells nothing",
			"不管什么错误都给同一个回答，等于什么也没说"))
		Expect(goodbye.EndingOf(err)).To(Equal(want), why)
	}

	It(In("reports Finished for a clean end", "认得好好的结束"), ID("finished"), func(ctx SpecContext) {
		tell(finished(), goodbye.Finished, In(
			"a Read that meets the peer's FIN returns io.EOF: that is the clean end",
			"Read 遇到对端的 FIN 会返回 io.EOF：这就是好好的结束"))
		tell(nil, goodbye.Finished, In(
			"no error at all: HangUp and SeeOff return nil when both sides have finished",
			"根本没有错误：双方都说完之后，HangUp 和 SeeOff 返回的就是 nil"))
	})

	It(In("reports Reset for ECONNRESET", "认得 RST"), ID("reset-known"), func(ctx SpecContext) {
		why := In(
			"this Read met a RST: the net package wraps the system's ECONNRESET in two layers of its own, so ask "+
				"errors.Is, not ==",
			"这次 Read 遇到了 RST：net 包在系统的 ECONNRESET 外面包了两层，所以要用 errors.Is 来问，不能用 ==")
		err := reset()
		if goodbye.EndingOf(err) == goodbye.Finished {
			why = In(
				"a RST is not a goodbye: what the peer still had to say is lost, so it is not Finished",
				"RST 不是道别：对端还没说完的话丢掉了，所以不是 Finished")
		}
		tell(err, goodbye.Reset, why)
	})

	It(In("reports Reset for EPIPE", "认得 Write 碰上的 RST"), ID("broken-pipe"), func(ctx SpecContext) {
		if runtime.GOOS == "windows" {
			Skip(In("Windows knows no EPIPE", "Windows 没有 EPIPE 这个错误"))
		}

		tell(brokenPipe(), goodbye.Reset, In(
			"a Write on a connection whose reset is known already fails with EPIPE, \"broken pipe\": another name for "+
				"the same end",
			"已经知道连接复位了，再 Write 得到的就是 EPIPE（broken pipe）：同一种结局的另一个名字"))
	})

	It(In("reports Timeout when a deadline has passed", "认得截止时间已过"), ID("deadline"), func(ctx SpecContext) {
		tell(timedOut(), goodbye.Timeout, In(
			"this Read ran out of time: errors.Is finds os.ErrDeadlineExceeded in its error; the connection itself "+
				"is whole, and the peer may still speak",
			"这次 Read 用完了时间：errors.Is 能在错误里找到 os.ErrDeadlineExceeded；连接本身完好，对端也许还会说话"))
	})

	It(In("reports LocalClose when this side has closed", "认得是自己这边关的"), ID("closed-here"), func(ctx SpecContext) {
		tell(closedHere(), goodbye.LocalClose, In(
			"this connection was closed on this side before the Read: errors.Is finds net.ErrClosed, and the peer "+
				"has nothing to do with it",
			"这条连接在 Read 之前就被自己这边关闭了：errors.Is 能找到 net.ErrClosed，与对端无关"))
	})

	It(In("looks inside wrapped errors", "看得穿层层包装的错误"), ID("wrapped"), func(ctx SpecContext) {
		for _, end := range []struct {
			err  error
			want goodbye.Ending
		}{
			{finished(), goodbye.Finished},
			{reset(), goodbye.Reset},
			{timedOut(), goodbye.Timeout},
			{closedHere(), goodbye.LocalClose},
		} {
			tell(fmt.Errorf("goodbye: %w", end.err), end.want, In(
				"the error was wrapped with %%w and is still there inside: errors.Is looks through every layer, == "+
					"and a type assertion see only the outermost",
				"错误用 %%w 包装过，但仍然在里面：errors.Is 会一层层往里看，== 和类型断言只看得到最外面一层"))
		}
	})

	It(In("judges an error by errors.Is, not by its text", "不凭文字判断错误"), ID("other"), func(ctx SpecContext) {
		for _, err := range []error{
			errors.New("connection reset by peer"),
			errors.New("EOF"),
			errors.New("use of closed network connection"),
		} {
			tell(err, goodbye.Other, In(
				"this error only says words like those of the system; the words are for people, and may change: "+
					"compare errors with errors.Is",
				"这个错误只是文字像系统的错误；文字是写给人看的，随时可能变：要用 errors.Is 来比较错误"))
		}
		tell(io.ErrUnexpectedEOF, goodbye.Other, In(
			"io.ErrUnexpectedEOF says that the end came in the middle of something: that is not a clean end",
			"io.ErrUnexpectedEOF 说的是话没说完就结束了：这不是好好的结束"))
	})

	It(In(
		"finds the reason inside any error",
		"随机场景：不管错误怎样包装，都找得到里面的原因"), ID("ending-scenes"), func(ctx SpecContext) {
		tell(finished(), goodbye.Finished, In("a FIN is a clean end", "FIN 是好好的结束"))
		scene.PlayLive(600, func(d *scene.Dice, s *scene.Stage) {
			why := drawReason(d)
			err, name := why.err, why.name
			for range d.Below(9) {
				if err != nil {
					name, err = around(d, err, name)
				}
			}
			s.Given("the error is %s", "错误是 %s", name)
			got := scene.Call(s, func() goodbye.Ending { return goodbye.EndingOf(err) }, In(
				"EndingOf did not return",
				"EndingOf 没有返回"))
			s.Check(got == why.want, why.reads(), string(why.want), string(got))
		})
	})
})
