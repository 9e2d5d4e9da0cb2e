package framing_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"os"
	"strings"
	"syscall"
	"time"

	. "github.com/onsi/ginkgo/v2"

	framing "handshake/lessons/07-framing"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Client, Lesson("07-framing"), func() {
	It(In(
		"writes any message with one Write, or returns the reason",
		"什么消息都一次写出，写不出就说明原因"), ID("write-scenes"), func(ctx SpecContext) {
		scene.Play(200, playWrite)
	})

	It(In(
		"returns the replies that came, and the first reason to stop",
		"来了的都返回，来不了的说出最先的原因"), ID("ask-scenes"), func(ctx SpecContext) {
		scene.Play(300, playAsk)
	})
})

// once is a writer of which the first Write takes so many bytes, and then fails.
type once struct {
	tally
	takes int
	fails error
}

func (o *once) Write(p []byte) (int, error) {
	if o.fails == nil || len(o.writes) > 0 {
		return o.tally.Write(p)
	}
	_, _ = o.tally.Write(p[:min(o.takes, len(p))])
	return min(o.takes, len(p)), o.fails
}

// playWrite plays a scene of WriteFrame with a writer that takes all of the frame or a part of it.
func playWrite(d *scene.Dice, s *scene.Stage) {
	msg := someMessages(d, 1, math.MaxInt)[0]
	whole := frames(msg)
	w := &once{tally: tally{keep: true}}
	if d.Sometimes() {
		trouble := d.Trouble()
		w.takes, w.fails = scene.One(d, 0, 1, len(header(0)), len(whole)-1, len(whole)/2), trouble.Err
		s.Given("Write takes %d bytes and fails: %s", "Write 收下 %d 字节，出故障：%s", w.takes, trouble)
	}
	s.Given("msg is %s", "msg 是 %s", quoted([][]byte{msg}))

	err := scene.Call(s, func() error { return framing.WriteFrame(LendWriter(w), bytes.Clone(msg)) }, In(
		"every Write has returned, and WriteFrame did not",
		"每一次 Write 都返回了，WriteFrame 却还不返回"))
	s.Then("WriteFrame returns", "WriteFrame 返回")

	s.Check(len(w.writes) == 1, In(
		"a frame goes out in a single Write, and none follows: when that has failed, nobody knows any more where the "+
			"next frame would begin",
		"一帧只用一次 Write 写出，之后不再有第二次：这一次要是失败了，就再也没有人说得清下一帧从哪里开始"),
		In("one Write", "一次 Write"), fmt.Sprintf(In("%d", "%d 次"), len(w.writes)))
	if w.fails == nil {
		s.Check(err == nil, In(
			"the writer took everything: nothing went wrong here",
			"写出去的都收下了：这里没有什么出错"), In("no error", "没有错误"), fmt.Sprint(err))
		s.Same(frameDue(), w.String(), whole)
		return
	}
	s.Same(frameDue(), w.String(), whole[:w.takes])
	s.Kinds(In(
		"the frame was not written whole, and Write said why: the caller asks errors.Is for this reason; return the "+
			"error as it is or wrapped with %w",
		"这一帧没有全写出去，Write 也说了原因：调用者会用 errors.Is 来查，要把错误原样返回，或者用 %w 包装"),
		err, w.fails, io.ErrShortWrite)
}

