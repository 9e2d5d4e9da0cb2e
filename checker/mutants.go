package main

import (
	"context"
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"handshake/checker/internal/mutants"
	"handshake/checker/internal/screen"
	"handshake/checker/internal/toolchain"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

func (a *app) mutantsCommand() *cobra.Command {
	var right, most int
	cmd := &cobra.Command{
		Use: "mutants [LESSON…]",
		Short: a.say(
			"prove that the specs notice every small change of a solution",
			"证明测试能发现参考答案的每一处微小改动"),
		RunE: func(cmd *cobra.Command, args []string) error { return a.mutants(cmd.Context(), args, right, most) },
	}
	flags := cmd.Flags()
	flags.IntVar(&right, "right", 0, a.say(
		"of the unusual right answers, too, or of `NUMBER` to each lesson, always the same ones",
		"另类的正确答案也变异；也可以每课只取 `NUMBER` 个，每次都是同样的几个"))
	flags.Lookup("right").NoOptDefVal = strconv.Itoa(mutants.All)
	flags.IntVar(&most, "most", 0, a.say(
		"of each right answer no more than `NUMBER`, always the same ones",
		"每个正确答案最多变异 `NUMBER` 处，每次都是同样的几处"))
	return cmd
}

func (a *app) mutants(ctx context.Context, asked []string, right, most int) error {
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
	trials, err := mutants.Trials(s.Engine, lessons, right, most)
	if err != nil {
		return err
	}
	out, status := screen.Stdout(a.lang).Printer, screen.NewStatus(a.lang)
	fmt.Fprintf(out.Out, "  %s\n", out.Paint(course.Faint, mutants.Head().In(a.lang)))
	failed := false
	race := toolchain.RaceDetector(ctx)
	for _, t := range trials {
		t.Race = race
		t.Far = func(done, of int) {
			status.Show(course.Say("  %s: %d of %d", "  %s：%d/%d", t.Name(), done, of))
		}
		score, err := t.Judge(ctx)
		status.Show(course.Text{})
		if err != nil {
			return err
		}
		mark, tone := "✓", course.Right
		if !score.Good() {
			mark, tone, failed = "✗", course.Wrong, true
		}
		fmt.Fprintf(out.Out, "%s %s\n", out.Paint(tone, mark), t.Row(score))
		for _, p := range t.Problems(score) {
			out.Say(course.Plain, 2, p)
		}
		if len(score.Survivors) > 0 {
			fmt.Fprintf(out.Out, "\n%s\n", t.Paste(score))
		}
	}
	if failed {
		return errFailed
	}
	return nil
}
