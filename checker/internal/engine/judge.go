package engine

import (
	"context"
	"errors"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"handshake/checker/internal/answer"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// errSilent is a binary that ended before it could say which specs it would run: some
// package of it does so as it is initialised.
var errSilent = errors.New("the test program ended before its first spec")

// verdict judges one answer of the binary, on what it stands on there: by the compiler's words, or
// by its specs.
func (b *Binary) verdict(ctx context.Context, a answer.Answer, first *ends, o Options) (Verdict, error) {
	if said, is := b.broken[a.Lesson.Name]; is {
		return Verdict{Lesson: a.Lesson, Records: []course.Record{notCompiled(a, said, o.Lang)}}, nil
	}
	if refused, is := b.refused[a.Lesson.Name]; is {
		return refused(o.Lang), nil
	}
	if len(b.sound.To(a.Lesson.Name).Files) == 0 {
		return b.unfounded(a, o.Lang), nil
	}
	v, err := b.judge(ctx, a, first, o)
	if errors.Is(err, errSilent) {
		return b.alone(ctx, a, o, v)
	}
	return v, err
}

// alone judges a lesson in a binary of its own: in the shared one, some lesson's package
// ended the program as it was initialised, and only the culprit shall pay for it.
func (b *Binary) alone(ctx context.Context, a answer.Answer, o Options, crashed Verdict) (Verdict, error) {
	if len(b.sound) == 1 {
		return crashed, nil
	}
	own, err := b.rebuild(ctx, a)
	if err != nil {
		return Verdict{}, err
	}
	defer own.Close()
	v, err := own.judge(ctx, a, nil, o)
	if own.Tampered() {
		b.tampered.Store(true)
	}
	if errors.Is(err, errSilent) {
		err = nil
	}
	return v, err
}

// judging is one lesson on its way to a verdict on each of its specs.
type judging struct {
	binary *Binary
	answer answer.Answer
	o      Options

	verdicts map[string]course.Record // by spec
	stuck    map[string]bool          // the specs that were last seen keeping the program busy
	printed  strings.Builder
}

// judge runs one lesson of the binary to a verdict on each of its specs, in the lesson's
// order, and goes on from what a first process has brought, if there has been one. Whatever a
// spec does to its process costs that spec only: the rest runs in a new one.
func (b *Binary) judge(ctx context.Context, a answer.Answer, first *ends, o Options) (Verdict, error) {
	j := &judging{binary: b, answer: a, o: o, verdicts: map[string]course.Record{}, stuck: map[string]bool{}}
	if first == nil {
		end, err := j.process(ctx, o.Only[a.Lesson.Name], 1)
		if err != nil {
			return Verdict{}, err
		}
		first = &end
	}
	if first.plan == nil {
		return Verdict{Lesson: a.Lesson, Records: []course.Record{crash(a, *first, o.Lang)}}, errSilent
	}
	if err := j.note(ctx, *first); err != nil {
		return Verdict{}, err
	}
	if err := j.rest(ctx, *first); err != nil {
		return Verdict{}, err
	}
	if o.Brief {
		return j.brief(first.plan), nil
	}
	if err := j.confirm(ctx); err != nil {
		return Verdict{}, err
	}
	return Verdict{Lesson: a.Lesson, Records: j.records(first.plan), Printed: j.printed.String()}, nil
}

// brief is the verdict by those specs of a plan that have come to their turn.
func (j *judging) brief(plan []course.Record) Verdict {
	plan = slices.DeleteFunc(slices.Clone(plan), func(r course.Record) bool {
		_, judged := j.verdicts[r.Spec]
		return !judged
	})
	return Verdict{Lesson: j.answer.Lesson, Records: j.records(plan), Printed: j.printed.String()}
}

// settled reports whether nobody asks for more than is known.
func (j *judging) settled() bool {
	if j.o.Brief {
		for _, r := range j.verdicts {
			if !r.Good() {
				return true
			}
		}
	}
	return false
}

// rest runs the specs on which there is no verdict yet, until there is one on each. A process may
// end between two specs, too, and with none that failed.
func (j *judging) rest(ctx context.Context, first ends) error {
	spent, hangs := first, ranOut(first)
	for left := j.missing(first.plan); len(left) > 0 && !j.settled(); {
		// A first hang may be the first of many: then nobody waits for them one by one. A
		// process ends with the first of its specs that hangs, and not all of them will.
		groups := [][]string{left}
		if hangs {
			groups = slices.Collect(slices.Chunk(left, (len(left)+atOnce-1)/atOnce))
		}
		more, err := j.processes(ctx, groups, 1)
		if err != nil {
			return err
		}
		for _, end := range more {
			spent, hangs = end, hangs || ranOut(end)
			if err := j.note(ctx, end); err != nil {
				return err
			}
		}
		still := j.missing(first.plan)
		if len(still) == len(left) { // it starts now and then, by an initialiser that panics
			at := slices.IndexFunc(first.plan, func(r course.Record) bool { return r.Spec == left[0] })
			spent.began = &first.plan[at]
			j.verdicts[left[0]] = crash(j.answer, spent, j.o.Lang)
			still = left[1:]
		}
		left = still
	}
	return nil
}

// note takes down what one process has brought. A spec that kept the program busy until it was
// stopped is given more time, at once. If it does so again, this is proven of the answer, and the
// other specs that do so are believed: each would cost seconds of a processor, and they have used
// what they had.
func (j *judging) note(ctx context.Context, end ends) error {
	j.take(end)
	if !end.stuck || end.began == nil || j.binary.busy.Load() || j.o.Brief {
		return nil
	}
	j.waiting()
	again, err := j.process(ctx, []string{end.began.Spec}, retryPatience)
	if err != nil {
		return err
	}
	j.take(again)
	if again.stuck {
		j.binary.busy.Store(true)
	}
	return nil
}

// take takes down verdicts, later ones in the place of earlier ones.
func (j *judging) take(end ends) {
	for _, r := range end.ended {
		j.verdicts[r.Spec] = r
		delete(j.stuck, r.Spec)
	}
	if end.began != nil {
		j.verdicts[end.began.Spec] = crash(j.answer, end, j.o.Lang)
		j.stuck[end.began.Spec] = end.stuck
	}
	j.printed.WriteString(end.stdout)
}

// retryPatience multiplies the time limits when a wait that ran out is tried again.
const retryPatience = 4

// confirm gives each spec that has waited in vain, or that the machine could not prepare, a
// process of its own and more time, all at once: a busy machine must never fail a right
// answer, and a wrong one shall not wait for long. What was stuck has been tried again already.
func (j *judging) confirm(ctx context.Context) error {
	var ids []string
	for id, r := range j.verdicts {
		if r.InVain && r.Unwritten == "" && !j.stuck[id] {
			ids = append(ids, id)
		}
	}
	if len(ids) > 0 {
		j.waiting()
	}
	again, err := j.processes(ctx, slices.Collect(slices.Chunk(ids, 1)), retryPatience)
	for _, end := range again {
		j.take(end)
	}
	return err
}

func (j *judging) waiting() {
	if j.o.Waiting != nil {
		j.o.Waiting()
	}
}

// missing are the specs of a plan on which there is no verdict.
func (j *judging) missing(plan []course.Record) (ids []string) {
	for _, r := range plan {
		if _, ok := j.verdicts[r.Spec]; !ok {
			ids = append(ids, r.Spec)
		}
	}
	return ids
}

// records are the verdicts on the specs of a plan, in the lesson's order.
func (j *judging) records(plan []course.Record) []course.Record {
	records := make([]course.Record, 0, len(plan))
	for _, planned := range plan {
		records = append(records, j.verdicts[planned.Spec])
	}
	l := j.answer.Lesson
	slices.SortStableFunc(records, func(a, b course.Record) int { return l.Order(a.Spec) - l.Order(b.Spec) })
	return records
}

// atOnce bounds how many processes run for one lesson at a time. Most of them only wait.
const atOnce = 8

// processes starts a process for each group of specs, several at a time.
func (j *judging) processes(ctx context.Context, groups [][]string, patience int) ([]ends, error) {
	all := make([]ends, len(groups))
	var pool errgroup.Group
	pool.SetLimit(atOnce)
	for i, ids := range groups {
		pool.Go(func() (err error) {
			all[i], err = j.process(ctx, ids, patience)
			return err
		})
	}
	return all, pool.Wait()
}

// process has one process run some specs of the lesson.
func (j *judging) process(ctx context.Context, ids []string, patience int) (ends, error) {
	return j.binary.process(ctx, task{[]syllabus.Lesson{j.answer.Lesson}, ids, patience}, j.o)
}

// process has one process do a task, and notes if it was tampered with.
func (b *Binary) process(ctx context.Context, t task, o Options) (ends, error) {
	end, err := b.perform(ctx, t, o)
	if end.tampered {
		b.tampered.Store(true)
	}
	return end, err
}

// ranOut reports whether a process ended because a spec waited in vain.
func ranOut(end ends) bool {
	return end.stuck || len(end.ended) > 0 && end.ended[len(end.ended)-1].InVain
}

// together runs all specs of all sound lessons in one process, if that is asked, and deals out
// what it has brought, lesson by lesson. Where that is not even a plan, it is nobody's.
func (b *Binary) together(ctx context.Context, o Options) (map[string]*ends, error) {
	if !o.Together || len(b.sound) == 0 {
		return nil, nil
	}
	all, err := b.process(ctx, task{b.sound.Lessons(), nil, 1}, o)
	if err != nil || all.plan == nil {
		return nil, err
	}
	parts := map[string]*ends{}
	for _, name := range lessonNames(b.sound.Lessons()) {
		of := func(records []course.Record) []course.Record {
			return slices.DeleteFunc(slices.Clone(records), func(r course.Record) bool { return r.Lesson != name })
		}
		part := ends{plan: of(all.plan), ended: of(all.ended)}
		if all.began != nil && all.began.Lesson == name {
			part.began, part.stderr, part.err, part.stuck, part.limit = all.began, all.stderr, all.err, all.stuck,
				all.limit
		}
		parts[name] = &part
	}
	return parts, nil
}
