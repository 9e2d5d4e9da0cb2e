package exchange_test

import (
	"errors"
	"fmt"
	"io"
	"math"

	exchange "handshake/lessons/04-exchange"
	. "handshake/lessons/internal/kit"
	. "handshake/lessons/internal/kit/line"
	"handshake/lessons/internal/kit/scene"
)

// greetsAnybody draws a client, and compares what Greet makes of it with the contract.
func greetsAnybody(d *scene.Dice, s *scene.Stage) {
	say, reply := aSpeech(d), d.Text(400)
	limit := d.Limit(len(reply))
	client := aPeer(d, s, reply)
	client.Breaks, client.BreaksAfter = say.fails.Err, say.after
	if say.fails.Err == nil {
		client.Hears = len(say.text)
	}
	stays := limit < len(reply) && d.Sometimes() // says too much, and stays on the line
	if stays {
		client.Ends, client.ends, client.AtOnce = nil, In("nothing more, the line is open", "没有下文，线路还开着"), false
	}
	client.tell(s, In("the client", "客户端"))
	say.tell(s)
	s.Then("Greet is called: greeting %s, limit %s", "调用 Greet：greeting 是 %s，limit 是 %s",
		quoted(say.text), number(limit))
	conn, done := client.conn(s)

	var calls []Call
	got := scene.Call(s, func() greeted {
		reply, err := exchange.Greet(Lend(conn), say.text, limit)
		calls = done()
		return greeted{reply, err}
	}, In(
		"Greet does not return, though it could know by now how this ends: the greeting is not all sent, or it waits "+
			"for more than it needs",
		"结果已经清楚了，Greet 却没有返回：要么问候没有全部发出，要么它等的比需要的还多"))

	readVain(s, conn)
	if say.fails.Err != nil {
		failed(s, got.err, say.fails.Err)
	} else {
		s.Same(In("the client must hear exactly the bytes of greeting, whatever they are",
			"客户端听到的应当正是 greeting 的每个字节，不管是什么字节"), conn.Heard(), say.text)
		heard(s, client, got, reply, limit, calls)
	}
	leftAlone(s, calls, false)
	s.Check(len(done()) == len(calls), nothingLeft(), In("nothing more", "不再有动作"), In("it goes on", "还在继续"))
	if d.Below(8) == 7 { // it takes its time
		s.Nothing(nothingLeft())
	}
}

// heard compares what Greet has made of the client's words.
func heard(s *scene.Stage, client peer, got greeted, reply string, limit int, calls []Call) {
	tooMuch := -1 // there cannot be
	if limit < math.MaxInt {
		tooMuch = limit + 1
	}
	want := client.hear(tooMuch)
	switch {
	case want.enough:
		why := In(
			"with the byte after limit the reply is too long, whatever comes along with it or would come later: the "+
				"error is ErrTooLong",
			"比 limit 多出一个字节，答复就太长了，不管同时还来了什么、后面还会来什么：返回的错误应当是 ErrTooLong")
		s.Check(got.err != nil, why, "ErrTooLong",
			fmt.Sprintf(In("no error, reply %s", "没有错误，答复 %s"), quoted(got.reply)))
		s.Kinds(why, got.err, exchange.ErrTooLong, append(with(want.with), io.EOF)...)
		s.Check(s.Now() == want.at, In(
			"one byte too many is enough to know: do not wait for another, nor for the end",
			"多出一个字节就足以断定：不要再等下一个字节，也不要等结尾"),
			fmt.Sprintf(In("it returns after %v", "%v 之后返回"), want.at), s.Now().String())
		s.Check(readsAfter(calls, tooMuch) == 0, In(
			"the byte after limit was there, and Greet read on: stop reading as soon as the reply is too long",
			"多出的那个字节已经来了，Greet 还在往下读：一发现答复太长，就不要再读"),
			In("no further Read", "不再 Read"), fmt.Sprintf("%d × Read", readsAfter(calls, tooMuch)))
	case want.end == io.EOF:
		s.Check(got.err == nil, In(
			"the client said its reply, within the limit, and finished: nothing went wrong here, neither by silence "+
				"nor by a Read of 0 bytes without an error",
			"客户端说完了答复，也没有超过上限：这里没有什么出错，沉默不算，读到 0 字节而没有错误也不算"),
			In("no error", "没有错误"), fmt.Sprint(got.err))
		s.Same(In(
			"the reply is all that the client said until io.EOF, every byte as it is",
			"答复就是到 io.EOF 为止客户端说的全部内容，每个字节都原样不动"), got.reply, reply)
	default:
		s.Check(got.err != nil, In(
			"this was a failure, not the end: io.EOF alone says that the client has finished, and no other error does",
			"这是故障，不是结尾：只有 io.EOF 表示客户端说完了，别的错误都不是"),
			OneLine(want.end), fmt.Sprintf(In("no error, reply %s", "没有错误，答复 %s"), quoted(got.reply)))
		failed(s, got.err, want.end)
	}
}

// failed compares Greet's error with what has happened to the connection.
func failed(s *scene.Stage, got, reason error) {
	s.Kinds(theReason(), got, reason)
	s.Check(!errors.Is(got, exchange.ErrTooLong), theReason(),
		In("errors.Is does not find ErrTooLong", "errors.Is 找不到 ErrTooLong"), OneLine(got))
}

// with are the errors that came along, and may be found or not.
func with(err error) []error {
	if err == nil {
		return nil
	}
	return []error{err}
}

// readsAfter counts the Reads after the one that has brought the n-th byte.
func readsAfter(calls []Call, n int) (reads int) {
	got := 0
	for _, call := range calls {
		if call.Op != "read" {
			continue
		}
		if got >= n {
			reads++
		}
		got += call.N
	}
	return reads
}

// number is a limit as a story tells it.
func number(n int) string {
	if n == math.MaxInt {
		return "math.MaxInt"
	}
	return fmt.Sprint(n)
}
