// Package line is what specs have at the other end of the student's connections: real ones on
// loopback, scripted ones that show on every run what the network shows now and then, listeners in
// trouble, peers, and what is to be said of what arrives and how it ends.
package line

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"reflect"
	"runtime"
	"time"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega/types"

	. "handshake/lessons/internal/kit"
)

// AnyPort is a loopback address whose port the system chooses.
const AnyPort = "127.0.0.1:0"

// Opened is the listener that a student's function returned; the spec fails here if there
// is none. It is closed when the spec ends.
func Opened(ln net.Listener, err error) net.Listener {
	GinkgoHelper()
	if err != nil {
		Fail(In("there should be a listener, but an error came back", "应当得到一个监听器，却返回了错误") + "\n" + OneLine(err))
	}
	if ln == nil {
		Fail(In("neither a listener nor an error came back: one of the two is always due",
			"既没有返回监听器，也没有返回错误：两者总得有一个"))
	}
	notHollow(ln)
	CloseAfter(ln)
	return ln
}

// Connected is the connection that a student's function returned; the spec fails here if
// there is none. It is closed when the spec ends.
func Connected(conn net.Conn, err error) net.Conn {
	GinkgoHelper()
	if err != nil {
		Fail(In("there should be a connection, but an error came back", "应当得到一条连接，却返回了错误") + "\n" + OneLine(err))
	}
	if conn == nil {
		Fail(In("neither a connection nor an error came back: one of the two is always due",
			"既没有返回连接，也没有返回错误：两者总得有一个"))
	}
	notHollow(conn)
	CloseAfter(conn)
	return conn
}

// notHollow fails the spec if what came back is a pointer to nothing: not nil, and of no use.
func notHollow(came any) {
	GinkgoHelper()
	if v := reflect.ValueOf(came); v.Kind() == reflect.Pointer && v.IsNil() {
		Fail(In(
			"what came back holds a pointer that is nil: an interface with such a pointer in it is not nil itself, "+
				"and nobody can tell that it is empty; where there is nothing to return, return nil",
			"返回的接口里装着一个 nil 指针：这样的接口本身不等于 nil，谁也看不出它是空的；没有东西可返回，就直接返回 nil"))
	}
}

// Told is the address that is told, by a listener's Addr for example, asked once: what it would be
// the next time does not matter. The spec fails here if it is none.
func Told(tell func() net.Addr) net.Addr {
	GinkgoHelper()
	told := Start(func() string {
		if addr := tell(); addr != nil {
			return addr.String()
		}
		return ""
	}).Result(In("your address was asked what it is, and did not answer", "问你的地址是什么，它一直没有回答"))
	addr, err := netip.ParseAddrPort(told)
	if err != nil {
		Fail(In(
			"this is no address with a port: tell the listener's Addr()",
			"这不是地址加端口：要说出监听器的 Addr()") + fmt.Sprintf("\n%q", told))
	}
	return net.TCPAddrFromAddrPort(addr)
}

// Listening is a listener of the spec's own, on loopback, closed when the spec ends.
func Listening() *net.TCPListener {
	GinkgoHelper()
	ln, err := net.Listen("tcp", AnyPort)
	Must(err)
	DeferCleanup(func() { _ = ln.Close() })
	return ln.(*net.TCPListener)
}

// Dial connects to addr for the spec, and fails the spec with orElse where nobody answers.
func Dial(addr net.Addr, orElse string) *net.TCPConn {
	GinkgoHelper()
	conn, err := DialBounded(addr.String())
	if err != nil {
		InVain()
		Fail(orElse + "\n" + OneLine(err))
	}
	DeferCleanup(func() { _ = conn.Close() })
	return conn.(*net.TCPConn)
}

// Accept picks up the next caller of ln for the spec; the spec fails with orElse if nobody
// calls.
func Accept(ln net.Listener, orElse string) *net.TCPConn {
	GinkgoHelper()
	conn, err := acceptWithin(ln)
	if err != nil {
		InVain()
		Fail(orElse)
	}
	DeferCleanup(func() { _ = conn.Close() })
	return conn.(*net.TCPConn)
}

func acceptWithin(ln net.Listener) (net.Conn, error) {
	if d, ok := ln.(interface{ SetDeadline(time.Time) error }); ok {
		defer Bounded(d.SetDeadline)()
	}
	return ln.Accept()
}

// BeReachable succeeds if a client can connect to the address, and if it is this process that
// listens there: the kernel is asked, and not whoever has told the address.
func BeReachable() types.GomegaMatcher {
	return Matcher(func(addr net.Addr) (bool, string) {
		if addr == nil {
			return false, In("there is no address", "没有地址")
		}
		conn, err := DialBounded(addr.String())
		if err != nil {
			InVain()
			return false, err.Error()
		}
		conn.Close()
		return Ours(addr.String()), In(
			"somebody answers there, but no listener of yours holds that very address",
			"那里有人应答，可占着这个地址的并不是你的监听器")
	})
}

// LoopbackHosts are those of a few loopback addresses that this machine has: 127.0.0.1 first, others
// where there are any, ::1 last.
func LoopbackHosts() (hosts []string) {
	GinkgoHelper()
	for _, host := range []string{"127.0.0.1", "127.0.0.2", "127.254.3.9", "::1"} {
		ln, err := net.Listen("tcp", net.JoinHostPort(host, "0"))
		if err == nil {
			_ = ln.Close()
			hosts = append(hosts, host)
		} else if hosts == nil {
			Must(err) // every machine has the first one
		}
	}
	return hosts
}

