package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"handshake/checker/internal/answer"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// tower is three lessons, each of which stands on those before it, with one spec each.
func tower() (lessons []syllabus.Lesson) {
	for i := range 3 {
		lessons = append(lessons, syllabus.Lesson{Name: fmt.Sprintf("%02d-played", i+1), Files: []string{"a.go"},
			Base: slices.Clone(lessons), Specs: []syllabus.Spec{{ID: "passes"}}})
	}
	return lessons
}

// tells is an answer whose text says what it is.
func tells(l syllabus.Lesson, base answer.Set, what string) answer.Answer {
	text := "package played\n\nfunc " + what + "() {}\n"
	return answer.Of(l, map[string][]byte{"a.go": []byte(text)}).On(base)
}

// textOf is what an answer was made to tell.
func textOf(a answer.Answer) string {
	_, text, _ := strings.Cut(string(a.Files[0].Text), "func ")
	text, _, _ = strings.Cut(text, "(")
	return text
}

// stood is a binary of answers to the tower, "Fails" or "Passes" each, of which the course's own
// are there if known; asked are the numbers of those that are asked for.
func stood(known bool, asked []int, texts ...string) (b *Binary, built *[]string) {
	var all, want answer.Set
	for i, l := range tower() {
		all = append(all, tells(l, all, texts[i]))
		if slices.Contains(asked, i) {
			want = append(want, all[i])
		}
	}
	b, built = &Binary{broken: map[string][]complaint{}, refused: map[string]Refusal{}, answers: want}, &[]string{}
	b.reference = func(l syllabus.Lesson) (answer.Answer, bool) {
		var own answer.Set
		for _, l := range append(slices.Clone(l.Base), l) {
			own = append(own, tells(l, own, "Own"))
		}
		return own.To(l.Name), known
	}
	b.judged, _, _ = arrange(want, func(a answer.Answer) bool { return textOf(a) == "Own" })
	for _, a := range b.judged {
		if textOf(a) == "Oops" {
			b.broken[a.Lesson.Name] = []complaint{{file: a.Lesson.Path("a.go"), line: 3, says: "undefined: x"}}
		} else if !b.stumbles(a) {
			b.sound = append(b.sound, a)
		}
	}
	b.perform = performs(b.sound)
	b.rebuild = func(_ context.Context, a answer.Answer) (*Binary, error) {
		var on []string
		for _, below := range a.Base {
			on = append(on, textOf(below))
		}
		*built = append(*built, a.Lesson.Name+" on "+strings.Join(on, " "))
		return &Binary{sound: answer.Set{a}, perform: performs(answer.Set{a})}, nil
	}
	return b, built
}

// performs judges each answer by what it tells.
func performs(answers answer.Set) func(context.Context, task, Options) (ends, error) {
	return func(_ context.Context, t task, _ Options) (end ends, err error) {
		for _, l := range t.lessons {
			r := course.Record{Lesson: l.Name, Spec: "passes", Status: course.Passed}
			if textOf(answers.To(l.Name)) == "Fails" {
				r.Status = course.Failed
			}
			if textOf(answers.To(l.Name)) == "Unable" {
				r.Status, r.Message = course.Infrastructure, "no ports"
			}
			end.plan, end.ended = append(end.plan, r), append(end.ended, r)
		}
		return end, nil
	}
}

func TestALessonIsJudgedOnWhatKeepsItsPromises(t *testing.T) {
	for name, c := range map[string]struct {
		texts string
		asked []int
		want  string // the statuses of those that are asked for
		built string // in binaries of their own
		notes string // how many each has
	}{
		"all pass":                 {"Passes Passes Passes", []int{0, 1, 2}, "passed passed passed", "", "0 0 0"},
		"all are the course's own": {"Own Own Own", []int{0, 1, 2}, "passed passed passed", "", "0 0 0"},
		"only the last is asked":   {"Passes Passes Passes", []int{2}, "passed", "", "0"},
		"the first fails": {"Fails Passes Passes", []int{0, 1, 2}, "failed passed passed",
			"02-played on Own, 03-played on Own Passes", "0 1 1"},
		"the first fails, and nobody asks for it": {"Fails Passes Passes", []int{2}, "passed",
			"02-played on Own, 03-played on Own Passes", "1"},
		"the second fails": {"Passes Fails Passes", []int{0, 1, 2}, "passed failed passed",
			"03-played on Passes Own", "0 0 1"},
		"two fail": {"Fails Fails Passes", []int{0, 1, 2}, "failed failed passed",
			"02-played on Own, 03-played on Own Own", "0 1 2"},
		"all fail": {"Fails Fails Fails", []int{2}, "failed", "02-played on Own, 03-played on Own Own", "2"},
		"the first does not compile": {"Oops Passes Passes", []int{0, 1, 2}, "compile-error passed passed",
			"02-played on Own, 03-played on Own Passes", "0 1 1"},
		"the machine fails": {"Unable Passes Passes", []int{0, 1}, "infrastructure infrastructure", "", "0 0"},
	} {
		for _, together := range []bool{false, true} {
			b, built := stood(true, c.asked, strings.Fields(c.texts)...)
			var statuses, notes []string
			for v, err := range b.Judge(t.Context(), Options{Lang: course.English, Together: together}) {
				if err != nil {
					t.Fatal(err)
				}
				statuses, notes = append(statuses, string(v.Records[0].Status)), append(notes, fmt.Sprint(len(v.Notes)))
			}
			slices.Sort(*built)
			if got := strings.Join(statuses, " "); got != c.want {
				t.Errorf("%s: got %s, want %s", name, got, c.want)
			}
			if got := strings.Join(*built, ", "); got != c.built {
				t.Errorf("%s: built again: %s, want %s", name, got, c.built)
			}
			if got := strings.Join(notes, " "); got != c.notes {
				t.Errorf("%s: notes %s, want %s", name, got, c.notes)
			}
		}
	}
}

