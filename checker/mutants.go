package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"handshake/checker/internal/mutants"
	"handshake/checker/internal/screen"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

func (a *app) mutantsCommand() *cobra.Command {
	return &cobra.Command{
		Use: "mutants [LESSON…]",
		Short: a.say(
			"prove that the specs notice every small change of a solution",
			"证明测试能发现参考答案的每一处微小改动"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.mutants(cmd.Context(), args) },
	}
}

func (a *app) mutants(ctx context.Context, asked []string) error {
	s, err := a.open(syllabus.Dir)
	if err != nil {
		return err
	}
	defer s.Close()
	if len(asked) == 0 {
		asked = []string{"all"}
	}
	lessons, err := s.Select(asked...)
	if err != nil {
		return err
	}
	a.leftOut(s)
	out, status := screen.Stdout(a.lang).Printer, screen.NewStatus(a.lang)
	failed := false
	for _, l := range lessons {
		score, err := mutants.Judge(ctx, s.Engine, l, func(done, of int) {
			status.Show(course.Say("  %s: %d of %d", "  %s：%d/%d", l.Name, done, of))
		})
		status.Show(course.Text{})
		if err != nil {
			return err
		}
		mark, tone := "✓", course.Right
		if len(score.Survivors)+len(score.Stale) > 0 {
			mark, tone, failed = "✗", course.Wrong, true
		}
		fmt.Fprintf(out.Out, "%s %s\n", out.Paint(tone, mark), course.Say(
			"%s: %d mutants, %d convicted, %d equal to the original, %d survive",
			"%s：%d 个变异体，%d 个被查出，%d 个与原答案等价，%d 个漏网",
			l.Name, score.Made, score.Convicted, score.Equal, len(score.Survivors)).In(a.lang))
		for _, m := range score.Survivors {
			out.Say(course.Plain, 4, course.Say("survives, line %d: %s", "漏网，第 %d 行：%s", m.Line, m.ID))
		}
		for _, id := range score.Stale {
			out.Say(course.Plain, 4, course.Say(
				"not equal any more, or not there: take it out of %s: %s",
				"已经不等价，或者不存在：请从 %s 里删掉：%s", mutants.ListFile, id))
		}
	}
	if failed {
		return errFailed
	}
	return nil
}
