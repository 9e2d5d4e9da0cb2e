package room_test

import (
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	room "handshake/lessons/11-room"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// hearsItself has a member say a line and hear it: that somebody is dropped says nothing where nobody
// is ever let in.
func hearsItself() {
	GinkgoHelper()
	words := line()
	alone := join(new(room.Room))
	alone.Say(words)
	Expect([]byte(alone.Hear(len(words)))).To(ArriveWhole([]byte(words)), In(
		"a member who says a line hears it itself", "成员说了一行，自己也应当听到"))
	alone.Finish()
	Expect(alone.member.Result(staysIn())).To(HaveGoneWell(), In(
		"the member has finished (io.EOF), and that is how one leaves: it is no failure",
		"成员说完了（io.EOF），这就是离开的方式，不是故障"))
}

// opens has a room used once outside of virtual time, so that what a package makes on its first use is
// good everywhere.
func opens() {
	GinkgoHelper()
	_ = joining(new(room.Room), &passerBy{}).Result(staysIn())
}

// line is a line of random words, without blanks at its edges: those are in the scenes.
func line() string { return "-" + string(Speech(18)) + "-\n" }

// joining is a client that has been handed to the room.
func joining(r *room.Room, conn net.Conn) *Running[error] {
	return Start(func() error { return r.Join(Lend(conn)) })
}

// guest is a member on a real connection: the spec's own end, and the room's.
type guest struct {
	*Peer
	end    *net.TCPConn
	member *Running[error]
}

func join(r *room.Room) *guest {
	GinkgoHelper()
	client, end := Pair()
	member := joining(r, end)
	return &guest{PeerOf(member, client), end, member}
}

// meet is a room of its own with n members, each of whom knows that all have joined.
func meet(n int) (guests []*guest) {
	GinkgoHelper()
	r := new(room.Room)
	for i := range n {
		guests = append(guests, join(r))
		hello := fmt.Sprintf("guest %d\n", i+1)
		guests[i].Say(hello)
		for _, guest := range guests {
			Expect(guest.Hear(len(hello))).To(Say(hello), In(
				"a member came in and said hello; all who are in the room hear just that, the newcomer too and "+
					"nothing from before",
				"一个成员进来打了招呼：聊天室里的人都应当听到这一句，新来的也一样，而且听不到之前的话"))
		}
	}
	return guests
}

// passerBy is a client who says nothing and has finished already.
type passerBy struct{ net.Conn }

func (*passerBy) Read([]byte) (int, error) { return 0, io.EOF }

func (*passerBy) Write(p []byte) (int, error) { return len(p), nil }

func (*passerBy) Close() error { return nil }

func (*passerBy) LocalAddr() net.Addr { return &net.TCPAddr{} }

func (*passerBy) RemoteAddr() net.Addr { return &net.TCPAddr{} }

func (*passerBy) SetDeadline(time.Time) error { return nil }

func (*passerBy) SetReadDeadline(time.Time) error { return nil }

func (*passerBy) SetWriteDeadline(time.Time) error { return nil }

// visitor is a member on a net.Pipe: what the room writes to it waits until it is read, as
// when every buffer on the way is full.
type visitor struct {
	net.Conn // the visitor's own end
	member   *Running[error]
}

func enter(r *room.Room) *visitor {
	client, end := net.Pipe()
	return &visitor{client, joining(r, end)}
}

// enterFinished is a visitor who has said all that it will say.
func enterFinished(r *room.Room, said string) *visitor {
	client, end := net.Pipe()
	return &visitor{client, joining(r, finished{end, strings.NewReader(said)})}
}

// finished is a connection on which the other end has said its words and sent its FIN.
type finished struct {
	net.Conn
	words *strings.Reader
}

func (f finished) Read(p []byte) (int, error) { return f.words.Read(p) }

// CloseWrite is there for those who ask for it.
func (f finished) CloseWrite() error { return nil }

// joins says hello and hears it.
func (v *visitor) joins() (hello string) {
	GinkgoHelper()
	return v.speaks(In(
		"a member who says a line hears it itself", "成员说了一行，自己也应当听到"))
}

// speaks says a line and hears it itself; the spec fails with orElse if it does not.
func (v *visitor) speaks(orElse string) (words string) {
	GinkgoHelper()
	words = line()
	heard := ""
	if v.says(words) == nil {
		heard = v.hears(len(words))
	}
	Expect([]byte(heard)).To(ArriveWhole([]byte(words)), orElse)
	return words
}

// says returns when the room has read all of the words: a pipe keeps nothing.
func (v *visitor) says(words string) error {
	GinkgoHelper()
	return Meanwhile(v.member, func() error { return Send(v, words) })
}

// hears is the next n bytes that the visitor hears.
func (v *visitor) hears(n int) string {
	GinkgoHelper()
	return Meanwhile(v.member, func() string { return TextFrom(v, n) })
}

// out reports whether the visitor is a member no more.
func (v *visitor) out() bool {
	if !v.member.InTime() {
		InVain()
		return false
	}
	return true
}

// leaveAll ends the visits.
func leaveAll(visitors ...*visitor) {
	for _, v := range visitors {
		_ = v.Close()
	}
}

func staysIn() string {
	return In(
		"the member is gone, and Join has not returned: when Read reports the end or a failure, the membership is over",
		"成员已经不在了，Join 却没有返回：Read 报告了结尾或者故障，成员身份就结束了")
}

func closedByJoin() string {
	return In("Join has returned, and the connection is still open: close it on every way out",
		"Join 已经返回，连接却还开着：每一条出路都要关闭它")
}

func waitsForTheSlow() string {
	return In(
		"one member does not read, and because of it another cannot go on speaking: a Write waits for the one who "+
			"reads, so never write to a member while you hold the lock or before you have served the others; give "+
			"each member a queue of its own, and a goroutine that empties it",
		"一个成员不读，另一个就没法接着说了：Write 要等对方来读，所以拿着锁的时候、别人还没轮到的时候，都不能直接往成员那里写；给每个成员一个自己的队列，再用一个 goroutine 去发")
}

func heldUp() string {
	return In(
		"one member does not read, and because of it another is not heard any more: nobody may wait for a slow "+
			"one, neither for its Write nor for a place in its queue",
		"一个成员不读，另一个说话就没有人听得到了：谁也不能被慢的人拖住，既不能等他的 Write，也不能等他的队列有空位")
}

// ear is the connection of a member of a large room. It says its lines when it may, one with each
// Read, and hears everything.
type ear struct {
	passerBy
	may   <-chan struct{}
	left  chan struct{} // closed by Close
	lines []string
	mu    sync.Mutex
	heard []byte
}

func (e *ear) Read(p []byte) (int, error) {
	select {
	case <-e.may:
	case <-e.left:
		return 0, net.ErrClosed
	}
	if len(e.lines) == 0 {
		<-e.left
		return 0, net.ErrClosed
	}
	n := copy(p, e.lines[0])
	if e.lines[0] = e.lines[0][n:]; e.lines[0] == "" {
		e.lines = e.lines[1:]
	}
	return n, nil
}

func (e *ear) Write(p []byte) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.heard = append(e.heard, p...)
	return len(p), nil
}

