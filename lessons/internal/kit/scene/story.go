package scene

import (
	"fmt"
	"strings"

	. "github.com/onsi/ginkgo/v2"

	"handshake/internal/course"
	. "handshake/lessons/internal/kit"
)

// tell fails the spec with the story of what went wrong.
func (u *unlike) tell(which string) {
	GinkgoHelper()
	story := strings.Join(u.story(which), "\n")
	if u.check != nil {
		TellPanic(story)
		u.check()
	}
	if u.inVain {
		InVain()
	}
	if u.why != "" {
		story = u.why + "\n" + story
	}
	Fail(story)
}

func (u *unlike) story(which string) (lines []string) {
	number := 0
	steps := func(label string, steps []string) {
		for i, step := range steps {
			if i > 0 {
				label = ""
			}
			number++
			lines = append(lines, column(label)+fmt.Sprintf("%d. %s", number, step))
		}
	}
	steps(In("given", "设定"), u.given)
	steps(In("then", "接着"), u.then)
	switch {
	case u.shown != "":
		lines = append(lines, u.shown)
	case u.check == nil:
		lines = append(lines, column(In("expected", "应当"))+u.want, column(In("saw", "实际"))+u.saw)
	}
	return append(lines, "  "+which)
}

// column begins a line of the story with its label.
func column(label string) string {
	const width = 10
	return "  " + label + strings.Repeat(" ", max(1, width-course.Columns(label)))
}

// Quoted is what somebody says, as a story shows it: the beginning, and how long it is, if it is long.
func Quoted(words string) string {
	const shown = 40
	if len(words) > shown {
		return fmt.Sprintf("%.*q… (%d)", shown, words, len(words))
	}
	return fmt.Sprintf("%q", words)
}

// Told is what a function has returned, as a story tells it.
func Told(err error) string {
	if err == nil {
		return "nil"
	}
	return OneLine(err)
}
