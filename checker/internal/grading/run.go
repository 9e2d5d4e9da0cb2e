package grading

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
	"slices"
	"strings"
	"time"

	"handshake/checker/internal/engine"
	"handshake/checker/internal/grading/internal/gate"
	"handshake/checker/internal/grading/internal/grade"
	"handshake/checker/internal/grading/internal/roster"
	"handshake/checker/internal/grading/internal/sandbox"
	"handshake/checker/internal/grading/internal/submission"
	"handshake/checker/internal/toolchain"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// ErrInterrupted is a grading that somebody has stopped, with everything judged so far in the
// journal.
var ErrInterrupted error = course.Fail(context.Canceled,
	"interrupted; what was judged is safe: the same command goes on from there",
	"已中断；评过的都在：再运行一次同样的命令，就会接着往下评")

// grader is one run of the command grade.
type grader struct {
	Options
	Course
	screen Screen
}

// Run grades the submissions at the paths, with options that are valid, and writes the results.
// What there is to tell goes to the screen.
func Run(ctx context.Context, o Options, c Course, s Screen, paths []string) error {
	return (&grader{o, c, s}).run(ctx, paths)
}

func (g *grader) run(ctx context.Context, paths []string) (err error) {
	reweighed, err := grade.Reweighed(g.Engine.Root, g.Lessons)
	if err != nil {
		return err
	}
	for _, file := range reweighed {
		g.screen.Say(course.Waiting, 0, course.Say(
			"! %s is not the course's own: its points count, and every result says so.",
			"！%s 不是课程原来的：按里面的分值评分，每个结果都会注明。", file))
	}
	plan := grade.Plan{Shard: g.shard, Shards: g.shards}
	handed, err := g.match(ctx, paths, &plan)
	if err != nil {
		return err
	}
	if err := g.fits(plan); err != nil {
		return err
	}
	box, err := g.confine(ctx)
	if err != nil {
		return err
	}
	defer box.Close()
	if err := os.MkdirAll(g.Out, 0o700); err != nil {
		return err
	}
	journal, err := grade.OpenJournal(g.Out)
	if err != nil {
		return err
	}
	defer journal.Close()
	defer func() {
		if err != nil && ctx.Err() != nil {
			err = ErrInterrupted
		}
	}()
	if err := g.plan(ctx, &plan); err != nil {
		return err
	}
	overrides, err := grade.ReadOverrides(g.Overrides, plan)
	if err != nil {
		return err
	}
	if err := g.judge(ctx, plan, handed, journal); err != nil {
		return err
	}
	return g.hand(g.screen, plan, journal, overrides)
}

