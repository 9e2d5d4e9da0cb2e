package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"handshake/checker/internal/engine"
	"handshake/checker/internal/grading/gate"
	"handshake/checker/internal/grading/grade"
	"handshake/checker/internal/grading/report"
	"handshake/checker/internal/grading/sandbox"
	"handshake/checker/internal/grading/submission"
	"handshake/checker/internal/grading/table"
	"handshake/checker/internal/process"
	"handshake/checker/internal/screen"
	"handshake/checker/internal/session"
	"handshake/checker/internal/toolchain"
	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

// grading is one run of "checker grade" or "checker merge".
type grading struct {
	*app
	*session.Session
	printer   course.Printer
	out       string
	lessons   string
	roster    string
	overrides string
	times     string
	due       string
	late      int
	typed     func(flag string) bool
	deadline  *grade.Deadline // nil without --due
	formats   []string
	shard     string
	jobs      int
	again     bool
	unsafe    bool
}

func (a *app) gradeCommand() *cobra.Command {
	g := &grading{app: a, printer: screen.Stdout(a.lang).Printer}
	cmd := &cobra.Command{
		Use:   "grade SUBMISSION…",
		Short: a.say("mark a class: folders, zip or tar.gz files, or a folder full of them", "给全班评分：目录、zip 或 tar.gz 文件，或装满它们的一个目录"),
		Args: a.takes(1, -1, course.Say(
			"whose work is to be graded? name the folder that the submissions are in, or the submissions themselves (with make: IN=submissions)",
			"要评谁的作业？请给出放作业的目录，或者一份份作业（用 make 时写 IN=submissions）")),
		RunE: func(cmd *cobra.Command, args []string) error { return g.grade(cmd.Context(), args) },
	}
	g.common(cmd)
	f := cmd.Flags()
	f.StringVar(&g.lessons, "lessons", "all", a.say("which lessons to grade, with commas: 01-06,08", "评哪些课，用逗号分开：01-06,08"))
	f.IntVar(&g.jobs, "jobs", jobsHere(), a.say("submissions at a time", "同时评多少份"))
	f.StringVar(&g.shard, "shard", "1/1", a.say("grade only part `I/N` of the class; `checker merge` joins the parts", "只评全班的第 `I/N` 份；之后用 `checker merge` 合并"))
	f.BoolVar(&g.again, "again", false, a.say("judge even what has been judged before", "已经评过的也重评一遍"))
	f.BoolVar(&g.unsafe, "unsafe-no-sandbox", false, a.say("DANGEROUS: run students' code without a sandbox; every result is marked", "危险：不用沙箱运行学生的代码；每个结果都会注明"))
	return cmd
}

func (a *app) mergeCommand() *cobra.Command {
	g := &grading{app: a, printer: screen.Stdout(a.lang).Printer}
	cmd := &cobra.Command{
		Use:   "merge DIR…",
		Short: a.say("join the parts of a class that were graded with --shard", "合并用 --shard 分别评出的各份结果"),
		Args: a.takes(1, -1, course.Say(
			"what is to be merged? name the folders that `checker grade --shard` has written",
			"要合并什么？请给出 `checker grade --shard` 写出的各个目录")),
		RunE: func(_ *cobra.Command, args []string) error { return g.merge(args) },
	}
	g.common(cmd)
	return cmd
}

func (g *grading) common(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&g.out, "out", "", g.say("folder for the results (required)", "结果放在哪个目录（必填）"))
	f.StringVar(&g.roster, "roster", "", g.say("CSV of the class: student,name,email,lang (default SUBMISSION/roster.csv)", "全班名单 CSV：student,name,email,lang（默认 SUBMISSION/roster.csv）"))
	f.StringVar(&g.overrides, "overrides", "", g.say("CSV of points given by hand: student,lesson,points,reason (default OUT/overrides.csv)", "人工给分 CSV：student,lesson,points,reason（默认 OUT/overrides.csv）"))
	f.StringVar(&g.times, "times", "", g.say("CSV of when each student handed in: student,submitted (default SUBMISSION/times.csv)", "交作业时间 CSV：student,submitted（默认 SUBMISSION/times.csv）"))
	f.StringVar(&g.due, "due", "", g.say("`TIME` by which to hand in, such as \"2026-10-01 23:59\" or 2026-10-01T23:59:00+08:00", "截止时间 `TIME`，比如 \"2026-10-01 23:59\" 或 2026-10-01T23:59:00+08:00"))
	f.IntVar(&g.late, "late", 10, g.say("`PERCENT` of the score taken off for each day begun after --due", "过了 --due 之后，每进入新的一天扣去得分的百分之几（`PERCENT`）"))
	g.typed = f.Changed
	f.StringSliceVar(&g.formats, "format", []string{report.CSV, report.HTML}, g.say("what to write: "+strings.Join(report.Formats, ", "), "写出哪些格式："+strings.Join(report.Formats, "、")))
}

