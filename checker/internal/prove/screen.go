package prove

import (
	"fmt"
	"math"
	"strings"
	"sync"
	"time"

	"handshake/internal/course"
)

// Screen is where a proof is watched: a line for each step when it has ended, and until then,
// on a terminal, one that is overwritten.
type Screen struct {
	course.Printer
	Terminal bool

	mu    sync.Mutex
	step  *step // at work; nil between two steps
	shown time.Time

	failures []Failure // of all steps so far
}

// step is one line: what is proved, and how far that has come.
type step struct {
	what  course.Text
	began time.Time
	count course.Text // such as 3/10
	now   course.Text // what is at work
}

// How often the line of a step is overwritten, and, where nothing can be, how long a reader
// is left without a word.
const (
	refresh = 200 * time.Millisecond
	silence = 30 * time.Second
)

// Columns of a line: what is proved, how many, how long.
const (
	whatColumns  = 54
	countColumns = 14
	timeColumns  = 9
)

// watch shows the step at work until the returned function is called.
func (s *Screen) watch() (stop func()) {
	ticks := time.NewTicker(refresh)
	done := make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() {
		for {
			select {
			case <-done:
				return
			case <-ticks.C:
				s.show()
			}
		}
	})
	return func() { ticks.Stop(); close(done); watching.Wait() }
}

// begin starts the line of a step.
func (s *Screen) begin(what course.Text) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.step = &step{what: what, began: time.Now()}
	s.shown = time.Now()
}

// far says how far the step has come, and what is at work.
func (s *Screen) far(count, now course.Text) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.step.count, s.step.now = count, now
}

// now says what is at work; an empty text takes it back.
func (s *Screen) now(t course.Text) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.step.now = t
}

// show tells of a step that has not ended.
func (s *Screen) show() {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.step == nil:
	case s.Terminal:
		what := s.step.what.In(s.Lang)
		if now := s.step.now.In(s.Lang); now != "" {
			what = cut(cut(what, whatColumns/2)+" · "+now, whatColumns-1)
		}
		fmt.Fprintf(s.Out, "\r\x1b[K%s", cut(s.step.line("…", what, s.Lang), s.columns()-1))
	case time.Since(s.shown) >= silence:
		s.shown = time.Now()
		fmt.Fprintln(s.Out, strings.TrimRight(s.step.line("…", s.step.what.In(s.Lang), s.Lang)+"  "+
			s.step.now.In(s.Lang),
			" "))
	}
}

func (s *Screen) paint(tone course.Tone, text string) string {
	if s.Paint == nil {
		return text
	}
	return s.Paint(tone, text)
}

func (s *Screen) columns() int {
	if s.Width <= 0 {
		return 80
	}
	return s.Width
}

// end writes the line of a step that has ended, and below it what has failed.
func (s *Screen) end(failures []Failure) {
	s.mu.Lock()
	defer s.mu.Unlock()
	mark := s.paint(course.Right, "✓")
	if len(failures) > 0 {
		mark = s.paint(course.Wrong, "✗")
	}
	if s.Terminal {
		fmt.Fprint(s.Out, "\r\x1b[K")
	}
	fmt.Fprintln(s.Out, s.step.line(mark, s.step.what.In(s.Lang), s.Lang))
	s.step = nil
	for _, f := range failures {
		s.failure(f, math.MaxInt)
	}
	s.failures = append(s.failures, failures...)
}

// again shows the first failures once more, in short, for whoever sees the end of the output alone.
func (s *Screen) again() {
	const most, lines = 6, 4
	for _, f := range s.failures[:min(most, len(s.failures))] {
		s.failure(f, lines)
	}
}

// failure shows where something has failed, and at most so many lines of what.
func (s *Screen) failure(f Failure, most int) {
	fmt.Fprintf(s.Out, "  %s %s\n", s.paint(course.Wrong, "✗"), f.Where)
	for line := range strings.Lines(f.What.In(s.Lang)) {
		if most--; most < 0 {
			break
		}
		fmt.Fprintf(s.Out, "      %s\n", strings.TrimRight(line, "\r\n"))
	}
}

// line is a step in columns: marked, what is proved, how many, how long.
func (st *step) line(mark, what string, lang course.Lang) string {
	count, took := st.count.In(lang), clock(time.Since(st.began))
	pad := func(n int, s string) string { return strings.Repeat(" ", max(1, n-course.Columns(s))) }
	return mark + " " + what + pad(whatColumns, what) + pad(countColumns, count) + count + pad(timeColumns, took) + took
}

// clock is a duration as one reads it: 0.4 s, 34 s, 2:05 min.
func clock(d time.Duration) string {
	switch {
	case d < 10*time.Second:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < 99*time.Second:
		return fmt.Sprintf("%.0f s", d.Seconds())
	}
	seconds := int(d.Seconds())
	return fmt.Sprintf("%d:%02d min", seconds/60, seconds%60)
}

// cut is as much of text as fits into the columns.
func cut(text string, columns int) string {
	used := 0
	for i, r := range text {
		if used += course.Columns(string(r)); used > columns {
			return text[:i]
		}
	}
	return text
}
