// Package screen shows verdicts to a student at a terminal. What is to be read next stands
// last, where it meets the eye: the first promise that is broken, whole, and below it the next
// step. All else stands above in a line each, and in fewer where the terminal has not so many.
package screen

import (
	"fmt"
	"slices"
	"strings"

	"handshake/checker/internal/engine"
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

// Lesson shows the verdict on a lesson: its promises, what there is to note about the answer,
// the first broken promise, and the next step. Nil for next: it is told later.
func (s Screen) Lesson(v engine.Verdict, notes []func(course.Printer), next func(course.Printer)) {
	heading := s.written(func(p course.Printer) {
		title := fmt.Sprintf("%s · %s", v.Lesson.Name, v.Lesson.Title.In(p.Lang))
		count := score(v)
		title += strings.Repeat(" ", max(2, p.Width-course.Columns(title)-course.Columns(count))) + count
		p.Say(course.Strong, 0, course.Text{En: title, Zh: title})
	})
	first, others := part(v)
	below := s.written(notes...) + s.whole(v, first, len(others)) + s.written(next)
	room := s.Rows - 2 - rows(heading) - rows(below) // two lines for the prompt
	if next == nil {
		room -= closing
	}
	fmt.Fprint(s.Printer.Out, heading+s.promises(v.Lesson.Number(), others, room)+below)
}

// Row shows a lesson in one line, as one of several.
func (s Screen) Row(v engine.Verdict) {
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
	s.Printer.Line(mark, tone, fmt.Sprintf("%s · %s", v.Lesson.Name, v.Lesson.Title.In(s.Printer.Lang)), count)
}

// First shows, of a lesson among several, the first broken promise and the next step.
func (s Screen) First(v engine.Verdict, echo, next func(course.Printer)) {
	first, _ := part(v)
	fmt.Fprint(s.Printer.Out, s.written(echo)+s.whole(v, first, len(v.Records))+s.written(next))
}

// Broken is the first record of the verdict that is neither good nor merely unwritten.
func Broken(v engine.Verdict) (course.Record, bool) {
	i := slices.IndexFunc(v.Records, broken)
	if i < 0 {
		return course.Record{}, false
	}
	return v.Records[i], true
}

func broken(r course.Record) bool { return !r.Good() && r.Unwritten == "" }

// part takes the first broken record, if there is one, out of a verdict.
func part(v engine.Verdict) (first *course.Record, others []course.Record) {
	i := slices.IndexFunc(v.Records, broken)
	if i < 0 {
		return nil, v.Records
	}
	return &v.Records[i], slices.Delete(slices.Clone(v.Records), i, i+1)
}

// score is how many of the lesson's promises are kept, "" where none could be judged.
func score(v engine.Verdict) string {
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
func (s Screen) whole(v engine.Verdict, first *course.Record, others int) string {
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
		if broken(r) && r.Message == first.Message {
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

// written is what is printed; nil prints nothing.
func (s Screen) written(all ...func(course.Printer)) string {
	var text strings.Builder
	p := s.Printer
	p.Out = &text
	for _, say := range all {
		if say != nil {
			say(p)
		}
	}
	return text.String()
}

func rows(text string) int { return strings.Count(text, "\n") }