// prepare checks what was typed, before anything is read or written.
func (g *grading) prepare() error {
	if g.out == "" {
		return usage("--out is missing: where shall the results go? (with make: OUT=marks)", "缺少 --out：结果放在哪里？（用 make 时写 OUT=marks）")
	}
	for _, f := range g.formats {
		if !slices.Contains(report.Formats, f) {
			return usage("--format takes "+strings.Join(report.Formats, ", ")+", not "+f, "--format 只能是 "+strings.Join(report.Formats, "、")+"，不能是 "+f)
		}
	}
	if g.overrides == "" {
		g.overrides = filepath.Join(g.out, grade.OverridesFile)
	}
	return g.lateness()
}

// lateness checks what was typed about late submissions.
func (g *grading) lateness() error {
	if !g.typed("due") {
		for _, flag := range []string{"--times", "--late"} {
			if g.typed(strings.TrimPrefix(flag, "--")) {
				return usage(flag+" needs --due: when was it to be handed in?", flag+" 要和 --due 一起用：什么时候截止？")
			}
		}
		return nil
	}
	due, ok := grade.ParseTime(g.due)
	if !ok {
		return usage("--due takes a time such as 2026-10-01 23:59 or 2026-10-01T23:59:00+08:00, not %q", "--due 要写成 2026-10-01 23:59 或 2026-10-01T23:59:00+08:00 这样的时间，不能是 %q", g.due)
	}
	if g.late < 0 || g.late > 100 {
		return usage("--late takes a percentage from 0 to 100, not %d", "--late 只能取 0 到 100 的百分数，不能是 %d", g.late)
	}
	g.deadline = &grade.Deadline{Due: due, Percent: g.late}
	return nil
}

// handedIn reads when each student of the plan's class has handed in, where there is a due time.
func (g *grading) handedIn(p grade.Plan) (err error) {
	if g.deadline == nil {
		return nil
	}
	if g.times == "" {
		return usage("--due needs --times: who handed in when?", "--due 要和 --times 一起用：各人是什么时候交的？")
	}
	g.deadline.Times, err = grade.ReadTimes(g.times, p)
	var line *table.Error
	if err != nil && !errors.As(err, &line) {
		return usage("--times cannot be read: %v", "--times 读不了：%v", err)
	}
	return err
}