// judge judges the plan's part of what was handed in.
func (g *grader) judge(ctx context.Context, plan grade.Plan, handed []roster.Handed, journal *grade.Journal) error {
	gates := gate.OpenPool(g.Engine.Root, max(1, g.Jobs))
	defer gates.Close()
	langs := map[string]course.Lang{}
	for _, h := range handed {
		langs[h.Student.ID] = h.Student.Lang
	}
	mine := plan.Part(handed)
	shown := newProgress(g.screen, len(mine), 10)
	defer shown.close()
	return (&grade.Grader{
		Engine: g.Engine, Lessons: g.Lessons, Plan: plan, Gate: gates, Journal: journal, Jobs: g.Jobs, Again: g.Again,
		Lang:   func(student string) course.Lang { return cmp.Or(langs[student], g.screen.Lang) },
		Done:   func(e grade.Entry, _ bool) { shown.next(e.Student) },
		Failed: func(student string, err error) { fmt.Fprintf(os.Stderr, "✗ %q: %v\n", student, err) },
	}).Run(ctx, mine)
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

// match finds out who handed in what, and notes in the plan who is in the class.
func (g *grader) match(ctx context.Context, paths []string, p *grade.Plan) ([]roster.Handed, error) {
	entries, err := submission.List(paths, g.All)
	if err != nil {
		return nil, err
	}
	if err := g.holdsLessons(ctx, paths, entries); err != nil {
		return nil, err
	}
	g.Roster = cmp.Or(g.Roster, beside(paths, entries, rosterFile))
	g.Times = cmp.Or(g.Times, beside(paths, entries, grade.TimesFile))
	var listed *roster.Roster
	if g.Roster != "" {
		if listed, err = roster.Read(g.Roster); err != nil {
			return nil, err
		}
		p.Roster = listed.Students
	}
	all := listed.Match(entries)
	if len(all.Handed) == 0 {
		return nil, course.Fail(nil,
			"%s: nobody on this roster has handed in anything of what is here; is it that of another class?",
			"%s：这里没有一份作业是这份名单上的人交的；是不是拿错了名单？", g.Roster)
	}
	for _, s := range all.Strangers {
		g.screen.Say(course.Wrong, 0, s.Err.Text)
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
func (g *grader) holdsLessons(ctx context.Context, paths []string, entries []submission.Entry) error {
	if len(entries) == 1 {
		return nil
	}
	for _, e := range entries {
		handed, err := e.Read(ctx, g.All)
		var problem *submission.Error
		nothing := errors.As(err, &problem) && problem.Rule == submission.NoLesson
		if !nothing && (err != nil || len(handed.Files)+len(handed.Refused) > 0) {
			return nil // what is wrong with one of them, its report says
		}
	}
	file := path.Join(syllabus.Dir, g.All[0].Name, g.All[0].Files[0])
	return course.Fail(nil,
		"%s: %d submissions, and no file of any lesson in them; each student's folder or archive is to hold files "+
			"such as %s",
		"%s：交了 %d 份，里面都没有任何一课的文件；每个学生的目录或压缩包里要有 %s 这样的文件",
		strings.Join(paths, " "), len(entries), file)
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

// What all runs of a submission may use at a time. One that wants all it may have by itself gets
// it, and a machine with 2 GiB for each job is never short of memory. Those of the lessons have
// 70 sockets at most.
const (
	mostTogether = 3 << 29 // bytes
	mostSockets  = 512
)

// confine makes the sandbox that every answer is run in, or refuses to go on without one.
func (g *grader) confine(ctx context.Context) (io.Closer, error) {
	if g.Unsafe {
		g.screen.Say(course.Wrong, 0, course.Say(
			"! No sandbox: students' code runs with all of your rights, on your files and your network. "+
				"Every result says so.",
			"！没有沙箱：学生的代码将以你的全部权限运行，碰得到你的文件和网络。每个结果都会注明。"))
		g.Engine.Policy = engine.Policy{Hermetic: true}
		return io.NopCloser(nil), nil
	}
	if missing := sandbox.Probe(ctx, g.Engine.Work); len(missing) > 0 {
		for _, m := range missing {
			g.screen.Say(course.Wrong, 0, m.Why)
			g.screen.Say(course.Plain, 2, m.Remedy)
		}
		return nil, course.Fail(nil,
			"without a whole sandbox nobody is graded; `make doctor` tells more",
			"沙箱不完整，谁也不评；`make doctor` 会说明详情")
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
func (g *grader) plan(ctx context.Context, p *grade.Plan) error {
	race := toolchain.RaceDetector(ctx)
	if !race {
		g.screen.Say(course.Waiting, 0, course.Say(
			"! No race detector here (it needs a C compiler): data races go unnoticed, and every result says so.",
			"！这台机器没有竞态检测器（需要 C 编译器）：查不出数据竞争，每个结果都会注明。"))
	}
	var err error
	if p.Manifest, err = grade.Survey(ctx, g.Engine.Root, g.Lessons, race, !g.Unsafe); err != nil {
		return err
	}
	p.Seed = grade.Seed(p.Manifest, p.Class)
	p.Host, _ = os.Hostname()
	before, err := grade.ReadPlan(g.Out)
	if err == nil {
		p.Seed = before.Seed // though the class may have grown
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	case before.Shard != p.Shard || before.Shards != p.Shards:
		return course.Fail(nil,
			"%[1]s holds part %[2]d/%[3]d of a class; give part %[4]s a folder of its own",
			"%[1]s 里是全班的第 %[2]d/%[3]d 份；请给 %[4]s 另开一个目录", g.Out, before.Shard, before.Shards, g.Shard)
	case before.Holds(*p, g.Lessons):
		p.Manifest = before.Manifest // the solutions have passed here
		return grade.WritePlan(g.Out, *p)
	}
	g.screen.Say(course.Faint, 0, course.Say(
		"Judging the solutions first: nobody is marked on a machine on which they do not pass …",
		"先评参考答案：它们通不过的机器上，谁也不评……"))
	specs := 0
	for _, l := range g.Lessons {
		specs += len(l.Specs)
	}
	shown := newProgress(g.screen, specs, 2)
	p.Manifest, err = grade.DryRun(ctx, g.Engine, g.Lessons, g.screen.Lang, p.Seed, p.Manifest,
		func(r course.Record) { shown.next(r.Lesson) })
	shown.close()
	if err != nil {
		return err
	}
	return grade.WritePlan(g.Out, *p)
}
