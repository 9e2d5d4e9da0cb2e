package report

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"handshake/checker/internal/grading/internal/class"
	"handshake/internal/course"
)

// maxName bounds what stands on one line, in characters.
const maxName = 160

// line is text as one line of bounded length, for names.
func line(text string) string {
	text = strings.Join(strings.Fields(course.Sanitize(head(text, utf8.UTFMax*maxName))), " ")
	if runes := []rune(text); len(runes) > maxName {
		return string(runes[:maxName]) + "…"
	}
	return text
}

// Messages are far shorter: what goes beyond was made to be long.
const (
	maxMessage = 4 << 10 // bytes
	maxLines   = 60
)

// truncate is text as a paragraph of bounded length, and how many bytes of it are left out. The
// journal keeps the whole.
func truncate(text string) (kept string, rest int) {
	kept = head(text, maxMessage)
	if lines := strings.SplitAfterN(kept, "\n", maxLines+1); len(lines) > maxLines {
		kept = strings.Join(lines[:maxLines], "")
	}
	rest = len(text) - len(kept)
	if strings.TrimSpace(text[len(kept):]) == "" {
		rest = 0
	}
	return strings.TrimRight(course.Sanitize(kept), " \t\n"), rest
}

// message is a shortened text that says how much is left out.
func message(text string, lang course.Lang) string {
	kept, rest := truncate(text)
	if rest > 0 {
		kept += course.Say(
			"\n… and %d bytes more",
			"\n……还有 %d 字节", rest).In(lang)
	}
	return kept
}

// sanitize is a sheet as it may be shown: names and reasons on one line, messages of bounded length,
// places in lessons alone. Nothing below has to think of it again.
func sanitize(s class.Sheet) class.Sheet {
	if s.Lang != course.Chinese {
		s.Lang = course.English
	}
	s.Student, s.Name, s.Email = line(s.Student), line(s.Name), line(s.Email)
	if s.Problem != nil {
		en, _ := truncate(s.Problem.En)
		zh, _ := truncate(s.Problem.Zh)
		s.Problem = &course.Text{En: en, Zh: zh}
	}
	s.Notes = slices.Clone(s.Notes)
	for i, note := range s.Notes {
		s.Notes[i] = lines(note)
	}
	s.Answers = slices.Clone(s.Answers)
	for i := range s.Answers {
		a := &s.Answers[i]
		a.Hash = line(a.Hash)
		if a.Override != nil {
			a.Override = &class.Override{Points: a.Override.Points, Reason: line(a.Override.Reason)}
		}
		a.Notes = slices.Clone(a.Notes)
		for j, note := range a.Notes {
			a.Notes[j] = lines(note)
		}
		a.Records = slices.Clone(a.Records)
		for j := range a.Records {
			r := &a.Records[j]
			r.Message, r.Place, r.Unwritten = message(r.Message, s.Lang), place(r.Place), line(r.Unwritten)
		}
	}
	return s
}

// lines is a text on one line in each language.
func lines(t course.Text) course.Text { return course.Text{En: line(t.En), Zh: line(t.Zh)} }

// head is the beginning of text, at most size bytes, without half a character at its end.
func head(text string, size int) string {
	if len(text) <= size {
		return text
	}
	for cut := size; cut > size-utf8.UTFMax; cut-- {
		if utf8.RuneStart(text[cut]) {
			return text[:cut]
		}
	}
	return text[:size]
}

// first is a message's first line with anything on it.
func first(text string) string {
	text, _, _ = strings.Cut(strings.TrimLeft(text, " \t\n"), "\n")
	return line(text)
}

var (
	markdownActive = regexp.MustCompile("[\\\\`*_\\[\\]<>&~|#$@]|://|:[a-z0-9_+-]+:|^[-+=]")
	// What begins a link without any sign of one, and what begins a numbered list.
	markdownDot = regexp.MustCompile(`(?i)(www|^[0-9]+)([.)])`)
)

// escapeMarkdown is a line of text that Markdown shows as it is: no link, no markup, no HTML.
func escapeMarkdown(text string) string {
	return markdownDot.ReplaceAllString(markdownActive.ReplaceAllString(text, `\$0`), `$1\$2`)
}

// fenced is text in a Markdown code block, each line after margin. The fence is longer than
// any row of backticks in the text.
func fenced(text, margin string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s%stext\n", margin, fence)
	for l := range strings.Lines(text) {
		fmt.Fprintf(&out, "%s%s\n", margin, strings.TrimSuffix(l, "\n"))
	}
	fmt.Fprintf(&out, "%s%s\n", margin, fence)
	return out.String()
}