func (g *grading) grade(ctx context.Context, paths []string) error {
	if err := g.prepare(); err != nil {
		return err
	}
	plan := grade.Plan{}
	if n, err := fmt.Sscanf(g.shard+"\n", "%d/%d\n", &plan.Shard, &plan.Shards); n != 2 || err != nil || plan.Shard < 1 || plan.Shard > plan.Shards {
		return usage("--shard takes I/N, such as 2/4, not "+g.shard, "--shard 要写成 I/N，比如 2/4，不能是 "+g.shard)
	}
	var err error
	if g.Session, err = g.open(syllabus.Dir); err != nil {
		return err
	}
	defer g.Close()
	lessons, err := g.Select(strings.Split(g.lessons, ",")...)
	if err != nil {
		return err
	}
	for _, b := range g.LeftOut {
		if handout.Stubs(b.Lesson) != nil {
			return session.Mend(b) // nobody's marks shall lack a lesson of the course
		}
	}
	g.leftOut(g.Session)
	reweighed, err := grade.Reweighed(g.root, lessons)
	if err != nil {
		return err
	}
	for _, file := range reweighed {
		g.printer.Say(course.Waiting, 0, course.Text{
			En: "! " + file + " is not the course's own: its points count, and every result says so.",
			Zh: "！" + file + " 不是课程原来的：按里面的分值评分，每个结果都会注明。"})
	}
	handed, err := g.class(ctx, paths, &plan)
	if err != nil {
		return err
	}
	if err := g.forOne(plan); err != nil {
		return err
	}
	if err := g.handedIn(plan); err != nil {
		return err
	}
	box, err := g.confine(ctx)
	if err != nil {
		return err
	}
	defer box.Close()
	if err := os.MkdirAll(g.out, 0o700); err != nil {
		return err
	}
	journal, err := grade.OpenJournal(g.out)
	if err != nil {
		return err
	}
	defer journal.Close()
	g.journaled = true
	if err := g.plan(ctx, &plan, lessons); err != nil {
		return err
	}
	overrides, err := grade.ReadOverrides(g.overrides, plan)
	if err != nil {
		return err
	}
	bouncers := gate.OpenPool(g.root, max(1, g.jobs))
	defer bouncers.Close()
	mine := plan.Part(handed)
	screen := newMarking(g.lang, len(mine), 10)
	langs := map[string]course.Lang{}
	for _, h := range handed {
		langs[h.Student.ID] = h.Student.Lang
	}
	grader := &grade.Grader{
		Engine: g.Engine, Lessons: lessons, Plan: plan, Gate: bouncers, Journal: journal, Jobs: g.jobs, Again: g.again,
		Lang:   func(student string) course.Lang { return cmp.Or(langs[student], g.lang) },
		Done:   screen.marked,
		Failed: func(student string, err error) { fmt.Fprintf(os.Stderr, "✗ %q: %v\n", student, err) },
	}
	err = grader.Run(ctx, mine)
	screen.close()
	if err != nil {
		return err
	}
	return g.hand(plan, journal, overrides)
}

// forOne refuses the formats of a single submission for a class.
func (g *grading) forOne(p grade.Plan) error {
	for _, f := range g.formats {
		if (f == report.Scope || f == report.Classroom) && len(p.Class) != 1 {
			return course.Fail(nil, "--format %[1]s is for a single submission, and there are %[2]d: grade each by itself, into a folder of its own",
				"--format %[1]s 只用于单独一份作业，而这里有 %[2]d 份：请一份一份地评，各用各的目录", f, len(p.Class))
		}
	}
	return nil
}

// rosterFile is the roster of a folder of submissions, used without being asked for.
const rosterFile = "roster.csv"

// beside is a table in the folder of submissions; "" if there is none. What lies inside a single
// submission is the student's word, not the teacher's.
func beside(paths []string, entries []submission.Entry, name string) string {
	file := filepath.Join(paths[0], name)
	if _, err := os.Stat(file); err != nil || len(paths) > 1 || single(paths, entries) {
		return ""
	}
	return file
}

// class finds out who handed in what, and notes in the plan who is in the class.
func (g *grading) class(ctx context.Context, paths []string, p *grade.Plan) ([]submission.Handed, error) {
	entries, err := submission.List(paths, g.Lessons)
	if err != nil {
		return nil, err
	}
	if err := g.holdsLessons(ctx, paths, entries); err != nil {
		return nil, err
	}
	g.roster = cmp.Or(g.roster, beside(paths, entries, rosterFile))
	g.times = cmp.Or(g.times, beside(paths, entries, grade.TimesFile))
	var roster *submission.Roster
	if g.roster != "" {
		if roster, err = submission.ReadRoster(g.roster); err != nil {
			return nil, err
		}
		p.Roster = roster.Students
	}
	all := roster.Match(entries)
	if len(all.Handed) == 0 {
		return nil, course.Fail(nil, "%s: nobody on this roster has handed in anything of what is here; is it that of another class?",
			"%s：这里没有一份作业是这份名单上的人交的；是不是拿错了名单？", g.roster)
	}
	for _, s := range all.Strangers {
		g.printer.Say(course.Wrong, 0, s.Err.Text)
		p.Strays = append(p.Strays, s.Err.Text)
	}
	for _, h := range all.Handed {
		p.Class = append(p.Class, h.Student.ID)
	}
	for _, s := range all.Absent {
		p.Class = append(p.Class, s.ID)
		p.Absent = append(p.Absent, s.ID)
	}
	slices.Sort(p.Class)
	return all.Handed, nil
}

