// Package screen shows verdicts to a student at a terminal. What is to be read next stands
// last, where it meets the eye: the first promise that is broken, whole, and below it the next
// step. All else stands above in a line each, and in fewer where the terminal has not so many.
package screen

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"handshake/checker/internal/session"
	"handshake/internal/course"
)

// Screen is where a student reads.
type Screen struct {
	Printer course.Printer
	Rows    int  // lines that are seen at once; 0: nothing scrolls away
	Full    bool // every broken promise whole
}

// closing is how many lines are kept free where the next step is told later.
const closing = 5

// Lesson shows the outcome of a lesson: its promises, what there is to note about the answer,
// the first broken promise, and the next step. An empty next is told later.
func (s Screen) Lesson(v session.Outcome, next course.Text) {
	heading := s.written(func(p course.Printer) {
		title := fmt.Sprintf("%s · %s", v.Lesson.Name, v.Lesson.Title.In(p.Lang))
		count := score(v)
		title += strings.Repeat(" ", max(2, p.Width-course.Columns(title)-course.Columns(count))) + count
		p.Say(course.Strong, 0, course.Text{En: title, Zh: title})
	})
	first, others := part(v)
	below := s.warnings(v) + s.printed(v) + s.whole(v, first, len(others)) + s.next(next)
	room := s.Rows - 2 - rows(heading) - rows(below) // two lines for the prompt
	if next == (course.Text{}) {
		room -= closing
	}
	fmt.Fprint(s.Printer.Out, heading+s.promises(v.Lesson.Number(), others, room)+below)
}

// Row shows a lesson in one line, as one of several, and below it what of the answer does not
// count.
func (s Screen) Row(v session.Outcome) {
	fmt.Fprint(s.Printer.Out, s.row(v)+s.warnings(v))
}

// Summary shows lessons again, in one line each.
func (s Screen) Summary(all []session.Outcome) {
	fmt.Fprintln(s.Printer.Out)
	for _, v := range all {
		fmt.Fprint(s.Printer.Out, s.row(v))
	}
}

// row is a lesson in one line.
func (s Screen) row(v session.Outcome) string {
	mark, tone := "✓", course.Right
	if first, _ := part(v); first != nil {
		mark, tone = course.MarkOf(*first)
	} else if !v.Passed() {
		mark, tone = "○", course.Waiting
	}
	count := score(v)
	if count == "" {
		count = v.Records[0].About().In(s.Printer.Lang)
	}
	return s.written(func(p course.Printer) {
		p.Line(mark, tone, fmt.Sprintf("%s · %s", v.Lesson.Name, v.Lesson.Title.In(p.Lang)), count)
	})
}

// First shows, of a lesson among several, what its code has printed, the first broken promise and
// the next step.
func (s Screen) First(v session.Outcome, next course.Text) {
	first, _ := part(v)
	fmt.Fprint(s.Printer.Out, s.printed(v)+s.whole(v, first, len(v.Records))+s.next(next))
}

// Note adds a remark to what was shown.
func (s Screen) Note(t course.Text) { s.Printer.Say(course.Faint, 0, t) }

// warnings are what of the answer does not count.
func (s Screen) warnings(v session.Outcome) string {
	return s.written(func(p course.Printer) {
		for _, w := range v.Warnings {
			p.Say(course.Waiting, 0, w)
		}
	})
}

// printed is what the student's code has printed.
func (s Screen) printed(v session.Outcome) string {
	return s.written(func(p course.Printer) {
		out := course.Echo{Printer: p}
		_, _ = io.WriteString(&out, v.Printed)
		out.End()
	})
}

// next is the next step, below an empty line; nothing if there is none.
func (s Screen) next(step course.Text) string {
	return s.written(func(p course.Printer) {
		if step != (course.Text{}) {
			fmt.Fprintln(p.Out)
			p.Say(course.Strong, 0, step)
		}
	})
}

// part takes the first broken record, if there is one, out of a verdict.
func part(v session.Outcome) (first *course.Record, others []course.Record) {
	i := slices.IndexFunc(v.Records, session.IsBroken)
	if i < 0 {
		return nil, v.Records
	}
	return &v.Records[i], slices.Delete(slices.Clone(v.Records), i, i+1)
}

// score is how many of the lesson's promises are kept, "" where none could be judged.
func score(v session.Outcome) string {
	kept := 0
	for _, r := range v.Records {
		if r.Spec == "" {
			return ""
		}
		if r.Good() {
			kept++
		}
	}
	return fmt.Sprintf("%d/%d", kept, len(v.Records))
}

