package framing_test

import (
	"errors"
	"fmt"
	"io"
	"math"
	"net"
	"os"
	"strings"
	"time"

	. "github.com/onsi/ginkgo/v2"

	framing "handshake/lessons/07-framing"
	. "handshake/lessons/internal/kit"
	"handshake/lessons/internal/kit/scene"
)

var _ = Describe(Server, Lesson("07-framing"), func() {
	It(In(
		"reads frames correctly, however they come and end",
		"不管怎么来、怎么结束，都读得对"), ID("read-scenes"), func(ctx SpecContext) {
		scene.Play(300, func(d *scene.Dice, s *scene.Stage) {
			limit := scene.One(d, 64, 0, 1, 300, 1<<16, math.MaxInt32, math.MaxInt)
			words := someMessages(d, d.Below(4), limit)
			stream, reason := frames(words...), io.EOF
			r := &dribble{ends: io.EOF, atOnce: d.Sometimes(), over: make(chan struct{})}
			left := "" // of the stream when ReadFrame has failed
			switch d.Below(4) {
			case 1:
				// No more than 16 MiB: there are answers that reserve it all.
				announced := min(uint64(limit), scene.One[uint64](d, 2, 40, 5000, 1<<20, 1<<24+9))
				whole := header(announced) + strings.Repeat("x", int(min(announced, 70_000)))
				stream, reason = stream+whole[:somewhere(d, len(whole))], io.ErrUnexpectedEOF
			case 2:
				trouble := d.Trouble()
				reason, r.ends = trouble.Err, trouble.Err
				whole := frames([]byte("half a frame")[:min(limit, len("half a frame"))])
				stream += whole[:d.Below(len(whole))]
				s.Given("the failure is %s", "故障是 %s", trouble)
			case 3:
				if limit <= 1<<16 {
					left = "and more"
					stream += header(limit+scene.One(d, 1, 4, 1<<7, 1<<20)) + left
					reason, r.ends = framing.ErrTooLong, nil
				}
			}
			r.pieces = d.Pieces(stream)
			s.Finally(func() { close(r.over) })
			s.Given("limit is %d", "limit 是 %d", limit)
			s.Given("the Reads bring %s", "几次 Read 读到 %s", quoted(r.pieces))
			s.Given("then comes %s", "然后来的是 %s", ending(r))

			var all [][]byte
			for i := range len(words) + 1 {
				got := scene.Call(s, func() message {
					msg, err := framing.ReadFrame(LendReader(r), limit)
					return message{msg, err}
				}, In(
					"ReadFrame waits for more, and nothing will come: with the length alone, or with the last byte of "+
						"the message, it knows enough",
					"ReadFrame 还在等，可是不会再有什么来了：有时看了长度就够，有时要等到消息的最后一个字节，到那时都该返回"))
				s.Then("ReadFrame is called for frame %d", "第 %d 次调用 ReadFrame", i+1)
				if i == len(words) {
					readsNoMore(s, got, reason)
					due := len(stream) - len(left)
					s.Check(r.taken == due, In(
						"a message that is too long stays where it is: nothing beyond its length is read",
						"消息太长，就留在那里：长度之后的内容不再读"),
						fmt.Sprintf(In("%d bytes read", "读了 %d 字节"), due),
						fmt.Sprintf(In("%d bytes read", "读了 %d 字节"), r.taken))
					break
				}
				s.Check(got.err == nil, In(
					"a whole frame within the limit has come, so no error is due: the bytes of a Read count before "+
						"the error that comes with them, a Read of no bytes and no error says nothing, and only limit "+
						"decides what is too long",
					"来了完整的一帧，也没有超过上限，就不该有错误：先算一次 Read 的字节，再看和它们一起来的错误；一次 Read 没有字节也没有错误，什么也不说明；太不太长，只由 limit 决定"),
					In("no error", "没有错误"), fmt.Sprint(got.err))
				s.Same(In("this is not the message that came", "这不是到达的那条消息"), string(got.words), string(words[i]))
				due := len(frames(words[:i+1]...))
				s.Check(r.taken == due, In(
					"a frame is its length and its message: what follows is for the next call",
					"一帧就是长度加消息：后面的属于下一次调用"),
					fmt.Sprintf(In("%d bytes read", "读了 %d 字节"), due),
					fmt.Sprintf(In("%d bytes read", "读了 %d 字节"), r.taken))
				all = append(all, got.words)
			}
			for i := range all {
				s.Same(In(
					"a later call has changed a message that was returned before: each needs bytes of its own",
					"以后的调用改动了已经返回的消息：每条消息都要有自己的一份字节"), string(all[i]), string(words[i]))
			}
		})
	})

	It(In(
		"echoes each frame in time, and ends for the right reason",
		"该发的时候就发，该停的时候就停"), ID("echo-scenes"), func(ctx SpecContext) {
		scene.Play(300, playEcho)
	})
})

