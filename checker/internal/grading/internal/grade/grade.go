// Package grade judges a class: it reads what was handed in, lets nothing past the gate that
// could forge or escape, runs the rest in confinement, and keeps every verdict in a journal
// before it tells anybody.
package grade

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/checker/internal/grading/internal/class"
	"handshake/checker/internal/grading/internal/gate"
	"handshake/checker/internal/grading/internal/roster"
	"handshake/checker/internal/grading/internal/submission"
	"handshake/checker/internal/toolchain"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// Grader judges submissions by a plan, and notes its verdicts in a journal.
type Grader struct {
	Engine  *engine.Engine
	Lessons []syllabus.Lesson // those of the plan, in its order
	Plan    Plan
	Gate    *gate.Pool
	Journal *Journal
	Jobs    int // submissions at a time
	// Again judges even what has been judged before.
	Again bool
	// Lang is the language of a student's messages.
	Lang func(student string) course.Lang
	// Done hears of every submission as soon as its verdict is safe; reused if nothing of it
	// had to be judged.
	Done func(e Entry, reused bool)
	// Failed hears of what went wrong over an answer that is set aside for it.
	Failed func(student string, err error)

	mu    sync.Mutex
	fresh map[string]*verdict // by key: being judged, or not yet in the journal

	solutions map[string]solution // by lesson
}

// verdict is one that is not yet in the journal.
type verdict struct {
	ready  chan struct{} // closed when there is a result, or there will be none
	result class.Result
	useful bool // for other answers with the same key
}

// Run judges what was handed in. What the journal already has a verdict on, it passes over.
// The first error that is nobody's verdict, such as a full disk, ends it.
func (g *Grader) Run(ctx context.Context, handed []roster.Handed) error {
	g.fresh = map[string]*verdict{}
	g.solutions = map[string]solution{}
	for _, l := range syllabus.WithBase(g.Lessons) {
		g.solutions[l.Name] = solutionOf(g.Engine.Root, l)
	}
	g.Engine.Policy.Admit = g.admit
	working, each := errgroup.WithContext(ctx)
	working.SetLimit(max(1, g.Jobs))
	for _, one := range handed {
		if each.Err() != nil {
			break
		}
		working.Go(func() error { return g.one(each, one) })
	}
	if err := working.Wait(); err != nil {
		return err
	}
	return ctx.Err()
}

// one judges what a student handed in and notes the verdict.
func (g *Grader) one(ctx context.Context, handed roster.Handed) error {
	student := handed.Student.ID
	e := Entry{Student: student, Source: sourceOf(handed), Lang: g.Lang(student)}
	var sub submission.Submission
	problem := handed.Err
	if problem == nil {
		var err error
		if sub, err = handed.Entry.Read(ctx, syllabus.WithBase(g.Lessons)); ctx.Err() != nil {
			return ctx.Err()
		} else if err != nil && !errors.As(err, &problem) {
			return err
		}
	}
	e.Hash = sub.Hash
	for _, note := range sub.Notes {
		e.Notes = append(e.Notes, note.Text)
	}
	jobs := g.answers(&e, sub, problem)
	g.mu.Lock()
	before, known, err := g.Journal.Last(student)
	g.mu.Unlock()
	if err != nil {
		return err
	}
	if known && !g.Again && upToDate(before, e) {
		g.Done(before, true)
		return nil
	}
	keys, err := g.judgeAll(ctx, &e, jobs)
	if err != nil {
		return err
	}
	voidTampered(&e)
	if known {
		markNondeterministic(before, &e)
	}
	g.mu.Lock()
	err = g.Journal.Append(e)
	for _, key := range keys {
		delete(g.fresh, key)
	}
	g.mu.Unlock()
	if err != nil {
		return unwritten(err)
	}
	g.Done(e, len(keys) == 0)
	return nil
}

// sourceOf is the name of what was handed in.
func sourceOf(handed roster.Handed) string {
	if handed.Entry.Path == "" && handed.Err != nil {
		return filepath.Base(handed.Err.File) // there are two
	}
	return filepath.Base(handed.Entry.Path)
}

// job is an answer that is to be judged, and the result that gets its verdict.
type job struct {
	answer answer.Answer
	result *class.Result
}

