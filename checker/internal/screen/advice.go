package screen

import (
	"fmt"

	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// Hints shows the hints that a student has taken, of so many, and how to get more.
func (s Screen) Hints(l syllabus.Lesson, taken []course.Text, of int) {
	p := s.Printer
	fmt.Fprintln(p.Out)
	for i, hint := range taken {
		p.Say(course.Strong, 0, course.Say("Hint %d of %d", "提示 %d/%d", i+1, of))
		p.Say(course.Plain, 2, hint)
	}
	if len(taken) < of {
		s.Note(course.Say(
			"Try first; `make hint` once more tells more.",
			"先试一试；再来一次 `make hint` 会说得更明白。"))
		return
	}
	s.Note(course.Say(
		"That was the last hint. Read on in docs/en/%s.md#%s",
		"提示到此为止。接着读 docs/zh/%s.md#%s", l.Name, misconceptions))
}

// misconceptions is the section of each chapter about what goes wrong.
const misconceptions = "misconceptions"

// Done shows, below an empty line, that a lesson is done, and the ways to go on.
func (s Screen) Done(news course.Text, ways []course.Text) {
	fmt.Fprintln(s.Printer.Out)
	s.Printer.Say(course.Right, 0, news)
	for _, way := range ways {
		s.Printer.Say(course.Plain, 0, way)
	}
}
