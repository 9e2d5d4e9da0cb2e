package framing_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	framing "handshake/lessons/07-framing"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

// allocated is how many bytes of memory were reserved on the heap while do ran, whether they
// were used or not, and whether or not they have been given back since. It is the least of a few
// times: others reserve memory, too.
func allocated(do func()) int64 {
	return leastOf(func() int64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		do()
		runtime.ReadMemStats(&after)
		return int64(after.TotalAlloc - before.TotalAlloc)
	})
}

// leastOf is the least that a few measurements have found.
func leastOf(measure func() int64) int64 {
	least := measure()
	for range 2 {
		if least <= 0 {
			break
		}
		least = min(least, measure())
	}
	return least
}

// heldBy is a reader that looks before some of its Reads how much memory is in use.
type heldBy struct {
	dribble
	before int64
	most   int64 // beyond what is allowed; below 0 if it never was more
	next   int   // how many bytes have been taken when it looks again
}

// inUse is the memory that somebody still holds, in bytes.
func inUse() int64 {
	var memory runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&memory)
	return int64(memory.HeapAlloc)
}

func (r *heldBy) begin() {
	runtime.GC() // what has a finalizer goes at the second time only
	r.before, r.most = inUse(), math.MinInt64
}

func (r *heldBy) Read(p []byte) (int, error) {
	if r.taken >= r.next {
		r.next = 8*r.taken + 1
		const slack = 1 << 18 // for what the specs themselves need
		r.most = max(r.most, inUse()-r.before-(1<<20+slack)-4*int64(r.taken))
	}
	return r.dribble.Read(p)
}

// What is said where a report shows it, byte by byte. Elsewhere it is Speech.
var (
	hello   = []byte("Hello, Client!")
	thanks  = []byte("Thank you, Server!")
	goodbye = []byte("Goodbye, Client!")
)

// enough is a limit that no message in these specs reaches unless it says so.
const enough = 1 << 13

// longest is a message that does not fit into any buffer that one makes without thinking of it.
const longest = 300_000

// slowClients is how many do not read their echoes.
const slowClients = 20

// bytesOf is a message of n times the same byte: quick to make, and quick to compare.
func bytesOf(b byte, n int) []byte { return bytes.Repeat([]byte{b}, n) }

// header is the length of a message as it travels.
func header[T int | uint64](length T) string {
	return string(binary.BigEndian.AppendUint32(nil, uint32(length)))
}

// frames is messages as they travel, one frame behind the other.
func frames(messages ...[]byte) string {
	var all strings.Builder
	for _, msg := range messages {
		all.WriteString(header(len(msg)))
		all.Write(msg)
	}
	return all.String()
}

// message is what ReadFrame returns.
type message struct {
	words []byte
	err   error
}

// reading calls ReadFrame.
func reading(r io.Reader, limit int) *Running[message] {
	return Start(func() message {
		words, err := framing.ReadFrame(LendReader(r), limit)
		return message{words, err}
	})
}

// readFrame waits for ReadFrame to come back, and fails the spec if it does not.
func readFrame(r io.Reader, limit int) message {
	GinkgoHelper()
	return reading(r, limit).Result(In(
		"ReadFrame waits for more, and nothing will come: the length says how many bytes the message has, and when "+
			"they have come the frame is complete",
		"ReadFrame 还在等，可是不会再有什么来了：消息有多少字节，长度已经说了；来齐了，这一帧就完整了"))
}

// echoing calls EchoFrames.
func echoing(conn net.Conn, limit int) *Running[error] {
	return Start(func() error { return framing.EchoFrames(Lend(conn), limit) })
}

// echo waits for EchoFrames to come back from a client who has finished, and fails the spec
// if it does not.
func echo(conn net.Conn, limit int) error {
	GinkgoHelper()
	return echoing(conn, limit).Result(In(
		"the client has said all it will ever say, and EchoFrames did not return",
		"客户端要说的都说了，EchoFrames 却还不返回"))
}

// reads has ReadFrame read a message: an error, or an empty message, says nothing where nothing
// else is ever returned.
func reads() {
	GinkgoHelper()
	words := Speech(9)
	got := readFrame(Script{Says: []string{frames(words)}}.Conn(), enough)
	Expect(got.err).To(HaveGoneWell(), inWhole())
	Expect(got.words).To(ArriveWhole(words), In(
		"a whole frame has come: return its message",
		"来了完整的一帧：要返回其中的消息"))
}

