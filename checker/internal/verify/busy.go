package verify

import (
	"context"
	"runtime"
	"slices"

	"handshake/checker/internal/engine"
	"handshake/checker/internal/load"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// spinning is how many busy processes there are for each core.
const spinning = 4

// wrongRounds is how often a wrong answer is convicted on a busy machine, where right ones pass
// Rounds times. There are so many of them that one round is about every fourth, and two about
// every second.
const (
	wrongRounds = 3
	wrongShare  = 4
)

// share is of how many wrong answers one is judged on a busy machine.
func (v *Verifier) share() int { return max(1, wrongShare/v.Rounds) }

// busySteps prove that no verdict depends on the machine: every right answer passes and every
// wrong one fails where it should, among processes that keep every core busy; and right ones
// once more with a quarter of a core for everything.
func (v *Verifier) busySteps() []step {
	crowd := func() (func(), error) { return load.Spin(spinning * runtime.NumCPU()) }
	steps := []step{
		{course.Say(
			"right answers among %d busy processes for each core, %d rounds",
			"正确答案：每个核另有 %d 个进程在忙，%d 遍", spinning, v.Rounds),
			func(ctx context.Context) error { return v.rightUnder(ctx, crowd, v.Rounds) }},
		{course.Say(
			"wrong answers, one of %[3]d, among %[1]d busy processes for each core, %[2]d rounds",
			"错误答案：每 %[3]d 个取一个，每个核另有 %[1]d 个进程在忙，%[2]d 遍",
			spinning, min(wrongRounds, v.Rounds), v.share()),
			func(ctx context.Context) error { return v.wrongUnder(ctx, crowd, min(wrongRounds, v.Rounds)) }},
	}
	if runtime.GOOS != "linux" {
		return steps
	}
	return append(steps, step{
		course.Say("right answers with a quarter of one core", "正确答案：总共只有四分之一个核"),
		func(ctx context.Context) error { return v.rightUnder(ctx, load.Quarter, 1) }})
}

// pressure makes this machine a bad one until it is released.
type pressure func() (release func(), err error)

// rightUnder judges the solutions and all right answers, so many times, with the race detector
// where there is one.
func (v *Verifier) rightUnder(ctx context.Context, press pressure, rounds int) error {
	solutions, err := v.base()
	if err != nil {
		return err
	}
	v.expect(rounds * len(v.Lessons))
	err = v.under(ctx, press, rounds, set{answers: solutions, seed: anySeed()}, v.Race, func(got engine.Verdict) {
		v.mustPass(got, syllabus.Solutions+"/"+got.Lesson.Name)
	})
	if err != nil {
		return err
	}
	return v.eachUnder(ctx, press, rounds, "right", v.Race, func(a answer, got engine.Verdict) {
		v.mustPass(got, a.where)
	})
}

func (v *Verifier) wrongUnder(ctx context.Context, press pressure, rounds int) error {
	return v.eachUnder(ctx, press, rounds, "wrong", false, v.convicted)
}

// eachUnder judges all answers of one kind under pressure, one set after the other.
func (v *Verifier) eachUnder(
	ctx context.Context, press pressure, rounds int, kind string, race bool, check func(answer, engine.Verdict),
) error {
	sets, count, err := v.sets(kind)
	if err != nil {
		return err
	}
	if kind == "wrong" {
		sets = slices.DeleteFunc(sets, func(s set) bool { return s.turn%v.share() != 0 })
		count = 0
		for _, s := range sets {
			count += len(s.answers)
		}
	}
	v.expect(rounds * count)
	for _, s := range sets {
		err := v.under(ctx, press, rounds, s, race, func(got engine.Verdict) {
			check(s.of[got.Lesson.Name], got)
		})
		if err != nil {
			return err
		}
	}
	v.Judged[kind] = count
	return nil
}

// under builds a set of answers in peace, and judges it under pressure, in both languages by
// turns.
func (v *Verifier) under(
	ctx context.Context, press pressure, rounds int, s set, race bool, each func(engine.Verdict),
) error {
	bin, err := v.Engine.Build(ctx, s.answers, race)
	if err != nil {
		return err
	}
	defer bin.Close()
	release, err := press()
	if err != nil {
		return err
	}
	defer release()
	for round := range rounds {
		lang := []course.Lang{course.English, course.Chinese}[round%2]
		for got, err := range bin.Judge(ctx, engine.Options{Lang: lang, Seed: s.seed}) {
			if err != nil {
				return err
			}
			each(got)
			v.judged(1)
		}
	}
	return nil
}

// convicted checks that a wrong answer fails, and first at a spec that it names. The words are
// held by the calm proof: where an answer hangs is chance.
func (v *Verifier) convicted(a answer, got engine.Verdict) {
	at := slices.IndexFunc(got.Records, func(r course.Record) bool { return !r.Good() })
	switch {
	case at < 0:
		v.problem(a.where, "passes on a busy machine", "机器一忙就通过了")
	case !slices.Contains(a.fails, got.Records[at].Spec):
		v.problem(a.where,
			"on a busy machine fails first at %q, which it does not name: %s",
			"机器一忙，最先在没有点名的 %q 失败：%s", got.Records[at].Spec, got.Records[at].Message)
	}
}
