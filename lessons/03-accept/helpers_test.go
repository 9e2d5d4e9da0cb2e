package accept_test

import (
	"net"
	"sync/atomic"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	accept "handshake/lessons/03-accept"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

const greeting = "Hello, Client!"

var (
	// accident is what an answer in these specs panics with.
	accident = In(
		"a panic of answer's own, which AcceptLoop's caller should get",
		"这是 answer 自己的 panic，应当传给 AcceptLoop 的调用者")
	// nobodyThere is what they say to a connection that is none.
	nobodyThere = In("nobody is on this line: when Accept fails, its connection is nil", "这条线上没有人：Accept 失败时，连接是 nil")
)

// errPanicked is a panic that AcceptLoop has passed on.
type errPanicked struct{ value any }

func (e errPanicked) Error() string { return panicOf(e.value) }

// desk is AcceptLoop at work on a listener.
type desk struct{ *Desk }

func pickUp(ln *ScriptedListener, answer func(net.Conn)) desk {
	d := desk{NewDesk(ln, "AcceptLoop", "answer")}
	var thrown atomic.Bool // answer has panicked
	d.Open(func(ln net.Listener) (err error) {
		defer func() {
			if thrown.Load() {
				if v := recover(); v != nil {
					err = errPanicked{v}
				}
			}
		}()
		return accept.AcceptLoop(ln, func(conn net.Conn) {
			if conn == nil {
				panic(nobodyThere)
			}
			talking := true
			defer func() { thrown.CompareAndSwap(false, talking) }()
			d.Answer(conn, answer)
			talking = false
		})
	})
	return d
}

// returns is what AcceptLoop returns; the spec fails with orElse if it does not, or had to
// be ended.
func (d desk) returns(orElse string) error {
	GinkgoHelper()
	err := d.Result(orElse)
	if d.Listener.Complaint() != "" {
		Fail(orElse)
	}
	return err
}

// closes is what AcceptLoop returns once its listener is closed.
func (d desk) closes() error {
	GinkgoHelper()
	d.Complain()
	_ = d.Listener.Close()
	return d.returns(In(
		"the listener is closed, nobody can call any more, but AcceptLoop goes on: leave the loop when errors.Is "+
			"finds net.ErrClosed",
		"监听器已经关闭，再也没有人能打进来，AcceptLoop 却还没有结束：errors.Is 找到 net.ErrClosed 时就该离开循环"))
}

func nobodyAnswered() string {
	return In("somebody called, and answer was not asked to speak with them", "有人打进来了，answer 却没有被叫来接听")
}

func tornDown() string {
	return In(
		"the call was torn down with a RST instead of ended with a FIN, and a RST can throw away what answer has "+
			"said: close the connection, and do nothing else with it (no SetLinger)",
		"这通电话是被 RST 拆掉的，不是用 FIN 好好结束的；RST 会把 answer 说过的话也丢掉：只管关闭连接，别的什么也不要做（不要用 SetLinger）")
}

func ownCaller() string {
	return In(
		"two loops have a caller each, and one call is over: that connection should be closed and the other one open, "+
			"so keep the connection in a variable of the call, not of the package",
		"两个循环各接了一个来电，其中一通已经结束：那条连接应当关闭，另一条应当还开着；连接要放在这次调用自己的变量里，不要放在包的变量里")
}

// dial is a caller of ln.
func dial(ln net.Listener) net.Conn {
	GinkgoHelper()
	return Dial(ln.Addr(), In(
		"a caller could not get through: the listener was closed while AcceptLoop should still be picking up callers",
		"有人打不进来了：AcceptLoop 还该继续接听，监听器却已经关闭"))
}

// tellsFour has Endpoints tell the four numbers of a TCP connection.
func tellsFour(conn *net.TCPConn) {
	GinkgoHelper()
	want := conn.LocalAddr().String() + " " + conn.RemoteAddr().String()
	local, remote, err := accept.Endpoints(Lend(conn))
	Expect(err).To(HaveGoneWell(), endpoints())
	Expect(local.String()+" "+remote.String()).To(Equal(want), In(
		"an ordinary TCP connection has four numbers, and these are not they",
		"一条普通的 TCP 连接有四个数，说出来的却不是它们"))
}

func endpoints() string {
	return In("a TCP connection has an address and a port at either end: there is nothing to fail at",
		"TCP 连接的两端都有地址和端口：没有什么可出错的")
}
