package session

import (
	"context"
	"iter"
	"strings"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/checker/internal/grading"
	"handshake/checker/internal/progress"
	"handshake/checker/internal/toolchain"
	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

// Outcome is the verdict on one lesson, and what else there is to know about the answer.
type Outcome struct {
	engine.Verdict
	// Warnings tell what of the answer does not count, or would not when it is graded.
	Warnings []course.Text
	// Printed is what the answer has printed, without what Go's own testing adds.
	Printed string
	// Functions are those that the answer declares; Unwritten are still as in the stub.
	Functions, Unwritten []string
	// Race says what the race detector has to do with this outcome.
	Race Race
}

// Race is what was asked of the race detector.
type Race int

// What became of asking it.
const (
	NotAsked    Race = iota
	Unavailable      // it needs a C compiler
	Clean            // nothing found: the verdict is the plain one
	Convicted        // the verdict is the detector's
)

// Judge judges the answers, and yields each lesson's outcome as soon as it is there. For a single
// lesson that passes and needs goroutines, race asks the race detector, too, whose outcome is then
// yielded as well, and takes the place of the plain one. The last outcomes are remembered.
func (s *Session) Judge(ctx context.Context, answers answer.Set, race bool) iter.Seq2[Outcome, error] {
	return func(yield func(Outcome, error) bool) {
		refused := s.preview(ctx, answers)
		var last []Outcome
		for v, err := range s.verdicts(ctx, answers, false) {
			if err != nil {
				yield(Outcome{}, err)
				return
			}
			a := answers.To(v.Lesson.Name)
			o := s.outcome(a, v)
			o.Warnings = append(o.Warnings, refused(a)...)
			last = append(last, o)
			if !yield(o, nil) {
				return
			}
		}
		if len(last) == 1 && last[0].Passed() && last[0].Lesson.Race && race {
			o, err := s.underRace(ctx, answers, last[0])
			if err == nil {
				last[0] = o
			}
			if !yield(o, err) || err != nil {
				return
			}
		}
		s.remember(answers, last)
	}
}

// verdicts builds the answers and judges them.
func (s *Session) verdicts(ctx context.Context, answers answer.Set, race bool) iter.Seq2[engine.Verdict, error] {
	return func(yield func(engine.Verdict, error) bool) {
		bin, err := s.Engine.Build(ctx, answers, race)
		if err != nil {
			yield(engine.Verdict{}, err)
			return
		}
		defer bin.Close()
		for v, err := range bin.Judge(ctx, engine.Options{Lang: s.Lang, Waiting: s.patience}) {
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// patience tells why the verdict takes longer than usual.
func (s *Session) patience() {
	s.Engine.Progress(course.Say(
		"Time ran out for some specs; giving your code more, to be sure …",
		"有的测试等到了时间用完；再多给你的代码一些时间，以免错怪……"))
}

// outcome is a verdict with what the answer itself tells.
func (s *Session) outcome(a answer.Answer, v engine.Verdict) Outcome {
	o := Outcome{Verdict: s.asHandedOut(v), Printed: withoutTesting(v.Printed)}
	o.Functions, o.Unwritten = a.Functions()
	for _, note := range v.Notes {
		o.Warnings = append(o.Warnings, course.Say("! %s", "！%s", note))
	}
	for _, path := range a.Stray {
		o.Warnings = append(o.Warnings, course.Say(
			"! %s is not one of this lesson's files (%s): it is left out here and when graded",
			"! %s 不是本课的文件（%s）：检查和评分时都不会用到它", path, course.Commas(v.Lesson.Files)))
	}
	return o
}

// withoutTesting is what an answer has printed, without the lines that Go's testing adds.
func withoutTesting(printed string) string {
	var own strings.Builder
	for line := range strings.Lines(printed) {
		if end := strings.TrimRight(line, "\r\n"); end != "PASS" && end != "FAIL" && !strings.HasPrefix(end, "--- ") {
			own.WriteString(line)
		}
	}
	return own.String()
}

// underRace judges a lesson once more, under the race detector. Its outcome is the worse of the
// two.
func (s *Session) underRace(ctx context.Context, answers answer.Set, plain Outcome) (Outcome, error) {
	if !toolchain.RaceDetector(ctx) {
		plain.Race = Unavailable
		return plain, nil
	}
	for v, err := range s.verdicts(ctx, answers, true) {
		if err != nil {
			return plain, err
		}
		if !v.Passed() {
			return Outcome{Verdict: v, Functions: plain.Functions, Unwritten: plain.Unwritten, Race: Convicted}, nil
		}
	}
	plain.Race = Clean
	return plain, nil
}

// preview asks, while the answers are built and run, what grading would refuse of them.
func (s *Session) preview(ctx context.Context, answers answer.Set) func(answer.Answer) []course.Text {
	refused := grading.Preview(ctx, s.Root, answers.Lessons())
	return func(a answer.Answer) (warnings []course.Text) {
		for _, r := range refused(a) {
			warnings = append(warnings, course.Say(
				"! %s: grading would refuse this: %s",
				"! %s：评分时会被拒绝：%s", r.Place, r.Why))
		}
		return warnings
	}
}

// remember notes the outcomes of the student's own work.
func (s *Session) remember(answers answer.Set, outcomes []Outcome) {
	if !s.Own() {
		return
	}
	for _, o := range outcomes {
		s.Book.Remember(o.Lesson.Name, progress.Fingerprint(s.Root, answers.To(o.Lesson.Name)), s.Lang, o.Records)
	}
	s.Book.Save()
}

// asHandedOut holds a verdict against what the course hands out. Promises that no spec has
// spoken of were not looked at; and other specs than the course's prove nothing, whatever they
// say.
func (s *Session) asHandedOut(v engine.Verdict) engine.Verdict {
	altered := s.altered(v.Lesson)
	if len(v.Records) == 1 && v.Records[0].Spec == "" { // there was no run
		if altered != nil && v.Records[0].Status == course.Crashed {
			v.Records = nil // it may be for want of specs that the program ended
		}
		v.Records = append(altered, v.Records...)
		return v
	}
	spoken := map[string]bool{}
	for _, r := range v.Records {
		spoken[r.Spec] = true
	}
	v.Records = append(altered, v.Records...)
	for _, spec := range v.Lesson.Specs {
		if !spoken[spec.ID] {
			v.Records = append(v.Records, course.Record{
				Lesson: v.Lesson.Name, Spec: spec.ID, Title: course.Say(spec.ID, spec.ID), Status: course.NotRun,
				Message: course.Say(
					"no spec of this lesson looks at this promise",
					"本课没有一条测试检查这条承诺").In(s.Lang),
				Place: syllabus.Dir + "/" + v.Lesson.Name + "/" + syllabus.MetadataFile})
		}
	}
	return v
}

// altered is what there is to say of specs that are not as they were handed out: nothing, or
// a record on the lesson as a whole.
func (s *Session) altered(l syllabus.Lesson) []course.Record {
	changed := handout.Changed(s.Root, l.Name)
	if len(changed) == 0 {
		return nil
	}
	message := course.Say(
		"these files are not as the course hands them out, so nothing here is proved: %s\n%s",
		"这些文件和课程发下来的不一样，所以这里的结论不作数：%s\n%s", course.Commas(changed), handout.Remedy(changed))
	return []course.Record{
		{Lesson: l.Name, Title: l.Title, Status: course.NotRun, Message: message.In(s.Lang), Place: changed[0]},
	}
}
