package report

import (
	"crypto/rand"
	"fmt"
	"io"
	"strings"

	"handshake/internal/course"
)

// maxSummary leaves room below GitHub's limit of 1 MiB for a step's summary, in bytes.
const maxSummary = 1_000_000

// bounded takes whole pieces of text until there is no room for another.
type bounded struct {
	w    io.Writer
	room int
	full bool
	err  error
}

// add writes the piece if it fits and if everything before it did.
func (b *bounded) add(piece string) bool {
	if b.full = b.full || len(piece) > b.room; b.full || b.err != nil {
		return false
	}
	b.room -= len(piece)
	_, b.err = io.WriteString(b.w, piece)
	return b.err == nil
}

// must writes what room has been kept for.
func (b *bounded) must(piece string) {
	if b.err == nil {
		_, b.err = io.WriteString(b.w, piece)
	}
}

// Summary writes Markdown for a GitHub step's summary ($GITHUB_STEP_SUMMARY): the marks of
// the class, and below them what is not kept yet. It is cut between students, with a note.
func Summary(w io.Writer, c Class) error {
	all, err := c.census()
	if err != nil {
		return err
	}
	say := func(en, zh string) string { return course.Text{En: en, Zh: zh}.In(c.Lang) }
	out := &bounded{w: w, room: maxSummary}
	out.add("## Handshake · 握手\n\n")
	for _, warning := range warnings(c.Manifest, all.Pending) {
		out.add("> **" + warning.In(c.Lang) + "**\n\n")
	}
	out.add(fmt.Sprintf("%s · %s\n\n", students(all.Students).In(c.Lang), say(
		fmt.Sprintf("%d handed in · average %s of these, %s of all", all.HandedIn, all.OfThese, all.OfAll),
		fmt.Sprintf("%d 人交了 · 这些人平均 %s，全班平均 %s", all.HandedIn, all.OfThese, all.OfAll))))

	header, rule := "| "+say("Student", "学生")+" | "+say("Total", "总分")+" |", "|---|---|"
	for _, l := range c.Manifest.Lessons {
		header += " " + l.Name + " |"
		rule += "---|"
	}
	out.add(header + "\n" + rule + "\n")
	out.room /= 2
	half := out.room
	cut, err := c.pieces(out, func(f feedback) string {
		total := fmt.Sprintf("%s / %d", f.Total(), f.Max)
		if final := f.Final(); final != "" {
			total += " → " + final
		}
		row := fmt.Sprintf("| %s | %s |", markdown(f.Called()), total)
		for _, l := range f.Lessons {
			row += " " + l.Points() + " |"
		}
		return row + "\n"
	})
	if err != nil {
		return err
	}
	if cut > 0 {
		out.must("\n" + left(cut).In(c.Lang) + "\n")
	}
	if equal := c.equalMarkdown(all); equal != "" && !out.add(equal) {
		out.must("\n" + say("There was no room for the equal answers; report.html has them.", "相同的答案放不下了；report.html 里有。") + "\n")
	}
	out.room, out.full = out.room+half, false
	cut, err = c.pieces(out, func(f feedback) string {
		text := ""
		for _, l := range f.Lessons {
			if !l.Full() {
				text += "\n" + l.markdown(f.Lang, "####", false)
			}
		}
		if text == "" {
			return ""
		}
		return "\n### " + markdown(f.Called()) + "\n" + text
	})
	if err != nil {
		return err
	}
	if cut > 0 {
		out.must("\n" + left(cut).In(c.Lang) + "\n")
	}
	return out.err
}

// pieces adds one piece for each student, and tells how many did not fit.
func (c Class) pieces(out *bounded, piece func(feedback) string) (cut int, err error) {
	for s, err := range c.Sheets() {
		if err != nil {
			return cut, err
		}
		if !out.full {
			out.add(piece(c.feedback(s)))
		}
		if out.full {
			cut++
		}
	}
	return cut, out.err
}

func left(n int) course.Text {
	return course.Say(
		"There was no room for %s more; report.html has everybody.",
		"还有 %s放不下了；report.html 里人人都有。", students(n))
}

const (
	maxLog         = 256 << 10 // bytes
	maxAnnotations = 10        // GitHub shows no more errors of one step
	maxAnnotation  = 1 << 10   // bytes of message
)

// Workflow writes to the log of a GitHub workflow what is not kept yet, and then annotations
// at the lines that are to blame. While students' text is printed, the runner obeys no
// commands: the word that ends this state is random.
func Workflow(w io.Writer, c Class) error {
	resume := rand.Text()
	out := &bounded{w: w, room: maxLog}
	out.must("::stop-commands::" + resume + "\n")
	var annotations []string
	cut, err := c.pieces(out, func(f feedback) string {
		for _, l := range f.Lessons {
			annotations = l.annotate(annotations)
		}
		return f.log()
	})
	if err == nil && cut > 0 {
		out.must(left(cut).In(c.Lang) + "\n")
	}
	out.must("::" + resume + "::\n")
	out.must(strings.Join(annotations, ""))
	if err != nil {
		return err
	}
	return out.err
}

// log is the feedback as plain lines, none of which begins like a command.
func (f feedback) log() string {
	var out strings.Builder
	fmt.Fprintf(&out, "│ %s  %s/%d\n", f.Called(), f.Total(), f.Max)
	lines := func(margin, text string) {
		for l := range strings.Lines(text) {
			fmt.Fprintf(&out, "│ %s%s\n", margin, strings.TrimRight(l, "\n"))
		}
	}
	for _, l := range f.Lessons {
		if l.Full() {
			continue
		}
		lines("  ", fmt.Sprintf("%s  %s  %s", l.Lesson, l.Points(), l.Say))
		lines("    ", under(l.Message, l.Where()))
		for _, s := range l.Specs {
			if l.judged && !s.Good() {
				lines("    ", s.Mark()+" "+s.Title.In(f.Lang)+"  "+s.name)
				lines("      ", under(s.Message, s.Place))
			}
		}
	}
	return out.String()
}

// annotate adds the lesson's broken promises to the annotations, while there is room.
func (l lessonFeedback) annotate(to []string) []string {
	note := func(title, text, at string) {
		if len(to) < maxAnnotations {
			to = append(to, annotation(title, text, at))
		}
	}
	if !l.judged && l.Score != nil && l.Status != course.NotRun {
		note(l.Lesson, under(l.Say, l.Message), l.Place)
	}
	for _, s := range l.Specs {
		if s.Broken() {
			note(s.name, s.Message, s.Place)
		}
	}
	return to
}

var (
	escapeData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C", ";", "%3B")
)

// annotation is a workflow command that puts an error at a place.
func annotation(title, text, at string) string {
	properties := ""
	if m := studentsPlace.FindStringSubmatch(at); m != nil && m[1] != "" {
		file, _, _ := strings.Cut(at, ":")
		properties = "file=" + escapeProperty.Replace(file) + ","
		if m[2] != "" {
			properties += "line=" + m[2] + ","
		}
	}
	return "::error " + properties + "title=" + escapeProperty.Replace(title) + "::" + escapeData.Replace(course.Sanitize(head(text, maxAnnotation))) + "\n"
}
