package listen_test

import (
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"

	. "github.com/onsi/ginkgo/v2"

	listen "handshake/lessons/01-listen"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// onPortsAllOver calls try with four addresses whose ports are free, from the lowest quarter of the
// ports that anybody may use to the highest: the system itself gives out those of one range only.
// Another program can snatch a port meanwhile; then try returns what Snatched does.
func onPortsAllOver(try func(addr string) error) {
	GinkgoHelper()
	const first, quarter = 1024, (1<<16 - 1024) / 4
	for n := range 4 {
		var err error
		for range 50 {
			addr := fmt.Sprintf("127.0.0.1:%d", first+n*quarter+Random(quarter))
			ln, busy := net.Listen("tcp", addr)
			if err = busy; busy != nil {
				continue
			}
			Must(ln.Close())
			if err = try(addr); err == nil {
				break
			}
		}
		if err != nil && !errors.Is(err, AddressInUse) {
			Must(err)
		}
		if err != nil {
			Fail(In(
				"ports were free until your code ran, and then they were in use: something you opened is still open",
				"端口本来空着，你的代码一运行就被占住了：你打开的东西还开着") + "\n" + OneLine(err))
		}
	}
}

// accepts asks ln for a caller and hangs up on whoever comes.
func accepts(ln net.Listener) error {
	conn, err := ln.Accept()
	if conn != nil && err == nil {
		_ = conn.Close()
	}
	return err
}

func oneReason() string {
	return In(
		"the system had one reason, and your error names another as well: return the error that you were given",
		"系统只有一个原因，你的错误里却多出了另一个：得到什么错误，就返回什么错误")
}

// listenScenes is how many scenes are played with Listen.
const listenScenes = 60

// place is a listener of the student's in a scene, and what the model knows about it.
type place struct {
	number  int
	host    string
	ln      net.Listener
	addr    string
	closed  bool
	waiting []*guest // not accepted yet, first come first
}

// guest is somebody who has called a place, and says a number there.
type guest struct {
	number int
	conn   *net.TCPConn
}

// leaves hangs up so that nothing stays behind in TIME-WAIT.
func (g *guest) leaves() { Vanish(g.conn) }

// listening is a scene with Listen: listeners that are opened, called, asked and closed.
type listening struct {
	*scene.Dice
	*scene.Stage
	hosts  []string
	places []*place
	guests int
}

func playListen(d *scene.Dice, s *scene.Stage, hosts []string) {
	l := &listening{Dice: d, Stage: s, hosts: hosts}
	s.Finally(func() {
		for _, p := range l.places {
			_ = p.ln.Close()
			for _, g := range p.waiting {
				g.leaves()
			}
		}
	})
	for range 1 + d.Below(10) {
		switch d.Below(8) {
		case 0, 1:
			l.opens(net.JoinHostPort(hosts[d.Below(len(hosts))], "0"))
		case 2:
			l.at(open, l.isCalled)
		case 3, 4:
			l.at(open, l.accepts)
		case 5:
			l.at(open, l.closes)
		case 6:
			l.at(open, l.isTaken)
			l.at(closed, l.opensAgain)
		case 7:
			l.isNoAddress(scene.One(d, "127.0.0.1", "127.0.0.1:70000", "127.0.0.1:-2", "127.0.0.1:two", "[::1]:1:2",
				"::1:0"))
		}
	}
}

func open(p *place) bool   { return !p.closed }
func closed(p *place) bool { return p.closed }

// at does something with one of the places, if there is one.
func (l *listening) at(which func(*place) bool, do func(*place)) {
	if of := slices.DeleteFunc(slices.Clone(l.places), func(p *place) bool { return !which(p) }); len(of) > 0 {
		do(of[l.Below(len(of))])
	}
}

// opened is what a call of Listen has returned.
type opened struct {
	ln   net.Listener
	addr string
	err  error
}

// says is the error, without the numbers that are others in every run.
func (o opened) says() string {
	switch {
	case o.err == nil && o.ln == nil:
		return In("neither a listener nor an error", "既没有监听器，也没有错误")
	case o.err == nil:
		return In("a listener", "一个监听器")
	}
	for _, reason := range []struct {
		name string
		err  error
	}{{"EADDRINUSE", AddressInUse}, {"EADDRNOTAVAIL", AddressNotOurs}} {
		if errors.Is(o.err, reason.err) {
			return In("an error with the reason ", "一个错误，原因是 ") + reason.name
		}
	}
	return In("an error without a reason of the system's", "一个错误，里面没有系统的原因")
}

// listens calls Listen.
func (l *listening) listens(addr string) opened {
	o := scene.Call(l.Stage, func() (o opened) {
		if o.ln, o.err = listen.Listen(addr); o.ln != nil && o.err == nil {
			o.addr = fmt.Sprint(o.ln.Addr())
		}
		return o
	}, In("Listen has not come back", "Listen 一直没有返回"))
	if o.ln != nil && o.err == nil {
		l.Finally(func() { _ = o.ln.Close() })
	}
	return o
}

// opens has Listen open another place.
func (l *listening) opens(addr string) *place {
	p := &place{number: len(l.places) + 1}
	p.host, _, _ = net.SplitHostPort(addr)
	l.Then("listener %d = Listen(%q)", "监听器 %d = Listen(%q)", p.number, net.JoinHostPort(p.host, "0"))
	o := l.listens(addr)
	l.isOpen(p, o)
	for _, other := range l.places {
		l.Check(other.closed || other.addr != o.addr, In(
			"two listeners cannot share one port: the system would not know whose call it is",
			"两个监听器不能共用一个端口：来了电话，系统不知道该给谁"),
			In("another port than that of listener ", "端口不同于监听器 ")+fmt.Sprint(other.number),
			In("the same", "相同"))
	}
	l.places = append(l.places, p)
	return p
}

// isOpen checks that Listen has opened the place.
func (l *listening) isOpen(p *place, o opened) {
	l.Check(o.err == nil && o.ln != nil, In(
		"nobody else holds this address, so Listen can open it, whatever was done before with other listeners",
		"这个地址没有别人占着，Listen 应当打得开，不管先前对别的监听器做过什么"), In("a listener", "一个监听器"), o.says())
	p.ln, p.addr = o.ln, o.addr
	host, port, _ := net.SplitHostPort(p.addr)
	l.Check(host == p.host && port != "0", In(
		"Addr must tell where the listener really listens: on the host that was named, at the port that the system "+
			"gave",
		"Addr 要说出监听器真正在哪里监听：在点名的那个主机地址上，端口是系统实际给的"),
		p.host, strings.TrimSuffix(host+" 0", " "+port))
	l.Check(Ours(p.addr), In(
		"Listen has returned, and there is no listener at the address that Addr tells",
		"Listen 返回了，可是 Addr 说出的地址上并没有监听器"), In("a listener there", "那里有监听器"), In("none", "没有"))
}

// isCalled has a client call a place.
func (l *listening) isCalled(p *place) { p.waiting = append(p.waiting, l.guest(p)) }

func (l *listening) guest(p *place) *guest {
	l.guests++
	g := &guest{number: l.guests}
	l.Then("client %d calls listener %d", "客户端 %d 打给监听器 %d", g.number, p.number)
	conn, err := DialBounded(p.addr)
	l.Check(err == nil, In(
		"a client must get through to a listener that is open, whether or not anybody is in Accept",
		"只要监听器开着，不管有没有人在 Accept，客户端都应当打得通"), In("connected", "接通"), In("it did not get through", "没有打通"))
	g.conn = conn.(*net.TCPConn)
	_ = Send(g.conn, fmt.Sprintf("%02d", g.number))
	l.Finally(g.leaves)
	return g
}

// accepts has a place pick up a caller; if nobody has called, somebody calls then, or the listener
// is closed.
func (l *listening) accepts(p *place) {
	l.Then("Accept is called at listener %d", "在监听器 %d 上调用 Accept", p.number)
	type call struct {
		conn net.Conn
		err  error
	}
	accept := Start(func() (c call) { c.conn, c.err = p.ln.Accept(); return c })
	if len(p.waiting) == 0 {
		Settle()
		if l.Below(3) == 2 {
			l.closes(p)
			l.failsClosed(scene.Return(l.Stage, accept, asleepStill()).err)
			return
		}
		l.isCalled(p)
	}
	first := p.waiting[0]
	c := scene.Return(l.Stage, accept, In(
		"a client has called, and Accept does not hand it out: Accept hands out each caller, as often as it is "+
			"called, until the listener is closed",
		"客户端打进来了，Accept 却没有把它交出来：监听器没有关闭，每调用一次 Accept，就要交出一个来电"))
	ok := c.err == nil && c.conn != nil
	l.Check(ok, In(
		"a client has called, and Accept failed: the listener is open until somebody calls Close",
		"客户端打进来了，Accept 却失败了：没有人调用 Close，监听器就一直开着"), In("a connection", "一条连接"), In("an error", "一个错误"))
	said := TextFrom(c.conn, 2)
	first.leaves()
	_ = c.conn.Close()
	p.waiting = p.waiting[1:]
	l.Check(said == fmt.Sprintf("%02d", first.number), In(
		"first come, first served: Accept hands out each caller once, in the order in which they came",
		"先来先接：Accept 按打进来的次序，每个来电交出一次"), fmt.Sprintf(In("client %d", "客户端 %d"), first.number),
		fmt.Sprintf(In("who says %q", "说的是 %q"), said))
}

// closes closes a place.
func (l *listening) closes(p *place) {
	l.Then("listener %d is closed", "关闭监听器 %d", p.number)
	err := scene.Call(l.Stage, p.ln.Close, In("Close has not come back", "Close 一直没有返回"))
	l.Check(err == nil, In("closing an open listener must work", "关闭一个开着的监听器，应当成功"), In("no error", "没有错误"),
		In("an error", "一个错误"))
	l.Check(LetGo(p.addr), In(
		"Close has returned, and the port is still held: when it returns, everything that you opened there is closed",
		"Close 返回了，端口却还占着：它返回的时候，你在那里打开的东西都应当已经关闭"),
		In("the port is free", "端口空了"), In("still held", "还占着"))
	p.closed = true
	for _, g := range p.waiting {
		g.leaves()
	}
	p.waiting = nil
	l.failsClosed(scene.Call(l.Stage, func() error { return accepts(p.ln) }, asleepStill()))
}

func asleepStill() string {
	return In(
		"the listener is closed, and Accept still waits: nobody will ever call here again",
		"监听器关闭了，Accept 却还在等：这里再也不会有来电")
}

// failsClosed checks what Accept returns of a closed listener.
func (l *listening) failsClosed(err error) {
	saw := In("another error", "别的错误")
	if err == nil {
		saw = In("no error", "没有错误")
	}
	l.Check(errors.Is(err, net.ErrClosed), In(
		"Accept of a closed listener fails with an error in which errors.Is finds net.ErrClosed",
		"监听器关闭之后，Accept 返回错误，errors.Is 能在其中找到 net.ErrClosed"), "net.ErrClosed", saw)
}

// isTaken has Listen try an address where a place listens.
func (l *listening) isTaken(p *place) {
	l.Then("Listen is called with the address of listener %d, which is open", "用监听器 %d 的地址调用 Listen，它还开着", p.number)
	o := l.listens(p.addr)
	l.Check(errors.Is(o.err, AddressInUse) && !errors.Is(o.err, AddressNotOurs), In(
		"this address is taken, also if it was taken by a listener of your own: Listen must say so, with the system's "+
			"reason and no other",
		"这个地址已被占用，占着它的是你自己的另一个监听器也一样：Listen 要如实相告，给出系统的原因，也只给这一个"),
		In("an error with the reason EADDRINUSE", "一个错误，原因是 EADDRINUSE"), o.says())
}

// opensAgain has Listen try an address that a place has given back.
func (l *listening) opensAgain(p *place) {
	if slices.ContainsFunc(l.places, func(other *place) bool { return open(other) && other.addr == p.addr }) {
		return
	}
	o := l.listens(p.addr)
	if Snatched(p.addr, o.err) != nil {
		return // by another program
	}
	again := &place{number: len(l.places) + 1, host: p.host}
	l.Then("listener %d = Listen at the address of listener %d, which is closed", "监听器 %d = 在监听器 %d 的地址上 Listen，后者已经关闭",
		again.number, p.number)
	l.isOpen(again, o)
	l.places = append(l.places, again)
}

// isNoAddress has Listen try what is no address.
func (l *listening) isNoAddress(addr string) {
	l.Then("Listen(%q)", "Listen(%q)", addr)
	o := l.listens(addr)
	l.Check(o.err != nil && !errors.Is(o.err, AddressInUse) && !errors.Is(o.err, AddressNotOurs), In(
		"this is no address: an error is due, and neither of the reasons for which the system refuses an address",
		"这不是一个地址：应当返回错误，但不是系统不答应一个地址的那两种原因"),
		In("an error without a reason of the system's", "一个错误，里面没有系统的原因"), o.says())
}