// holdsLessons makes sure that somebody in a class has handed in some lesson: otherwise it is
// another folder that was meant. What a single student hands in is judged, whatever it is.
func (g *grading) holdsLessons(ctx context.Context, paths []string, entries []submission.Entry) error {
	if len(entries) == 1 {
		return nil
	}
	for _, e := range entries {
		handed, err := e.Read(ctx, g.Lessons)
		var problem *submission.Error
		nothing := errors.As(err, &problem) && problem.Rule == submission.NoLesson
		if !nothing && (err != nil || len(handed.Files)+len(handed.Refused) > 0) {
			return nil // what is wrong with one of them, its report says
		}
	}
	first := g.Lessons[0]
	file := path.Join(syllabus.Dir, first.Name, first.Files[0])
	return course.Fail(nil, "%s: %d submissions, and no file of any lesson in them; each student's folder or archive is to hold files such as %s",
		"%s：交了 %d 份，里面都没有任何一课的文件；每个学生的目录或压缩包里要有 %s 这样的文件", strings.Join(paths, " "), len(entries), file)
}

// single reports whether what was named is one submission, and no folder of them.
func single(paths []string, entries []submission.Entry) bool {
	named, err := os.Stat(paths[0])
	only, err2 := os.Stat(entries[0].Path)
	return len(paths) == 1 && err == nil && err2 == nil && os.SameFile(named, only)
}

// What one run of an answer may use, at most. The race detector takes several times the memory
// of the program that it watches.
const (
	mostMemory      = 1 << 30 // bytes
	mostDescriptors = 256
	mostWall        = 10 * time.Minute // of a machine's time; the engine counts the program's own
)

// jobsHere is how many submissions this machine can grade at a time: one for each processor, and
// for all the memory that one may use while it is built.
func jobsHere() int {
	if rooms := process.Memory() / engine.MostBuildMemory; rooms > 0 {
		return min(runtime.NumCPU(), int(rooms))
	}
	return runtime.NumCPU()
}

// What all runs of a submission may use at a time. One that wants all it may have by itself gets
// it, and a machine with 2 GiB for each of --jobs is never short of memory. Those of the lessons
// have 70 sockets at most.
const (
	mostTogether = 3 << 29 // bytes
	mostSockets  = 512
)

// confine makes the sandbox that every answer is run in, or refuses to go on without one.
func (g *grading) confine(ctx context.Context) (io.Closer, error) {
	if g.unsafe {
		g.printer.Say(course.Wrong, 0, course.Say(
			"! No sandbox: students' code runs with all of your rights, on your files and your network. Every result says so.",
			"！没有沙箱：学生的代码将以你的全部权限运行，碰得到你的文件和网络。每个结果都会注明。"))
		g.Engine.Policy = engine.Policy{Hermetic: true}
		return io.NopCloser(nil), nil
	}
	if missing := sandbox.Probe(ctx, g.Engine.Work); len(missing) > 0 {
		for _, m := range missing {
			g.printer.Say(course.Wrong, 0, m.Why)
			g.printer.Say(course.Plain, 2, m.Remedy)
		}
		return nil, course.Fail(nil, "without a whole sandbox nobody is graded; `make doctor` tells more", "沙箱不完整，谁也不评；`make doctor` 会说明详情")
	}
	box, err := sandbox.Open(g.Engine.Work)
	if err != nil {
		return nil, err
	}
	g.Engine.Policy = engine.Policy{Hermetic: true, Confine: func() engine.Start {
		limits := sandbox.Limits{Memory: mostMemory, Descriptors: mostDescriptors, Wall: mostWall,
			Shared: sandbox.NewBudget(mostTogether, mostSockets)}
		return func(cmd *exec.Cmd) (func() engine.Limit, error) { return box.Start(cmd, limits) }
	}}
	return box, nil
}