// playAsk plays a scene of Ask with a server that answers as its timetable has it, while the
// questions take their time to go.
func playAsk(d *scene.Dice, s *scene.Stage) {
	questions := someMessages(d, d.Below(5), math.MaxInt)
	sent := frames(questions...)
	replies := someMessages(d, len(questions), math.MaxInt)
	half := frames([]byte("half a reply"))
	limit := scene.One(d, len(half), 0, 1<<17) // or as long as the longest of them
	for _, reply := range replies {
		limit = max(limit, len(reply))
	}
	p := plan{
		slow:     scene.One(d, 0, time.Second, time.Millisecond),
		numb:     scene.One(d, 0, time.Second),
		farewell: scene.One[error](d, net.ErrClosed, io.ErrClosedPipe, syscall.EPIPE, ConnectionReset),
	}
	rest, tail := "", ""
	var reason, ends error // reason is why reading fails, nil if it does not
	deadline := never
	how := 0
	if len(questions) > 0 {
		how = scene.One(d, 0, 1, 2, 3, 4, 4, 4, 5, 0)
	}
	if how > 0 && how < 5 {
		replies = replies[:d.Below(len(replies))]
	}
	switch how {
	case 0:
		rest, ends = scene.One(d, "", "and more"), scene.One(d, nil, io.EOF, error(ConnectionReset))
	case 1:
		ends, reason = io.EOF, io.ErrUnexpectedEOF
	case 2:
		limit = max(limit, len(half))
		tail, ends, reason = half[:1+d.Below(len(half)-1)], io.EOF, io.ErrUnexpectedEOF
	case 3:
		tail, rest, reason = header(limit+1), "and more", framing.ErrTooLong
	case 4:
		limit = max(limit, len(half))
		trouble := d.Trouble()
		tail, ends, reason = half[:d.Below(len(half))], trouble.Err, trouble.Err
		s.Given("then Read fails: %s", "然后 Read 出故障：%s", trouble)
	case 5:
		deadline = 1 + time.Duration(d.Below(200))*time.Second/3
	}
	if len(questions) > 0 && d.Below(3) == 2 {
		trouble := d.Trouble()
		p.breaks, p.after = trouble.Err, d.Below(len(sent))
		s.Given("behind %d bytes Write fails: %s", "写出 %d 字节之后 Write 出故障：%s", p.after, trouble)
	}
	if d.Sometimes() {
		p.hears = scene.One(d, len(sent), d.Below(len(sent)+1))
	}
	pieces, pause := d.Pieces(frames(replies...)+tail+rest), d.Pause()
	p.says = timetable(pieces, pause, ends, d.Sometimes() && rest == "")
	for i := range p.says {
		p.says[i].at += 37 * time.Microsecond // never in the same instant as a byte that goes
	}
	s.Given("the questions are %s", "问题是 %s", quoted(questions))
	s.Given("limit is %d", "limit 是 %d", limit)
	s.Given("having heard %d bytes, the server says %s", "听到 %d 字节之后，服务端说 %s", p.hears, quoted(pieces))
	if pause > 0 {
		s.Given("with a pause of %v before each piece and the end", "每一段之前、结束之前都停 %v", pause)
	}
	if p.slow > 0 {
		s.Given("each byte of a question takes %v", "问题的每个字节要走 %v", p.slow)
	}

	m := modelOfAsk(p, sent, replies, len(tail), reason)
	failed, over := min(m.readFails, m.writeFails), max(m.allRead, m.allSent)
	least, most := len(replies), len(replies) // of replies
	switch {
	case deadline < min(failed, over):
		failed, reason = deadline, os.ErrDeadlineExceeded
		least = before(m.whole, failed)
	case m.writeFails < m.readFails && failed < over:
		reason = p.breaks
		least = before(m.whole, failed)
	case failed > over:
		failed, reason = never, nil
	}
	s.Takes(min(failed, over))

	c := p.play(s)
	var by time.Time
	if deadline < never {
		if by = time.Now().Add(deadline); deadline > over {
			by = time.Now().Add(over + time.Hour)
		}
		_ = c.SetDeadline(by)
		s.Given("the caller has set a deadline in %v", "调用者设过截止时间：%v 之后", time.Until(by))
	}
	own, untouched := withRoom(questions)
	got := scene.Call(s, func() asked {
		replies, err := framing.Ask(Lend(c), own, limit)
		return asked{replies, err}
	}, In(
		"the last reply has come and the last question has gone, or one half has failed, so that the other one has "+
			"nothing to wait for: and Ask did not return",
		"最后一个答复来了，最后一个问题也发出去了；或者有一半出了故障，另一半也就没有什么可等的了：Ask 却还不返回"))
	at := s.Now()
	s.Then("Ask returns after %v", "%v 之后，Ask 返回", at)
	s.Nothing("")
	most = min(most, before(m.whole, at+1))

	if reason == nil {
		s.Check(got.err == nil, In(
			"every question was asked and every reply came: nothing went wrong here",
			"每个问题都问了，每个答复都来了：这里没有什么出错"), In("no error", "没有错误"), fmt.Sprint(got.err))
		s.Check(at >= over, In(
			"Ask returned before all of its questions had gone and all replies had come",
			"问题还没全发出去，答复也还没来齐，Ask 就返回了"), fmt.Sprint(over), fmt.Sprint(at))
		s.Same(In("the server should have heard each question as one frame, in order, and nothing else",
			"服务端听到的应当是每个问题一帧，次序不变，别的什么都没有"), string(c.heard), sent)
		s.Check(c.goneAt(len(sent)) == m.allSent, In(
			"the questions do not wait for replies: each goes as soon as the one before it has gone",
			"问题不用等答复：前一个发出去了，就发下一个"), fmt.Sprint(m.allSent), fmt.Sprint(c.goneAt(len(sent))))
		s.Check(c.taken == len(frames(replies...)), In(
			"what follows the last reply is not Ask's: it must still be there for the next reader",
			"最后一个答复之后的内容不归 Ask：下一个来读的人应当还能读到"),
			fmt.Sprintf(In("%d bytes read", "读了 %d 字节"), len(frames(replies...))),
			fmt.Sprintf(In("%d bytes read", "读了 %d 字节"), c.taken))
		s.Check(!c.closed && !c.finished, In(
			"all went well, so the connection stays open in both directions",
			"一切顺利，连接的两个方向都要留着"), In("open", "开着"), In("closed", "关了"))
		s.Check(c.readBy.Equal(by) && c.writeBy.Equal(by), In(
			"the deadlines of the connection are its caller's: after a success they are what they were",
			"连接的截止时间是调用者的：成功之后，它们应当和原来一样"), fmt.Sprint(by), fmt.Sprint(c.readBy, c.writeBy))
	} else {
		s.Check(got.err != nil, failsForThat(), OneLine(reason), In("no error", "没有错误"))
		var also []error // what comes of closing the connection, or of waking the other half
		for _, err := range []error{p.farewell, net.ErrClosed, os.ErrDeadlineExceeded, io.ErrShortWrite} {
			if !errors.Is(reason, err) {
				also = append(also, err)
			}
		}
		s.Kinds(failsForThat(), got.err, reason, also...)
		s.Check(c.closed, In(
			"after a failure nobody can tell where on the line the next frame begins, so Ask must have closed the "+
				"connection when it returns",
			"出了故障，线上的下一帧从哪里开始，再也说不清了，所以 Ask 返回时应当已经关闭连接"),
			In("closed", "关了"), In("open", "开着"))
		s.Check(strings.HasPrefix(sent, string(c.heard)), In(
			"the server should have heard the questions, in order, as far as they went",
			"发出去的部分，服务端听到的应当是按次序的问题"), quoted([]string{sent}), quoted([][]byte{c.heard}))
	}
	s.Check(least <= len(got.replies) && len(got.replies) <= most, In(
		"Ask returns as many replies as there are questions; on a failure, those that it has read whole until then",
		"有几个问题，Ask 就返回几个答复；出了故障，返回到那时为止读完整了的那些"),
		fmt.Sprintf(In("%d replies", "%d 个答复"), least), fmt.Sprintf(In("%d replies", "%d 个答复"), len(got.replies)))
	for i, reply := range got.replies {
		s.Same(In(
			"the replies are returned in the order in which they came, each as it came",
			"答复要按到达的次序返回，来的是什么就是什么"), string(reply), string(replies[i]))
	}
	s.Check(untouched(), In(
		"the questions, or the memory behind them, were changed: they are the caller's, and only to be read",
		"问题或者它们后面的内存被改动了：那是调用者的，只能读"), In("the same", "和原来一样"), In("changed", "变了"))
}

