package framing_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"runtime"
	"slices"
	"strings"
	"sync"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"

	framing "handshake/lessons/07-framing"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
)

// allocated is how many bytes of memory were reserved on the heap while do ran, whether they
// were used or not, and whether or not they have been given back since.
func allocated(do func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// What is said where a report shows it, byte by byte. Elsewhere it is Speech.
var (
	hello   = []byte("Hello, Client!")
	thanks  = []byte("Thank you, Server!")
	goodbye = []byte("Goodbye, Client!")
)

// enough is a limit that no message in these specs reaches unless it says so.
const enough = 1 << 13

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
	breaks error // what Write returns instead of taking any byte
}

func (t *tally) Write(p []byte) (int, error) {
	if t.breaks != nil {
		return 0, t.breaks
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

// someBuffer is for connections on which not all can be under way at once, in bytes.
const someBuffer = 64 << 10

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
