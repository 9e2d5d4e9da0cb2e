package exchange_test

import (
	"fmt"
	"io"

	exchange "handshake/lessons/04-exchange"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// answersAnybody draws a server, and compares what Answer makes of it with the contract.
func answersAnybody(d *scene.Dice, s *scene.Stage) {
	said, say := d.Text(400), aSpeech(d)
	size := max(0, scene.One(d, len(said), len(said)-1, 0, 1, len(said)+1, len(said)/2, 2*len(said)))
	server := aPeer(d, s, said)
	server.Breaks, server.BreaksAfter = say.fails.Err, say.after
	var unfinished scene.Trouble
	if d.Below(6) == 5 {
		unfinished = d.Trouble()
		server.FinishFails = unfinished.Err
	}
	if size <= len(said) && d.Sometimes() { // says it all, and stays on the line
		server.Ends, server.ends, server.AtOnce = nil, In("nothing more, the line is open", "没有下文，线路还开着"), false
	}
	server.tell(s, In("the server", "服务端"))
	say.tell(s)
	if unfinished.Err != nil {
		s.Given("CloseWrite fails: %v", "CloseWrite 失败：%v", unfinished)
	}
	s.Then("Answer is called: size %d, reply %s", "调用 Answer：size 是 %d，reply 是 %s", size, quoted(say.text))
	conn, done := server.conn(s)

	var calls []Call
	finished := false
	got := scene.Call(s, func() answered {
		greeting, err := exchange.Answer(LendHalf(conn), size, say.text)
		calls, finished = done(), conn.Finished()
		return answered{greeting, err}
	}, In(
		"Answer does not return, though it could know by now how this ends: it waits for more than size bytes, or for "+
			"the server to finish",
		"结果已经清楚了，Answer 却没有返回：它要么在等超过 size 的字节，要么在等服务端说完"))

	readVain(s, conn)
	s.Check(conn.Taken() <= size, In(
		"what follows the greeting is the caller's to read: ask Read for no more than is missing",
		"问候之后的话要留给调用者去读：向 Read 要的，不能比还缺的多"),
		fmt.Sprintf(In("%d bytes are read", "读 %d 字节"), size), fmt.Sprint(conn.Taken()))
	s.Check(!spokeBefore(calls, size), In(
		"Answer spoke before it had heard the whole greeting, size bytes: if that breaks off, the server gets no reply",
		"还没听满 size 字节的问候，Answer 就开口了：问候要是断了，服务端不该得到答复"),
		In("first the greeting, then the reply", "先听完问候，再答复"), In("a Write before", "提前 Write"))
	want := server.hear(size)
	switch {
	case !want.enough:
		s.Same(In("the greeting did not come in full, so the server gets no reply",
			"问候没有来齐，不该给服务端任何答复"), conn.Heard(), "")
		cutShort(s, got, want.end, with(unfinished.Err)...)
	case say.fails.Err != nil:
		s.Kinds(theReason(), got.err, say.fails.Err, with(unfinished.Err)...)
	case unfinished.Err != nil:
		s.Kinds(theReason(), got.err, unfinished.Err)
	default:
		s.Check(got.err == nil, In(
			"the greeting is complete with the last of size bytes, whatever comes along with it, and the reply could "+
				"be sent: nothing went wrong here, neither by silence nor by a Read of 0 bytes without an error",
			"读满 size 字节，问候就完整了，不管同时还来了什么，答复也发得出去：这里没有什么出错，沉默不算，读到 0 字节而没有错误也不算"),
			In("no error", "没有错误"), fmt.Sprint(got.err))
		s.Same(In("the greeting is what the server said, every byte as it is",
			"问候就是服务端说的话，每个字节都原样不动"), got.greeting, said[:size])
		s.Same(In("the server must hear exactly the bytes of reply, whatever they are",
			"服务端听到的应当正是 reply 的每个字节，不管是什么字节"), conn.Heard(), say.text)
		s.Check(finished, In(
			"when Answer returns, it has finished sending: call CloseWrite, also after an empty reply, and in "+
				"no goroutine",
			"Answer 返回时，发送应当已经结束：要调用 CloseWrite，答复是空的也一样，而且不要放进 goroutine"),
			In("CloseWrite was called", "调用过 CloseWrite"), In("it was not", "没有调用"))
	}
	leftAlone(s, calls, true)
	s.Check(len(done()) == len(calls), nothingLeft(), In("nothing more", "不再有动作"), In("it goes on", "还在继续"))
	if d.Below(8) == 7 { // it takes its time
		s.Nothing(nothingLeft())
	}
}

// cutShort compares what Answer says of a greeting that did not come in full.
func cutShort(s *scene.Stage, got answered, end error, also ...error) {
	if end == io.EOF {
		why := In(
			"the server finished before size bytes had come: that is io.ErrUnexpectedEOF, and not io.EOF, which to a "+
				"caller means a proper end",
			"服务端没说满 size 字节就结束了：这是 io.ErrUnexpectedEOF，不是 io.EOF，后者在调用者看来是正常结束")
		s.Check(got.err != nil, why, "io.ErrUnexpectedEOF", In("no error", "没有错误"))
		s.Kinds(why, got.err, io.ErrUnexpectedEOF, also...)
		return
	}
	s.Check(got.err != nil, In(
		"the connection failed before size bytes had come: half a greeting is no success",
		"还没听满 size 字节，连接就出了故障：半句问候不算成功"), OneLine(end), In("no error", "没有错误"))
	s.Kinds(theReason(), got.err, end, also...)
}

// spokeBefore reports whether bytes were written before size bytes had been read.
func spokeBefore(calls []Call, size int) bool {
	got := 0
	for _, call := range calls {
		if call.Op == "write" && call.Room > 0 && got < size {
			return true
		}
		if call.Op == "read" {
			got += call.N
		}
	}
	return false
}