// readsNoMore asks for the error of a frame that is none.
func readsNoMore(s *scene.Stage, got message, reason error) {
	why := In(
		"an end before the first byte is io.EOF, an end inside the frame io.ErrUnexpectedEOF, more than limit "+
			"ErrTooLong; every other failure goes to the caller as it is, or wrapped with %w, and is no end",
		"第一个字节之前结束是 io.EOF，在帧内结束是 io.ErrUnexpectedEOF，超过 limit 是 ErrTooLong；别的故障要原样交给调用者，或者用 %w 包装，那不是结尾")
	s.Kinds(why, got.err, reason)
	if !errors.Is(reason, framing.ErrTooLong) {
		s.Check(!errors.Is(got.err, framing.ErrTooLong), why,
			In("errors.Is does not find ErrTooLong", "errors.Is 找不到 ErrTooLong"), OneLine(got.err))
	}
}

// someMessages are n messages within limit: mostly short, some a little longer than a block.
func someMessages(d *scene.Dice, n, limit int) [][]byte {
	all := make([][]byte, n)
	for i := range all {
		switch d.Below(10) {
		default:
			all[i] = []byte(d.Text(min(limit, 40)))
		case 7, 8:
			all[i] = []byte{}
		case 9:
			size := scene.One(d, 511, 512, 513, 4092, 4096, 4097, 66_000)
			all[i] = d.Bytes(min(size, limit))
		}
	}
	return all
}

// somewhere is a place to cut n bytes: within or right behind the first, near the end, where a block
// ends, anywhere.
func somewhere(d *scene.Dice, n int) int {
	switch d.Below(4) {
	default:
		return min(n-1, 1+d.Below(5))
	case 1:
		return max(1, n-1-d.Below(8))
	case 2:
		return min(n-1, len(header(0))+scene.One(d, 4096, 512, 1<<15, 1024, 8192, 1<<16))
	case 3:
		return 1 + d.Below(n-1)
	}
}

// ending is how a reader ends, in words.
func ending(r *dribble) (words string) {
	switch r.ends {
	case nil:
		return In("nothing more", "没有别的了")
	case io.EOF:
		words = "io.EOF"
	default:
		words = In("that failure", "那个故障")
	}
	if r.atOnce {
		words += In(", with the last bytes", "，和最后几个字节一起")
	}
	return words
}

