package grading

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"handshake/checker/internal/grading/internal/grade"
	"handshake/checker/internal/grading/internal/report"
	"handshake/checker/internal/grading/internal/roster"
	"handshake/checker/internal/grading/internal/table"
	"handshake/internal/course"
)

// Merge joins the results in several folders, each of one part of a class, with options that are
// valid.
func Merge(o Options, s Screen, dirs []string) error {
	if _, err := os.Stat(filepath.Join(o.Out, grade.JournalFile)); err == nil {
		return course.Fail(nil,
			"%s already holds results; merge into a new folder",
			"%s 里已经有结果；请合并到新的目录", o.Out)
	}
	for _, dir := range dirs {
		if _, err := grade.ReadPlan(dir); errors.Is(err, fs.ErrNotExist) {
			return course.Fail(nil,
				"%s holds no results: name the folders that `checker grade` has written",
				"%s 里没有评分结果：请给出 `checker grade` 写出的目录", dir)
		}
	}
	part, err := grade.ReadPlan(dirs[0]) // each part knows the whole class
	if err != nil {
		return err
	}
	if err := o.fits(part); err != nil {
		return err
	}
	overrides, err := grade.ReadOverrides(o.Overrides, part)
	if err != nil {
		return err
	}
	var named []roster.Student
	if o.Roster != "" {
		listed, err := roster.Read(o.Roster)
		if err != nil {
			return err
		}
		named = listed.Students
	}
	if err := os.MkdirAll(o.Out, 0o700); err != nil {
		return err
	}
	journal, err := grade.OpenJournal(o.Out)
	if err != nil {
		return err
	}
	defer journal.Close()
	plan, err := grade.Merge(dirs, journal)
	if err == nil {
		if named != nil {
			plan.Roster = named
		}
		err = grade.WritePlan(o.Out, plan)
	}
	if err != nil {
		return errors.Join(err, journal.Discard()) // the parts still have it all
	}
	return o.hand(s, plan, journal, overrides)
}

// fits makes sure that the options suit the plan's class: the formats of a single submission, and
// when each of its students has handed in.
func (o *Options) fits(p grade.Plan) error {
	for _, f := range o.Formats {
		if (f == report.Scope || f == report.Classroom) && len(p.Class) != 1 {
			return course.Fail(nil,
				"--format %[1]s is for a single submission, and there are %[2]d: grade each by itself, "+
					"into a folder of its own",
				"--format %[1]s 只用于单独一份作业，而这里有 %[2]d 份：请一份一份地评，各用各的目录", f, len(p.Class))
		}
	}
	if o.deadline == nil {
		return nil
	}
	if o.Times == "" {
		return misuse("--due needs --times: who handed in when?", "--due 要和 --times 一起用：各人是什么时候交的？")
	}
	times, err := grade.ReadTimes(o.Times, p)
	if line := (*table.Error)(nil); err != nil && !errors.As(err, &line) {
		return misuse("--times cannot be read: %v", "--times 读不了：%v", err)
	}
	o.deadline.Times = times
	return err
}

// hand writes the reports and tells what became of the class.
func (o *Options) hand(s Screen, plan grade.Plan, journal *grade.Journal, overrides grade.Overrides) error {
	c := &grade.Class{Plan: plan, Journal: journal, Lang: s.Lang, Overrides: overrides, Deadline: o.deadline}
	equal, err := c.Equal()
	if err != nil {
		return err
	}
	err = report.Write(o.Out, report.Class{Manifest: plan.Manifest, Lang: s.Lang, Sheets: c.Sheets, Strays: plan.Strays,
		FileName: roster.SafeName, Equal: equal}, o.Formats)
	if err != nil {
		return err
	}
	return o.summary(s, c, len(equal))
}

// summary tells the teacher what to look at.
func (o *Options) summary(s Screen, c *grade.Class, equal int) error {
	var marked, absent, unread, pending, unsure, late, untimed, tampered int
	for sheet, err := range c.Sheets() {
		switch {
		case err != nil:
			return err
		case sheet.Absent():
			absent++
		case sheet.Problem != nil:
			unread++
		default:
			marked++
		}
		if sheet.Late.Days > 0 {
			late++
		} else if o.deadline != nil && !sheet.Absent() {
			if _, known := o.deadline.Times[sheet.Student]; !known {
				untimed++
			}
		}
		if sheet.Tampered() {
			tampered++
		}
		for _, a := range sheet.Answers {
			if a.Pending() {
				pending++
			}
			if a.Nondeterministic {
				unsure++
			}
		}
	}
	if len(c.Plan.Class) == 1 {
		equal = 0 // what is printed about a single submission, its student may read
	}
	for _, line := range []struct {
		tone course.Tone
		n    int
		text course.Text
	}{
		{course.Right, marked, course.Say("Marked: %d.", "评完 %d 份。", marked)},
		{course.Waiting, absent, course.Say("Handed in nothing: %d.", "%d 名学生没有交。", absent)},
		{course.Wrong, unread, course.Say(
			"Could not be marked: %d; the report says why.",
			"%d 份无法评分，原因见报告。", unread)},
		{course.Wrong, tampered, course.Say(
			"Submissions that have tampered with their verdict: %d; nothing of them counts, look at their code.",
			"有 %d 份提交动过自己的评判结果，全部不算数，请看看它们的代码。", tampered)},
		{course.Waiting, len(c.Plan.Strays), course.Say(
			"Files that belong to nobody: %d; the report lists them.",
			"%d 个文件不知道是谁的，报告里列出了它们。", len(c.Plan.Strays))},
		{course.Waiting, late, course.Say(
			"Handed in late: %d; the final marks are in totals.csv and the reports.",
			"%d 份交晚了；扣分之后的成绩见 totals.csv 和报告。", late)},
		{course.Waiting, untimed, course.Say(
			"Not in the table of times, and taken as on time: %d.",
			"%d 份不在时间表里，按准时算。", untimed)},
		{course.Wrong, unsure, course.Say(
			"Answers judged differently the second time: %d; look at them yourself.",
			"%d 个答案两次评判的结论不同，请亲自看一看。", unsure)},
		{course.Waiting, equal, course.Say(
			"Equal answers of several students, or equal to the course's solution: %d; report.html and equal.csv "+
				"name them.",
			"有 %d 个答案是几名学生相同，或者与参考答案相同；report.html 和 equal.csv 里列出了它们。", equal)},
	} {
		if line.n > 0 {
			s.Say(line.tone, 0, line.text)
		}
	}
	s.Say(course.Plain, 0, course.Say("Results: %s", "结果：%s", o.Out))
	if pending > 0 {
		return course.Fail(nil,
			"answers set aside, because the machine failed and not the student: %d; run the same command again",
			"%d 个答案暂缓评分，因为出错的是机器，不是学生：请再运行一次同样的命令", pending)
	}
	return nil
}