// plan completes the plan by judging the solutions, unless the folder has one that holds.
func (g *grading) plan(ctx context.Context, p *grade.Plan, lessons []syllabus.Lesson) error {
	race := toolchain.RaceDetector(ctx)
	if !race {
		g.printer.Say(course.Waiting, 0, course.Say(
			"! No race detector here (it needs a C compiler): data races go unnoticed, and every result says so.",
			"！这台机器没有竞态检测器（需要 C 编译器）：查不出数据竞争，每个结果都会注明。"))
	}
	var err error
	if p.Manifest, err = grade.Survey(ctx, g.root, lessons, race, !g.unsafe); err != nil {
		return err
	}
	p.Seed = grade.Seed(p.Manifest, p.Class)
	p.Host, _ = os.Hostname()
	before, err := grade.ReadPlan(g.out)
	if err == nil {
		p.Seed = before.Seed // though the class may have grown
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case before.Shard != p.Shard || before.Shards != p.Shards:
		return course.Fail(nil, "%[1]s holds part %[2]d/%[3]d of a class; give part %[4]s a folder of its own",
			"%[1]s 里是全班的第 %[2]d/%[3]d 份；请给 %[4]s 另开一个目录", g.out, before.Shard, before.Shards, g.shard)
	case before.Holds(*p, lessons):
		p.Manifest = before.Manifest // the solutions have passed here
		return grade.WritePlan(g.out, *p)
	}
	g.printer.Say(course.Faint, 0, course.Say(
		"Judging the solutions first: nobody is marked on a machine on which they do not pass …",
		"先评参考答案：它们通不过的机器上，谁也不评……"))
	specs := 0
	for _, l := range lessons {
		specs += len(l.Specs)
	}
	screen := newMarking(g.lang, specs, 2)
	p.Manifest, err = grade.DryRun(ctx, g.Engine, lessons, g.lang, p.Seed, p.Manifest, func(r course.Record) { screen.next(r.Lesson) })
	screen.close()
	if err != nil {
		return err
	}
	return grade.WritePlan(g.out, *p)
}

// hand writes the reports and says what became of the class.
func (g *grading) hand(plan grade.Plan, journal *grade.Journal, overrides grade.Overrides) error {
	c := &grade.Class{Plan: plan, Journal: journal, Lang: g.lang, Overrides: overrides, Deadline: g.deadline}
	equal, err := c.Equal()
	if err != nil {
		return err
	}
	if err := report.Write(g.out, report.Class{Manifest: plan.Manifest, Lang: g.lang, Sheets: c.Sheets, Strays: plan.Strays, FileName: submission.SafeName, Equal: equal}, g.formats); err != nil {
		return err
	}
	return g.summary(c, len(equal))
}

// summary tells the teacher what to look at.
func (g *grading) summary(c *grade.Class, equal int) error {
	var marked, absent, unread, pending, unsure, late, untimed, tampered int
	for s, err := range c.Sheets() {
		switch {
		case err != nil:
			return err
		case s.Absent():
			absent++
		case s.Problem != nil:
			unread++
		default:
			marked++
		}
		if s.Late.Days > 0 {
			late++
		} else if g.deadline != nil && !s.Absent() {
			if _, known := g.deadline.Times[s.Student]; !known {
				untimed++
			}
		}
		if s.Tampered() {
			tampered++
		}
		for _, a := range s.Answers {
			if a.Pending() {
				pending++
			}
			if a.Nondeterministic {
				unsure++
			}
		}
	}
	say := func(tone course.Tone, n int, en, zh string) {
		if n > 0 {
			g.printer.Say(tone, 0, course.Say(en, zh, n))
		}
	}
	say(course.Right, marked, "Marked: %d.", "评完 %d 份。")
	say(course.Waiting, absent, "Handed in nothing: %d.", "%d 名学生没有交。")
	say(course.Wrong, unread, "Could not be marked: %d; the report says why.", "%d 份无法评分，原因见报告。")
	say(course.Wrong, tampered, "Submissions that have tampered with their verdict: %d; nothing of them counts, look at their code.", "有 %d 份提交动过自己的评判结果，全部不算数，请看看它们的代码。")
	say(course.Waiting, len(c.Plan.Strays), "Files that belong to nobody: %d; the report lists them.", "%d 个文件不知道是谁的，报告里列出了它们。")
	say(course.Waiting, late, "Handed in late: %d; the final marks are in totals.csv and the reports.", "%d 份交晚了；扣分之后的成绩见 totals.csv 和报告。")
	say(course.Waiting, untimed, "Not in the table of times, and taken as on time: %d.", "%d 份不在时间表里，按准时算。")
	say(course.Wrong, unsure, "Answers judged differently the second time: %d; look at them yourself.", "%d 个答案两次评判的结论不同，请亲自看一看。")
	if len(c.Plan.Class) > 1 { // what is printed about a single submission, its student may read
		say(course.Waiting, equal, "Equal answers of several students, or equal to the course's solution: %d; report.html and equal.csv name them.", "有 %d 个答案是几名学生相同，或者与参考答案相同；report.html 和 equal.csv 里列出了它们。")
	}
	g.printer.Say(course.Plain, 0, course.Text{En: "Results: " + g.out, Zh: "结果：" + g.out})
	if pending > 0 {
		return course.Fail(nil, "answers set aside, because the machine failed and not the student: %d; run the same command again",
			"%d 个答案暂缓评分，因为出错的是机器，不是学生：请再运行一次同样的命令", pending)
	}
	return nil
}

