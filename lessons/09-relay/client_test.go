package relay_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"sync"
	"syscall"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	relay "handshake/lessons/09-relay"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Client, Lesson("09-relay"), func() {
	It(In(
		"passes on what both sides say, at once",
		"两边说的话，都马上转到另一边"), ID("both-ways"), func(ctx SpecContext) {
		w := wired(ctx, long)
		defer func() { w.a.Vanish(); w.b.Vanish(); w.InTime() }()
		for range 3 {
			toB, toA := string(Speech(40)), string(Speech(40))
			w.b.Say(toA)
			Expect(w.a.Hear(len(toA))).To(Say(toA), In(
				"b has spoken, and a hears nothing: both directions go on at the same time, each in a goroutine of "+
					"its own; who copies from a to its end first, hears b only when a has finished",
				"b 说了话，a 却听不到：两个方向要同时进行，各用一个 goroutine；如果先把 a 抄到结尾，就要等 a 说完才听得到 b"))
			w.a.Say(toB)
			Expect(w.b.Hear(len(toB))).To(Say(toB), passesOn())
		}
	})

	It(In(
		"delivers an answer that comes after the question's FIN",
		"提问的一边先说完（FIN），回答照样送到"), ID("answer-after-fin"), func(ctx SpecContext) {
		w := wired(ctx, long)
		question, answer := Speech(3000), Speech(70000)
		_ = Speak(w.a, question)
		w.a.Finish()
		Expect([]byte(w.b.Hear(len(question)))).To(ArriveWhole(question), passesOn())
		Expect(w.b).To(EndWithFIN(), In(
			"a has finished, and b waits for that before it answers: when Read returns io.EOF, pass the FIN on with "+
				"CloseWrite",
			"a 说完了，b 要等这个才回答：Read 返回 io.EOF 时，用 CloseWrite 把 FIN 传过去"))
		_ = Speak(w.b, answer)
		w.b.Finish()

		Expect([]byte(w.a.Hear(len(answer)))).To(ArriveWhole(answer), goesOnBackwards())
		Expect(w.a).To(EndWithFIN(), In(
			"b has finished, too, and a is not told so with a FIN",
			"b 也说完了，却没有用 FIN 告诉 a"))
		Expect(w.Result(relayHangs())).To(HaveGoneWell(), goodEnd())
	})

	It(In("passes a FIN on in either direction", "哪一边先说完，FIN 都传到另一边"), ID("fin-either-way"), func(ctx SpecContext) {
		w := wired(ctx, long)
		w.b.Say("Bye!")
		w.b.Finish()
		Expect(w.a.Hear(len("Bye!"))).To(Say("Bye!"), passesOn())
		Expect(w.a).To(EndWithFIN(), In(
			"b has finished, and a is not told so: who finishes first may be either side",
			"b 说完了，却没有告诉 a：先说完的可能是任何一边"))
		w.a.Say("But wait!")
		Expect(w.b.Hear(len("But wait!"))).To(Say("But wait!"), goesOnBackwards())
		w.a.Finish()
		Expect(w.Result(relayHangs())).To(HaveGoneWell(), goodEnd())
	})

	It(In(
		"passes on the bytes that come together with io.EOF",
		"和 io.EOF 一起来的字节也要转过去"), ID("last-words"), func(ctx SpecContext) {
		relays(ctx)
		joined(long, func(c *call) {
			c.a.ends("Thank you!", io.EOF)
			Settle()
			Expect(c.b.look().heard).To(Say("Thank you!"), In(
				"one Read has brought bytes and io.EOF at once, and the bytes are lost: look at n first, and at the "+
					"error only then",
				"同一次 Read 既带来字节，又返回 io.EOF，这些字节却丢了：先处理 n 个字节，再看错误"))
			Expect(c.b.look().finished).To(BeTrue(), In(
				"a has finished, and b is not told so (CloseWrite)", "a 说完了，却没有告诉 b（CloseWrite）"))
		})
	})

	It(In(
		"carries both directions when both are full",
		"两个方向都满载，也都送得到"), ID("both-full"), func(ctx SpecContext) {
		relays(ctx)
		joined(long, func(c *call) {
			c.a.listens(false)
			c.b.listens(false)
			toB, toA := string(Speech(40)), string(Speech(40))
			c.a.says(toB)
			Settle()
			c.b.says(toA)
			Settle()
			c.b.listens(true)
			c.a.listens(true)
			Settle()
			Expect(c.b.look().heard).To(Say(toB), oneBuffer())
			Expect(c.a.look().heard).To(Say(toA), oneBuffer())
		})
		const much = 1 << 20
		w := wired(ctx, long)
		toB, toA := Speech(much), Speech(much)
		var speaking sync.WaitGroup
		for peer, words := range map[*Peer][]byte{w.a: toB, w.b: toA} {
			speaking.Go(func() {
				defer Bounded(peer.SetWriteDeadline)()
				_, _ = peer.Write(words)
				peer.Finish()
			})
		}
		heard := make(chan []byte)
		go func() { heard <- Hear(w.b, much).Words }()
		atA := Hear(w.a, much).Words
		Expect(<-heard).To(ArriveWhole(toB), In(
			"both sides speak at the same time, and b did not hear all of it: each direction needs a buffer and a "+
				"goroutine of its own",
			"两边同时说，b 没有听全：每个方向都要有自己的缓冲区和自己的 goroutine"))
		Expect(atA).To(ArriveWhole(toA), In(
			"both sides speak at the same time, and a did not hear all of it: each direction needs a buffer and a "+
				"goroutine of its own",
			"两边同时说，a 没有听全：每个方向都要有自己的缓冲区和自己的 goroutine"))
		speaking.Wait()
		Expect(w.Result(relayHangs())).To(HaveGoneWell(), goodEnd())
	})

	It(In(
		"reads no more than MaxHeld ahead of a slow reader",
		"读的人慢，说的人也要等，最多替他攒 MaxHeld"), ID("back-pressure"), func(ctx SpecContext) {
		relays(ctx)
		joined(long, func(c *call) {
			c.b.listens(false)
			c.a.speaksOn(8 * relay.MaxHeld)
			scene.Pass(time.Second)
			c.goesOn(silenceIsNoEnd())
			Expect(c.a.look().taken <= relay.MaxHeld).To(BeTrue(), tooMuchHeld())

			c.b.says("Go on!")
			Settle()
			Expect(c.a.look().heard).To(Say("Go on!"), In(
				"b takes nothing, but it speaks, and a does not hear that: a direction that waits must not hold up "+
					"the other",
				"b 不收，可是它在说，a 却听不到：一个方向在等，不能拖住另一个方向"))
			c.b.listens(true)
			Settle()
			Expect(len(c.b.look().heard)).To(Equal(8*relay.MaxHeld), In(
				"b reads again, and does not get everything that a has said",
				"b 又开始读了，却没有收到 a 说的全部"))
		})
	})

	It(In(
		"waits as long as neither side has finished",
		"两边都没有说完，沉默多久都等"), ID("silence"), func(ctx SpecContext) {
		relays(ctx)
		joined(time.Second, func(c *call) {
			c.a.says("Hello?")
			scene.Pass(61 * time.Minute)
			c.goesOn(silenceIsNoEnd())
			c.b.says("Hello!")
			Settle()
			Expect(c.a.look().heard).To(Say("Hello!"), silenceIsNoEnd())
		})
	})

	It(In(
		"ends when the other direction stands still for idle",
		"一边说完后，另一个方向停住 idle 就结束"), ID("idle"), func(ctx SpecContext) {
		relays(ctx)
		for _, first := range []string{"a", "b"} {
			joined(time.Minute, func(c *call) {
				scene.Pass(2 * time.Minute)
				if first == "a" {
					c.a.finishes()
				} else {
					c.b.finishes()
				}
				scene.Pass(time.Minute - time.Nanosecond)
				c.goesOn(fmt.Sprintf(In(
					"%s has finished, and the other side has not been silent for idle yet: the wait begins with the "+
						"io.EOF, and not before",
					"%s 说完了，另一边沉默还不到 idle：从 io.EOF 那一刻开始计时，不能更早"), first))
				scene.Pass(time.Nanosecond)
				Expect(c.returnsNow(In(
					"one side has finished, the other has been silent for idle, and Relay goes on: somebody who never "+
						"finishes would keep two connections and a goroutine forever; when one side finishes, give "+
						"the Read that waits in the other direction a deadline",
					"一边说完了，另一边沉默满 idle，Relay 却还在等：遇上永远说不完的人，两条连接和 goroutine 就永远占着；"+
						"一边说完时，要给另一个方向正在等的 Read 设截止时间")).err).To(Wrap(os.ErrDeadlineExceeded), timeIsUp())
				Expect(c.a.look().torn && c.b.look().torn).To(BeTrue(), tornDown())
			})
		}
	})

	It(In(
		"keeps counting idle when a Read brings nothing",
		"一个字节也没读到的 Read，不重新计时"), ID("idle-nothing"), func(ctx SpecContext) {
		relays(ctx)
		joined(time.Second, func(c *call) {
			c.a.finishes()
			Settle()
			for range 3 {
				scene.Pass(300 * time.Millisecond)
				c.b.says("")
			}
			scene.Pass(100 * time.Millisecond)
			Expect(c.returnsNow(In(
				"a Read that returns 0 and nil has moved no byte, and the wait for idle goes on: begin it anew only "+
					"when "+
					"n > 0",
				"返回 0 和 nil 的 Read 没有传任何字节，idle 照样在走：只有 n > 0 才重新计时")).err).To(
				Wrap(os.ErrDeadlineExceeded), timeIsUp())
		})
	})

	It(In(
		"begins the wait for idle anew with every byte",
		"每来一个字节，idle 就重新计时"), ID("idle-anew"), func(ctx SpecContext) {
		relays(ctx)
		joined(time.Second, func(c *call) {
			c.a.finishes()
			Settle()
			for range 100 {
				scene.Pass(900 * time.Millisecond)
				c.b.says("x")
				c.goesOn(In(
					"the other side speaks, if slowly, and is never silent for idle: set the deadline anew before "+
						"every Read, and not once for all of them",
					"另一边一直在说，虽然慢，但每次沉默都不到 idle：每次 Read 之前都要重新设截止时间，不能一次管到底"))
			}
			c.b.finishes()
			Expect(c.returnsNow(relayHangs()).err).To(HaveGoneWell(), goodEnd())
			Expect(c.a.look().heard).To(Say(strings.Repeat("x", 100)), passesOn())
		})
		joined(time.Second, func(c *call) {
			c.a.finishes()
			c.a.listens(false)
			c.b.says("x")
			scene.Pass(900 * time.Millisecond)
			c.a.listens(true)
			scene.Pass(900 * time.Millisecond)
			c.goesOn(In(
				"a Write has just been taken, after a wait, and Relay ends for silence: a Write that moves bytes "+
					"begins the wait anew, like a Read",
				"一次 Write 等了一阵，刚刚写出去，Relay 却说沉默太久：传了字节的 Write 和 Read 一样，都要重新计时"))
			scene.Pass(100 * time.Millisecond)
			Expect(c.returnsNow(relayHangs()).err).To(Wrap(os.ErrDeadlineExceeded), timeIsUp())
		})
	})

	It(In(
		"ends when a Write stands still for idle",
		"写不出去，停住 idle 也结束"), ID("idle-write"), func(ctx SpecContext) {
		relays(ctx)
		why := In(
			"a has finished and reads nothing; what b says cannot be written for idle, and Relay goes on: a read "+
				"deadline "+
				"ends no Write, it needs one of its own, until the last byte has been written",
			"a 说完了，却什么也不读；b 的话写不出去，已经停住 idle，Relay 却还在等：读截止时间结束不了 Write，"+
				"Write 要有自己的截止时间，直到最后一个字节写出去为止")
		for _, says := range []func(*call){
			func(c *call) {
				c.b.says("Are you there?")
				scene.Pass(2 * time.Minute)
				c.goesOn(silenceIsNoEnd())
				c.a.finishes()
			},
			func(c *call) {
				c.a.finishes()
				Settle()
				c.b.ends("Are you there?", io.EOF)
			},
		} {
			joined(time.Minute, func(c *call) {
				c.a.listens(false)
				says(c)
				scene.Pass(time.Minute)
				Expect(c.returnsNow(why).err).To(Wrap(os.ErrDeadlineExceeded), timeIsUp())
			})
		}
	})

	It(In("sets no limit when idle is 0 or less", "idle 是 0 或负数就不设限制"), ID("no-idle"), func(ctx SpecContext) {
		relays(ctx)
		for _, idle := range []time.Duration{0, -time.Second, math.MinInt64, math.MaxInt64} {
			joined(idle, func(c *call) {
				c.a.finishes()
				scene.Pass(15 * time.Minute)
				c.goesOn(In(
					"idle is 0 or less, which means no limit, or as long as can be: a deadline of time.Now().Add(0) "+
						"has passed "+
						"already, and a sum beyond the largest int64 is less than nothing",
					"idle 是 0 或负数，意思是没有限制，或者是最长的时间：time.Now().Add(0) 这样的截止时间已经过去了，"+
						"加过了最大的 int64，和就比 0 还小"))
				c.b.ends("At last.", io.EOF)
				Expect(c.returnsNow(relayHangs()).err).To(HaveGoneWell(), goodEnd())
				Expect(c.a.look().heard).To(Say("At last."), goesOnBackwards())
			})
		}
	})

	It(In("passes on a RST as a RST", "RST 要作为 RST 传过去"), ID("reset-passed-on"), func(ctx SpecContext) {
		for _, cut := range []func(w *wire) (torn, other *Peer){
			func(w *wire) (torn, other *Peer) { return w.a, w.b },
			func(w *wire) (torn, other *Peer) { return w.b, w.a },
		} {
			w := wired(ctx, long)
			torn, other := cut(w)
			torn.Say("half a sent")
			Expect(other.Hear(len("half a sent"))).To(Say("half a sent"), passesOn())
			torn.Vanish()

			err := w.Result(In(
				"one connection was reset, and Relay goes on: the first failure ends both directions",
				"一条连接被复位了，Relay 却没有停：一出故障，两个方向都结束"))
			Expect(err).To(Wrap(ConnectionReset), In(
				"errors.Is must find the reason for which the relay has ended (ECONNRESET): io.Copy returns it, and "+
					"the first of all errors is the one that counts",
				"errors.Is 应当能找到转接结束的原因（ECONNRESET）：io.Copy 会返回它；几个错误里，最先的那个才算数"))
			Expect(other).To(BeTornDown(), tornDown())
		}
	})

	It(In(
		"closes with a FIN when all went well",
		"一切顺利，就以 FIN 关闭"), ID("goodbye"), func(ctx SpecContext) {
		relays(ctx)
		joined(long, func(c *call) {
			c.a.ends("Question?", io.EOF)
			c.b.ends("Answer.", io.EOF)
			Expect(c.returnsNow(relayHangs()).err).To(HaveGoneWell(), goodEnd())
			Expect(c.a.look().torn || c.b.look().torn).To(BeFalse(), lineCut(nil))
			Expect(c.a.look().closed && c.b.look().closed).To(BeTrue(), bothClosed())
		})
	})

	It(In("returns the error when a Write fails", "写不出去，要返回错误"), ID("write-fails"), func(ctx SpecContext) {
		relays(ctx)
		for _, fails := range []struct {
			after   int
			trouble error
		}{{0, syscall.EPIPE}, {5, syscall.EPIPE}, {0, io.EOF}} { // from a Write, io.EOF is no good end
			joined(long, func(c *call) {
				c.b.fails(fails.trouble, fails.after)
				c.a.says("Hello there!")
				got := c.returnsNow(In(
					"b takes nothing more, since Write to it fails, and Relay goes on: look at what Write returns",
					"往 b 的 Write 已经出错，Relay 却没有停：Write 返回什么，要看"))
				Expect(got.err).To(Wrap(fails.trouble), In(
					"errors.Is must find the reason for which Write has failed: return its error, or wrap it with %%w",
					"errors.Is 应当能找到 Write 失败的原因：直接返回它的错误，或者用 %%w 包装"))
				Expect(int(got.aToB)).To(Equal(fails.after), countsWritten())
				Expect(c.a.look().torn && c.b.look().torn).To(BeTrue(), tornDown())
			})
		}
		joined(long, func(c *call) {
			c.b.listens(false)
			c.a.says(InPieces(string(Speech(3000)), 100)...)
			Settle() // it waits in Write, and what reads ahead has read ahead
			c.b.fails(syscall.EPIPE, 0)
			Expect(c.returnsNow(In(
				"b took nothing for a while, and then Write to it failed; Relay goes on, though nobody will ever "+
					"take what it "+
					"has read",
				"b 有一阵子什么也不收，后来往它那里的 Write 出错了；Relay 却没有停，读到的东西再也没有人收了")).err).To(
				Wrap(syscall.EPIPE), In(
					"errors.Is must find the reason for which Write has failed: return its error, or wrap it with %%w",
					"errors.Is 应当能找到 Write 失败的原因：直接返回它的错误，或者用 %%w 包装"))
		})
	})

	It(In(
		"returns the error when the FIN cannot be passed on",
		"FIN 传不过去，要返回错误"), ID("fin-fails"), func(ctx SpecContext) {
		relays(ctx)
		joined(long, func(c *call) {
			c.b.change(func() { c.b.cannotHalf = syscall.ENOTCONN })
			c.a.finishes()
			got := c.returnsNow(In(
				"b cannot be told that a has finished, and Relay goes on: look at what CloseWrite returns",
				"没法告诉 b 说 a 已经说完，Relay 却没有停：CloseWrite 返回什么，要看"))
			Expect(got.err).To(Wrap(syscall.ENOTCONN), In(
				"errors.Is must find the reason for which CloseWrite has failed: return its error, or wrap it with %%w",
				"errors.Is 应当能找到 CloseWrite 失败的原因：直接返回它的错误，或者用 %%w 包装"))
			Expect(c.a.look().torn && c.b.look().torn).To(BeTrue(), tornDown())
		})
	})

	It(In(
		"returns how many bytes it has written each way",
		"返回两个方向各写了多少字节"), ID("counts"), func(ctx SpecContext) {
		relays(ctx)
		joined(long, func(c *call) {
			question, answer := string(Speech(100_000)), string(Speech(7))
			c.a.says(InPieces(question, 1, 999, 40_000)...)
			c.a.finishes()
			c.b.ends(answer, io.EOF)
			got := c.returnsNow(relayHangs())
			Expect(got.err).To(HaveGoneWell(), goodEnd())
			Expect([]int64{got.aToB, got.bToA}).To(Equal([]int64{100_000, 7}), countsWritten())
		})
		joined(long, func(c *call) {
			c.a.says("one", "two")
			c.b.says("three")
			Settle()
			c.a.ends("", syscall.ECONNRESET)
			got := c.returnsNow(relayHangs())
			Expect([]int64{got.aToB, got.bToA}).To(Equal([]int64{6, 5}), countsWritten())
		})
	})

	It(In("ends at once when ctx ends", "ctx 一结束就停"), ID("ctx"), func(ctx SpecContext) {
		relays(ctx)
		for _, waits := range []string{"Read", "Write"} {
			joined(long, func(c *call) {
				if waits == "Write" {
					c.a.listens(false)
					c.b.listens(false)
					c.a.says("Can you hear me?")
					c.b.says("Can you hear me?")
				}
				scene.Pass(time.Minute)
				c.ctx.End(context.Canceled)
				Expect(c.returnsNow(fmt.Sprintf(In(
					"ctx has ended, and Relay still waits in %s, which knows no ctx: close both connections when ctx "+
						"ends (context.AfterFunc)",
					"ctx 已经结束，Relay 还停在 %s 里，它不认识 ctx：ctx 一结束就关闭两条连接（context.AfterFunc）"),
					waits)).err).To(Wrap(context.Canceled), becauseOfCtx())
				Expect(c.a.look().torn && c.b.look().torn).To(BeTrue(), tornDown())
			})
		}
		InVirtualTime(func() {
			c := &call{a: newSide(), b: newSide(), ctx: Endless()}
			caused, end := context.WithCancelCause(LendContext(c.ctx))
			defer end(nil)
			a, b := c.a.asConn(), c.b.asConn()
			c.Running = Start(func() (got relayed) {
				got.aToB, got.bToA, got.err = relay.Relay(caused, a, b, long)
				return got
			})
			defer c.hangUp()
			Settle()
			end(errors.New("operator left"))
			Expect(c.returnsNow(relayHangs()).err).To(Wrap(context.Canceled), In(
				"ctx has ended, for a cause of its own, and the caller asks errors.Is for ctx.Err(), which is "+
					"context.Canceled "+
					"whatever the cause is",
				"ctx 因为自己的原因（cause）结束了，调用者用 errors.Is 问的是 ctx.Err()，不管原因是什么，它都是 context.Canceled"))
		})
	})

	It(In(
		"returns ctx.Err() when ctx is over beforehand",
		"ctx 早已结束，返回 ctx.Err()"), ID("ctx-before"), func(ctx SpecContext) {
		relays(ctx)
		InVirtualTime(func() {
			c := &call{a: newSide(), b: newSide(), ctx: Endless()}
			c.ctx.End(context.DeadlineExceeded)
			c.a.ends("Hello!", io.EOF)
			c.b.ends("Hello!", io.EOF)
			lent, a, b := LendContext(c.ctx), c.a.asConn(), c.b.asConn()
			c.Running = Start(func() (got relayed) {
				got.aToB, got.bToA, got.err = relay.Relay(lent, a, b, long)
				return got
			})
			defer c.hangUp()
			Expect(c.returnsNow(relayHangs()).err).To(Wrap(context.DeadlineExceeded), In(
				"ctx was over before the call, and Relay has done its work all the same: ask ctx.Err() first; "+
					"context.AfterFunc calls in a goroutine, which may come too late",
				"调用之前 ctx 就已经结束，Relay 却照常做完了：先问一声 ctx.Err()；context.AfterFunc 要在另一个 goroutine 里调用，可能来不及"))
			Expect(c.a.look().torn && c.b.look().torn).To(BeTrue(), tornDown())
		})
	})

	It(In("has nothing left when it returns", "返回的时候什么也不留"), ID("nothing-left"), func(ctx SpecContext) {
		relays(ctx)
		lasting := Endless()
		for range 3 {
			w := laid()
			aOpen, bOpen := SocketOf(w.a), SocketOf(w.b)
			var open, waiting bool
			w.join(lasting, long, func() { open, waiting = aOpen() || bOpen(), lasting.Waiting() > 0 })
			w.a.Finish()
			w.b.Finish()
			Expect(w.Result(relayHangs())).To(HaveGoneWell(), goodEnd())
			Expect(open).To(BeFalse(), bothClosed())
			Expect(waiting).To(BeFalse(), In(
				"Relay has returned, and something still waits for the end of ctx, with the connections in its hands: "+
					"ctx may live as long as the program; call the stop that context.AfterFunc returned",
				"Relay 已经返回，却还有东西在等 ctx 结束，手里攥着连接：ctx 可能活得和程序一样久；要调用 context.AfterFunc 返回的 stop"))
			Settle()
			Expect(GoroutinesLeft()).To(BeEmpty(), In(
				"Relay has returned, and a goroutine of yours is left: wait for both directions",
				"Relay 已经返回，你的一个 goroutine 却还在：两个方向都要等"))
		}
	})

	It(In("works for many relays at the same time", "许多个 Relay 可以同时工作"), ID("many-relays"), func(ctx SpecContext) {
		why := In(
			"several relays are at work, and one waits for another, or carries its words: they share nothing, no "+
				"buffer and no lock",
			"几个转接同时工作，一个却要等另一个，或者传了另一个的话：它们什么都不能共用，缓冲区和锁都不行")
		var all []*wire
		for range 8 {
			all = append(all, wired(ctx, long))
		}
		for i, w := range all {
			question := fmt.Sprint("question ", i)
			w.a.Say(question)
			Expect(w.b.Hear(len(question))).To(Say(question), why)
		}
		for _, w := range all {
			w.a.Finish()
			w.b.Finish()
			Expect(w.Result(relayHangs())).To(HaveGoneWell(), goodEnd())
		}
		InVirtualTime(func() {
			first, second := calling(long), calling(long)
			defer second.hangUp()
			defer first.hangUp()
			first.b.listens(false)
			words := string(Speech(40))
			first.a.says(words)
			Settle()
			second.a.says(string(Speech(40)))
			Settle()
			first.b.listens(true)
			Settle()
			Expect(first.b.look().heard).To(Say(words), why)
		})
	})

	It(In(
		"keeps every promise, whatever both sides do",
		"不管两边怎么说、怎么停、怎么断，每一场都守约"), ID("relay-scenes"), func(ctx SpecContext) {
		relays(ctx)
		scene.Play(relayScenes, playRelay)
	})
})