// answers makes a result for every lesson of the plan, and returns those that are to be judged.
// The others have their verdict.
func (g *Grader) answers(e *Entry, sub submission.Submission, problem *submission.Error) (jobs []job) {
	var all answer.Set
	for _, l := range syllabus.WithBase(g.Lessons) {
		all = append(all, answer.Of(l, sub.Files[l.Name]).Canonical().On(all))
	}
	e.Results = make([]class.Result, len(g.Lessons))
	for i, l := range g.Lessons {
		r := &e.Results[i]
		*r = class.Result{Student: e.Student, Lesson: l.Name, Lang: e.Lang, Status: course.NotRun}
		refused := sub.Refused[l.Name]
		switch files := sub.Files[l.Name]; {
		case problem != nil && problem.Infrastructure():
			conclude(r, course.Infrastructure, problem.In(e.Lang))
		case refused != nil:
			conclude(r, course.Rejected, refused.In(e.Lang))
		case len(files) > 0:
			a := all.To(l.Name)
			r.Hash = a.Hash()
			r.Key = g.cacheKey(*r, a)
			r.Program = program(a)
			r.Solution = g.solutions[l.Name].same(*r)
			jobs = append(jobs, job{a, r})
		}
	}
	if problem != nil {
		e.Problem = &problem.Text
	}
	return jobs
}

// conclude gives an answer a verdict as a whole.
func conclude(r *class.Result, status course.Status, message string) {
	r.Status, r.Records = status, []course.Record{{Lesson: r.Lesson, Status: status, Message: message}}
}

