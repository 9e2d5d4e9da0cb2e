package listen_test

import (
	"context"

	listen "handshake/lessons/01-listen"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// answered is what Probe has returned.
type answered struct {
	open bool
	err  error
}

func ask(ctx context.Context, addr string) (a answered) {
	a.open, a.err = listen.Probe(ctx, addr)
	return a
}

// says is the answer in words.
func (a answered) says() string {
	switch {
	case a.open && a.err == nil:
		return In("true, no error", "true，没有错误")
	case a.open:
		return In("true and an error", "true 和一个错误")
	case a.err == nil:
		return In("false, no error", "false，没有错误")
	}
	return In("false and an error", "false 和一个错误")
}

func elsewhere() string {
	return In(
		"somebody listens at the very address that was given, on a host other than 127.0.0.1: dial the whole addr, "+
			"and with the network \"tcp\", which knows IPv6 too",
		"在给定的那个地址上有人监听，只不过主机地址不是 127.0.0.1：要拨的是整个 addr，网络写 \"tcp\"，它也认识 IPv6")
}

// probeScenes is how many scenes are played with Probe.
const probeScenes = 60

// playProbe is a scene with Probe: an address where somebody listens now, and nobody then.
func playProbe(d *scene.Dice, s *scene.Stage, hosts []string) {
	host := hosts[d.Below(len(hosts))]
	there := NewDoor(host)
	s.Finally(there.Remove)
	s.Given("an address on the host %s", "主机 %s 上的一个地址", host)
	for range 1 + d.Below(4) {
		open := d.Sometimes()
		if open {
			there.Open()
		} else {
			there.Close()
		}
		ctx, addr := context.Background(), there.Addr
		want := answered{open: open}
		switch {
		case d.Below(4) == 3:
			addr, want = scene.One(d, "127.0.0.1", "127.0.0.1:70000", "127.0.0.1:x", "[::1:7"),
				answered{err: context.Canceled}
			s.Then("Probe(%q)", "Probe(%q)", addr)
		case open && d.Below(4) == 3:
			ctx, want = Over(), answered{err: context.Canceled}
			s.Then("Probe, with a ctx that has ended", "Probe，ctx 早已结束")
		case open:
			s.Then("somebody listens; Probe", "有人监听；Probe")
		default:
			s.Then("nobody listens; Probe", "没有人监听；Probe")
		}

		before := Sockets()
		running := Start(func() answered { return ask(LendContext(ctx), addr) })
		got := scene.Return(s, running, In("Probe has not come back", "Probe 一直没有返回"))
		left := SocketsSince(before)

		s.Check(got.open == want.open && (got.err == nil) == (want.err == nil), In(
			"true if a connection is made, false if it is refused, and an error in every other case; each call asks "+
				"anew, whatever was so before",
			"连得上返回 true，被拒绝返回 false，其余情况返回错误；每次调用都重新去问，不管先前怎么样"), want.says(), got.says())
		if got.open {
			server, err := there.Accept()
			s.Check(err == nil, In(
				"Probe says that somebody listens, and has not called there: only a connection shows it",
				"Probe 说有人监听，可是并没有打过去：只有连上了才知道"), In("a caller", "一个来电"), In("nobody called", "没有来电"))
			_ = server.Close()
		}
		s.Check(len(left) == 0, In(
			"Probe has returned, and its connection is still open at this very moment: hang up before the return",
			"Probe 返回的这一刻，它打开的连接还开着：要在返回之前挂断"), In("nothing open", "没有开着的"), In("a connection", "一条连接"))
	}
}
