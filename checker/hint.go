package main

import (
	"context"

	"github.com/spf13/cobra"

	"handshake/checker/internal/screen"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

func (a *app) hintCommand() *cobra.Command {
	return &cobra.Command{
		Use: "hint [LESSON|LESSON/SPEC]",
		Short: a.say(
			"a hint for the first promise that is broken, or the one you name; ask again for a stronger one",
			"给第一条没做到的承诺一个提示，也可以指定一条；再问一次，提示更明白"),
		Args: a.takes(0, 1, course.Text{}),
		RunE: func(cmd *cobra.Command, args []string) error { return a.hint(cmd.Context(), args) },
	}
}

func (a *app) hint(ctx context.Context, asked []string) error {
	s, err := a.open(syllabus.Dir)
	if err != nil {
		return err
	}
	defer s.Close()
	answers, err := s.Choose(asked...)
	if err != nil {
		return err
	}
	a.leftOut(s)
	out := screen.Stdout(a.lang)
	switch len(answers) {
	case 0:
		out.Printer.Say(course.Right, 0, s.AllDone())
		return nil
	case 1:
	default:
		return usage("a hint is for one lesson", "一次只能给一课的提示")
	}
	last, err := s.Last(ctx, answers)
	if err != nil {
		return err
	}
	r, name := last.First(), last.Lesson.Name
	if len(asked) > 0 {
		if spec, named := syllabus.SpecIn(last.Lesson, asked[0]); named {
			r, name = last.Spec(spec.ID), last.Lesson.Name+"/"+spec.ID
		}
	}
	if r.Good() {
		out.Printer.Say(course.Right, 0, course.Say("%s needs no hint: it passes.", "%s 不需要提示：已经通过了。", name))
		return nil
	}
	out.Printer.Record(out.Printer.Fitted(r))
	if taken, of := s.Hints(last, r); of > 0 {
		out.Hints(last.Lesson, taken, of)
	}
	return nil
}
