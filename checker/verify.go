package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"handshake/checker/internal/engine"
	"handshake/checker/internal/verify"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

func (a *app) verifyCommand() *cobra.Command {
	c := &check{app: a}
	v := &verify.Verifier{}
	cmd := &cobra.Command{
		Use:   "verify [LESSON…]",
		Short: a.say("prove lessons: the author's contract and the four verdicts", "验证课程本身：作者约定与四项裁决"),
		RunE:  func(cmd *cobra.Command, args []string) error { return c.verify(cmd.Context(), v, args) },
	}
	cmd.Flags().IntVar(&v.Rounds, "rounds", 3, a.say("how often the solutions must pass in a row", "参考答案要连续通过多少遍"))
	cmd.Flags().BoolVar(&v.Soak, "soak", false, a.say("nothing but the solutions, over and over", "只反复验证参考答案"))
	cmd.Flags().BoolVar(&v.Busy, "busy", false, a.say("nothing but that verdicts stay the same on a busy machine", "只验证机器再忙裁决也不变"))
	cmd.Flags().BoolVar(&v.Update, "update", false, a.say("keep today's feedback on wrong answers as the golden one", "把现在对错误答案的反馈存为标准"))
	return cmd
}

func (c *check) verify(ctx context.Context, v *verify.Verifier, asked []string) error {
	if err := c.open(); err != nil {
		return err
	}
	defer c.engine.Close()
	if len(asked) == 0 {
		asked = []string{"all"}
	}
	var err error
	if v.Lessons, err = syllabus.Select(c.lessons, asked); err != nil {
		return err
	}
	v.Engine, v.Race = c.engine, engine.RaceDetector(ctx)
	v.Say = func(t course.Text) { c.printer.Say(course.Faint, 0, t) }
	if !v.Race {
		c.printer.Say(course.Waiting, 0, course.Text{
			En: "Left out: data races. The race detector needs a C compiler (gcc or clang).",
			Zh: "没有检查数据竞争：竞态检测器需要 C 编译器（gcc 或 clang）。"})
	}
	problems, err := v.Run(ctx)
	if err != nil {
		return err
	}
	for _, p := range problems {
		fmt.Fprintf(c.printer.Out, "%s %s\n", c.printer.Paint(course.Wrong, "✗"), p.Where)
		c.printer.Say(course.Plain, 4, p.What)
	}
	if len(problems) > 0 {
		return errFailed
	}
	names := make([]string, len(v.Lessons))
	for i, l := range v.Lessons {
		names[i] = l.Name
	}
	fmt.Fprintf(c.printer.Out, "%s %s\n", c.printer.Paint(course.Right, "✓"), strings.Join(names, " "))
	return nil
}
