package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"handshake/checker/internal/screen"
	"handshake/checker/internal/session"
	"handshake/checker/internal/toolchain"
	"handshake/checker/internal/verify"
	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

// proving is one run of "checker verify".
type proving struct {
	*app
	*session.Session
	printer course.Printer
}

func (a *app) verifyCommand() *cobra.Command {
	c := &proving{app: a, printer: screen.Stdout(a.lang).Printer}
	v := &verify.Verifier{}
	handOut := false
	cmd := &cobra.Command{
		Use:   "verify [LESSON…]",
		Short: a.say("prove lessons: the author's contract and the four verdicts", "验证课程本身：作者约定与四项裁决"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if handOut {
				return c.handOut(v, args)
			}
			return c.verify(cmd.Context(), v, args)
		},
	}
	cmd.Flags().IntVar(&v.Rounds, "rounds", 3, a.say("how often the solutions must pass in a row", "参考答案要连续通过多少遍"))
	cmd.Flags().BoolVar(&v.Soak, "soak", false, a.say("nothing but the solutions, over and over", "只反复验证参考答案"))
	cmd.Flags().BoolVar(&handOut, "hand-out", false, a.say("nothing but this: hand out stubs, specs, weights and the kit as they are now", "只做这一件：把现在的桩代码、测试、分值和测试工具定为发给学生的版本"))
	cmd.Flags().BoolVar(&v.Busy, "busy", false, a.say("nothing but that verdicts stay the same on a busy machine", "只验证机器再忙裁决也不变"))
	cmd.Flags().BoolVar(&v.Update, "update", false, a.say("keep today's feedback on wrong answers as the golden one", "把现在对错误答案的反馈存为标准"))
	return cmd
}

func (c *proving) verify(ctx context.Context, v *verify.Verifier, asked []string) error {
	var err error
	if c.Session, err = c.open(syllabus.Dir); err != nil {
		return err
	}
	defer c.Close()
	if v.Lessons, err = c.proved(asked); err != nil {
		return err
	}
	v.Engine, v.Race = c.Engine, toolchain.RaceDetector(ctx)
	v.Say = func(t course.Text) { c.printer.Say(course.Faint, 0, t) }
	if !v.Race {
		c.printer.Say(course.Waiting, 0, course.Say(
			"Left out: data races. The race detector needs a C compiler (gcc or clang).",
			"没有检查数据竞争：竞态检测器需要 C 编译器（gcc 或 clang）。"))
	}
	c.unlike(v)
	problems, err := v.Run(ctx)
	if err != nil {
		return err
	}
	if len(problems) > 0 || len(c.LeftOut) > 0 {
		c.complain(problems)
		return errFailed
	}
	fmt.Fprintf(c.printer.Out, "%s %s\n", c.printer.Paint(course.Right, "✓"), names(v.Lessons))
	return nil
}

func (c *proving) complain(problems []verify.Problem) {
	for _, p := range problems {
		fmt.Fprintf(c.printer.Out, "%s %s\n", c.printer.Paint(course.Wrong, "✗"), p.Where)
		c.printer.Say(course.Plain, 4, p.What)
	}
}

// unlike tells an author what students do not get yet.
func (c *proving) unlike(v *verify.Verifier) {
	for _, l := range v.Lessons {
		files := v.Unlike(l)
		if handout.Stubs(l.Name) == nil {
			files = []string{syllabus.Dir + "/" + l.Name}
		}
		for _, file := range files {
			c.printer.Say(course.Waiting, 0, course.Say(
				"! %s is not as the course hands it out; if it shall be: `.bin/checker verify --hand-out %s`",
				"! %s 和课程发给学生的不一样；如果就是要改：`.bin/checker verify --hand-out %s`", file, l.Number()))
		}
	}
}

// handOut makes the lessons, as they are now, the ones that students get.
func (c *proving) handOut(v *verify.Verifier, asked []string) error {
	var err error
	if c.Session, err = c.open(syllabus.Dir); err != nil {
		return err
	}
	defer c.Close()
	if v.Lessons, err = c.proved(asked); err != nil {
		return err
	}
	v.Engine = c.Engine
	problems, err := v.HandOut()
	if err != nil {
		return err
	}
	if len(problems) > 0 {
		c.complain(problems)
		c.printer.Say(course.Strong, 0, course.Say(
			"Nothing is handed out: stubs are handed out before anybody writes in them.",
			"什么都没有发出：桩代码要在动手写之前发。"))
		return errFailed
	}
	c.printer.Say(course.Right, 0, course.Say(
		"Handed out: %s. Commit %s together with the lessons; the next `make` builds them in.",
		"已定为发给学生的版本：%s。请把 %s 和课程一起提交；下一次 `make` 会把它们编译进检查器。", names(v.Lessons), handout.Dir))
	return nil
}

// proved are the lessons that an author asks for: all of them, unless some are named.
func (c *proving) proved(asked []string) ([]syllabus.Lesson, error) {
	if len(asked) == 0 {
		asked = []string{"all"}
	}
	lessons, err := c.Select(asked...)
	c.leftOut(c.Session)
	return lessons, err
}

func names(lessons []syllabus.Lesson) string {
	var all []string
	for _, l := range lessons {
		all = append(all, l.Name)
	}
	return strings.Join(all, " ")
}
