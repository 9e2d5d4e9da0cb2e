package session

import (
	"context"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/checker/internal/progress"
	"handshake/internal/course"
)

// Last is what was found of the answer to a single lesson, if nothing has changed since;
// otherwise it is judged now.
func (s *Session) Last(ctx context.Context, answers answer.Set) (last Outcome, err error) {
	l := answers[0].Lesson
	if records := s.Book.Recall(l.Name, progress.Fingerprint(s.Root, answers[0]), s.Lang); records != nil {
		return Outcome{Verdict: engine.Verdict{Lesson: l, Records: records}}, nil
	}
	for last, err = range s.Judge(ctx, answers, true) {
		if err != nil {
			return last, err
		}
	}
	return last, nil
}

// Hints are those about a record that a student has taken, one more than the last time, and how
// many there are. There are none where the lesson could not be judged: all has been said.
func (s *Session) Hints(o Outcome, r course.Record) (taken []course.Text, of int) {
	spec, ok := o.Lesson.Spec(r.Spec)
	if !ok {
		return nil, 0
	}
	hints := spec.Hints
	if r.Leak {
		hints = leakHints
	}
	n := s.Book.TakeHint(r, len(hints))
	s.Book.Save()
	return hints[:n], len(hints)
}

// leakHints are for what is left behind when a promise has been kept: that can happen in any
// spec, and the spec's own hints do not speak of it.
var leakHints = []course.Text{
	{
		En: "The promise itself is kept. What did your code open or start on the way, and who ends it?",
		Zh: "这条承诺本身做到了。可是一路上，你的代码打开了什么、启动了什么？由谁来结束它？"},
	{
		En: "The message names what is left. A connection or a listener must be closed on every way out of the " +
			"function, also after an error and when ctx has ended. A goroutine must have a reason to return: " +
			"closing ends a Read and an Accept, a channel or ctx everything else.",
		Zh: "上面写了剩下的是什么。连接和监听器，要在函数的每一条出路上关闭，出错时、ctx 结束时也一样。goroutine " +
			"要有返回的理由：关闭能让 Read 和 Accept 返回，别的就靠 channel 或 ctx。"},
	{
		En: "Three habits: defer conn.Close() as soon as the error of Dial or Accept is looked at; stop := " +
			"context.AfterFunc(…) and defer stop(); wg.Wait() before the function that started a goroutine returns.",
		Zh: "三个习惯：看过 Dial 或 Accept 的错误，马上 defer conn.Close()；写了 stop := context.AfterFunc(…)，就 " +
			"defer stop()；启动过 goroutine 的函数，返回之前 wg.Wait()。"},
}
