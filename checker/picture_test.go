package main_test

import (
	"encoding/xml"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"handshake/internal/course"
)

// The picture in the README: a terminal of 80 columns and 24 rows after "make check", drawn from a run of the
// checker on a known-wrong answer. It has the colours of the light or of the dark, as whoever looks at it prefers.
func TestThePictureOfTheReadme(t *testing.T) {
	s := newSandbox(t)
	s.solve("01-listen")
	copyFile(t, filepath.Join("..", "solutions/01-listen/testdata/wrong/cancelled-means-nobody/client.go"),
		filepath.Join(s.root, "lessons/01-listen/client.go"))
	env := slices.DeleteFunc(slices.Clone(s.env), func(v string) bool { return strings.HasPrefix(v, "NO_COLOR=") })
	env = append(env, "CLICOLOR_FORCE=1", "TERM=xterm", "COLORTERM=", "COLUMNS=80")
	for _, lang := range []string{"en", "zh"} {
		cmd := exec.CommandContext(t.Context(), checker, "check", "01", "--race=false", "--lang", lang)
		cmd.Dir, cmd.Env = s.root, env
		out, err := cmd.Output()
		switch {
		case len(out) == 0:
			t.Fatal(err)
		case strings.Contains(string(out), "–"):
			t.Skip("the picture shows a machine on which no spec is skipped")
		}
		shown(t, "pictures/check."+lang+".svg", terminal(string(out)+"$ "))
	}
}

const (
	columns, rows          = 80, 24
	cellWidth, lineHeight  = 9.0, 20.0
	marginWidth, topHeight = 16.0, 34.0
)

// sgr is an escape sequence that changes how text looks.
var sgr = regexp.MustCompile(`\x1b\[([0-9;]*)m`)

// looks are the classes of what escape sequences ask for.
var looks = map[string]string{"": "", "1": "b", "2": "f", "32": "g", "33": "y", "1;31": "r"}

// terminal is a picture of the last rows of what a program has printed.
func terminal(printed string) string {
	lines := strings.Split(printed, "\n")
	lines = lines[max(0, len(lines)-rows):]
	var b strings.Builder
	width, height := 2*marginWidth+columns*cellWidth, topHeight+rows*lineHeight+marginWidth
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" role="img">
<style>
text { font: 14px ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace }
text { fill: #24292f; white-space: pre }
.w { fill: #ffffff; stroke: #d0d7de } .o { fill: #d0d7de }
.b, .r { font-weight: bold }
.f { fill: #6e7781 } .g { fill: #1a7f37 } .y { fill: #9a6700 } .r { fill: #cf222e }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 } .w { fill: #0d1117; stroke: #30363d } .o { fill: #30363d }
.f { fill: #8b949e } .g { fill: #3fb950 } .y { fill: #d29922 } .r { fill: #ff7b72 }
}
</style>
<rect class="w" x="0.5" y="0.5" width="%g" height="%g" rx="8"/>
`, width, height, width-1, height-1)
	for i := range 3 {
		fmt.Fprintf(&b, "<circle class=\"o\" cx=\"%g\" cy=\"17\" r=\"5\"/>\n", marginWidth+5+16*float64(i))
	}
	for row, line := range lines {
		fmt.Fprintf(&b, "<text y=\"%g\">", topHeight+lineHeight*(float64(row)+0.7))
		drawLine(&b, line)
		b.WriteString("</text>\n")
	}
	b.WriteString("</svg>\n")
	return b.String()
}

// drawLine draws a line, each run of one look where its cells are: fonts disagree on how wide a
// character is, and terminals do not.
func drawLine(b *strings.Builder, line string) {
	column, look := 0, ""
	for line != "" {
		at := sgr.FindStringSubmatchIndex(line)
		run := line
		if at != nil {
			run = line[:at[0]]
		}
		for _, word := range strings.SplitAfter(run, "  ") { // a gap is no text
			if text := strings.TrimRight(word, " "); text != "" {
				x, wide := marginWidth+cellWidth*float64(column), cellWidth*float64(course.Columns(text))
				fmt.Fprintf(b, ` <tspan class="%s" x="%g" textLength="%g" lengthAdjust="spacingAndGlyphs">`,
					look, x, wide)
				_ = xml.EscapeText(b, []byte(text))
				b.WriteString("</tspan>")
			}
			column += course.Columns(word)
		}
		if at == nil {
			return
		}
		look, line = looks[line[at[2]:at[3]]], line[at[1]:]
	}
}