// relayScenes is how many scenes are played.
const relayScenes = 400

func silenceIsNoEnd() string {
	return In(
		"neither side has finished, and silence is no end then, however long it lasts: idle counts only from when one "+
			"side has finished",
		"两边都没有说完，这时沉默不是结尾，再久也不是：一边说完以后，idle 才开始计时")
}

func timeIsUp() string {
	return In(
		"time is up, and the error must say so: errors.Is finds os.ErrDeadlineExceeded",
		"时间到了，返回的错误要说清楚：errors.Is 能找到 os.ErrDeadlineExceeded")
}

func oneBuffer() string {
	return In(
		"each side waited until the other took its words, and then heard something else: what one direction has read "+
			"was overwritten by the other; each needs a buffer of its own",
		"两边都等着对方收下自己的话，最后听到的却不对：一个方向读到的，被另一个方向覆盖了；每个方向都要有自己的缓冲区")
}

func countsWritten() string {
	return In(
		"aToB and bToA are how many bytes have been written to b and to a: count what Write takes, also where it "+
			"fails half way, and return both with an error, too",
		"aToB 和 bToA 是写给 b 和写给 a 的字节数：要数 Write 收下了多少，写到一半出错的也算；返回错误时，两个数也要返回")
}

func bothClosed() string {
	return In(
		"Relay has returned, and one of its connections is still open: close both, on every way out",
		"Relay 已经返回，却还有连接开着：每一条出路都要把两条连接关闭")
}