// echoes has EchoFrames echo a frame.
func echoes() {
	GinkgoHelper()
	words := frames(Speech(9))
	client := Script{Says: []string{words}, Ends: io.EOF}.Conn()
	Expect(echo(client, enough)).To(HaveGoneWell(), In(
		"a frame came whole, and then the client finished: nothing went wrong here",
		"一帧完整地来了，然后客户端说完了：这里没有什么出错"))
	Expect([]byte(client.Heard())).To(ArriveWhole([]byte(words)), In(
		"a whole frame has come, and its echo is due",
		"来了完整的一帧，该有回声"))
}

// pileUp plays, in virtual time, a client who sends the same frame over and over and reads nothing.
func pileUp(frame string) {
	conn, client := net.Pipe()
	defer func() { _, _ = conn.Close(), client.Close() }()
	// Sixteen may wait, or 64 KiB; one more is on its way out, and another one on its way in.
	const all = 1000
	allowed := max(16, 64<<10/len(frame)) + 2
	var taken atomic.Int64

	half := echoing(conn, enough)
	go func() {
		for range all {
			if _, err := io.WriteString(client, frame); err != nil {
				return
			}
			taken.Add(1)
		}
	}()
	<-time.After(time.Second) // until all of them wait
	half.Check()
	sent := taken.Load()
	_ = client.Close()

	Expect(sent <= int64(allowed)).To(BeTrue(), fmt.Sprintf(In(
		"the client sent frames of %d bytes and read no echo, and EchoFrames took in %d of %d: where do they all lie? "+
			"a client who never reads fills the memory; wait until an echo has been sent before you read on, or let "+
			"only so many wait: sixteen, or 64 KiB of them",
		"客户端只发 %d 字节的帧，一个回声也不读，EchoFrames 却一连收下了 %d 帧（共 %d 帧）：这么多回声堆在哪里？遇上从来不读的客户端，内存会被撑满；等回声发出去再接着读，或者限定最多积压多少："+
			"十六帧，或者 64 KiB"), len(frame), sent, all))
	Expect(half.Result(In(
		"the client has closed the connection, and EchoFrames did not return",
		"客户端已经关闭连接，EchoFrames 却还不返回"))).To(HaveFailed(), In(
		"the client closed the connection while echoes were still due to it: that is an error",
		"还有回声没有发出去，客户端就关闭了连接：这是错误"))
}

func inWhole() string {
	return In(
		"the whole frame has come: nothing went wrong here",
		"这一帧完整地到了：这里没有什么出错")
}

// writing calls WriteFrame.
func writing(w io.Writer, msg []byte) *Running[error] {
	return Start(func() error { return framing.WriteFrame(LendWriter(w), msg) })
}

// writeFrame waits for WriteFrame to come back.
func writeFrame(w io.Writer, msg []byte) error {
	GinkgoHelper()
	return writing(w, bytes.Clone(msg)).Result(In(
		"the writer took everything at once, and WriteFrame did not return",
		"写出去的立刻就被收下了，WriteFrame 却还不返回"))
}

// tally is a writer that keeps what each Write brings.
type tally struct {
	writes [][]byte
	bytes  int // only these are counted where keep is not set
	keep   bool
	during func() // is called by each Write
}

func (t *tally) Write(p []byte) (int, error) {
	if t.during != nil {
		t.during()
	}
	t.bytes += len(p)
	if t.keep {
		t.writes = append(t.writes, bytes.Clone(p))
	}
	return len(p), nil
}

func (t *tally) String() string { return string(bytes.Join(t.writes, nil)) }

// gate is a writer whose first Write waits until the gate is opened. What it was given must
// not change in the meantime.
type gate struct {
	entered, opened chan struct{}

	mu      sync.Mutex
	busy    bool // somebody has been the first
	all     bytes.Buffer
	changed bool
}

func newGate() *gate { return &gate{entered: make(chan struct{}), opened: make(chan struct{})} }

func (g *gate) Write(p []byte) (int, error) {
	g.mu.Lock()
	first := !g.busy
	g.busy = true
	g.all.Write(p)
	g.mu.Unlock()
	if first {
		before := bytes.Clone(p)
		close(g.entered)
		<-g.opened
		g.mu.Lock()
		g.changed = !bytes.Equal(p, before)
		g.mu.Unlock()
	}
	return len(p), nil
}

