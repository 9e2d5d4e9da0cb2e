package shutdown_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	. "github.com/onsi/ginkgo/v2"

	shutdown "handshake/lessons/12-shutdown"
	. "handshake/lessons/internal/kit"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Server, Lesson("12-shutdown"), func() {
	It(In("serves every caller byte for byte", "来电者不管说什么，都逐字节照办"), ID("serve-scenes"), func(SpecContext) {
		scene.Play(100, func(d *scene.Dice, s *scene.Stage) {
			began := time.Now()
			works := d.Time(0, 0, time.Second, 40*time.Second)
			reply := func(request string) string { return request }
			switch d.Below(4) {
			case 0:
				s.Given("Handle returns the request%s", "Handle 原样返回请求%s", taking(works))
			case 1:
				s.Given("Handle returns an empty reply%s", "Handle 返回空的答复%s", taking(works))
				reply = func(string) string { return "" }
			default:
				says := oneLine(d)
				s.Given("Handle returns %s%s", "Handle 返回 %s%s", short(says), taking(works))
				reply = func(string) string { return says }
			}
			var guests []*guest
			var conns []*played
			for n := range 1 + d.Below(3) {
				g := newGuest(d, s, string(rune('A'+n)), reply, works)
				g.conn = g.farEnd.conn(began)
				guests, conns = append(guests, g), append(conns, g.conn)
			}
			h := openHall(s, began, func(request string) string {
				if works > 0 {
					<-time.After(works)
				}
				return reply(request)
			}, conns...)
			over := time.Duration(0)
			for _, g := range guests {
				over = max(over, g.over)
			}
			<-time.After(over + time.Second + 7*time.Millisecond) // not in the instant in which a slow reply has gone

			h.served()
			var requests []string
			for n, g := range guests {
				requests = append(requests, g.requests...)
				g.keeps(s, string(rune('A'+n)))
			}
			slices.Sort(requests)
			s.Same(In(
				"Handle was not called for each whole line and for nothing else: every byte of a line counts but its "+
					"\"\\n\", an empty line is an empty request, and what has no \"\\n\" is not a request",
				"并不是每来一整行就调用一次 Handle：除了“\\n”，每个字节都算数，空行就是空请求，没有“\\n”的不算请求"),
				fmt.Sprintf("%q", h.requests()), fmt.Sprintf("%q", requests))
			h.ends()
			for n, g := range guests {
				s.Check(!g.conn.seen().open, In(
					"Shutdown says that all have gone, and a connection is still open",
					"Shutdown 说大家都走了，还有连接开着"),
					In("all closed", "全部关闭"), fmt.Sprintf(In("%c is open", "%c 还开着"), 'A'+n))
			}
			s.Nothing(In("Shutdown has returned, and a goroutine is left", "Shutdown 已经返回，还有 goroutine 没有结束"))
		})
	})

	It(In("tells the errors of Accept apart", "分得清 Accept 的各种错误"), ID("accept-scenes"), func(SpecContext) {
		scene.Play(60, func(d *scene.Dice, s *scene.Stage) {
			began := time.Now()
			name, trouble := acceptTrouble(d)
			times := scene.One(d, 1, 2, 7, 30, 300)
			ends := passes(trouble) && d.Sometimes() // Shutdown comes while Accept fails
			inFlight := farEnd{parts: []part{{0, 0, []string{"busy\n"}}}}.conn(began)
			silence := d.Time(5*time.Second, 40*time.Second, 6*time.Minute, 61*time.Minute)
			idle := farEnd{parts: []part{{0, 0, []string{"first\n"}}, {1, silence, []string{"later\n"}}}}.conn(began)
			s.Given("one caller's request is in Handle, another caller is idle", "一个来电的请求正在处理，另一个空闲")
			release := make(chan struct{})
			letGo := func() {
				if !isClosed(release) {
					close(release)
				}
			}
			h := openHall(s, began, func(request string) string {
				if request == "busy" {
					<-release
				}
				return request
			}, inFlight, idle)
			s.Finally(letGo)
			<-time.After(time.Second)
			h.served()
			if ends {
				times = 1 << 20
			}
			switch {
			case ends:
				s.Then("Accept fails on and on (temporary): %s", "Accept 一再失败（临时错误）：%s", name)
			case passes(trouble):
				s.Then("Accept fails %d times (temporary): %s", "Accept 失败 %d 次（临时错误）：%s", times, name)
			default:
				s.Then("Accept fails (not temporary): %s", "Accept 失败（不是临时错误）：%s", name)
			}
			h.door.breaks(trouble, times)

			switch {
			case ends:
				<-time.After(3*time.Second + 7*time.Millisecond)
				h.waits(1 << 20)
				s.Then("Shutdown is called while Accept still fails", "Accept 还在失败，这时 Shutdown 被调用")
				down := Start(func() error { return h.server.Shutdown(LendContext(context.Background())) })
				<-time.After(soon)
				s.Check(h.serve.HasReturned(), In(
					"Shutdown was called while Serve waited for Accept's trouble to pass, and Serve waits on: wait "+
						"for the timer and for the shutdown in one select",
					"Serve 正等着 Accept 的毛病过去，这时 Shutdown 被调用，Serve 却接着等：要在一个 select 里同时等定时器和停机"),
					In("Serve returns at once", "Serve 立刻返回"), In("it waits", "它还在等"))
				err := scene.Return(s, h.serve, "")
				s.Check(errors.Is(err, shutdown.ErrServerClosed), In(
					"Serve ended because of a shutdown: return ErrServerClosed",
					"Serve 是因为停机才结束的：应当返回 ErrServerClosed"), "ErrServerClosed", scene.Told(err))
				letGo()
				err = scene.Return(s, down, shutdownHangs())
				s.Check(err == nil, allGone(), "nil", scene.Told(err))
			case passes(trouble):
				next := farEnd{parts: []part{{0, 0, []string{"next\n"}}}}.conn(began)
				<-time.After(time.Duration(times) * 1001 * time.Millisecond)
				s.Then("another caller comes", "又来了一个来电者")
				h.door.comes(next)
				<-time.After(soon)
				h.waits(times)
				h.served()
				s.Same(In(
					"Accept's trouble has passed, and the next caller is not served",
					"Accept 的毛病已经过去，下一个来电却没人理"), next.seen().heard, "next\n")
				s.Finally(func() { _ = next.Close() })
				letGo()
				<-time.After(soon)
				h.ends()
			default:
				<-time.After(soon)
				h.complain()
				s.Check(h.serve.HasReturned(), In(
					"this error is not temporary (errors.As finds no Temporary() bool that is true): return it",
					"这个错误不是临时的（errors.As 找不到返回 true 的 Temporary() bool）：应当返回它"),
					In("Serve returns it", "Serve 返回这个错误"), In("it asks on", "它还在问"))
				err := scene.Return(s, h.serve, "")
				s.Check(h.door.isClosed(), lnOpen(), In("it is closed", "已经关闭"), In("it is open", "还开着"))
				s.Check(err != nil && errors.Is(err, trouble) && !errors.Is(err, shutdown.ErrServerClosed), In(
					"the listener broke, and nobody has called Shutdown: return what Accept said, itself or wrapped "+
						"with %w; ErrServerClosed is for a shutdown alone",
					"监听器是坏了，没有人调用过 Shutdown：要返回 Accept 的错误，原样或用 %w 包装；ErrServerClosed 只用于停机"),
					fmt.Sprint(trouble), scene.Told(err))
				<-time.After(silence)
				s.Same(In(
					"Serve has returned because its listener broke, and a caller who was there already is not served "+
						"any more: only the listener is broken, the connections are not",
					"监听器坏了，Serve 返回了，已经接起的来电却没人理了：坏的只是监听器，连接都好好的"),
					idle.seen().heard, "first\nlater\n")
				s.Then("Shutdown is called", "Shutdown 被调用")
				down := Start(func() error { return h.server.Shutdown(LendContext(context.Background())) })
				<-time.After(2 * time.Second)
				s.Check(!down.HasReturned() && inFlight.seen().open, In(
					"the listener broke earlier, a request is still in flight, and Shutdown does not wait for it: the "+
						"connections stay on the server's books until they are closed",
					"监听器早先坏了，还有请求正在处理，Shutdown 却没有等它：连接关闭之前，都要留在服务端的账上"),
					In("Shutdown waits", "Shutdown 在等"), In("it does not", "没有等"))
				letGo()
				err = scene.Return(s, down, shutdownHangs())
				s.Check(err == nil, allGone(), "nil", scene.Told(err))
			}
			s.Same(In(
				"a request was in Handle when the listener was in trouble, and its reply did not come whole",
				"监听器出毛病的时候，有个请求正在处理，它的答复没有完整到达"), inFlight.seen().heard, "busy\n")
		})
	})

	It(In("shuts down in time, whatever callers do", "不管来电者在做什么，都按时停机"), ID("shutdown-scenes"),
		func(SpecContext) {
			scene.Play(150, shutdownScene)
		})
})
