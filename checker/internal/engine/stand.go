package engine

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"

	"handshake/checker/internal/answer"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// arrange sorts out what one binary is built from: the answers, and what they stand on. A binary
// holds one version of a package, so that an answer which wants another version than one before
// it is put aside. Of the course's own answers nobody asks whether they keep their promises: they
// only lie below.
func arrange(answers answer.Set, own func(answer.Answer) bool) (judged, below, aside answer.Set) {
	versions, specs := map[string]answer.Answer{}, map[string]bool{}
	for _, a := range answers {
		family := append(slices.Clone(a.Base), a)
		if slices.ContainsFunc(family, func(f answer.Answer) bool {
			version, is := versions[f.Lesson.Name]
			return is && version.Fingerprint() != f.Fingerprint()
		}) {
			aside = append(aside, a)
			continue
		}
		for _, f := range family {
			versions[f.Lesson.Name] = f
			specs[f.Lesson.Name] = specs[f.Lesson.Name] || f.Lesson.Name == a.Lesson.Name || !own(f)
		}
	}
	for name, a := range versions {
		if specs[name] {
			judged = append(judged, a)
		} else {
			below = append(below, a)
		}
	}
	order := func(a, b answer.Answer) int { return strings.Compare(a.Lesson.Name, b.Lesson.Name) }
	slices.SortFunc(judged, order)
	slices.SortFunc(below, order)
	return judged, below, aside
}

// admit asks, where strangers' answers are built, whether those may be that stand on others, and
// those that they stand on and that nobody has asked for.
func (b *Binary) admit(ctx context.Context, judged answer.Set) (answer.Set, error) {
	ask := b.engine.Policy.Admit
	if ask == nil {
		return judged, nil
	}
	var admitted answer.Set
	for _, a := range judged {
		asked := len(b.answers.To(a.Lesson.Name).Files) > 0
		switch {
		case asked && len(a.Base) == 0: // whoever asks has seen to it
		case b.stumbles(a):
			continue
		default:
			refusal, err := ask(ctx, a)
			if err != nil {
				return nil, err
			}
			if refusal != nil {
				b.refused[a.Lesson.Name] = refusal
				continue
			}
		}
		admitted = append(admitted, a)
	}
	return admitted, nil
}

// stumbles reports whether something that an answer stands on cannot be built.
func (b *Binary) stumbles(a answer.Answer) bool {
	return slices.ContainsFunc(a.Base, func(below answer.Answer) bool {
		_, refused := b.refused[below.Lesson.Name]
		_, broken := b.broken[below.Lesson.Name]
		return refused || broken
	})
}

// unfounded is the verdict on an answer that stands on what cannot be built, with the words about
// that.
func (b *Binary) unfounded(a answer.Answer, lang course.Lang) Verdict {
	v := Verdict{Lesson: a.Lesson}
	for _, below := range a.Base {
		why, refused := b.refused[below.Lesson.Name]
		said, broken := b.broken[below.Lesson.Name]
		var r course.Record
		switch {
		case refused:
			below := why(lang)
			r, v.Rule = below.Records[0], below.Rule
		case broken:
			r = notCompiled(below, said, lang)
		default:
			continue
		}
		r.Lesson, r.Title = a.Lesson.Name, a.Lesson.Title
		r.Message = course.Say(
			"this lesson stands on %s, which cannot be built:\n%s",
			"这一课建立在 %s 之上，而它没法构建：\n%s", below.Lesson.Name, r.Message).In(lang)
		v.Records = []course.Record{r}
		return v
	}
	return v
}

// round is one run of a binary's judging: every answer, asked for or below another, is judged once.
type round struct {
	binary *Binary
	o      Options
	firsts map[*Binary]map[string]*ends

	mu      sync.Mutex
	settled map[string]func() (Verdict, error) // by lesson and fingerprint
}

