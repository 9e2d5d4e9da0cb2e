package report

import (
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"iter"
	"net/url"
	"os"
	"path/filepath"

	"handshake/internal/course"
)

var (
	//go:embed pages/style.css
	style string
	//go:embed pages/class.js
	script string
	//go:embed pages/class.html
	classPage string
	//go:embed pages/student.html
	studentPage string
)

// policy is a Content-Security-Policy that forbids everything but these very texts: nothing
// that a student has written is ever run or styled, even if it should get out of its quotes.
func policy(style, script string) string {
	hash := func(text string) string {
		if text == "" {
			return "'none'"
		}
		sum := sha256.Sum256([]byte(text))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	return "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script) +
		"; base-uri 'none'; form-action 'none'"
}

// studentsDir holds a student's three files, beside report.html.
const studentsDir = "students"

// pageOf is where report.html finds a student's page.
func pageOf(file string) string { return studentsDir + "/" + url.PathEscape(file) + ".html" }

var classTemplate = template.Must(template.New("class").Funcs(template.FuncMap{
	"say":     func(en, zh string) course.Text { return course.Text{En: en, Zh: zh} },
	"status":  statusText,
	"equal":   func() course.Text { return equalNote },
	"student": pageOf,
	"reasons": func(s specCensus, lang string) reasons { return s.Reasons(course.Lang(lang)) },
}).Parse(classPage))

var studentTemplates = map[course.Lang]*template.Template{
	course.English: studentTemplate(course.English),
	course.Chinese: studentTemplate(course.Chinese),
}

func studentTemplate(lang course.Lang) *template.Template {
	return template.Must(template.New("student").Funcs(template.FuncMap{
		"say":    func(en, zh string) string { return course.Text{En: en, Zh: zh}.In(lang) },
		"text":   func(t course.Text) string { return t.In(lang) },
		"lang":   func() string { return tag(lang) },
		"byhand": func(l lessonFeedback) string { return l.byHand().In(lang) },
	}).Parse(studentPage))
}

// tag is the language as HTML names it.
func tag(lang course.Lang) string {
	if lang == course.Chinese {
		return "zh-Hans"
	}
	return "en"
}

// html writes report.html, which is for the teacher alone, and for each student the three
// files to hand back, which say nothing of anybody else.
func (c Class) html(dir string) error {
	if err := os.MkdirAll(filepath.Join(dir, studentsDir), 0o700); err != nil {
		return err
	}
	for f, err := range c.read() {
		if err != nil {
			return err
		}
		path := filepath.Join(dir, studentsDir, f.file)
		for extension, fill := range map[string]func(io.Writer) error{
			".html": f.html,
			".md":   f.markdown,
			".json": func(w io.Writer) error { return encode(w, f) },
		} {
			if err := create(path+extension, fill); err != nil {
				return err
			}
		}
	}
	return create(filepath.Join(dir, "report.html"), func(w io.Writer) error { return Page(w, c) })
}

// html writes the feedback as one page in the student's language.
func (f feedback) html(w io.Writer) error {
	page := struct {
		Policy   string
		Style    template.CSS
		Feedback feedback
		Warnings []string
		Foot     string
	}{Policy: policy(style, ""), Style: template.CSS(style), Feedback: f, Foot: foot(f.Grader, f.Go)}
	for _, t := range f.caveats() {
		page.Warnings = append(page.Warnings, t.In(f.Lang))
	}
	return studentTemplates[f.Lang].Execute(w, page)
}

// caveats tells a student how the marks came about, where that was not as it should be.
func (f feedback) caveats() (all []course.Text) {
	if !f.Sandboxed {
		all = append(all, course.Say("Graded without a sandbox.", "评分时没有使用沙箱。"))
	}
	if !f.Race {
		all = append(all, course.Say("Graded without the race detector.", "评分时没有使用竞态检测器。"))
	}
	if len(f.Reweighed) > 0 {
		all = append(all, course.Say(
			"Graded with points that are not the course's own: %s.",
			"评分时用的不是课程原来的分值：%s。", course.Commas(f.Reweighed)))
	}
	return all
}

// foot says who has judged.
func foot(grader, version string) string {
	return fmt.Sprintf("Handshake · 握手 · %s · %s", line(version), line(grader))
}

// column is a lesson above the heat map.
type column struct {
	Number string
	Title  course.Text
	Max    int
}

// group is some rows of the heat map. A large class is folded, so that a browser lays out
// only what is looked at.
type group struct {
	First, Last int
	Folded      bool
	Rows        []heatRow
}

// groupSize is how many students a page shows at once.
const groupSize = 100

type heatRow struct {
	Called, Full, File string
	Score, Share       string
	Final, Late        string // what lateness leaves of the score, and why; "" if on time
	Class              string // the colour of the share
	Cells              []heatCell
}

// heatCell is one answer: its points in figures and in colour, and what is out of the ordinary
// as a sign.
type heatCell struct{ Points, Signs, Class, Title, Link string }

// Page writes report.html. The class is read twice: once to be counted, once row by row.
func Page(w io.Writer, c Class) error {
	all, err := c.census()
	if err != nil {
		return err
	}
	var failed error
	page := struct {
		Lang     course.Lang
		Policy   string
		Style    template.CSS
		Script   template.JS
		Warnings []course.Text
		Class    *census
		Answers  int
		Lessons  []column
		Groups   iter.Seq[group]
		Foot     string
	}{
		Lang: c.Lang, Policy: policy(style, script), Style: template.CSS(style), Script: template.JS(script),
		Warnings: warnings(c.Manifest, all.Pending), Class: all, Answers: max(1, all.Students*len(c.Manifest.Lessons)),
		Groups: c.groups(all.Students, &failed), Foot: foot(c.Manifest.Grader, c.Manifest.Go),
	}
	for _, l := range c.Manifest.Lessons {
		page.Lessons = append(page.Lessons, column{course.NumberOf(l.Name), l.Title, l.Max()})
	}
	if err := classTemplate.Execute(w, page); err != nil {
		return err
	}
	return failed
}

// groups are the rows of the heat map, read as they are written.
func (c Class) groups(students int, failed *error) iter.Seq[group] {
	return func(yield func(group) bool) {
		now := group{First: 1, Folded: students > groupSize}
		for f, err := range c.read() {
			if err != nil {
				*failed = err
				return
			}
			now.Rows = append(now.Rows, f.row())
			now.Last = now.First + len(now.Rows) - 1
			if len(now.Rows) < groupSize {
				continue
			}
			if !yield(now) {
				return
			}
			now = group{First: now.Last + 1, Folded: now.Folded}
		}
		if len(now.Rows) > 0 {
			yield(now)
		}
	}
}

// row is the student's row of the heat map.
func (f feedback) row() heatRow {
	row := heatRow{Called: f.Called(), File: f.file, Score: f.Total(), Share: cmp.Or(f.Share(), "?")}
	if row.Called != f.Student {
		row.Full = f.Student
	}
	row.Class = "none" // nothing was tried
	if f.Late != nil {
		row.Final, row.Late = f.Final(), f.Late.said.En+" · "+f.Late.said.Zh
	}
	for _, l := range f.Lessons {
		row.Cells = append(row.Cells, l.cell(f.file))
		if c := l.Class(); c != "none" && c != "rest" {
			row.Class = "s" + step(f.Score, f.Max)
		}
	}
	return row
}

// step is which of the eleven colours a score has.
func step(score, most int) string { return fmt.Sprint(percent(score, most) / 10) }

// Class is the colour of the lesson's points.
func (l lessonFeedback) Class() string {
	switch {
	case l.Score == nil:
		return "machine"
	case l.ByHand == nil && l.standing == untouched:
		return "rest"
	case l.ByHand == nil && (l.standing == unmarkable || l.standing == course.NotRun):
		return "none"
	}
	return "s" + step(*l.Score, l.Max)
}

func (l lessonFeedback) cell(file string) heatCell {
	cell := heatCell{Class: l.Class(), Link: pageOf(file) + "#" + l.Lesson}
	said := statusText(l.standing)
	switch {
	case l.Score == nil:
		cell.Points = "?"
	case l.ByHand == nil && l.standing == untouched:
		cell.Points = "○"
	case l.ByHand == nil && l.standing == course.NotRun:
		cell.Points = "–"
	case l.ByHand == nil && l.standing == unmarkable:
		cell.Points = "!"
	default:
		cell.Points = fmt.Sprint(*l.Score)
	}
	switch {
	case l.ByHand != nil:
		cell.Signs += "✎"
		said = l.byHand()
	case l.Status == course.CompileError:
		cell.Signs += "⊘"
	case l.Status == course.Rejected:
		cell.Signs += "§"
	case l.Status == course.Tampered:
		cell.Signs += "‼"
	case l.Status == course.Passed && l.Full():
		cell.Signs += "✓"
		cell.Class += " full"
	}
	if l.answer.Nondeterministic {
		cell.Signs += "≈"
	}
	if l.standing != course.Passed && l.standing != course.Failed || l.ByHand != nil {
		cell.Title = said.En + " · " + said.Zh
	}
	return cell
}
