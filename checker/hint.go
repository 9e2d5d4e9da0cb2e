package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/checker/internal/progress"
	"handshake/checker/internal/screen"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

func (a *app) hintCommand() *cobra.Command {
	c := &check{app: a, answers: syllabus.Dir, race: true}
	return &cobra.Command{
		Use:   "hint [LESSON|LESSON/SPEC]",
		Short: a.say("a hint for the first promise that is broken, or the one you name; ask again for a stronger one", "给第一条没做到的承诺一个提示，也可以指定一条；再问一次，提示更明白"),
		Args:  a.takes(0, 1, course.Text{}),
		RunE:  func(cmd *cobra.Command, args []string) error { return c.hint(cmd.Context(), args) },
	}
}

func (c *check) hint(ctx context.Context, asked []string) error {
	if err := c.open(); err != nil {
		return err
	}
	defer c.engine.Close()
	answers, err := c.collect(asked)
	if err != nil || len(answers) == 0 {
		return err
	}
	if len(answers) > 1 {
		return &usageError{c.say("a hint is for one lesson", "一次只能给一课的提示")}
	}
	verdict, err := c.lastVerdict(ctx, answers)
	if err != nil {
		return err
	}
	r, name := firstOf(verdict), verdict.Lesson.Name
	if len(asked) > 0 {
		if spec, named := syllabus.SpecIn(verdict.Lesson, asked[0]); named {
			r, name = specOf(verdict, spec.ID), verdict.Lesson.Name+"/"+spec.ID
		}
	}
	if r.Good() {
		c.printer.Say(course.Right, 0, course.Text{
			En: name + " needs no hint: it passes.",
			Zh: name + " 不需要提示：已经通过了。"})
		return nil
	}
	c.printer.Record(c.printer.Fitted(r))
	c.give(verdict.Lesson, r)
	return nil
}

// lastVerdict is what check has found, if nothing has changed since; otherwise the lesson is
// judged now.
func (c *check) lastVerdict(ctx context.Context, answers answer.Set) (engine.Verdict, error) {
	l := answers[0].Lesson
	if records := c.book.Recall(l.Name, progress.Fingerprint(c.root, answers[0]), c.lang); records != nil {
		return engine.Verdict{Lesson: l, Records: records}, nil
	}
	verdicts, err := c.judge(ctx, answers)
	if err != nil {
		return engine.Verdict{}, err
	}
	return verdicts[0], nil
}

// firstOf is the record that check shows whole: the first broken promise, or else the first
// that is unwritten, or else any.
func firstOf(v engine.Verdict) course.Record {
	if r, ok := screen.Broken(v); ok {
		return r
	}
	i := slices.IndexFunc(v.Records, func(r course.Record) bool { return !r.Good() })
	return v.Records[max(i, 0)]
}

// specOf is the record of one spec, or the lesson's, where the specs could not be judged.
func specOf(v engine.Verdict, id string) course.Record {
	i := slices.IndexFunc(v.Records, func(r course.Record) bool { return r.Spec == id })
	return v.Records[max(i, 0)]
}

// leakHints are for what is left behind when a promise has been kept: that can happen in any
// spec, and the spec's own hints do not speak of it.
var leakHints = []course.Text{
	{
		En: "The promise itself is kept. What did your code open or start on the way, and who ends it?",
		Zh: "这条承诺本身做到了。可是一路上，你的代码打开了什么、启动了什么？由谁来结束它？"},
	{
		En: "The message names what is left. A connection or a listener must be closed on every way out of the function, also after an error and when ctx has ended. A goroutine must have a reason to return: closing ends a Read and an Accept, a channel or ctx everything else.",
		Zh: "上面写了剩下的是什么。连接和监听器，要在函数的每一条出路上关闭，出错时、ctx 结束时也一样。goroutine 要有返回的理由：关闭能让 Read 和 Accept 返回，别的就靠 channel 或 ctx。"},
	{
		En: "Three habits: defer conn.Close() as soon as the error of Dial or Accept is looked at; stop := context.AfterFunc(…) and defer stop(); wg.Wait() before the function that started a goroutine returns.",
		Zh: "三个习惯：看过 Dial 或 Accept 的错误，马上 defer conn.Close()；写了 stop := context.AfterFunc(…)，就 defer stop()；启动过 goroutine 的函数，返回之前 wg.Wait()。"},
}

// give shows the hints taken so far for the spec and one more.
func (c *check) give(l syllabus.Lesson, r course.Record) {
	spec, ok := l.Spec(r.Spec)
	if !ok {
		return // the lesson does not compile: the compiler has said it all
	}
	hints := spec.Hints
	if r.Leak {
		hints = leakHints
	}
	taken := c.book.TakeHint(r, len(hints))
	c.book.Save()
	fmt.Fprintln(c.printer.Out)
	for i, hint := range hints[:taken] {
		c.printer.Say(course.Strong, 0, course.Say(
			"Hint %d of %d",
			"提示 %d/%d", i+1, len(hints)))
		c.printer.Say(course.Plain, 2, hint)
	}
	if taken < len(hints) {
		c.printer.Say(course.Faint, 0, course.Say(
			"Try first; `make hint` once more tells more.",
			"先试一试；再来一次 `make hint` 会说得更明白。"))
		return
	}
	c.printer.Say(course.Faint, 0, course.Say(
		"That was the last hint. Read on in docs/en/%s.md#%s",
		"提示到此为止。接着读 docs/zh/%s.md#%s", l.Name, misconceptions))
}

// misconceptions is the section of each chapter about what goes wrong.
const misconceptions = "misconceptions"
