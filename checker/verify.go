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
		Short: a.say("prove lessons: the author's contract, the book and the four verdicts", "验证课程本身：作者约定、书与四项裁决"),
		RunE: func(cmd *cobra.Command, args []string) error {
			var err error
			if c.Session, err = c.open(syllabus.Dir); err != nil {
				return err
			}
			defer c.Close()
			if v.Lessons, err = c.proved(args); err != nil {
				return err
			}
			v.Engine = c.Engine
			if handOut {
				return c.handOut(v)
			}
			return c.verify(cmd.Context(), v)
		},
	}
	flags := cmd.Flags()
	flags.IntVar(&v.Rounds, "rounds", 3, a.say("how often the solutions must pass in a row", "参考答案要连续通过多少遍"))
	flags.BoolVar(&v.Soak, "soak", false, a.say("nothing but the solutions, over and over", "只反复验证参考答案"))
	flags.BoolVar(&v.Busy, "busy", false, a.say(
		"nothing but that verdicts stay the same on a busy machine", "只验证机器再忙裁决也不变"))
	flags.BoolVar(&v.Clauses, "clauses", false, a.say(
		"nothing but the clauses: which specs hold each, and which wrong answers break it",
		"只看条款：每一条由哪些测试来守，有哪些错误答案违反它"))
	flags.BoolVar(&v.Book, "book", false, a.say(
		"nothing but the book: chapters, code, figures, words, reading marks", "只验证书：章节、代码、插图、用词、对照记号"))
	flags.BoolVar(&v.Update, "update", false, a.say(
		"renew feedback on wrong answers, code in chapters, and figures (on Linux, as root)",
		"更新对错误答案的反馈、章节里的代码，还有插图（要在 Linux 上用 root）"))
	flags.StringVar(&v.Reviewed, "reviewed", "", a.say(
		"note that both languages have been read beside each other, where both have changed; or in one `PAGE#SECTION`",
		"记下两种语言都改过的小节已经对照读过；也可以只记一节 `PAGE#SECTION`"))
	flags.Lookup("reviewed").NoOptDefVal = verify.Changed
	flags.BoolVar(&handOut, "hand-out", false, a.say(
		"nothing but this: hand out stubs, specs, weights and the kit as they are now",
		"只做这一件：把现在的桩代码、测试、分值和测试工具定为发给学生的版本"))
	return cmd
}

func (c *proving) verify(ctx context.Context, v *verify.Verifier) error {
	v.Race = toolchain.RaceDetector(ctx)
	v.Say = func(t course.Text) { c.printer.Say(course.Faint, 0, t) }
	if !v.Race && !v.Book && !v.Clauses {
		c.printer.Say(course.Waiting, 0, course.Say(
			"Left out: data races. The race detector needs a C compiler (gcc or clang).",
			"没有检查数据竞争：竞态检测器需要 C 编译器（gcc 或 clang）。"))
	}
	c.unlike(v)
	problems, err := v.Run(ctx)
	if err != nil {
		return err
	}
	c.tables(v)
	if len(problems) > 0 || len(c.LeftOut) > 0 {
		c.complain(problems)
		return errFailed
	}
	fmt.Fprintf(c.printer.Out, "%s %s\n", c.printer.Paint(course.Right, "✓"), names(v.Lessons))
	return nil
}

// tables shows the clauses of a lesson, or of all that are asked for, and otherwise their number.
func (c *proving) tables(v *verify.Verifier) {
	for _, table := range v.Table {
		c.printer.Say(course.Strong, 0, table.Counted())
		if v.Clauses || len(v.Lessons) == 1 {
			for _, line := range table.Lines(c.lang, c.printer.Width) {
				fmt.Fprintln(c.printer.Out, line)
			}
		}
	}
}

// complain tells each problem: in one line, file:line first, as editors and people look for it,
// or as a block where there is more to it.
func (c *proving) complain(problems []verify.Problem) {
	for _, p := range problems {
		where := c.printer.Paint(course.Wrong, "✗") + " " + p.Where
		if what := p.What.In(c.lang); !strings.Contains(what, "\n") {
			fmt.Fprintf(c.printer.Out, "%s: %s\n", where, what)
			continue
		}
		fmt.Fprintln(c.printer.Out, where)
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
func (c *proving) handOut(v *verify.Verifier) error {
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
