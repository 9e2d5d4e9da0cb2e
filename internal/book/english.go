package book

import (
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strings"

	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// heavy are words and constructions that make a reader stumble for whom English is a second
// language, or that spell a word in a second way.
var heavy = regexp.MustCompile(`(?i)\bwhoever\b|\bbegets?\b|\bcrosswise\b|\bfor ever\b|\bheeds?\b|` +
	`\b(?:is|are) none\b|\btakes? [^.;:]{1,30} for (?:an?|the|what|granted)\b|\bdiall(?:ed|er|ing)\b|\backnowledgment`)

// longest is the most characters of a title: behind its mark and before its id it stands in one line.
const longest = 62

// negated is how a title begins that does not say what a function does.
var negated = regexp.MustCompile(`^(?:no|not|never|cannot|(?:do|does|is|has|takes|knows|leaves|forgets) (?:not|no))\b`)

// absences are titles that promise that something is not there.
var absences = []string{"leaves no connection open"}

// heavyEnglish finds in what students read the English that is not plain, and titles of specs that
// do not tell by themselves what is promised.
func heavyEnglish(b *Book) []Problem {
	var found []Problem
	weigh := func(file string, line int, text string) {
		for _, word := range heavy.FindAllString(text, -1) {
			found = append(found, Problem{file, line, course.Say(
				"%q: say it in plain English", "%q：换成平实的英语", word)})
		}
	}
	for _, file := range b.files {
		if !isEnglish(file) {
			continue
		}
		for n, line := range strings.Split(string(b.text[file]), "\n") {
			if path.Ext(file) != ".toml" || strings.Contains(line, "en = ") { // ids are nobody's English
				weigh(file, n+1, line)
			}
		}
	}
	for _, t := range b.said() {
		if strings.Contains(t.file, "/testdata/") {
			continue
		}
		weigh(t.file, t.line, t.en.text)
		if what := t.untitled(); what != (course.Text{}) {
			found = append(found, Problem{t.file, t.line, what})
		}
	}
	return found
}

// isEnglish reports whether students read a file's lines as English, some of them at least.
func isEnglish(file string) bool {
	return strings.HasPrefix(file, "docs/en/") || file == "README.md" || path.Base(file) == syllabus.MetadataFile ||
		strings.HasPrefix(file, syllabus.Dir+"/") && path.Base(file) == "README.md"
}

// untitled is what is wrong with the title of a spec; nothing when nothing is, or it is none.
func (t bilingual) untitled() course.Text {
	title := t.en.text
	switch {
	case !t.title || slices.Contains(absences, title):
	case negated.MatchString(title):
		return course.Say(
			"%q: a title says what the function does, or returns, and when",
			"%q：标题要说函数做什么、返回什么、什么时候", title)
	case len(title) > longest:
		return course.Say("%q: a title has %d characters at most", "%q：标题最多 %d 个字符", title, longest)
	}
	return course.Text{}
}

// isTitle reports whether an argument of a call is the title of a spec: an id comes behind it.
func isTitle(call *ast.CallExpr, n int) bool {
	if n+1 >= len(call.Args) {
		return false
	}
	id, ok := call.Args[n+1].(*ast.CallExpr)
	if !ok {
		return false
	}
	name, ok := id.Fun.(*ast.Ident)
	return ok && name.Name == "ID"
}