// Where the course's own answers are not here, what cannot be built is told with its own place.
func TestALessonWithoutAnyGround(t *testing.T) {
	b, _ := stood(false, []int{1, 2}, "Oops", "Passes", "Passes")
	for v, err := range b.Judge(t.Context(), Options{Lang: course.English}) {
		if err != nil {
			t.Fatal(err)
		}
		r := v.Records[0]
		if len(v.Notes) > 0 || r.Lesson != v.Lesson.Name || r.Status != course.CompileError || r.Place != "lessons/01-played/a.go:3" ||
			!strings.Contains(r.Message, "stands on 01-played, which cannot be built:\nlessons/01-played/a.go:3: undefined: x") {
			t.Errorf("got %+v", r)
		}
	}
}

func TestALessonOnOneThatFailsWithoutTheCoursesOwn(t *testing.T) {
	b, built := stood(false, []int{1}, "Fails", "Passes", "Passes")
	for v, err := range b.Judge(t.Context(), Options{Lang: course.English}) {
		if err != nil || !v.Passed() || len(v.Notes) != 1 || !strings.Contains(v.Notes[0].En, "all the same") || len(*built) > 0 {
			t.Errorf("got %+v, %v", v, err)
		}
	}
}

// A binary holds one version of a package.
func TestTwoVersionsOfALessonAreBuiltApart(t *testing.T) {
	lessons := tower()
	var own answer.Set
	for _, l := range lessons {
		own = append(own, tells(l, own, "Own"))
	}
	wrong := tells(lessons[0], nil, "Fails")
	isOwn := func(a answer.Answer) bool { return textOf(a) == "Own" }
	names := func(s answer.Set) string { return strings.Join(lessonNames(s.Lessons()), " ") }

	judged, below, aside := arrange(answer.Set{wrong, own[1], own[2]}, isOwn)
	if names(judged) != "01-played" || names(below) != "" || names(aside) != "02-played 03-played" {
		t.Errorf("got %s; %s; %s", names(judged), names(below), names(aside))
	}
	judged, below, aside = arrange(aside, isOwn)
	if names(judged) != "02-played 03-played" || names(below) != "01-played" || len(aside) > 0 {
		t.Errorf("got %s; %s; %s", names(judged), names(below), names(aside))
	}
}

// Of strangers' answers nothing is built that was not admitted on just what it stands on.
func TestWhatIsNotAdmittedIsNotBuilt(t *testing.T) {
	var asked []string
	refuse := map[string]bool{"01-played": true}
	admit := func(_ context.Context, a answer.Answer) (Refusal, error) {
		asked = append(asked, a.Lesson.Name)
		if !refuse[a.Lesson.Name] {
			return nil, nil
		}
		return func(course.Lang) Verdict {
			return Verdict{Lesson: a.Lesson, Rule: "import",
				Records: []course.Record{{Lesson: a.Lesson.Name, Status: course.Rejected, Place: "lessons/01-played/a.go:1"}}}
		}, nil
	}
	b, _ := stood(true, []int{1, 2}, "Passes", "Passes", "Passes")
	b.engine = &Engine{Policy: Policy{Admit: admit}}
	admitted, err := b.admit(t.Context(), b.judged)
	if err != nil || len(admitted) != 0 || !slices.Equal(asked, []string{"01-played"}) {
		t.Errorf("admitted %v, asked about %v, %v", lessonNames(admitted.Lessons()), asked, err)
	}
	b.sound = admitted
	for v, err := range b.Judge(t.Context(), Options{Lang: course.English}) {
		if err != nil || !v.Passed() || len(v.Notes) != 1 || !strings.Contains(v.Notes[0].En, "was refused (lessons/01-played/a.go:1)") {
			t.Errorf("got %+v, %v", v, err)
		}
	}
	broken := errors.New("the gate has failed")
	b.engine.Policy.Admit = func(context.Context, answer.Answer) (Refusal, error) { return nil, broken }
	if _, err := b.admit(t.Context(), b.judged); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}