// errTouched is what comes of reading the bytes of a giant.
var errTouched = errors.New("touched")

// asked is what Ask returns.
type asked struct {
	replies [][]byte
	err     error
}

// asking calls Ask.
func asking(conn net.Conn, questions [][]byte, limit int) *Running[asked] {
	own := slices.Clone(questions)
	for i := range own {
		own[i] = bytes.Clone(own[i])
	}
	return Start(func() asked {
		replies, err := framing.Ask(Lend(conn), own, limit)
		return asked{replies, err}
	})
}

// ask waits for Ask to come back, and fails the spec if it does not.
func ask(conn net.Conn, questions [][]byte, limit int) asked {
	GinkgoHelper()
	return asking(conn, questions, limit).Result(In(
		"the server has said all it will ever say, and Ask did not return",
		"服务端要说的都说了，Ask 却还不返回"))
}

// hearer is a server who answers as the script has it, but waits with what comes behind its
// first answers until it has heard every question.
type hearer struct {
	*ScriptedConn
	answered, due int // bytes
	heard         chan struct{}
	once          sync.Once
}

func hearOut(questions, replies [][]byte, script Script) *hearer {
	return &hearer{
		ScriptedConn: script.Conn(), answered: len(frames(replies...)), due: len(frames(questions...)),
		heard: make(chan struct{}),
	}
}

func (h *hearer) Read(p []byte) (int, error) {
	if h.Taken() >= h.answered {
		<-h.heard
	}
	return h.ScriptedConn.Read(p)
}

func (h *hearer) Write(p []byte) (int, error) {
	n, err := h.ScriptedConn.Write(p)
	if len(h.Heard()) >= h.due {
		h.once.Do(func() { close(h.heard) })
	}
	return n, err
}

func (h *hearer) Close() error {
	h.once.Do(func() { close(h.heard) })
	return h.ScriptedConn.Close()
}

// speeches is n messages of random words, each shorter than longest bytes; the first has none.
func speeches(n, longest int) [][]byte {
	all := make([][]byte, n)
	for i := range all {
		all[i] = Speech((i * 7919) % longest)
	}
	return all
}

// numbered is n short messages, no two of them the same; the first has no bytes.
func numbered(what string, n int) [][]byte {
	all := make([][]byte, n)
	for i := range all {
		if i > 0 {
			all[i] = fmt.Append(nil, what, i)
		}
	}
	return all
}

// writes has WriteFrame write a frame: an error says nothing where nothing else is ever returned.
func writes() {
	GinkgoHelper()
	w := &tally{keep: true}
	Expect(writeFrame(w, thanks)).To(HaveGoneWell(), In(
		"the writer took everything: nothing went wrong here",
		"写出去的都收下了：这里没有什么出错"))
	Expect(w.String()).To(Say(frames(thanks)), frameDue())
}

func frameDue() string {
	return In(
		"a message was to be written, and this is not its frame",
		"要写一条消息，写出去的却不是它的帧")
}

// asks has Ask ask a question and return its reply.
func asks() {
	GinkgoHelper()
	questions, replies := [][]byte{hello}, [][]byte{Speech(9)}
	server := hearOut(questions, nil, Script{Says: []string{frames(replies...)}})
	got := ask(server, questions, enough)
	Expect(got.err).To(HaveGoneWell(), In(
		"a question was asked and its reply came: nothing went wrong here",
		"问了一个问题，来了一个答复：这里没有什么出错"))
	expectReplies(got.replies, replies, In(
		"Ask must return the reply: the message alone, without its length",
		"Ask 应当返回答复：只要消息，不带长度"))
}

// expectReplies fails the spec if these are not the replies wanted.
func expectReplies(got, want [][]byte, misconception string) {
	GinkgoHelper()
	for i := range min(len(got), len(want)) {
		Expect(got[i]).To(ArriveWhole(want[i]), misconception)
	}
	Expect(len(got)).To(Equal(len(want)), misconception)
}

// answerEach is a server that answers every question before it reads the next.
func answerEach(conn net.Conn, questions, replies [][]byte) {
	for i, question := range questions {
		if heard := Hear(conn, len(header(0))+len(question)); heard.End != nil {
			return
		}
		if _, err := io.WriteString(conn, frames(replies[i])); err != nil {
			return
		}
	}
}
