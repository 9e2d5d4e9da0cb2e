package report

import (
	"fmt"
	"iter"
	"regexp"
	"slices"

	"handshake/checker/internal/grading/internal/class"
	"handshake/internal/course"
)

// feedback is what one student reads, in the student's language: a harmless sheet in the manifest's
// words. It is also the form of students/<name>.json.
type feedback struct {
	Student   string           `json:"student"`
	Name      string           `json:"name,omitempty"`
	Lang      course.Lang      `json:"lang"`
	Score     int              `json:"score"` // without what is pending
	Max       int              `json:"max"`
	Pending   int              `json:"pending"` // lessons that cannot be marked yet
	Late      *lateRead        `json:"late,omitempty"`
	Problem   string           `json:"problem,omitempty"`
	Notes     []string         `json:"notes,omitempty"`
	Lessons   []lessonFeedback `json:"lessons"`
	Grader    string           `json:"grader"`
	Go        string           `json:"go"`
	Race      bool             `json:"race"`
	Sandboxed bool             `json:"sandboxed"`
	Reweighed []string         `json:"reweighed,omitempty"`

	sheet class.Sheet
	id    string // the student, as the journal has it
	file  string // the name of the student's files, without an extension
}

// lateRead is what lateness takes off the score.
type lateRead struct {
	Days    int      `json:"days"`
	Percent int      `json:"percent"`
	Final   *float64 `json:"final"` // what is left, in points; null while something is pending
	Say     string   `json:"say"`

	said course.Text
}

// lessonFeedback is what became of one lesson.
type lessonFeedback struct {
	Lesson  string          `json:"lesson"`
	Title   course.Text     `json:"title"`
	Status  course.Status   `json:"status"`
	Score   *int            `json:"score"` // null while it is pending
	Max     int             `json:"max"`
	Say     string          `json:"say"`               // what has become of it and what to do now
	Message string          `json:"message,omitempty"` // about the answer as a whole
	Notes   []string        `json:"notes,omitempty"`   // what it was judged on
	Place   string          `json:"place,omitempty"`
	Read    string          `json:"read"` // the chapter: "docs/en/01-listen.md"
	ByHand  *class.Override `json:"by_hand,omitempty"`
	Specs   []specRead      `json:"specs"`

	answer   class.Answer
	lang     course.Lang
	judged   bool          // spec by spec
	standing course.Status // Status, or what a page tells apart beyond it
	machine  string        // what failed that is no student's business: it may name folders of the grader
}

// specRead is the verdict on one promise.
type specRead struct {
	Spec    string        `json:"spec"`
	Title   course.Text   `json:"title"`
	Status  course.Status `json:"status"`
	Points  int           `json:"points"`
	Weight  int           `json:"weight"`
	Message string        `json:"message,omitempty"`
	Place   string        `json:"place,omitempty"`

	record course.Record
}

// Good reports whether the promise is kept, or cannot be judged on this system.
func (s specRead) Good() bool { return s.record.Good() }

// unwritten reports whether the promise waits for a function.
func (s specRead) unwritten() bool { return s.record.Unwritten != "" }

// Broken reports whether the student's code was tried and failed.
func (s specRead) Broken() bool {
	return slices.Contains([]course.Status{course.Failed, course.Timeout, course.Crashed}, s.Status) && !s.unwritten()
}

// Mark is the sign before the promise, as check prints it; "?" where it was not judged.
func (s specRead) Mark() string {
	if s.Status == course.Infrastructure {
		return "?"
	}
	mark, _ := course.MarkOf(s.record)
	return mark
}

// Number is the lesson's as its name begins: "01".
func (l lessonFeedback) Number() string { return course.NumberOf(l.Lesson) }

// Judged reports whether there is a verdict on each promise.
func (l lessonFeedback) Judged() bool { return l.judged }

// Full reports whether there is nothing left to earn.
func (l lessonFeedback) Full() bool { return l.Score != nil && *l.Score >= l.Max }

// Hint is the command that helps with the first broken promise.
func (l lessonFeedback) Hint() string { return "make hint LESSON=" + l.Number() }

// read reads the class from its beginning. Each student has a file name of their own, the same in
// each reading.
func (c Class) read() iter.Seq2[feedback, error] {
	return func(yield func(feedback, error) bool) {
		used := map[string]bool{}
		for s, err := range c.Sheets() {
			if err != nil {
				yield(feedback{}, err)
				return
			}
			f := feedbackOn(c.Manifest, s)
			if f.file = c.fileName(s.Student, used); !yield(f, nil) {
				return
			}
		}
	}
}

