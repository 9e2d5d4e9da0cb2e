package report

import (
	"bytes"
	"fmt"
	"io"
	"strings"

	"handshake/internal/course"
)

// markdown writes the feedback to hand back to one student.
func (f feedback) markdown(w io.Writer) error {
	var out bytes.Buffer
	say := func(en, zh string) string { return course.Text{En: en, Zh: zh}.In(f.Lang) }
	fmt.Fprintf(&out, "# %s\n\n", say("Handshake · feedback", "握手 · 反馈"))
	fmt.Fprintf(&out, "%s%s\n\n", say("For: ", "写给："), escapeMarkdown(f.Called()))
	fmt.Fprintf(&out, "**%d / %d**\n\n", f.Score, f.Max)
	if f.Late != nil {
		fmt.Fprintf(&out, "%s\n\n", f.Late.Say)
	}
	if f.Pending > 0 {
		fmt.Fprintf(&out, "%s\n\n", f.Waiting())
	}
	for _, t := range f.caveats() {
		fmt.Fprintf(&out, "%s\n\n", t.In(f.Lang))
	}
	if f.Absent() {
		fmt.Fprintf(&out, "%s\n\n", statusText(course.NotRun).In(f.Lang))
	}
	if f.Problem != "" {
		fmt.Fprintf(&out, "%s\n\n%s\n", say("Your submission could not be marked:",
			"你交的内容无法评分："), fenced(f.Problem, ""))
	}
	for _, note := range f.Notes {
		fmt.Fprintf(&out, "- %s\n", escapeMarkdown(note))
	}
	for i, t := range f.Next() {
		if i == 0 {
			fmt.Fprintf(&out, "\n## %s\n\n", say("What to do next", "接下来做什么"))
		}
		fmt.Fprintf(&out, "- %s %s · %s%s%s\n", t.Sign, t.Number(), escapeMarkdown(t.Title.In(f.Lang)),
			say(": ", "："), t.markdown(f.Lang))
	}
	for _, l := range f.Lessons {
		out.WriteString("\n" + l.markdown(f.Lang, "##", true))
	}
	_, err := out.WriteTo(w)
	return err
}

// Waiting says that some marks are still to come.
func (f feedback) Waiting() string {
	return course.Say(
		"Not yet counted: %d of the lessons could not be judged, through no fault of yours.",
		"尚未计入：有 %d 课没能判定，问题不在你的代码。", f.Pending).In(f.Lang)
}

// markdown is one lesson below a heading; the promises that are kept only if all is asked for.
func (l lessonFeedback) markdown(lang course.Lang, heading string, all bool) string {
	var out strings.Builder
	say := func(en, zh string) string { return course.Text{En: en, Zh: zh}.In(lang) }
	fmt.Fprintf(&out, "%s %s · %s — %s\n\n%s\n",
		heading, l.Number(), escapeMarkdown(l.Title.In(lang)), l.Points(), l.Say)
	if l.ByHand != nil {
		fmt.Fprintf(&out, "\n%s\n", escapeMarkdown(l.byHand().In(lang)))
	}
	for _, note := range l.Notes {
		fmt.Fprintf(&out, "\n%s\n", escapeMarkdown(note))
	}
	if l.Message != "" {
		fmt.Fprintf(&out, "\n%s", fenced(l.Message, ""))
	}
	if at := l.Where(); at != "" {
		fmt.Fprintf(&out, "\n%s `%s`\n", say("Look at", "请看"), at)
	}
	list := "\n"
	for _, s := range l.Specs {
		if !l.judged || s.unwritten() || s.Good() && !all {
			continue
		}
		fmt.Fprintf(&out, "%s- %s %s `%s`\n", list, s.Mark(), escapeMarkdown(s.Title.In(lang)), s.record.Name())
		list = ""
		if s.Message != "" {
			fmt.Fprintf(&out, "\n%s", fenced(s.Message, "  "))
		}
		if s.Place != "" && !s.Good() {
			fmt.Fprintf(&out, "\n  %s `%s`\n", say("Look at", "请看"), s.Place)
		}
		if s.Message != "" {
			out.WriteString("\n")
		}
	}
	for _, w := range l.Waiting() {
		fmt.Fprintf(&out, "%s- ○ %s\n", list, escapeMarkdown(w.Say))
		list = ""
	}
	text := strings.TrimRight(out.String(), "\n") + "\n"
	if l.Full() || l.Score == nil {
		return text
	}
	text += fmt.Sprintf("\n%s `%s`", say("Read", "阅读"), l.Read)
	if l.judged {
		text += fmt.Sprintf(" · `%s`", l.Hint())
	}
	return text + "\n"
}

// Points are score and maximum: "14 / 16".
func (l lessonFeedback) Points() string {
	if l.Score == nil {
		return fmt.Sprintf("? / %d", l.Max)
	}
	return fmt.Sprintf("%d / %d", *l.Score, l.Max)
}

// markdown is what to look at first, on one line.
func (t todo) markdown(lang course.Lang) string {
	text := escapeMarkdown(t.What)
	if t.Why != "" {
		text += course.Say(": ", "：").In(lang) + escapeMarkdown(t.Why)
	}
	if t.At != "" {
		text += " `" + t.At + "`"
	}
	return text
}