func (b *Binary) begin(ctx context.Context, o Options) (*round, error) {
	r := &round{binary: b, o: o, firsts: map[*Binary]map[string]*ends{}, settled: map[string]func() (Verdict, error){}}
	for layer := b; layer != nil; layer = layer.next {
		var err error
		if r.firsts[layer], err = layer.together(ctx, o); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// settle is the verdict on an answer. Nobody waits in a circle: lessons stand on earlier ones.
func (r *round) settle(ctx context.Context, a answer.Answer) (Verdict, error) {
	key := a.Lesson.Name + " " + a.Fingerprint()
	r.mu.Lock()
	if r.settled[key] == nil {
		r.settled[key] = sync.OnceValues(func() (Verdict, error) { return r.judge(ctx, a) })
	}
	verdict := r.settled[key]
	r.mu.Unlock()
	return verdict()
}

func (r *round) judge(ctx context.Context, a answer.Answer) (Verdict, error) {
	f, err := r.foundation(ctx, a)
	if err != nil || f.unsettled != nil {
		return Verdict{Lesson: a.Lesson, Records: f.unsettled}, err
	}
	bin := r.binary.layer(a)
	first := r.firsts[bin][a.Lesson.Name]
	if f.replaced || bin == nil {
		a, first = a.On(f.base), nil
		if bin, err = r.binary.rebuild(ctx, a); err != nil {
			return Verdict{}, err
		}
		defer bin.Close()
	}
	v, err := bin.verdict(ctx, a, first, r.o)
	if bin.Tampered() {
		r.binary.tampered.Store(true)
	}
	v.Notes = f.notes
	return v, err
}

// foundation is what an answer is judged on.
type foundation struct {
	base      answer.Set
	replaced  bool // some of it are the course's own answers
	notes     []course.Text
	unsettled []course.Record // what could not be found out about it
}

// foundation looks at what an answer stands on: each lesson below must keep its own promises on
// what it stands on in turn; in the place of one that does not comes the course's own answer.
func (r *round) foundation(ctx context.Context, a answer.Answer) (f foundation, err error) {
	for _, below := range a.Base {
		reference, known := r.binary.reference(below.Lesson)
		if known && reference.Fingerprint() == below.Fingerprint() {
			f.base = append(f.base, below)
			continue
		}
		var v Verdict
		if all, unwritten := below.Functions(); len(all) == 0 || len(all) > len(unwritten) {
			if v, err = r.settle(ctx, below); err != nil {
				return f, err
			}
		}
		if i := slices.IndexFunc(v.Records, isUnsettled); i >= 0 {
			record := course.Record{Lesson: a.Lesson.Name, Title: a.Lesson.Title, Status: course.Infrastructure}
			record.Message = v.Records[i].Message
			f.unsettled = []course.Record{record}
			return f, nil
		}
		switch {
		case v.Passed():
			f.base = append(f.base, below.On(f.base))
		case known:
			f.base, f.replaced = append(f.base, reference), true
			f.notes = append(f.notes, replacedNote(below.Lesson, v))
		default:
			f.base = append(f.base, below.On(f.base))
			if len(v.Records) > 0 && v.Records[0].Spec == "" {
				continue // it cannot be built, and the verdict says so
			}
			f.notes = append(f.notes, course.Say(
				"%s does not keep all of its own promises, and this lesson stands on it all the same: "+
					"the course's own answer is not here",
				"%s 自己的承诺没有全部做到，而这一课还是建立在它上面评判的：这里没有课程的参考答案", below.Lesson.Name))
		}
	}
	return f, nil
}

func isUnsettled(r course.Record) bool { return r.Status == course.Infrastructure }

// replacedNote tells why a lesson was judged on the course's own answer to one below.
func replacedNote(below syllabus.Lesson, v Verdict) course.Text {
	if len(v.Records) == 0 {
		return course.Say(
			"%s is not written yet, so this lesson was judged on the course's own answer to it",
			"%s 还没有写，所以这一课是在课程的参考答案之上评判的", below.Name)
	}
	first := v.Records[0]
	place := cmp.Or(first.Place, course.PlaceIn(first.Message))
	switch first.Status {
	case course.CompileError:
		return course.Say(
			"%s does not compile (%s), so this lesson was judged on the course's own answer to it",
			"%s 编译不通过（%s），所以这一课是在课程的参考答案之上评判的", below.Name, place)
	case course.Rejected:
		return course.Say(
			"%s was refused (%s), so this lesson was judged on the course's own answer to it",
			"%s 被拒绝了（%s），所以这一课是在课程的参考答案之上评判的", below.Name, place)
	}
	return course.Say(
		"%s does not keep all of its own promises, so this lesson was judged on the course's own answer to it",
		"%s 自己的承诺没有全部做到，所以这一课是在课程的参考答案之上评判的", below.Name)
}

// layer is the binary that holds an answer on what it stands on, or nil.
func (b *Binary) layer(a answer.Answer) *Binary {
	for ; b != nil; b = b.next {
		if b.judged.To(a.Lesson.Name).Fingerprint() == a.Fingerprint() {
			return b
		}
	}
	return nil
}