// Absent reports whether nothing was handed in.
func (f feedback) Absent() bool { return f.sheet.Absent() }

// Share is the score in percent of what there is to earn; "" while something is pending.
func (f feedback) Share() string {
	if f.Pending > 0 || f.Max == 0 {
		return ""
	}
	return fmt.Sprintf("%.1f", 100*float64(f.Score)/float64(f.Max))
}

// Total is the score as a page shows it: unknown while something is pending.
func (f feedback) Total() string {
	if f.Pending > 0 {
		return "?"
	}
	return fmt.Sprint(f.Score)
}

func feedbackOn(m class.Manifest, raw class.Sheet) feedback {
	s := sanitize(raw)
	f := feedback{
		Student: s.Student, Name: s.Name, Lang: s.Lang,
		Grader: m.Grader, Go: m.Go, Race: m.Race, Sandboxed: m.Sandboxed, Reweighed: m.Reweighed,
		sheet: s, id: raw.Student,
	}
	if s.Problem != nil {
		f.Problem = s.Problem.In(s.Lang)
	}
	for _, note := range s.Notes {
		f.Notes = append(f.Notes, note.In(s.Lang))
	}
	for _, l := range m.Lessons {
		one := lessonFeedbackOn(l, answerTo(l, s), s.Lang)
		one.standing = standingOf(one, s)
		one.Say = one.say().In(s.Lang)
		f.Max += one.Max
		if one.Score == nil {
			f.Pending++
		} else {
			f.Score += *one.Score
		}
		f.Lessons = append(f.Lessons, one)
	}
	if s.Late.Days > 0 {
		f.Late = f.late(s.Late)
	}
	return f
}

// late says what is left of the score, or, while some of it is pending, what will be taken off.
func (f feedback) late(l class.Late) *lateRead {
	read := &lateRead{Days: l.Days, Percent: l.Percent}
	days, cost := "1 day", "costs"
	if l.Days > 1 {
		days, cost = fmt.Sprintf("%d days", l.Days), "cost"
	}
	en := fmt.Sprintf("Handed in late: %s begun after the due time %s %d %% of the score", days, cost, l.Percent)
	zh := fmt.Sprintf("交晚了：截止之后已到第 %d 天，扣去得分的 %d%%", l.Days, l.Percent)
	if f.Pending == 0 {
		final := l.Leaves(f.Score)
		read.Final = &final
		en += fmt.Sprintf(", which leaves %.1f of %d points", final, f.Score)
		zh += fmt.Sprintf("，%d 分还剩 %.1f 分", f.Score, final)
	}
	read.said = course.Text{En: en + ".", Zh: zh + "。"}
	read.Say = read.said.In(f.Lang)
	return read
}

// Final is what lateness leaves of the score, as a table shows it; "" where there is nothing
// to say about it.
func (f feedback) Final() string {
	if f.Late == nil || f.Late.Final == nil {
		return ""
	}
	return fmt.Sprintf("%.1f", *f.Late.Final)
}

// answerTo is the sheet's answer to the lesson; nothing handed in where it has none.
func answerTo(l class.Lesson, s class.Sheet) class.Answer {
	for _, a := range s.Answers {
		if a.Lesson == l.Name {
			return a
		}
	}
	return class.Answer{
		Result: class.Result{Student: s.Student, Lesson: l.Name, Lang: s.Lang, Status: course.NotRun},
		Max:    l.Max(),
	}
}

func lessonFeedbackOn(l class.Lesson, a class.Answer, lang course.Lang) lessonFeedback {
	f := lessonFeedback{
		Lesson: l.Name, Title: l.Title, Status: a.Status, Max: a.Max,
		Read: fmt.Sprintf("docs/%s/%s.md", lang, l.Name), ByHand: a.Override,
		answer: a, lang: lang,
	}
	if !a.Pending() {
		f.Score = &a.Score
	}
	for _, note := range a.Notes {
		f.Notes = append(f.Notes, note.In(lang))
	}
	for _, r := range a.Records {
		if r.Spec == "" {
			f.Message, f.Place = r.Message, r.Place
		} else {
			f.judged = true
		}
	}
	for _, s := range l.Specs {
		f.Specs = append(f.Specs, specOn(l, s, a, lang))
	}
	if a.Status == course.Infrastructure {
		f.machine, f.Message = first(f.Message), ""
		for _, r := range a.Records {
			if r.Spec != "" && r.Status == course.Infrastructure {
				f.machine = line(r.Spec) + " · " + first(r.Message)
			}
		}
	}
	return f
}

