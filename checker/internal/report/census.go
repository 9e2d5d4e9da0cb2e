package report

import (
	"fmt"
	"slices"
	"strings"

	"handshake/checker/internal/class"
	"handshake/internal/course"
)

// census is what a page says about the class as a whole. Its size depends on the course, not
// on the class.
type census struct {
	Students, Finished, Pending int
	Late                        int
	Statuses                    []statusCount
	Lessons                     []lessonCensus
	Unreadable, Machine, ByHand listing
	Unsteady, Notes             listing
	Equal                       []equalRead
	EqualRest                   int

	percents float64
	marked   int
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
	Reasons                 []reason
	Who                     listing
}

// reason is the first line of what was said, and to how many.
type reason struct {
	Text string
	N    int
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
	maxReasons = 16 // told apart; the page shows the most frequent
)

// statuses in the order in which a page counts them.
var statuses = []course.Status{course.Passed, course.Failed, course.CompileError, course.Rejected, course.NotRun, course.Infrastructure}

// census reads the class once.
func (c Class) census() (*census, error) {
	all := &census{}
	for _, s := range statuses {
		all.Statuses = append(all.Statuses, statusCount{Status: s})
	}
	for _, l := range c.Manifest.Lessons {
		one := lessonCensus{Lesson: l.Name, Title: l.Title, Max: l.Max()}
		for _, s := range l.Specs {
			one.Specs = append(one.Specs, specCensus{Name: l.Name + "/" + s.ID, Title: s.Title, Skipped: line(s.Skipped)})
		}
		all.Lessons = append(all.Lessons, one)
	}
	files, who := c.files(), map[string]entry{}
	for _, e := range c.Equal {
		for _, student := range e.Students {
			who[student] = entry{}
		}
	}
	for s, err := range c.Sheets() {
		if err != nil {
			return nil, err
		}
		f, file := c.feedback(s), files.of(s.Student)
		all.count(s, f, file)
		if _, equal := who[s.Student]; equal {
			who[s.Student] = entry{Student: f.Called(), File: file}
		}
	}
	all.Equal, all.EqualRest = c.equal(who), c.equalRest()
	return all, nil
}

func (all *census) count(s class.Sheet, f feedback, file string) {
	who := entry{Student: f.Called(), File: file}
	with := func(text course.Text) entry { return entry{who.Student, who.File, text} }
	all.Students++
	if f.Late != nil {
		all.Late++
	}
	if s.Problem != nil {
		all.Unreadable.add(with(course.Text{En: line(s.Problem.En), Zh: line(s.Problem.Zh)}), maxListed)
	}
	for _, note := range s.Notes {
		all.Notes.add(with(course.Text{En: line(note.En), Zh: line(note.Zh)}), maxListed)
	}
	if f.Pending > 0 {
		all.Pending++
	} else if f.Max > 0 {
		all.marked++
		all.percents += 100 * float64(f.Score) / float64(f.Max)
		if f.Score >= f.Max {
			all.Finished++
		}
	}
	for i, l := range f.Lessons {
		all.lesson(&all.Lessons[i], l, who)
	}
}

func (all *census) lesson(to *lessonCensus, l lessonFeedback, who entry) {
	about := func(text string) entry {
		return entry{who.Student, who.File, course.Text{En: l.Lesson + text, Zh: l.Lesson + text}}
	}
	if i := slices.IndexFunc(all.Statuses, func(c statusCount) bool { return c.Status == l.Status }); i >= 0 {
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
		all.ByHand.add(entry{who.Student, who.File, course.Text{
			En: l.Lesson + ": " + l.ByHand.In(course.English, l.Max),
			Zh: l.Lesson + "：" + l.ByHand.In(course.Chinese, l.Max)}}, maxListed)
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
		to.Specs[i].count(s, who)
	}
}

func (to *specCensus) count(s specRead, who entry) {
	switch {
	case s.Status == course.Passed:
		to.Kept++
	case s.unwritten:
		to.Unwritten++
	case s.Broken():
		to.Broken++
		to.Who.add(who, maxWho)
		said := first(s.Message)
		if i := slices.IndexFunc(to.Reasons, func(r reason) bool { return r.Text == said }); i >= 0 {
			to.Reasons[i].N++
		} else if said != "" && len(to.Reasons) < maxReasons {
			to.Reasons = append(to.Reasons, reason{said, 1})
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

// Top are the reasons that most have read.
func (s specCensus) Top() []reason {
	top := slices.Clone(s.Reasons)
	slices.SortStableFunc(top, func(a, b reason) int { return b.N - a.N })
	return top[:min(len(top), 3)]
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

// Mean is the average of all marked sheets, in percent.
func (all *census) Mean() string {
	if all.marked == 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f %%", all.percents/float64(all.marked))
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
		all = append(all, course.Text{
			En: "Not sandboxed: these answers ran with the rights of whoever graded them. Do not trust these marks, nor that machine.",
			Zh: "没有沙箱：这些答案是以评分者自己的权限运行的。这些分数和那台机器都不能放心。"})
	}
	if !m.Race {
		all = append(all, course.Text{
			En: "No race detector: data races were not looked for, and some answers may have passed by luck.",
			Zh: "没有竞态检测器：没有检查数据竞争，有的答案可能只是碰巧通过。"})
	}
	if len(m.Reweighed) > 0 {
		all = append(all, course.Text{
			En: "Not the course's own points: graded by a changed " + strings.Join(m.Reweighed, ", ") + ".",
			Zh: "分值不是课程原来的：评分时用的是改过的 " + strings.Join(m.Reweighed, "、") + "。"})
	}
	if pending > 0 {
		all = append(all, course.Text{
			En: fmt.Sprintf("Still without marks: for %s the machine failed and not the code. Grade again before you hand out marks.", students(pending).En),
			Zh: fmt.Sprintf("还没有分数：有 %d 名学生的答案没能判定，是机器的问题，不是代码的问题。请重新评分之后再发布成绩。", pending)})
	}
	return all
}

// students counts them.
func students(n int) course.Text {
	if n == 1 {
		return course.Text{En: "1 student", Zh: "1 名学生"}
	}
	return course.Text{En: fmt.Sprintf("%d students", n), Zh: fmt.Sprintf("%d 名学生", n)}
}
