package exchange_test

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// peer is somebody at the other end in a scene.
type peer struct {
	Script
	pause    time.Duration // as Script.Pauses
	deadline time.Duration // set by the caller beforehand, from the beginning of the scene; 0: none
	ends     string        // the name of Script.Ends
}

// aPeer draws somebody who says said.
func aPeer(d *scene.Dice, s *scene.Stage, said string) peer {
	p := peer{Script: Script{Says: d.Pieces(said), Bare: true}, ends: "io.EOF"}
	p.Ends = io.EOF
	if d.Sometimes() {
		t := d.Trouble()
		p.Ends, p.ends = t.Err, t.String()
	}
	p.AtOnce, p.Once = d.Sometimes(), d.Sometimes()
	p.pause = d.Pause()
	p.Pauses = p.pause
	if n := len(p.Says); p.pause > 0 && d.Below(4) == 3 {
		// Between two pieces, or before the first, or before the end, or long after it.
		p.deadline = p.pause*time.Duration(d.Below(n+3)) + p.pause/2
	}
	s.Takes(p.pause * time.Duration(len(p.Says)+3))
	return p
}

// tell writes into the story who the peer is.
func (p peer) tell(s *scene.Stage, who string) {
	how := ""
	if p.AtOnce && len(p.Says) > 0 {
		how = In(", together with the last piece", "，和最后一段一起来")
	}
	s.Given("%s says %s, then Read says: %s%s", "%s说 %s，然后 Read 说：%s%s", who, short(p.Says), p.ends, how)
	if p.pause > 0 {
		s.Given("before each piece and before the end there are %v of silence", "每一段之前、结尾之前都沉默 %v", p.pause)
	}
	if p.deadline > 0 {
		s.Given("the caller has set a read deadline, %v from now", "调用者设了读的截止时间：%v 之后", p.deadline)
	}
}

// short are the pieces as a story tells them.
func short(pieces []string) string {
	const most = 6
	var said []string
	for i, piece := range pieces {
		if i == most {
			said = append(said, fmt.Sprintf(In("… (%d pieces)", "……（共 %d 段）"), len(pieces)))
			break
		}
		said = append(said, quoted(piece))
	}
	return "[" + strings.Join(said, " ") + "]"
}

// quoted is a text as a story tells it.
func quoted(text string) string {
	const most = 40
	if len(text) <= most {
		return fmt.Sprintf("%q", text)
	}
	return fmt.Sprintf(In("%q… (%d bytes)", "%q……（%d 字节）"), text[:most], len(text))
}

// conn begins the peer's part. Done is what the student's code has done with the connection so far.
func (p peer) conn(s *scene.Stage) (conn *ScriptedConn, done func() []Call) {
	conn = p.Script.Conn()
	s.Finally(func() { _ = conn.Close() })
	if p.deadline > 0 {
		_ = conn.SetReadDeadline(time.Now().Add(p.deadline))
	}
	before := len(conn.Calls())
	return conn, func() []Call { return conn.Calls()[before:] }
}

// listened is what there is to hear for one who needs a number of bytes.
type listened struct {
	enough bool          // there were as many, whatever came with the last of them
	at     time.Duration // when that was clear
	with   error         // what came along with it
	end    error         // otherwise: how it ended
}

// hear walks through what the peer does, until there are this many bytes; -1 is more than there are.
func (p peer) hear(bytes int) listened {
	if bytes == 0 {
		return listened{enough: true}
	}
	got, at := 0, time.Duration(0)
	for i, piece := range p.Says {
		at += p.pause
		if p.deadline > 0 && p.deadline <= at {
			return listened{end: os.ErrDeadlineExceeded, at: p.deadline}
		}
		got += len(piece)
		last := i == len(p.Says)-1 && p.AtOnce
		var with error
		if last {
			with = p.Ends
		}
		if bytes > 0 && got >= bytes {
			return listened{enough: true, at: at, with: with}
		}
		if last {
			return listened{end: p.Ends, at: at}
		}
	}
	at += p.pause
	if p.deadline > 0 && p.deadline <= at {
		return listened{end: os.ErrDeadlineExceeded, at: p.deadline}
	}
	return listened{end: p.Ends, at: at}
}

// spoken is what one end says in a scene, and what becomes of it.
type spoken struct {
	text  string
	fails scene.Trouble // no error: it goes well
	after int           // bytes that go well
}

// aSpeech draws it.
func aSpeech(d *scene.Dice) spoken {
	say := spoken{text: d.Text(300)}
	if d.Below(4) == 3 && say.text != "" {
		say.fails = d.Trouble()
		say.after = d.Below(len(say.text))
	}
	return say
}

func (say spoken) tell(s *scene.Stage) {
	if say.fails.Err != nil {
		s.Given("after %d bytes, Write fails: %v", "写了 %d 字节之后，Write 失败：%v", say.after, say.fails)
	}
}

// leftAlone looks at what was done with the connection when the function had returned: calls are
// those until then.
func leftAlone(s *scene.Stage, calls []Call, finishes bool) {
	for _, call := range calls {
		s.Check(call.Op != "close" && (finishes || call.Op != "closewrite"), In(
			"the connection is the caller's, who may want to say or hear more, after an error too: close nothing of it",
			"连接是调用者的，出错之后他也许还要说、还要听：一个方向也不要关"),
			In("it stays open", "连接一直开着"), call.Op)
		s.Check(!strings.HasSuffix(call.Op, "deadline"), In(
			"deadlines are the caller's: nobody can ask a connection which one is set, so if you set or clear one, "+
				"you cannot put it back",
			"截止时间归调用者管：设的是哪一个，没法向连接打听，所以谁改了它、清了它，就再也还不回去"),
			In("no deadline is set or cleared", "既不设也不清除截止时间"), "Set…Deadline")
	}
}

// readVain fails the scene where the connection was read from in vain, over and over.
func readVain(s *scene.Stage, conn *ScriptedConn) {
	if complaint := conn.Complaint(); complaint != "" {
		s.Check(false, complaint, In("Read with room, until the end is told", "用有空位的切片来读，读到结尾为止"),
			In("Read after Read that brings nothing", "一次又一次什么也读不到的 Read"))
	}
}

func nothingLeft() string {
	return In(
		"it has returned, and a goroutine of yours goes on: it takes from the caller what comes next; see to "+
			"its end first",
		"函数已经返回，你的 goroutine 却还在继续：接下来的话会被它从调用者那里抢走；要先让它结束")
}

func theReason() string {
	return In(
		"the caller asks errors.Is for the reason, and must find that one, and no other: return the error itself, or "+
			"wrap it with %w, whatever its kind",
		"调用者会用 errors.Is 来查原因，要能找到这一个，也只能找到这一个：不管是哪种错误，直接返回它，或者用 %w 包装")
}