// whole is the first broken promise with all that is said about it, once for all that say the
// same. It is cut where it would fill the terminal by itself.
func (s Screen) whole(v session.Outcome, first *course.Record, others int) string {
	if first == nil {
		return ""
	}
	text := s.written(func(p course.Printer) { p.Record(p.Fitted(*first)) })
	const around = 7 // heading, next step, prompt
	if limit := s.Rows - around - min(others, 4); s.Rows > 0 && !s.Full && rows(text) > limit {
		text = cut(text, limit, first.Spec != "", s.written(func(p course.Printer) {
			left := rows(text) - limit + 1
			p.Say(course.Faint, 4, course.Say(
				"… and %d more lines: `make check LESSON=%s FULL=1`",
				"……还有 %d 行：`make check LESSON=%s FULL=1`", left, v.Lesson.Number()))
		}))
	}
	same := -1
	for _, r := range v.Records {
		if session.IsBroken(r) && r.Message == first.Message {
			same++
		}
	}
	return "\n" + text + s.written(func(p course.Printer) {
		if same > 0 {
			p.Say(course.Plain, 4, course.Say(
				"(and %d more ✗ say the same)",
				"（另有 %d 条 ✗ 说的也是这件事）", same))
		}
	})
}

// cut is text in limit lines, with more in the place of those left out; the last one, which
// says where to look, is kept if there is such a line.
func cut(text string, limit int, foot bool, more string) string {
	lines := strings.SplitAfter(text, "\n")
	lines = lines[:len(lines)-1] // what follows the last line feed
	if !foot {
		return strings.Join(lines[:limit-1], "") + more
	}
	return strings.Join(lines[:limit-2], "") + more + lines[len(lines)-1]
}

// promises are the other records, each in a line, in the order of the lesson; where there is
// no room for so many, the kept ones are counted, then the unwritten ones, and at last as many
// of the rest are shown as there is room for.
func (s Screen) promises(number string, records []course.Record, room int) string {
	all := s.lines(records)
	if s.Full || s.Rows == 0 || rows(strings.Join(all, "")) <= room {
		return strings.Join(all, "")
	}
	var kept, unwritten, rest []course.Record
	for _, r := range records {
		switch {
		case r.Good():
			kept = append(kept, r)
		case r.Unwritten != "":
			unwritten = append(unwritten, r)
		default:
			rest = append(rest, r)
		}
	}
	text := s.written(func(p course.Printer) {
		if len(kept) > 0 {
			p.Line("✓", course.Right, course.Say(
				"%d promises kept",
				"做到了 %d 条", len(kept)).In(p.Lang), "")
		}
	})
	if len(rest) > 0 && rows(text)+len(unwritten)+len(rest) > room {
		text += s.written(func(p course.Printer) { countUnwritten(p, unwritten) })
		unwritten = nil
	}
	left := append(unwritten, rest...)
	room = max(2, room-rows(text))
	if len(left) <= room {
		return text + strings.Join(s.lines(left), "")
	}
	return text + strings.Join(s.lines(left[:room-1]), "") + s.written(func(p course.Printer) {
		mark, tone := course.MarkOf(left[room-1])
		p.Line(mark, tone, course.Say(
			"… and %d more: `make check LESSON=%s FULL=1` shows all",
			"……还有 %d 条：`make check LESSON=%s FULL=1` 会全部列出", len(left)-room+1, number).In(p.Lang), "")
	})
}

// countUnwritten tells in one line how many promises wait for which functions.
func countUnwritten(p course.Printer, unwritten []course.Record) {
	var functions []string
	for _, r := range unwritten {
		if !slices.Contains(functions, r.Unwritten) {
			functions = append(functions, r.Unwritten)
		}
	}
	if len(functions) == 0 {
		return
	}
	names := course.List(functions)
	p.Line("○", course.Waiting, course.Say(
		"%d wait for %s",
		"%d 条在等 %s", len(unwritten), names).In(p.Lang), "")
}

// lines are the records, each as it is shown: in one line, or whole where all are.
func (s Screen) lines(records []course.Record) (all []string) {
	for _, r := range records {
		all = append(all, s.written(func(p course.Printer) {
			if s.Full || r.Status == course.Skipped { // the reason is short
				p.Record(p.Fitted(r))
			} else {
				p.Headline(r)
			}
		}))
	}
	return all
}

// written is what is printed.
func (s Screen) written(say func(course.Printer)) string {
	var text strings.Builder
	p := s.Printer
	p.Out = &text
	say(p)
	return text.String()
}

func rows(text string) int { return strings.Count(text, "\n") }