// cacheKey is everything that a verdict depends on: also what the answer stands on, and what would be
// put in the place of that.
func (g *Grader) cacheKey(r class.Result, a answer.Answer) string {
	p := g.Plan
	text := fmt.Appendf(nil, "%s %s %v %v %d %s %s %s",
		p.Grader, p.Go, p.Race, p.Sandboxed, p.Seed, r.Lesson, r.Lang, r.Hash)
	for _, below := range a.Base {
		text = fmt.Appendf(text, " %s %s", below.Hash(), g.solutions[below.Lesson.Name].hash)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// upToDate reports whether an entry of the journal still is the verdict on a submission: the
// same files, judged by the same course, and nothing set aside.
func upToDate(before, now Entry) bool {
	same := func(a, b class.Result) bool {
		return a.Lesson == b.Lesson && a.Key == b.Key && a.Lang == b.Lang && a.Status != course.Infrastructure
	}
	problem := func(e Entry) course.Text {
		if e.Problem == nil {
			return course.Text{}
		}
		return *e.Problem
	}
	return before.Source == now.Source && before.Hash == now.Hash && before.Lang == now.Lang &&
		problem(before) == problem(now) && slices.EqualFunc(before.Results, now.Results, same)
}

// markNondeterministic marks the verdicts that differ from earlier ones on the very same answer.
func markNondeterministic(before Entry, now *Entry) {
	for i := range now.Results {
		for _, old := range before.Results {
			r := &now.Results[i]
			if old.Key == r.Key && old.Key != "" && old.Status != course.Infrastructure &&
				r.Status != course.Infrastructure {
				r.Nondeterministic = old.Nondeterministic || !sameVerdict(old, *r)
			}
		}
	}
}

// sameVerdict reports whether two verdicts agree on every spec.
func sameVerdict(a, b class.Result) bool {
	return a.Status == b.Status && slices.EqualFunc(a.Records, b.Records, func(a, b course.Record) bool {
		return a.Spec == b.Spec && a.Status == b.Status
	})
}

// judgeAll finds a verdict on every answer of the entry: in the journal, with another worker,
// at the gate, or by running it. It returns the keys whose verdicts are new.
func (g *Grader) judgeAll(ctx context.Context, e *Entry, jobs []job) (keys []string, err error) {
	var run, others []job // to be judged here, and by others
	for _, j := range jobs {
		r := j.result
		if !g.Again {
			known, err := g.known(r)
			if err != nil {
				g.publish(e, keys)
				return keys, err
			}
			if known {
				continue
			}
		}
		if !g.claim(r.Key) {
			others = append(others, j)
			continue
		}
		keys = append(keys, r.Key)
		if len(j.answer.Base) > 0 { // on what it stands, the engine finds out, and asks
			run = append(run, j)
			continue
		}
		refused, err := g.refused(ctx, j)
		if fault := (*gate.Fault)(nil); errors.As(err, &fault) {
			g.Failed(e.Student, fault)
			conclude(r, course.Infrastructure, fault.Why().In(r.Lang))
			continue
		}
		if err != nil {
			g.publish(e, keys)
			return keys, err
		}
		if !refused {
			run = append(run, j)
		}
	}
	err = g.run(ctx, run)
	g.publish(e, keys)
	if err != nil {
		return keys, err
	}
	var left []job // the others' verdicts are of no use for these
	for _, j := range others {
		if !g.await(ctx, j.result) {
			left = append(left, j)
		}
	}
	return keys, g.run(ctx, left)
}

// known looks for a verdict on an equal answer in the journal.
func (g *Grader) known(r *class.Result) (bool, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	known, is, err := g.Journal.Verdict(r.Key)
	if is && err == nil {
		copyVerdict(r, known)
	}
	return is, err
}

// claim makes this worker the one to judge answers with the key, unless another one is.
func (g *Grader) claim(key string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.fresh[key] != nil {
		return false
	}
	g.fresh[key] = &verdict{ready: make(chan struct{})}
	return true
}

// publish lets other workers use the verdicts with the keys.
func (g *Grader) publish(e *Entry, keys []string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, r := range e.Results {
		if v := g.fresh[r.Key]; v != nil && slices.Contains(keys, r.Key) {
			v.result, v.useful = r, conclusive(r)
			close(v.ready)
		}
	}
}

// await takes the verdict of the worker that judges an equal answer, if it is of use.
func (g *Grader) await(ctx context.Context, r *class.Result) bool {
	g.mu.Lock()
	v := g.fresh[r.Key]
	g.mu.Unlock()
	if v == nil { // it is in the journal by now
		is, err := g.known(r)
		return is && err == nil
	}
	select {
	case <-v.ready:
	case <-ctx.Done():
		return false
	}
	if v.useful {
		copyVerdict(r, v.result)
	}
	return v.useful
}

// copyVerdict makes a verdict on an equal answer this one's.
func copyVerdict(r *class.Result, known class.Result) {
	r.Status, r.Rule, r.Records, r.Notes = known.Status, known.Rule, known.Records, known.Notes
	r.Nondeterministic = known.Nondeterministic
}

// refused asks the gate, and notes its verdict if it does not let the answer through.
func (g *Grader) refused(ctx context.Context, j job) (bool, error) {
	refusal, err := g.admit(ctx, j.answer)
	if err != nil || refusal == nil {
		return false, err
	}
	v := refusal(j.result.Lang)
	j.result.Status, j.result.Rule, j.result.Records = v.Records[0].Status, v.Rule, v.Records
	return true, nil
}

// admit asks the gate about an answer on what it stands on, and is its verdict if it does not let
// the answer through.
func (g *Grader) admit(ctx context.Context, a answer.Answer) (engine.Refusal, error) {
	found, err := g.Gate.Check(ctx, a)
	if err != nil || found.Passed() {
		return nil, err
	}
	return func(lang course.Lang) engine.Verdict {
		v := engine.Verdict{Lesson: a.Lesson}
		record := course.Record{Lesson: a.Lesson.Name, Title: a.Lesson.Title, Status: course.CompileError,
			Message: strings.Join(found.Broken, "\n")}
		for i, refusal := range found.Refusals {
			if i == 0 {
				v.Rule, record.Status = refusal.Rule, course.Rejected
				record.Place, record.Message = refusal.Place, refusal.Why.In(lang)
				continue
			}
			record.Message += "\n" + refusal.Place + ": " + refusal.Why.In(lang)
		}
		v.Records = []course.Record{record}
		return v
	}, nil
}

// tries is how often the machine may fail before an answer is set aside.
const tries = 3

// run builds the answers of a submission into one program and judges them.
func (g *Grader) run(ctx context.Context, jobs []job) error {
	if len(jobs) == 0 {
		return ctx.Err()
	}
	err := g.together(ctx, jobs)
	// Whoever is to blame, the others shall not wait for it.
	for _, j := range jobs {
		if err == nil && j.result.Status != course.Infrastructure {
			continue
		}
		if err := g.retry(ctx, j); err != nil {
			return err
		}
	}
	return nil
}

// retry judges an answer again, alone, that the machine has failed. Where a spec still cannot
// prepare beside this answer, or nothing can be built from it, and just then the solution had full
// marks, the answer is to blame: nobody shall put off a verdict forever.
func (g *Grader) retry(ctx context.Context, j job) (err error) {
	r := j.result
	var unbuilt *toolchain.Error
	failures, sound := 0, false
	for range tries - 1 {
		if failures > 0 {
			sound = g.sound(ctx, j.answer.Lesson)
		}
		err = g.together(ctx, []job{j})
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err == nil && r.Status != course.Infrastructure:
			return nil
		case err == nil, errors.As(err, &unbuilt):
			failures++
		}
	}
	switch blamed := sound && failures == tries-1; {
	case err == nil && blamed:
		blameAnswer(r)
	case blamed && errors.As(err, &unbuilt):
		conclude(r, course.CompileError, course.Say(
			"no program can be built from these files, though the compiler has nothing against them: write it more "+
				"simply, with less data",
			"编译器对这些文件没有意见，却没法用它们构建出程序：请写得简单些，数据少一些").In(r.Lang))
		r.Records[0].Compiler = unbuilt.Raw()
	case err != nil:
		var fault *gate.Fault
		if why := err.Error(); errors.As(err, &fault) {
			g.Failed(r.Student, fault)
			conclude(r, course.Infrastructure, fault.Why().In(r.Lang))
		} else {
			conclude(r, course.Infrastructure, why)
		}
	}
	return nil
}

// sound reports whether the solution of a lesson gets full marks on this machine now.
func (g *Grader) sound(ctx context.Context, l syllabus.Lesson) bool {
	o := judging(course.English, g.Plan.Seed)
	for v, err := range judgeSolutions(ctx, g.Engine, []syllabus.Lesson{l}, g.Plan.Race, o) {
		if err != nil || !v.Passed() {
			return false
		}
	}
	return true
}

// blameAnswer lays what no spec could prepare for at the answer's door.
func blameAnswer(r *class.Result) {
	r.Status = course.Failed
	for i := range r.Records {
		if one := &r.Records[i]; one.Status == course.Infrastructure {
			one.Status, one.InVain = course.Failed, false
			one.Message = course.Say(
				"your code leaves the spec nothing to work with, neither descriptors nor ports, memory or time: "+
					"three times over it could not prepare, and with the course's own solution it could",
				"你的代码没有给测试留下可用的东西，比如描述符、端口、内存或时间：接连三次都没能做好准备，换成课程自己的参考答案就可以").In(r.Lang) + "\n" + one.Message
		}
	}
}

// together judges answers of one submission in one binary.
func (g *Grader) together(ctx context.Context, jobs []job) error {
	var answers answer.Set
	for _, j := range jobs {
		answers = append(answers, j.answer)
	}
	bin, err := g.Engine.Build(ctx, answers, g.Plan.Race)
	if err != nil {
		return err
	}
	defer bin.Close()
	verdicts := map[string]engine.Verdict{}
	how := judging(jobs[0].result.Lang, g.Plan.Seed)
	for v, err := range bin.Judge(ctx, how) {
		if err != nil {
			return err
		}
		verdicts[v.Lesson.Name] = v
	}
	for _, j := range jobs {
		r := j.result
		v := verdicts[r.Lesson]
		r.Rule, r.Notes = v.Rule, v.Notes
		if r.Status, r.Records = g.sealed(v); bin.Tampered() {
			r.Status = course.Tampered // voidTampered says the rest
		}
	}
	return nil
}

// voidTampered has nothing of a submission count that has tampered with a verdict.
func voidTampered(e *Entry) {
	if !slices.ContainsFunc(e.Results, func(r class.Result) bool { return r.Status == course.Tampered }) {
		return
	}
	for i := range e.Results {
		if r := &e.Results[i]; r.Hash != "" {
			conclude(r, course.Tampered, tampered.In(r.Lang))
		}
	}
}

// tampered is said to whoever handed such an answer in.
var tampered = course.Say(
	"the verdict on these files was changed by something other than the specs: nothing of it counts, and your "+
		"teacher is told",
	"这些文件的评判结果被测试以外的东西动过：全部不算数，老师会知道这件事")

// judging says how every answer is judged, the solutions too.
func judging(lang course.Lang, seed int64) engine.Options {
	return engine.Options{Lang: lang, Seed: seed, Together: true, Canaries: true}
}

// sealed holds a verdict against the plan: a record for each of its specs, no other, and
// not-run where there is none.
func (g *Grader) sealed(v engine.Verdict) (course.Status, []course.Record) {
	if len(v.Records) == 1 && v.Records[0].Spec == "" {
		return v.Records[0].Status, v.Records
	}
	at := slices.IndexFunc(g.Plan.Lessons, func(l class.Lesson) bool { return l.Name == v.Lesson.Name })
	status := course.Passed
	var records []course.Record
	for _, s := range g.Plan.Lessons[at].Specs {
		record := course.Record{Lesson: v.Lesson.Name, Spec: s.ID, Title: s.Title, Status: course.NotRun}
		if i := slices.IndexFunc(v.Records, func(r course.Record) bool { return r.Spec == s.ID }); i >= 0 {
			record = v.Records[i]
			record.Title = s.Title
		}
		if record.Status == course.Skipped && s.Skipped == "" {
			record.Status = course.NotRun // the solution was not skipped here
		}
		switch {
		case record.Status == course.Infrastructure:
			status = course.Infrastructure // whatever else there is: no marks before it is known
		case !record.Good() && status == course.Passed:
			status = course.Failed
		}
		records = append(records, record)
	}
	return status, records
}