func failsForThat() string {
	return In(
		"the caller asks errors.Is for the reason that came first: io.ErrUnexpectedEOF (and not io.EOF) when replies "+
			"are missing, ErrTooLong, or the error of Read or Write, as it is or wrapped with %w",
		"调用者用 errors.Is 来查最先发生的原因：答复没来齐是 io.ErrUnexpectedEOF（不是 io.EOF），太长是 ErrTooLong，其他的是 Read 或 Write 的错误，原样或者用 "+
			"%w 包装")
}

const never = time.Duration(math.MaxInt64)

// askModel says when the two halves of Ask are over, each never if it is not.
type askModel struct {
	allSent, writeFails time.Duration
	allRead, readFails  time.Duration
	whole               []time.Duration // when the replies have come whole
}

// modelOfAsk is what Ask should do with a server that says replies and then a tail.
func modelOfAsk(p plan, sent string, replies [][]byte, tail int, reason error) askModel {
	m := askModel{time.Duration(len(sent)) * p.slow, never, never, never, nil}
	speaks := time.Duration(p.hears) * p.slow
	if p.breaks != nil {
		m.allSent, m.writeFails = never, time.Duration(p.after)*p.slow
		if p.after < p.hears {
			speaks = never
		}
	}
	came := func(n int) time.Duration {
		if speaks == never {
			return never
		}
		return speaks + cameAt(p.says, n)
	}
	for i := range replies {
		m.whole = append(m.whole, came(len(frames(replies[:i+1]...))))
	}
	switch {
	case sent == "":
		m.allRead = 0
	case reason == nil:
		m.allRead = m.whole[len(replies)-1]
	case errors.Is(reason, framing.ErrTooLong):
		m.readFails = came(len(frames(replies...)) + tail)
	case speaks < never:
		m.readFails = speaks + endsAt(p.says)
	}
	return m
}

// before is how many of the instants are before t.
func before(instants []time.Duration, t time.Duration) (n int) {
	for n < len(instants) && instants[n] < t {
		n++
	}
	return n
}

// withRoom is messages with room for more behind each, as a function of the student's gets them,
// and whether nothing of it has been touched.
func withRoom(messages [][]byte) (own [][]byte, untouched func() bool) {
	const room = "this lies behind it"
	var whole [][]byte
	for _, msg := range messages {
		memory := append(bytes.Clone(msg), room...)
		whole = append(whole, memory)
		own = append(own, memory[:len(msg)])
	}
	return own, func() bool {
		for i, msg := range messages {
			if string(whole[i]) != string(msg)+room || !bytes.Equal(own[i], msg) {
				return false
			}
		}
		return true
	}
}