// playEcho plays a scene of EchoFrames with a client who says some frames, and then ends in one
// of many ways, while its echoes take their time.
func playEcho(d *scene.Dice, s *scene.Stage) {
	const limit = 1 << 17
	words := someMessages(d, d.Below(5), limit)
	whole, tail := frames(words...), ""
	conn := plan{slow: scene.One(d, 0, time.Second, time.Millisecond)}
	var reason, ends error = nil, io.EOF
	stops := never // when the caller ends it
	var deadline bool
	switch how := scene.One(d, 0, 1, 2, 3, 3, 3, 4, 4, 4, 5, 6); {
	case how == 1:
		cut := frames([]byte("half a frame"))
		tail, reason = cut[:1+d.Below(len(cut)-1)], io.ErrUnexpectedEOF
	case how == 2:
		tail, reason = header(limit+1)+"and more", framing.ErrTooLong
		ends = nil
	case how == 3:
		trouble := d.Trouble()
		ends, reason = trouble.Err, trouble.Err
		cut := frames([]byte("half a frame"))
		tail = cut[:d.Below(len(cut))]
		s.Given("then Read fails: %s", "然后 Read 出故障：%s", trouble)
	case how == 4 && len(whole) > 0:
		trouble := d.Trouble()
		conn.breaks, conn.after = trouble.Err, d.Below(len(whole))
		reason = trouble.Err
		s.Given("behind %d bytes Write fails: %s", "写出 %d 字节之后 Write 出故障：%s", conn.after, trouble)
	case how == 5:
		stops, deadline, reason = 1+time.Duration(d.Below(200))*time.Second/3, true, os.ErrDeadlineExceeded
	case how == 6:
		stops, reason = 1+time.Duration(d.Below(200))*time.Second/3, net.ErrClosed
	}
	pieces, pause := d.Pieces(whole+tail), d.Pause()
	conn.says = timetable(pieces, pause, ends, d.Sometimes())
	s.Given("the client says %s", "客户端说 %s", quoted(pieces))
	if pause > 0 {
		s.Given("with a pause of %v before each piece and the end", "每一段之前、结束之前都停 %v", pause)
	}
	if conn.slow > 0 {
		s.Given("each byte of an echo takes %v", "回声的每个字节要走 %v", conn.slow)
	}

	// The model: when each echo has gone, and when and why it is over.
	var done []time.Duration
	busy, failed := time.Duration(0), time.Duration(-1)
	for i := range words {
		from, to := len(frames(words[:i]...)), len(frames(words[:i+1]...))
		busy = max(busy, cameAt(conn.says, to))
		if conn.breaks != nil && conn.after < to {
			failed = busy + time.Duration(conn.after-from)*conn.slow
			break
		}
		busy += time.Duration(to-from) * conn.slow
		done = append(done, busy)
	}
	over := max(busy, endsAt(conn.says))
	broken := ends != nil && ends == reason // what waits to be echoed then may be dropped
	if errors.Is(reason, framing.ErrTooLong) {
		over = max(busy, cameAt(conn.says, len(whole)+len(header(0))))
	}
	latest := over
	if failed >= 0 {
		over, latest = failed, max(failed, endsAt(conn.says))
		for i := range words {
			if at := cameAt(conn.says, len(frames(words[:i+1]...))); at > failed {
				latest = at
				break
			}
		}
	}
	if broken {
		over = min(over, endsAt(conn.says))
	}
	if stops < over {
		over, latest = stops, stops
	} else if stops < never {
		stops, reason = never, nil
	}

	s.Takes(latest)
	c := conn.play(s)
	var by time.Time
	if deadline {
		by = time.Now().Add(stops)
		if stops == never {
			by = time.Now().Add(over + time.Hour)
		}
		_ = c.SetDeadline(by)
		s.Given("the caller has set a deadline in %v", "调用者设过截止时间：%v 之后", time.Until(by))
	} else if stops < never {
		timer := time.AfterFunc(stops, func() { _ = c.Close() })
		s.Finally(func() { timer.Stop() })
		s.Given("the caller closes conn after %v", "%v 之后，调用者关闭 conn", stops)
	}

	err := scene.Call(s, func() error { return framing.EchoFrames(Lend(c), limit) }, In(
		"the client has ended, or its echo could not be sent, and EchoFrames did not return",
		"客户端已经结束，或者回声已经发不出去，EchoFrames 却还不返回"))
	at := s.Now()
	s.Then("EchoFrames returns after %v", "%v 之后，EchoFrames 返回", at)
	s.Nothing("")
	heard, want := string(c.heard), whole
	switch {
	case failed >= 0:
		want = whole[:conn.after]
	case broken || stops < never:
		due := len(frames(words[:before(done, min(stops, endsAt(conn.says)))]...))
		s.Check(strings.HasPrefix(whole, heard) && len(heard) >= due, In(
			"the client should have heard its frames again, those whose echoes had gone before the failure",
			"出故障之前已经发出去的那些回声，客户端应当听得到"), quoted([]string{whole}), quoted([]string{heard}))
		want = heard
	}
	s.Same(In(
		"the client should hear every whole frame again, in order, and nothing of what is no frame, when EchoFrames "+
			"returns",
		"EchoFrames 返回时，每一个完整的帧，客户端都应当按次序再听到一遍；其余的，一个字节也不该听到"), heard, want)
	for i, due := range done {
		if due >= over || len(heard) < len(frames(words[:i+1]...)) {
			break
		}
		went := c.goneAt(len(frames(words[:i+1]...)))
		s.Check(went == due, In(
			"an echo goes back as soon as its frame has come whole and the one before it has gone: not earlier, and "+
				"not a moment later",
			"一帧来齐了，前一个回声也发出去了，就该马上发回：不早，一刻也不晚"),
			fmt.Sprintf(In("echo %d has gone after %v", "第 %d 个回声在 %v 时发完"), i+1, due),
			fmt.Sprintf(In("after %v", "%v 时"), went))
	}
	echoesNoMore(s, err, reason)
	s.Check(over <= at && at <= latest, In(
		"EchoFrames has no time limit of its own, and is over when the client has ended and the last echo has gone; "+
			"when an echo cannot be sent, it reads one more frame at most, and returns",
		"EchoFrames 自己不设时限：客户端结束了，最后一个回声也发出去了，才算完；有一个回声发不出去，最多再读一帧，就返回"),
		fmt.Sprintf(In("over after %v", "%v 时结束"), latest), fmt.Sprintf(In("after %v", "%v 时"), at))
	s.Check(!c.finished && (!c.closed || !deadline && stops < never), In(
		"the connection is its caller's: EchoFrames closes neither it nor one direction of it, whatever has happened",
		"连接是调用者的：不管出了什么事，EchoFrames 都不关闭它，一个方向也不关"),
		In("open", "开着"), In("closed", "关了"))
	s.Check(c.readBy.Equal(by) && c.writeBy.Equal(by), In(
		"the deadlines of the connection are its caller's: EchoFrames leaves them as they are",
		"连接的截止时间是调用者的：EchoFrames 不该动它们"),
		fmt.Sprint(by), fmt.Sprint(c.readBy, c.writeBy))
}

// echoesNoMore asks for the error of EchoFrames.
func echoesNoMore(s *scene.Stage, err, reason error) {
	if reason == nil {
		s.Check(err == nil, In(
			"the client has finished between two frames, or before the first: that is the clean end and no error",
			"客户端在两帧之间、或者在第一帧之前说完了：这是正常的结尾，不是错误"),
			In("no error", "没有错误"), fmt.Sprint(err))
		return
	}
	s.Kinds(In(
		"the caller asks errors.Is for the reason: io.ErrUnexpectedEOF for half a frame, ErrTooLong for more than "+
			"limit, and for everything else the error of Read or Write, as it is or wrapped with %w; none of these is "+
			"the clean end",
		"调用者用 errors.Is 来查原因：半帧是 io.ErrUnexpectedEOF，超过 limit 是 ErrTooLong，其他的都是 Read 或 Write 的错误，原样或者用 %w 包装；"+
			"这些都不是正常的结尾"),
		err, reason, io.ErrShortWrite)
}