// Pair is the two ends of one real loopback connection, closed when the spec ends.
func Pair() (client, server *net.TCPConn) {
	GinkgoHelper()
	ln := Listening()
	client = Dial(ln.Addr(), "")
	server = Accept(ln, "")
	Must(ln.Close())
	return client, server
}

// Refusing is a loopback address at which nobody listens for as long as the spec lasts.
func Refusing() string {
	GinkgoHelper()
	return Reserved().LocalAddr().String()
}

// Reserved is a connection whose local address refuses, and belongs to nobody else, for as long
// as it is open: until the spec ends.
func Reserved() *net.TCPConn {
	GinkgoHelper()
	ln := Listening()
	// A port that was bound by name is nobody's source port: no dial can meet itself there.
	bound := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}}
	held, err := bound.Dial("tcp", ln.Addr().String())
	Must(err)
	Accept(ln, "")
	Must(ln.Close())
	DeferCleanup(func() { _ = held.Close() })
	return held.(*net.TCPConn)
}

// Unreachable is an address to which this machine sends nothing, and knows it at once. The spec is
// skipped where that is not so.
func Unreachable() string {
	GinkgoHelper()
	const broadcast = "255.255.255.255:9"
	conn, err := net.DialTimeout("tcp", broadcast, time.Second)
	var timeout net.Error
	switch {
	case err == nil:
		_ = conn.Close()
	case errors.Is(err, ConnectionRefused), errors.As(err, &timeout) && timeout.Timeout():
	default:
		return broadcast
	}
	Skip(In("this machine does not say at once that it cannot call everybody", "这台机器不会马上说它打不通广播地址"))
	return ""
}

// Door is a loopback address that is listened at now and refuses then, and that belongs to nobody
// else meanwhile.
type Door struct {
	Addr     string
	listener *net.TCPListener // nil while the door is closed
	ends     [2]net.Conn      // a connection through it
}

// NewDoor is an open door at host. Close it for good with Remove.
func NewDoor(host string) *Door {
	GinkgoHelper()
	d := new(Door)
	d.open(net.JoinHostPort(host, "0"))
	d.Addr = d.listener.Addr().String()
	// Its port was bound by name, and a connection from there is kept: so it is nobody's source
	// port, and no dial can meet itself there.
	var err error
	d.ends[0], err = DialBounded(d.Addr)
	Must(err)
	d.ends[1], err = d.listener.Accept()
	Must(err)
	return d
}

func (d *Door) open(addr string) {
	GinkgoHelper()
	ln, err := net.Listen("tcp", addr)
	Must(err)
	d.listener = ln.(*net.TCPListener)
}

// Open has the address listened at.
func (d *Door) Open() {
	GinkgoHelper()
	if d.listener == nil {
		d.open(d.Addr)
	}
}

// Close has the address refuse.
func (d *Door) Close() {
	if d.listener != nil {
		_ = d.listener.Close()
		d.listener = nil
	}
}

// IsOpen reports whether the address is listened at.
func (d *Door) IsOpen() bool { return d.listener != nil }

// Remove closes everything.
func (d *Door) Remove() {
	d.Close()
	Vanish(d.ends[0].(*net.TCPConn))
	_ = d.ends[1].Close()
}

// Accept is the caller at an open door who is there, or will be at once.
func (d *Door) Accept() (*net.TCPConn, error) {
	conn, err := acceptWithin(d.listener)
	if err != nil {
		return nil, err
	}
	return conn.(*net.TCPConn), nil
}

// OnFreePort runs try with a loopback address whose port is free, for specs that must name
// a port themselves. Another program can snatch a port between two steps; try tells by
// returning what Snatched returns, and gets another port. Nobody snatches five in a row:
// then the student's own code holds the port.
func OnFreePort(try func(addr string) error) {
	GinkgoHelper()
	var err error
	for range 5 {
		ln, failed := net.Listen("tcp", AnyPort)
		Must(failed)
		addr := ln.Addr().String()
		Must(ln.Close())
		if err = try(addr); err == nil {
			return
		}
	}
	Fail(In("the port was free until your code ran, and then it was in use: something you opened there is still open",
		"端口本来空着，你的代码一运行就被占住了：你在那里打开的东西还开着") + "\n" + OneLine(err))
}

// Snatched returns err if it says that addr is in use and the spec finds it so as well.
func Snatched(addr string, err error) error {
	if !errors.Is(err, AddressInUse) {
		return nil
	}
	ln, busy := net.Listen("tcp", addr)
	if busy == nil {
		Must(ln.Close())
		return nil
	}
	return err
}

// PortOf is the port of an address, 0 if it has none.
func PortOf(addr net.Addr) int {
	ap, err := netip.ParseAddrPort(addr.String())
	if err != nil {
		return 0
	}
	return int(ap.Port())
}

// QuickRefusals skips the spec where the system itself takes its time over a refusal.
func QuickRefusals() {
	GinkgoHelper()
	if runtime.GOOS == "windows" {
		Skip(In("Windows tries three times, for two seconds, before it calls a connection refused",
			"Windows 要试三次、花两秒，才肯说连接被拒绝"))
	}
}
