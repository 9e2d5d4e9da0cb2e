package screen

import (
	"fmt"
	"os"
	"strings"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/term"

	"handshake/internal/course"
)

// Stdout is standard output, in its size and with colours where it has any.
func Stdout(lang course.Lang) Screen {
	styles := map[course.Tone]lipgloss.Style{
		course.Right:   lipgloss.NewStyle().Foreground(lipgloss.Green),
		course.Wrong:   lipgloss.NewStyle().Foreground(lipgloss.Red).Bold(true),
		course.Waiting: lipgloss.NewStyle().Foreground(lipgloss.Yellow),
		course.Faint:   lipgloss.NewStyle().Faint(true),
		course.Strong:  lipgloss.NewStyle().Bold(true),
	}
	width, height, err := term.GetSize(os.Stdout.Fd())
	if err != nil {
		width, height = 80, 0
	}
	return Screen{Rows: height, Printer: course.Printer{
		Out:   lipgloss.Writer,
		Lang:  lang,
		Width: min(width, 100),
		Paint: func(t course.Tone, s string) string { return styles[t].Render(s) },
	}}
}

// Error tells on standard error, in one line, what has gone wrong.
func Error(lang course.Lang, t course.Text) {
	lipgloss.Fprintln(os.Stderr, lipgloss.NewStyle().Bold(true).Render("✗")+" "+t.In(lang))
}

// Warn tells on standard error, in one line, what there is to know before anything else.
func Warn(lang course.Lang, t course.Text) { lipgloss.Fprintln(os.Stderr, t.In(lang)) }

// Status shows on standard error what takes long: one line that is overwritten on a terminal,
// and otherwise the first words only.
type Status struct {
	Lang     course.Lang
	Terminal bool
	shown    time.Time
}

// NewStatus makes a Status for standard error.
func NewStatus(lang course.Lang) *Status {
	return &Status{Lang: lang, Terminal: term.IsTerminal(os.Stderr.Fd())}
}

// Show says what is at work. A text that begins with a space is shown on a terminal only; an
// empty one takes back what was shown.
func (s *Status) Show(t course.Text) {
	text := t.In(s.Lang)
	switch {
	case text == "" && s.Terminal:
		fmt.Fprint(os.Stderr, "\r\x1b[K")
	case text != "" && !strings.HasPrefix(text, " "):
		fmt.Fprintln(os.Stderr, text)
	case text != "" && s.Terminal && time.Since(s.shown) > 100*time.Millisecond:
		s.shown = time.Now()
		fmt.Fprintf(os.Stderr, "\r\x1b[K%s\r", course.Fold(text, 78)[0])
	}
}