func (g *grading) merge(dirs []string) error {
	if err := g.prepare(); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(g.out, grade.JournalFile)); err == nil {
		return course.Fail(nil, "%s already holds results; merge into a new folder", "%s 里已经有结果；请合并到新的目录", g.out)
	}
	for _, dir := range dirs {
		if _, err := grade.ReadPlan(dir); errors.Is(err, fs.ErrNotExist) {
			return course.Fail(nil, "%s holds no results: name the folders that `checker grade` has written", "%s 里没有评分结果：请给出 `checker grade` 写出的目录", dir)
		}
	}
	part, err := grade.ReadPlan(dirs[0]) // each part knows the whole class
	if err != nil {
		return err
	}
	if err := g.forOne(part); err != nil {
		return err
	}
	if err := g.handedIn(part); err != nil {
		return err
	}
	overrides, err := grade.ReadOverrides(g.overrides, part)
	if err != nil {
		return err
	}
	var named []submission.Student
	if g.roster != "" {
		roster, err := submission.ReadRoster(g.roster)
		if err != nil {
			return err
		}
		named = roster.Students
	}
	if err := os.MkdirAll(g.out, 0o700); err != nil {
		return err
	}
	journal, err := grade.OpenJournal(g.out)
	if err != nil {
		return err
	}
	defer journal.Close()
	plan, err := grade.Merge(dirs, journal)
	if err == nil {
		if named != nil {
			plan.Roster = named
		}
		err = grade.WritePlan(g.out, plan)
	}
	if err != nil {
		return errors.Join(err, journal.Discard()) // the parts still have it all
	}
	return g.hand(plan, journal, overrides)
}

// marking shows on standard error how far the grading is: on a terminal in one line that is
// overwritten, and otherwise in a line now and then.
type marking struct {
	*screen.Status
	mu       sync.Mutex
	n, total int
	lines    int // at most, where there is no terminal
	began    time.Time
}

func newMarking(lang course.Lang, total, lines int) *marking {
	return &marking{Status: screen.NewStatus(lang), total: total, lines: lines, began: time.Now()}
}

// marked hears of a submission that has its verdict.
func (m *marking) marked(e grade.Entry, _ bool) { m.next(e.Student) }

func (m *marking) next(name string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.n = min(m.n+1, m.total) // what is tried again begins twice
	left := time.Since(m.began) / time.Duration(m.n) * time.Duration(m.total-m.n)
	line := fmt.Sprintf("%d/%d %s", m.n, m.total, name)
	if m.Terminal {
		line = "  " + line
	} else if m.n*m.lines/m.total == (m.n-1)*m.lines/m.total {
		return
	}
	if m.n == m.total {
		m.Show(course.Text{En: line, Zh: line})
		return
	}
	m.Show(course.Say(
		"%s · about %s to go",
		"%s · 大约还要 %s", line, left.Round(time.Second)))
}

func (m *marking) close() { m.Show(course.Text{}) }