func (e *ear) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	select {
	case <-e.left:
	default:
		close(e.left)
	}
	return nil
}

// allAtOnce is a room of so many members in virtual time. The first ones say so many lines each, all of
// them at the same time and without waiting to hear any: what was said, and what each member heard. It
// is a large room, and one of them talks much: whoever passes on a line needs time for it, and is
// interrupted in the middle, by a second processor or by the scheduler.
func allAtOnce(members int, lines ...int) (said map[string]bool, heard []string) {
	r, said, may := new(room.Room), map[string]bool{}, make(chan struct{})
	var crowd []*ear
	var joined sync.WaitGroup
	for i := range members {
		e := &ear{may: may, left: make(chan struct{})}
		speaks := 0
		if i < len(lines) {
			speaks = lines[i]
		}
		for n := range speaks {
			words := fmt.Sprintf("%c %02d %s", 'A'+i, n, line())
			e.lines, said[words] = append(e.lines, words), true
		}
		crowd = append(crowd, e)
		conn := Lend(e)
		joined.Go(func() { _ = r.Join(conn) })
	}
	Settle()
	close(may)
	scene.Pass(scene.Moment) // an answer may pause before it passes on what is said
	for _, e := range crowd {
		heard = append(heard, string(e.heard))
	}
	for _, e := range crowd {
		_ = e.Close()
	}
	joined.Wait()
	return said, heard
}

// strangeLine is the first line that nobody said, "" if there is none.
func strangeLine(heard string, said map[string]bool) string {
	for words := range strings.Lines(heard) {
		if !said[words] {
			return words
		}
	}
	return ""
}

// inTheirOrder reports whether the lines of each speaker come in the order of their numbers.
func inTheirOrder(heard string) bool {
	last := map[byte]string{}
	for words := range strings.Lines(heard) {
		if len(words) < 4 || words[:4] <= last[words[0]] {
			return false
		}
		last[words[0]] = words[:4]
	}
	return true
}
