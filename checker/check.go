package main

import (
	"context"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"handshake/checker/internal/screen"
	"handshake/checker/internal/session"
	"handshake/checker/internal/verdict"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// check is one run of "checker check".
type check struct {
	*app
	answers string // folder of the student's files
	format  string
	race    bool // ask the race detector too, where a lesson needs goroutines
	full    bool // show every broken promise whole
}

func (a *app) checkCommand() *cobra.Command {
	c := &check{app: a}
	cmd := &cobra.Command{
		Use: "check [LESSON…]",
		Short: a.say(
			"judge your answers: the next unfinished lesson, or those you name (3, 03, accept, 01-06, all)",
			"评判你的答案：默认是下一课未完成的，也可以指定（3、03、accept、01-06、all）"),
		RunE: func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) },
	}
	f := cmd.Flags()
	f.StringVar(&c.answers, "answers", syllabus.Dir, a.say(
		"take the student's files from `DIR`/<lesson>/", "从 `DIR`/<lesson>/ 取答案文件"))
	f.BoolVar(&c.race, "race", true, a.say(
		"when a single lesson passes and needs goroutines, look for data races too",
		"只检查一课、通过之后，如果这一课用到 goroutine，再查数据竞争"))
	f.BoolVar(&c.full, "full", false, a.say(
		"show every broken promise whole, not only the first", "没做到的每一条都完整列出，不只是第一条"))
	f.StringVar(&c.format, "format", "text", a.say("text, json or junit", "text、json 或 junit"))
	return cmd
}

func (c *check) run(ctx context.Context, asked []string) error {
	if !slices.Contains([]string{"text", "json", "junit"}, c.format) {
		return usage("--format takes text, json or junit, not %s", "--format 只能是 text、json 或 junit，不能是 %s", c.format)
	}
	s, err := c.open(c.answers)
	if err != nil {
		return err
	}
	defer s.Close()
	answers, err := s.Choose(asked...)
	if err != nil {
		return err
	}
	c.leftOut(s)
	out := screen.Stdout(c.lang)
	out.Full = c.full
	if len(answers) == 0 {
		out.Printer.Say(course.Right, 0, s.AllDone())
		return nil
	}
	var outcomes []session.Outcome
	for o, err := range s.Judge(ctx, answers, c.race) {
		if err != nil {
			return err
		}
		if c.format == "text" {
			c.show(out, o, len(answers) > 1)
		}
		if o.Race == session.NotAsked {
			outcomes = append(outcomes, o)
		} else {
			outcomes[0] = o
		}
	}
	if err := c.conclude(out, s, outcomes); err != nil {
		return err
	}
	if _, open := session.FirstOpen(outcomes); open || len(s.LeftOut) > 0 {
		return errFailed
	}
	return nil
}

// show shows an outcome: whole, or in one line as one of several.
func (c *check) show(out screen.Screen, o session.Outcome, several bool) {
	switch o.Race {
	case session.Unavailable:
		out.Note(course.Say(
			"Data races were not looked for: the race detector needs a C compiler (gcc or clang).",
			"没有检查数据竞争：竞态检测器需要 C 编译器（gcc 或 clang）。"))
		return
	case session.Clean:
		out.Note(course.Say("The race detector found nothing either.", "竞态检测器也没有发现问题。"))
		return
	case session.Convicted:
		out.Note(course.Say("Under the race detector:", "在竞态检测器下："))
	}
	switch {
	case several && !c.full:
		out.Row(o)
	case several || o.Passed():
		out.Lesson(o, course.Text{})
	default:
		out.Lesson(o, o.Next())
	}
}

// conclude writes the outcomes for programs, or tells the student what to do now, where that has
// not been told: after a lesson that is done, and after several.
func (c *check) conclude(out screen.Screen, s *session.Session, outcomes []session.Outcome) error {
	switch c.format {
	case "json":
		for _, o := range outcomes {
			if err := verdict.JSON(os.Stdout, o.Verdict); err != nil {
				return err
			}
		}
		return nil
	case "junit":
		return verdict.JUnit(os.Stdout, c.lang, session.Verdicts(outcomes))
	}
	several := len(outcomes) > 1
	open, is := session.FirstOpen(outcomes)
	switch {
	case !is:
		out.Done(s.Done(outcomes[len(outcomes)-1].Lesson, several))
	case several:
		if c.full {
			out.Summary(outcomes)
		}
		out.First(open, open.Next())
	}
	return nil
}
