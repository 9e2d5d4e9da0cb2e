package main

import (
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"handshake/checker/internal/grading"
	"handshake/checker/internal/screen"
	"handshake/checker/internal/session"
	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

func (a *app) gradeCommand() *cobra.Command {
	o := grading.Defaults()
	var lessons string
	cmd := &cobra.Command{
		Use: "grade SUBMISSION…",
		Short: a.say(
			"mark a class: folders, zip or tar.gz files, or a folder full of them",
			"给全班评分：目录、zip 或 tar.gz 文件，或装满它们的一个目录"),
		Args: a.takes(1, -1, course.Say(
			"whose work is to be graded? name the folder that the submissions are in, or the submissions themselves "+
				"(with make: IN=submissions)",
			"要评谁的作业？请给出放作业的目录，或者一份份作业（用 make 时写 IN=submissions）")),
		RunE: func(cmd *cobra.Command, args []string) error {
			return misused(a.grade(cmd.Context(), o, strings.Split(lessons, ","), args))
		},
	}
	a.gradingFlags(cmd, &o)
	f := cmd.Flags()
	f.StringVar(&lessons, "lessons", "all", a.say(
		"which lessons to grade, with commas: 01-06,08", "评哪些课，用逗号分开：01-06,08"))
	f.IntVar(&o.Jobs, "jobs", o.Jobs, a.say("submissions at a time", "同时评多少份"))
	f.StringVar(&o.Shard, "shard", o.Shard, a.say(
		"grade only part `I/N` of the class; `checker merge` joins the parts",
		"只评全班的第 `I/N` 份；之后用 `checker merge` 合并"))
	f.BoolVar(&o.Again, "again", false, a.say("judge even what has been judged before", "已经评过的也重评一遍"))
	f.BoolVar(&o.Unsafe, "unsafe-no-sandbox", false, a.say(
		"DANGEROUS: run students' code without a sandbox; every result is marked",
		"危险：不用沙箱运行学生的代码；每个结果都会注明"))
	return cmd
}

func (a *app) mergeCommand() *cobra.Command {
	o := grading.Defaults()
	cmd := &cobra.Command{
		Use:   "merge DIR…",
		Short: a.say("join the parts of a class that were graded with --shard", "合并用 --shard 分别评出的各份结果"),
		Args: a.takes(1, -1, course.Say(
			"what is to be merged? name the folders that `checker grade --shard` has written",
			"要合并什么？请给出 `checker grade --shard` 写出的各个目录")),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := o.Validate(); err != nil {
				return misused(err)
			}
			return misused(grading.Merge(o, a.gradingScreen(), args))
		},
	}
	a.gradingFlags(cmd, &o)
	return cmd
}

// gradingFlags are those that the commands grade and merge share.
func (a *app) gradingFlags(cmd *cobra.Command, o *grading.Options) {
	f := cmd.Flags()
	f.StringVar(&o.Out, "out", "", a.say("folder for the results (required)", "结果放在哪个目录（必填）"))
	f.StringVar(&o.Roster, "roster", "", a.say(
		"CSV of the class: student,name,email,lang (default SUBMISSION/roster.csv)",
		"全班名单 CSV：student,name,email,lang（默认 SUBMISSION/roster.csv）"))
	f.StringVar(&o.Overrides, "overrides", "", a.say(
		"CSV of points given by hand: student,lesson,points,reason (default OUT/overrides.csv)",
		"人工给分 CSV：student,lesson,points,reason（默认 OUT/overrides.csv）"))
	f.StringVar(&o.Times, "times", "", a.say(
		"CSV of when each student handed in: student,submitted (default SUBMISSION/times.csv)",
		"交作业时间 CSV：student,submitted（默认 SUBMISSION/times.csv）"))
	f.StringVar(&o.Due, "due", "", a.say(
		"`TIME` by which to hand in, such as \"2026-10-01 23:59\" or 2026-10-01T23:59:00+08:00",
		"截止时间 `TIME`，比如 \"2026-10-01 23:59\" 或 2026-10-01T23:59:00+08:00"))
	f.IntVar(&o.Late, "late", o.Late, a.say(
		"`PERCENT` of the score taken off for each day begun after --due",
		"过了 --due 之后，每进入新的一天扣去得分的百分之几（`PERCENT`）"))
	f.StringSliceVar(&o.Formats, "format", o.Formats, a.say(
		"what to write: %s", "写出哪些格式：%s", course.Commas(grading.Formats())))
	o.Typed = f.Changed
}

// gradingScreen is standard output, with a status on standard error.
func (a *app) gradingScreen() grading.Screen {
	status := screen.NewStatus(a.lang)
	return grading.Screen{Printer: screen.Stdout(a.lang).Printer, Status: status.Show, Terminal: status.Terminal}
}

// misused is what grading cannot follow, as any other command line that cannot be understood.
func misused(err error) error {
	if m := (*grading.Misuse)(nil); errors.As(err, &m) {
		return usage("%s", "%s", m.Text)
	}
	return err
}

func (a *app) grade(ctx context.Context, o grading.Options, asked, paths []string) error {
	if err := o.Validate(); err != nil {
		return err
	}
	s, err := a.open(syllabus.Dir)
	if err != nil {
		return err
	}
	defer s.Close()
	lessons, err := s.Select(asked...)
	if err != nil {
		return err
	}
	for _, b := range s.LeftOut {
		if handout.Stubs(b.Lesson) != nil {
			return session.Mend(b) // nobody's marks shall lack a lesson of the course
		}
	}
	a.leftOut(s)
	by := grading.Course{Engine: s.Engine, All: s.Lessons, Lessons: lessons}
	return grading.Run(ctx, o, by, a.gradingScreen(), paths)
}
