package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"handshake/checker/internal/engine"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

func (a *app) hintCommand() *cobra.Command {
	c := &check{app: a, answers: syllabus.Dir, format: "text"}
	return &cobra.Command{
		Use:   "hint [LESSON]",
		Short: a.say("a hint for the first spec that fails; ask again for a stronger one", "给第一条没通过的测试一个提示；再问一次，提示更明白"),
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
	if err != nil || len(answers.Lessons) == 0 {
		return err
	}
	if len(answers.Lessons) > 1 {
		return &usageError{c.say("a hint is for one lesson", "一次只能给一课的提示")}
	}
	bin, err := c.engine.Build(ctx, answers, false)
	if err != nil {
		return err
	}
	var verdict engine.Verdict
	err = bin.Judge(ctx, engine.Options{Lang: c.lang}, func(v engine.Verdict) { verdict = c.asHandedOut(v) })
	if err != nil {
		return err
	}
	i := slices.IndexFunc(verdict.Records, func(r course.Record) bool { return !r.Good() })
	if i < 0 {
		c.printer.Say(course.Right, 0, course.Text{
			En: verdict.Lesson.Name + " needs no hint: every spec passes.",
			Zh: verdict.Lesson.Name + " 不需要提示：全部测试都通过了。"})
		return nil
	}
	c.printer.Record(verdict.Records[i])
	c.give(verdict.Lesson, verdict.Records[i])
	return nil
}

// give shows the hints taken so far for the spec and one more.
func (c *check) give(l syllabus.Lesson, r course.Record) {
	spec, ok := l.Spec(r.Spec)
	if !ok {
		return // the lesson does not compile: the compiler has said it all
	}
	taken := min(c.book.Hints[r.Name()]+1, len(spec.Hints))
	c.book.Hints[r.Name()] = taken
	c.book.Save()
	fmt.Fprintln(c.printer.Out)
	for i, hint := range spec.Hints[:taken] {
		c.printer.Say(course.Strong, 0, course.Text{
			En: fmt.Sprintf("Hint %d of %d", i+1, len(spec.Hints)),
			Zh: fmt.Sprintf("提示 %d/%d", i+1, len(spec.Hints))})
		c.printer.Say(course.Plain, 2, hint)
	}
	if taken < len(spec.Hints) {
		c.printer.Say(course.Faint, 0, course.Text{
			En: "Try first; `make hint` once more tells more.",
			Zh: "先试一试；再来一次 `make hint` 会说得更明白。"})
	}
}
