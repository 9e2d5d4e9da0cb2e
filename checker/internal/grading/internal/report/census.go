package report

import (
	"fmt"
	"regexp"
	"slices"

	"handshake/checker/internal/grading/internal/class"
	"handshake/internal/course"
)

// census is what a page says about the class as a whole. Its size depends on the course, not
// on the class.
type census struct {
	Students, HandedIn int
	Finished, Pending  int
	Late               int
	OfThese, OfAll     average // of who handed in; of everybody
	Statuses           []statusCount
	Lessons            []lessonCensus
	Absent, Unmarkable listing
	Machine, ByHand    listing
	Unsteady, Notes    listing
	Strays             []course.Text
	Equal              []equalRead
	EqualRest          int
}

// average is that of some sheets, in percent.
type average struct {
	sum float64
	n   int
}

func (a *average) add(percent float64) { a.sum, a.n = a.sum+percent, a.n+1 }

func (a average) String() string {
	if a.n == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", a.sum/float64(a.n))
}

type statusCount struct {
	Status course.Status
	N      int
}

// lessonCensus is how the class did in one lesson.
type lessonCensus struct {
	Lesson                   string
	Title                    course.Text
	Max                      int
	HandedIn, Marked, Points int
	Full                     int
	Specs                    []specCensus
}

// specCensus is how the class did with one promise.
type specCensus struct {
	Name                    string
	Title                   course.Text
	Skipped                 string
	Kept, Broken, Unwritten int
	Who                     listing

	reasons map[course.Lang][]reason
}

// reason is the first line of what was said, and to how many: to all whom nothing but numbers,
// such as those of ports, was told otherwise.
type reason struct {
	Text string
	N    int

	key string
}

// entry is one student in a list, with a word about them.
type entry struct {
	Student, File string
	Text          course.Text
}

// listing is as much of a list as a page can bear.
type listing struct {
	Entries []entry
	More    int
}

func (l *listing) add(e entry, most int) {
	if len(l.Entries) < most {
		l.Entries = append(l.Entries, e)
	} else {
		l.More++
	}
}

// Len is how many there are in all.
func (l listing) Len() int { return len(l.Entries) + l.More }

// What a page lists at most.
const (
	maxListed  = 100
	maxWho     = 12
	maxReasons = 16 // told apart in each language; the page shows the most frequent
)

// statuses in the order in which a page counts them.
var statuses = []course.Status{
	course.Passed, course.Failed, untouched, course.CompileError, course.Rejected,
	course.NotRun, unmarkable, course.Tampered, course.Infrastructure}

// census reads the class once.
func (c Class) census() (*census, error) {
	all := &census{}
	for _, s := range statuses {
		all.Statuses = append(all.Statuses, statusCount{Status: s})
	}
	for _, l := range c.Manifest.Lessons {
		one := lessonCensus{Lesson: l.Name, Title: l.Title, Max: l.Max()}
		for _, s := range l.Specs {
			one.Specs = append(one.Specs, specCensus{Name: l.Name + "/" + s.ID, Title: s.Title,
				Skipped: line(s.Skipped), reasons: map[course.Lang][]reason{}})
		}
		all.Lessons = append(all.Lessons, one)
	}
	for _, why := range c.Strays {
		all.Strays = append(all.Strays, lines(why))
	}
	who := map[string]entry{}
	for _, e := range c.Equal {
		for _, student := range e.Students {
			who[student] = entry{}
		}
	}
	for f, err := range c.read() {
		if err != nil {
			return nil, err
		}
		all.count(f)
		if _, equal := who[f.id]; equal {
			who[f.id] = entry{Student: f.Called(), File: f.file}
		}
	}
	all.Statuses = slices.DeleteFunc(all.Statuses,
		func(n statusCount) bool { return n.Status == course.Tampered && n.N == 0 })
	all.Equal, all.EqualRest = c.equal(who), c.equalRest()
	return all, nil
}

func (all *census) count(f feedback) {
	who := entry{Student: f.Called(), File: f.file}
	with := func(text course.Text) entry { return entry{who.Student, who.File, text} }
	all.Students++
	if f.Late != nil {
		all.Late++
	}
	if f.Absent() {
		all.Absent.add(who, maxListed)
	} else {
		all.HandedIn++
	}
	if f.sheet.Problem != nil {
		all.Unmarkable.add(with(lines(*f.sheet.Problem)), maxListed)
	}
	for _, note := range f.sheet.Notes {
		all.Notes.add(with(note), maxListed)
	}
	if f.Pending > 0 {
		all.Pending++
	} else if f.Max > 0 {
		percent := 100 * float64(f.Score) / float64(f.Max)
		all.OfAll.add(percent)
		if !f.Absent() {
			all.OfThese.add(percent)
		}
		if f.Score >= f.Max {
			all.Finished++
		}
	}
	for i, l := range f.Lessons {
		all.lesson(&all.Lessons[i], l, who, f.Lang)
	}
}