func specOn(l class.Lesson, s class.Spec, a class.Answer, lang course.Lang) specRead {
	about := func(r course.Record) bool { return r.Spec == s.ID }
	i := slices.IndexFunc(a.Records, func(r course.Record) bool { return about(r) && r.Good() })
	if i < 0 {
		i = slices.IndexFunc(a.Records, about)
	}
	r := course.Record{Status: course.NotRun}
	if i >= 0 {
		r = a.Records[i]
	}
	r.Lesson, r.Spec = l.Name, s.ID
	if r.Good() || r.Status == course.Infrastructure {
		r.Unwritten = ""
	}
	read := specRead{Spec: s.ID, Title: s.Title, Status: r.Status, Weight: s.Weight, Place: r.Place, record: r}
	switch {
	case r.Status == course.Infrastructure:
	case r.Status == course.Skipped && s.Skipped != "":
		read.Message = line(s.Skipped)
	case r.Status == course.Passed:
		read.Points = s.Weight
	case r.Status == course.Skipped:
		read.Points, read.Message = s.Weight, r.Message
	case r.Unwritten != "":
		read.Message = course.Say("%s is still to be written", "%s 还没有写", r.Unwritten).In(lang)
	default:
		read.Message = r.Message
	}
	return read
}

// studentsPlace is a lesson, perhaps a file of it, perhaps a line of that.
var studentsPlace = regexp.MustCompile(`^lessons/` + course.LessonPattern + `(?:/[a-z0-9_]+\.go(?::[0-9]{1,6})?)?$`)

// place is where a message points, if that is a place in a lesson at all.
func place(name string) string {
	if !studentsPlace.MatchString(name) {
		return ""
	}
	return name
}

// say tells the student what has become of the lesson and what to do now.
func (f lessonFeedback) say() course.Text {
	kept, broken, waiting := f.counts()
	for _, s := range f.Specs {
		if s.Status == course.Skipped {
			kept++
		}
	}
	switch {
	case f.Score == nil:
		return course.Say(
			"This could not be judged, and your code is not to blame: it will be graded again, and it costs you "+
				"nothing.",
			"这一课没能判定，问题不在你的代码：之后会重新评分，不会扣你的分。")
	case f.ByHand != nil && !f.judged:
		return course.Say("Your teacher has looked at this lesson.", "这一课老师亲自看过。")
	case f.standing == unmarkable:
		return course.Say("Nothing of it could be marked.", "没有可评的内容。")
	case f.Status == course.NotRun:
		return course.Say(
			"Nothing was handed in. The chapter is a good place to begin.",
			"没有交。可以从这一章读起。")
	case f.Status == course.CompileError:
		return course.Say(
			"It does not compile, so no promise could be judged. Mend what the compiler says, from the top: one "+
				"mistake often causes several complaints.",
			"编译不通过，所以一条也没能判。从上往下改编译器指出的问题，一个错误常常引出好几条报错。")
	case f.Status == course.Rejected:
		return course.Say(
			"It breaks a rule, so it was not run. Take out what is named below and hand it in again.",
			"违反了规则，所以没有运行。把下面指出的地方改掉，再交一次。")
	case f.Status == course.Tampered:
		return course.Say(
			"Nothing of this submission counts until your teacher has looked at it.",
			"在老师看过之前，这份提交全部不算数。")
	case !f.judged:
		return course.Say(
			"The program ended before the first promise could be judged.",
			"程序在判第一条之前就结束了，所以一条也没能判。")
	case kept == len(f.Specs):
		return course.Say("Every promise is kept.", "每一条都做到了。")
	case f.standing == untouched:
		return course.Say(
			"Still to be written. The chapter is a good place to begin.",
			"还没有写。可以从这一章读起。")
	case broken == 0 && waiting > 0:
		return course.Say(
			"What you wrote is right so far: %d of %d promises are kept. The rest is still to be written.",
			"已经写好的都对了：%[2]d 条里做到了 %[1]d 条，其余的还没有写。", kept, len(f.Specs))
	}
	return course.Say(
		"%d of %d promises are kept. Begin with the first ✗ from the top.",
		"%[2]d 条里做到了 %[1]d 条。先看最上面的 ✗。", kept, len(f.Specs))
}

// statusText is how a lesson stands, in words.
func statusText(s course.Status) course.Text {
	switch s {
	case untouched:
		return course.Say("not begun", "还没有动手")
	case unmarkable:
		return course.Say("could not be marked", "无法评分")
	case course.Passed:
		return course.Say("everything kept", "全部做到")
	case course.Failed:
		return course.Say("something not kept", "有没做到的")
	case course.NotRun:
		return course.Say("nothing handed in", "没有交")
	}
	return s.Text()
}
