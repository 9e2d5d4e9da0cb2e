package book

import (
	"slices"
	"strings"

	"handshake/internal/course"
)

// foreignMarks are what some website builders understand and forges print as it is.
var foreignMarks = []struct {
	mark    string
	instead course.Text
}{
	{"<<<", course.Say("a fence with a reference", "带出处的代码块")},
	{":::", course.Say("an alert, > [!NOTE]", "提示框 > [!NOTE]")},
	{"{#", course.Say(`a line <a id="name"></a> before the heading`, `标题前单独一行 <a id="name"></a>`)},
	{"{{", course.Say("inline code: the website treats it as a template", "行内代码，否则网站会把它当模板")},
}

var (
	allowedTags   = []string{"a", "details", "summary"}
	allowedAlerts = []string{"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"}
)

// notPlain finds Markdown in the chapters that does not read the same on a forge and on the
// website.
func notPlain(b *Book) []Problem {
	var found []Problem
	for _, p := range b.pages {
		if p.isChapter() {
			found = append(found, p.notPlain()...)
		}
	}
	return found
}

func (p *page) notPlain() []Problem {
	var found []Problem
	for _, s := range p.prose() {
		for _, f := range foreignMarks {
			if at := strings.Index(s.text, f.mark); at >= 0 {
				found = append(found, p.problem(s.lineAt(at),
					"%s is not plain Markdown: write %s",
					"%s 不是普通的 Markdown：请改用%s", f.mark, f.instead))
			}
		}
		if m := alert.FindStringSubmatch(s.text); m != nil && !slices.Contains(allowedAlerts, m[1]) {
			found = append(found, p.problem(s.line,
				"[!%s] is no alert: there are %s",
				"没有 [!%s] 这种提示框：现有 %s", m[1], strings.Join(allowedAlerts, " ")))
		}
	}
	return append(found, p.tagProblems()...)
}

// tagProblems finds HTML beyond the little that is allowed, and details that do not close.
func (p *page) tagProblems() []Problem {
	var found []Problem
	var open []int // lines of the details that are open
	p.eachTag(func(line int, whole, name string) {
		switch {
		case !slices.Contains(allowedTags, name):
			found = append(found, p.problem(line,
				"%s is HTML here: write it as inline code, or leave it out "+
					"(allowed are <a id>, <details> and <summary>)",
				"%s 在这里是 HTML：请写成行内代码，或者去掉（允许的只有 <a id>、<details> 和 <summary>）", whole))
		case name == "a" && whole != "</a>" && !anchorTag.MatchString(whole):
			found = append(found, p.problem(line,
				"%s is not an anchor: write <a id=\"name\">, or a Markdown link",
				"%s 不是锚点：请写 <a id=\"name\">，或者 Markdown 链接", whole))
		case name == "details" && whole != "</details>":
			open = append(open, line)
		case whole == "</details>" && len(open) == 0:
			found = append(found, p.problem(line,
				"</details> closes nothing: remove it, or put a blank line before and after the tags",
				"</details> 没有可以结束的：请删掉，或者在标签前后各空一行"))
		case whole == "</details>":
			open = open[:len(open)-1]
		}
	})
	for _, line := range open {
		found = append(found, p.problem(line,
			"<details> is not closed: add </details> after a blank line",
			"<details> 没有结束：请空一行，再加上 </details>"))
	}
	return found
}
