package verify

import (
	"strings"
	"testing"

	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// Each clause stands beside its specs and its wrong answers, within the columns of a terminal.
func TestClausesAreShownAsATable(t *testing.T) {
	c := Clauses{syllabus.Lesson{Name: "11-demo"}, []Clause{
		{ID: "in-order", Specs: []string{"one", "two"}, Wrong: []string{"a", "b"}},
		{ID: "a-clause-with-a-very-long-name", Specs: []string{strings.Repeat("spec ", 9)},
			Wrong: []string{"short", "a-wrong-answer-with-a-name-of-many-words", "other"}},
		{ID: "alone"},
	}}
	const want = `clause                  specs that hold it           wrong answers that break it
in-order                one two                      a b
a-clause-with-a-very-   spec spec spec spec spec     short
long-name               spec spec spec spec          a-wrong-answer-with-a-name-
                                                     of-many-words
                                                     other
alone`
	if got := strings.Join(c.Lines(course.English, 0), "\n"); got != want {
		t.Errorf("got\n%s", got)
	}
	for _, line := range c.Lines(course.Chinese, 60) {
		if course.Columns(line) > 60 {
			t.Errorf("%d columns: %s", course.Columns(line), line)
		}
	}
	if got := c.Counted(); got.En != "11-demo: 3 clauses, held by 3 specs, broken by 5 wrong answers" {
		t.Errorf("got %q", got.En)
	}
}