func (all *census) lesson(to *lessonCensus, l lessonFeedback, who entry, lang course.Lang) {
	about := func(text string) entry {
		return entry{who.Student, who.File, course.Text{En: l.Lesson + text, Zh: l.Lesson + text}}
	}
	if i := slices.IndexFunc(all.Statuses, func(c statusCount) bool { return c.Status == l.standing }); i >= 0 {
		all.Statuses[i].N++
	}
	if l.Status == course.Infrastructure {
		text := ""
		if l.machine != "" {
			text = " · " + l.machine
		}
		all.Machine.add(about(text), maxListed)
	}
	if l.answer.Nondeterministic {
		all.Unsteady.add(about(""), maxListed)
	}
	if l.ByHand != nil {
		all.ByHand.add(entry{who.Student, who.File, course.Say("%s: %s", "%s：%s", l.Lesson, l.byHand())}, maxListed)
	}
	if l.Status != course.NotRun {
		to.HandedIn++
	}
	if l.Score != nil {
		to.Marked++
		to.Points += *l.Score
		if l.Full() {
			to.Full++
		}
	}
	for i, s := range l.Specs {
		to.Specs[i].count(s, who, lang)
	}
}

// numbers differ from one student to the next where the reason is the same.
var numbers = regexp.MustCompile(`[0-9]+`)

func (to *specCensus) count(s specRead, who entry, lang course.Lang) {
	switch {
	case s.Status == course.Passed:
		to.Kept++
	case s.unwritten():
		to.Unwritten++
	case s.Broken():
		to.Broken++
		to.Who.add(who, maxWho)
		said := first(s.Message)
		key := numbers.ReplaceAllString(said, "0")
		reasons := to.reasons[lang]
		if i := slices.IndexFunc(reasons, func(r reason) bool { return r.key == key }); i >= 0 {
			reasons[i].N++
		} else if said != "" && len(reasons) < maxReasons {
			to.reasons[lang] = append(reasons, reason{said, 1, key})
		}
	}
}

// Called is what a page calls the student: the name, or else what stands in the roster.
func (f feedback) Called() string {
	if f.Name != "" {
		return f.Name
	}
	return f.Student
}

// Judged is how many have tried the promise.
func (s specCensus) Judged() int { return s.Kept + s.Broken }

// reasons are what a page says in one language about a promise that many have broken.
type reasons struct {
	Lang      course.Lang
	Top       []reason
	Elsewhere int
}

// Reasons are the reasons that most have read in a language, and how many have read others in
// the other language. A single reason in each is the same one. Where nobody has read any in the
// language, those in the other have to do.
func (s specCensus) Reasons(lang course.Lang) (said reasons) {
	said.Lang = lang
	other := course.Chinese
	if lang == other {
		other = course.English
	}
	top, others := slices.Clone(s.reasons[lang]), s.reasons[other]
	if len(top) == 0 {
		top, others = slices.Clone(others), nil
	}
	for _, r := range others {
		said.Elsewhere += r.N
	}
	if len(top) == 1 && len(others) == 1 {
		top[0].N, said.Elsewhere = top[0].N+said.Elsewhere, 0
	}
	slices.SortStableFunc(top, func(a, b reason) int { return b.N - a.N })
	said.Top = top[:min(len(top), 3)]
	return said
}

// Stumbled are the promises that most have broken, at most most of them.
func (all *census) Stumbled(most int) []specCensus {
	var broken []specCensus
	for _, l := range all.Lessons {
		for _, s := range l.Specs {
			if s.Broken > 0 {
				broken = append(broken, s)
			}
		}
	}
	slices.SortStableFunc(broken, func(a, b specCensus) int { return b.Broken - a.Broken })
	return broken[:min(len(broken), most)]
}

// Mean is the average of all marked answers, in points.
func (l lessonCensus) Mean() string {
	if l.Marked == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f", float64(l.Points)/float64(l.Marked))
}

// Percent is a whole number of percent.
func percent(part, whole int) int {
	if whole <= 0 {
		return 0
	}
	return max(0, min(100, 100*part/whole))
}

// warnings are what every reader of the marks must know of how they came about.
func warnings(m class.Manifest, pending int) (all []course.Text) {
	if !m.Sandboxed {
		all = append(all, course.Say(
			"Not sandboxed: these answers ran with the rights of the person who graded them. Do not trust these "+
				"marks, nor that machine.",
			"没有沙箱：这些答案是以评分者自己的权限运行的。这些分数和那台机器都不能放心。"))
	}
	if !m.Race {
		all = append(all, course.Say(
			"No race detector: data races were not looked for, and some answers may have passed by luck.",
			"没有竞态检测器：没有检查数据竞争，有的答案可能只是碰巧通过。"))
	}
	if len(m.Reweighed) > 0 {
		all = append(all, course.Say(
			"Not the course's own points: graded by a changed %s.",
			"分值不是课程原来的：评分时用的是改过的 %s。", course.Commas(m.Reweighed)))
	}
	if pending > 0 {
		all = append(all, course.Say(
			"Still without marks: for %s the machine failed and not the code. Grade again before you hand out marks.",
			"还没有分数：有 %s的答案没能判定，是机器的问题，不是代码的问题。请重新评分之后再发布成绩。", students(pending)))
	}
	return all
}

// students counts them.
func students(n int) course.Text {
	if n == 1 {
		return course.Say("1 student", "1 名学生")
	}
	return course.Say("%d students", "%d 名学生", n)
}
