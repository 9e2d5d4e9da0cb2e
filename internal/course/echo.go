package course

import (
	"bytes"
	"fmt"
	"strings"
)

// Echo shows a person what a student's code prints: a print is a beginner's debugger. It
// shows each line as soon as it is whole, made harmless and cut to the printer's width, equal
// lines in a row once, and no more than a screen can take. What it cannot show it counts.
type Echo struct {
	Printer Printer

	line  []byte // the beginning of the line that is being written
	last  string // the line shown last
	again int    // how often it has come since
	shown int
	more  int // lines that are not shown
}

const (
	maxEcho     = 20      // lines
	maxEchoLine = 1 << 10 // bytes of a line that are looked at; far more than fit
)

// Write takes in what was printed. It never fails.
func (e *Echo) Write(p []byte) (int, error) {
	for part := range bytes.Lines(p) {
		part, whole := bytes.CutSuffix(part, []byte("\n"))
		e.line = append(e.line, part[:min(len(part), maxEchoLine-len(e.line))]...)
		if whole {
			e.show()
		}
	}
	return len(p), nil
}

// End shows what is still held back, and begins anew.
func (e *Echo) End() {
	e.show()
	e.repeated()
	if e.more > 0 {
		e.Printer.Say(Faint, 2, Say(
			"… and %d more lines",
			"……还有 %d 行", e.more))
	}
	*e = Echo{Printer: e.Printer}
}

// show shows the line that is complete now. Blank ones would only take up room.
func (e *Echo) show() {
	const margin = "  │ "
	line := strings.ReplaceAll(strings.TrimRight(string(e.line), "\r \t"), "\t", "    ")
	line = Truncate(Sanitize(line), e.Printer.columns()-Columns(margin))
	e.line = e.line[:0]
	switch {
	case line == "":
	case e.more > 0:
		e.more++
	case line == e.last:
		e.again++
	case e.shown >= maxEcho:
		e.more++
	default:
		e.repeated()
		if e.shown == 0 {
			e.Printer.Say(Faint, 0, Say("Your code printed:", "你的代码打印了："))
		}
		fmt.Fprintf(e.Printer.Out, "%s%s\n", margin, line)
		e.last = line
		e.shown++
	}
}

// repeated tells how often the last line has come again.
func (e *Echo) repeated() {
	if e.again > 0 {
		e.Printer.Say(Faint, 2, Say(
			"⋮ the same line again, %d times",
			"⋮ 同一行又出现 %d 次", e.again))
		e.shown++
	}
	e.again = 0
}
