package docs_test

import (
	"slices"
	"strings"
)

// foreignMarks are what some website builders understand and forges print as it is.
var foreignMarks = []struct{ mark, instead string }{
	{"<<<", "a fence with a reference"},
	{":::", "an alert, > [!NOTE]"},
	{"{#", `a line <a id="name"></a> before the heading`},
	{"{{", "inline code: the website takes it for a template"},
}

var (
	allowedTags   = []string{"a", "details", "summary"}
	allowedAlerts = []string{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"}
)

// notPlain finds Markdown in the chapters that does not read the same on a forge and on the
// website.
func notPlain(b *book) []problem {
	var found []problem
	for _, p := range b.pages {
		if p.isChapter() {
			found = append(found, p.notPlain()...)
		}
	}
	return found
}

func (p *page) notPlain() []problem {
	var found []problem
	for _, s := range p.prose() {
		for _, f := range foreignMarks {
			if at := strings.Index(s.text, f.mark); at >= 0 {
				found = append(found, p.problem(s.lineAt(at), "%s is not plain Markdown: write %s", f.mark, f.instead))
			}
		}
		if m := alert.FindStringSubmatch(s.text); m != nil && !slices.Contains(allowedAlerts, m[1]) {
			found = append(found, p.problem(s.line, "[!%s] is no alert: there are %s", m[1], strings.Join(allowedAlerts, " ")))
		}
	}
	return append(found, p.tagProblems()...)
}

// tagProblems finds HTML beyond the little that is allowed, and details that do not close.
func (p *page) tagProblems() []problem {
	var found []problem
	var open []int // lines of the details that are open
	p.eachTag(func(line int, whole, name string) {
		switch {
		case !slices.Contains(allowedTags, name):
			found = append(found, p.problem(line, "%s is HTML here: write it as inline code, or leave it out (allowed are <a id>, <details> and <summary>)", whole))
		case name == "a" && whole != "</a>" && !anchorTag.MatchString(whole):
			found = append(found, p.problem(line, "%s is not an anchor: write <a id=\"name\">, or a Markdown link", whole))
		case name == "details" && whole != "</details>":
			open = append(open, line)
		case whole == "</details>" && len(open) == 0:
			found = append(found, p.problem(line, "</details> closes nothing: remove it, or put a blank line before and after the tags"))
		case whole == "</details>":
			open = open[:len(open)-1]
		}
	})
	for _, line := range open {
		found = append(found, p.problem(line, "<details> is not closed: add </details> after a blank line"))
	}
	return found
}
