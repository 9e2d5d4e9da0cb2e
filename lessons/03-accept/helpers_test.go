package accept_test

import (
	"errors"
	"fmt"
	"net"
	"strings"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	accept "handshake/lessons/03-accept"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

const greeting = "Hello, Client!"

var (
	// accident is what an answer in these specs panics with.
	accident = In("the one who answers fell off the chair", "接电话的人从椅子上摔了下来")
	// nobodyThere is what they say to a connection that is none.
	nobodyThere = In("nobody is on this line: when Accept fails, its connection is nil", "这条线上没有人：Accept 失败时，连接是 nil")
	// errPanicked stands for an accident that AcceptLoop has passed on.
	errPanicked = errors.New(In("the panic was passed on", "panic 传上来了"))
)

// desk is AcceptLoop at work on a listener.
type desk struct{ *Desk }

func pickUp(ln *ScriptedListener, answer func(net.Conn)) desk {
	d := desk{NewDesk(ln, "AcceptLoop", "answer")}
	d.Open(func(ln net.Listener) (err error) {
		defer func() {
			v := recover()
			if strings.Contains(fmt.Sprint(v), accident) {
				err = errPanicked
			} else if v != nil {
				panic(v)
			}
		}()
		return accept.AcceptLoop(ln, func(conn net.Conn) {
			if conn == nil {
				panic(nobodyThere)
			}
			d.Answer(conn, answer)
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
		"the listener is closed, nobody can call any more, but AcceptLoop goes on: leave the loop when errors.Is finds net.ErrClosed",
		"监听器已经关闭，再也没有人能打进来，AcceptLoop 却还没有结束：errors.Is 找到 net.ErrClosed 时就该离开循环"))
}

func nobodyAnswered() string {
	return In("somebody called, and answer was not asked to speak with them", "有人打进来了，answer 却没有被叫来接听")
}

// dial is a caller of ln.
func dial(ln net.Listener) net.Conn {
	GinkgoHelper()
	return Dial(ln.Addr(), In(
		"a caller could not get through: the listener was closed while AcceptLoop should still be picking up callers",
		"有人打不进来了：AcceptLoop 还该继续接听，监听器却已经关闭"))
}

// plate is a connection whose ends have the given addresses.
type plate struct {
	net.Conn
	local, remote net.Addr
}

func (p plate) LocalAddr() net.Addr { return p.local }

func (p plate) RemoteAddr() net.Addr { return p.remote }

// inside is a connection inside the program.
func inside() net.Conn {
	conn, _ := net.Pipe()
	return conn
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
