package report

import (
	"slices"
	"strings"

	"handshake/checker/internal/grading/internal/class"
	"handshake/internal/course"
)

// todo is a lesson in one line: what to look at first.
type todo struct {
	lessonFeedback
	Sign, What string
	Why        string // the beginning of what is said of it
	At         string // the line, where a single one is to blame
}

// Next is what there is left to do, a line for each lesson. Where nothing at all could be
// marked, one word above says it for all lessons.
func (f feedback) Next() (all []todo) {
	if f.Absent() || f.Problem != "" {
		return nil
	}
	for _, l := range f.Lessons {
		if !l.Full() {
			all = append(all, l.next())
		}
	}
	return all
}

func (l lessonFeedback) next() todo {
	say := func(en, zh string) string { return course.Text{En: en, Zh: zh}.In(l.lang) }
	t := todo{lessonFeedback: l, What: statusText(l.standing).In(l.lang)}
	broken := slices.IndexFunc(l.Specs, specRead.Broken)
	switch {
	case l.Score == nil:
		t.Sign, t.What = "?", say("will be graded again, through no fault of yours", "会重新评分，问题不在你的代码")
	case l.ByHand != nil && !l.judged:
		t.Sign, t.What = "✎", l.Say
	case l.Status == course.NotRun:
		t.Sign = "–"
	case !l.judged:
		t.Sign, t.Why, t.At = "✗", first(l.Message), l.Where()
	case broken >= 0:
		s := l.Specs[broken]
		t.Sign, t.What, t.Why, t.At = "✗", s.Title.In(l.lang), first(s.Message), s.Place
	default:
		t.Sign = "○"
		if waiting := l.Waiting(); len(waiting) > 0 {
			names := make([]string, len(waiting))
			for i, w := range waiting {
				names[i] = w.function
			}
			t.What = say("still to be written: "+strings.Join(names, ", "), "还没有写："+strings.Join(names, "、"))
		}
	}
	if !strings.Contains(t.At, ":") {
		t.At = ""
	}
	return t
}

// wait is a function that is still to be written, and the promises that wait for it.
type wait struct {
	Say   string
	Specs []specRead

	function string
}

// Waiting are the promises that could not be tried, by the function that is missing.
func (l lessonFeedback) Waiting() (all []wait) {
	for _, s := range l.Specs {
		if !s.unwritten() {
			continue
		}
		i := slices.IndexFunc(all, func(w wait) bool { return w.function == s.record.Unwritten })
		if i < 0 {
			i, all = len(all), append(all, wait{function: s.record.Unwritten})
		}
		all[i].Specs = append(all[i].Specs, s)
	}
	for i := range all {
		w := &all[i]
		text := course.Say(
			"%s is still to be written; %d promises wait for it",
			"%s 还没有写，有 %d 条在等它", w.function, len(w.Specs))
		if len(w.Specs) == 1 {
			text.En = w.function + " is still to be written; 1 promise waits for it"
		}
		w.Say = text.In(l.lang)
	}
	return all
}

// Amiss are the promises that were tried and are not kept.
func (l lessonFeedback) Amiss() []specRead {
	return slices.DeleteFunc(slices.Clone(l.Specs), func(s specRead) bool { return s.unwritten() || s.Good() })
}

// Kept are the promises of which nothing is left to say.
func (l lessonFeedback) Kept() []specRead {
	return slices.DeleteFunc(slices.Clone(l.Specs), func(s specRead) bool { return !s.Good() })
}

// KeptSay counts them.
func (l lessonFeedback) KeptSay() string {
	n := len(l.Kept())
	text := course.Say("%d promises are kept", "做到了 %d 条", n)
	if n == 1 {
		text.En = "1 promise is kept"
	}
	return text.In(l.lang)
}

// Open reports whether there is something to read about the lesson: what is done, and what has
// not been begun, is folded.
func (l lessonFeedback) Open() bool {
	return !l.Full() && (l.ByHand != nil ||
		!slices.Contains([]course.Status{untouched, course.NotRun, unmarkable}, l.standing))
}

// Where is the place that the message about the whole answer is about, unless it tells by itself.
func (l lessonFeedback) Where() string {
	if strings.Contains(l.Message, l.Place) {
		return ""
	}
	return l.Place
}

// What a page tells apart, beyond the statuses of an answer.
const (
	untouched  course.Status = "untouched"  // nothing is written yet
	unmarkable course.Status = "unmarkable" // nothing of the whole submission could be used
)

// standingOf is how a lesson stands.
func standingOf(l lessonFeedback, s class.Sheet) course.Status {
	kept, broken, waiting := l.counts()
	switch {
	case l.Status == course.NotRun && s.Problem != nil:
		return unmarkable
	case l.judged && kept+broken == 0 && waiting > 0:
		return untouched
	}
	return l.Status
}

// counts are the promises that are kept, that are broken, and that wait to be written.
func (l lessonFeedback) counts() (kept, broken, waiting int) {
	for _, s := range l.Specs {
		switch {
		case s.Status == course.Passed:
			kept++
		case s.unwritten():
			waiting++
		case s.Broken():
			broken++
		}
	}
	return kept, broken, waiting
}
