package course

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Tone is what a piece of a report means, for a Printer that has colours.
type Tone int

// The tones.
const (
	Plain Tone = iota
	Right
	Wrong
	Waiting
	Faint
	Strong
)

// Printer writes records the way a student reads them, in an editor's test pane as in the
// checker.
type Printer struct {
	Out   io.Writer
	Lang  Lang
	Width int                       // columns; 0 means 80
	Paint func(Tone, string) string // nil means no colours
}

// Say prints one line of text in the printer's language, folded to its width.
func (p Printer) Say(tone Tone, indent int, t Text) {
	p.write(tone, indent, t.In(p.Lang))
}

// Record prints the verdict on one spec: a line with the title and the spec's name, then,
// when it did not pass, what was misunderstood, where, and where help is.
func (p Printer) Record(r Record) {
	mark, tone := MarkOf(r)
	p.Line(mark, tone, r.About().In(p.Lang), r.Name())
	if r.Status == Passed || r.Unwritten != "" {
		return
	}
	if r.Message != "" {
		p.write(Plain, messageIndent, r.Message)
	}
	if r.Good() {
		return
	}
	if foot := p.foot(r); foot != "" {
		fmt.Fprintf(p.Out, "    %s\n", p.paint(Faint, foot))
	}
}

// Headline prints the record's first line alone, cut to one line of the terminal.
func (p Printer) Headline(r Record) {
	mark, tone := MarkOf(r)
	room := p.columns() - Columns(mark) - 1 - gap - Columns(r.Name())
	p.Line(mark, tone, Truncate(r.About().In(p.Lang), room), r.Name())
}

// Line prints one line: a mark, what it is said of, and a name, if any, at the right margin.
func (p Printer) Line(mark string, tone Tone, title, name string) {
	if name == "" {
		fmt.Fprintf(p.Out, "%s %s\n", p.paint(tone, mark), title)
		return
	}
	between := max(gap, p.columns()-Columns(mark)-1-Columns(title)-Columns(name))
	fmt.Fprintf(p.Out, "%s %s%s%s\n", p.paint(tone, mark), title, strings.Repeat(" ", between), p.paint(Faint, name))
}

// gap is how many columns lie at least between a title and a name.
const gap = 2

// Fitted is the record with a message that does the terminal no harm: nothing in it moves the
// cursor, and a line that is laid out on purpose is cut where the terminal would break it.
func (p Printer) Fitted(r Record) Record {
	lines := strings.Split(Sanitize(r.Message), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "  ") {
			lines[i] = Truncate(line, p.columns()-messageIndent)
		}
	}
	r.Message = strings.Join(lines, "\n")
	return r
}

// messageIndent is how far a message stands below its record's first line.
const messageIndent = 4

// foot says where to look and where to get help.
func (p Printer) foot(r Record) string {
	var parts []string
	if r.Place != "" && r.Status != CompileError { // the compiler has named it
		parts = append(parts, r.Place)
	}
	if r.Spec != "" {
		parts = append(parts, "make hint LESSON="+NumberOf(r.Lesson))
	}
	return strings.Join(parts, " · ")
}

func (p Printer) write(tone Tone, indent int, text string) {
	margin := strings.Repeat(" ", indent)
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		// A line that is already indented is laid out on purpose (a caret below a byte).
		if strings.HasPrefix(line, "  ") {
			fmt.Fprintf(p.Out, "%s%s\n", margin, p.paint(tone, line))
			continue
		}
		for _, folded := range Fold(line, p.columns()-indent) {
			fmt.Fprintf(p.Out, "%s%s\n", margin, p.paint(tone, folded))
		}
	}
}

func (p Printer) columns() int {
	if p.Width <= 0 {
		return 80
	}
	return p.Width
}

func (p Printer) paint(tone Tone, s string) string {
	if p.Paint == nil {
		return s
	}
	return p.Paint(tone, s)
}

// MarkOf is the sign that stands before a record, and its tone.
func MarkOf(r Record) (string, Tone) {
	switch {
	case r.Status == Passed:
		return "✓", Right
	case r.Unwritten != "":
		return "○", Waiting
	case r.Status == Skipped:
		return "–", Faint
	case r.Status == NotRun:
		return "?", Waiting
	}
	return "✗", Wrong
}

// About is what the record is about: its spec, or what befell the whole lesson.
func (r Record) About() Text {
	if r.Spec == "" {
		return r.Status.Text()
	}
	return r.Title
}

// Text is what befell a lesson as a whole, in words.
func (s Status) Text() Text {
	switch s {
	case CompileError:
		return Text{"does not compile", "编译不通过"}
	case NotRun:
		return Text{"not judged by the course's own specs", "评判用的不是课程自己的测试"}
	case Rejected:
		return Text{"breaks a rule", "违反了规则"}
	case Tampered:
		return Text{"tampered with", "结果被动过手脚"}
	case Infrastructure:
		return Text{"could not be judged", "无法判定"}
	}
	return Text{string(s), string(s)}
}

// Columns is the number of terminal columns s takes: a wide (Chinese) character takes two.
func Columns(s string) int {
	n := 0
	for _, r := range s {
		n += runeColumns(r)
	}
	return n
}

// Pad is text with spaces behind it, so that it fills so many columns.
func Pad(text string, columns int) string {
	return text + strings.Repeat(" ", max(0, columns-Columns(text)))
}

func runeColumns(r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me) {
		return 0
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// Fold breaks text into lines of at most columns: English between words, Chinese between
// characters, and never before punctuation that closes.
func Fold(text string, columns int) []string {
	var lines []string
	var line strings.Builder
	used := 0
	for _, piece := range pieces(text) {
		size := Columns(piece)
		if used > 0 && used+Columns(strings.TrimRight(piece, " ")) > columns {
			lines = append(lines, strings.TrimRight(line.String(), " "))
			line.Reset()
			used = 0
		}
		line.WriteString(piece)
		used += size
	}
	return append(lines, strings.TrimRight(line.String(), " "))
}

// pieces cuts text where a line may break: after spaces and around wide characters.
func pieces(text string) []string {
	var out []string
	start := 0
	runes := []rune(text)
	for i := 1; i < len(runes); i++ {
		before, after := runes[i-1], runes[i]
		if after == ' ' || strings.ContainsRune("，。；：！？、）”’》」…", after) || strings.ContainsRune("（“‘《「", before) {
			continue
		}
		if before == ' ' || runeColumns(before) == 2 || runeColumns(after) == 2 {
			out = append(out, string(runes[start:i]))
			start = i
		}
	}
	return append(out, string(runes[start:]))
}
