package book

import (
	"cmp"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// misconceptions is the section of each chapter that the last hint of every spec leads to.
const misconceptions = "misconceptions"

// unexplained finds what a lesson's readers miss: its chapter in each language, with a section on
// what goes wrong, and links to them in its README.
func unexplained(b *Book) []Problem {
	var found []Problem
	for _, lesson := range b.lessons() {
		readme := path.Join(syllabus.Dir, lesson, "README.md")
		if _, ok := b.text[readme]; !ok {
			found = append(found, Problem{readme, 1, course.Say(
				"is missing: half a page on the task, in both languages",
				"缺少：用中英文各写半页任务说明")})
		}
		for _, lang := range []course.Lang{course.English, course.Chinese} {
			name := fmt.Sprintf("docs/%s/%s.md", lang, lesson)
			p, ok := b.page(name)
			if !ok {
				found = append(found, Problem{name, 1, course.Say(
					"is missing: a lesson has a chapter of its name",
					"缺少：每一课都有同名的一章")})
				continue
			}
			if !slices.Contains(p.places(), misconceptions) {
				found = append(found, p.problem(1,
					"has no section <a id=%q></a>: the last hint of every spec leads to it",
					"没有小节 <a id=%q></a>：每条测试的最后一个提示都指向它", misconceptions))
			}
			if text, ok := b.text[readme]; ok && !strings.Contains(string(text), "../../"+name) {
				found = append(found, Problem{readme, 1, course.Say(
					"does not link to the chapter: add ../../%s",
					"没有链接到章节：请加上 ../../%s", name)})
			}
		}
	}
	return found
}

// lessons are the lessons of the course, in order.
func (b *Book) lessons() (names []string) {
	for _, file := range b.files {
		if dir, name := path.Split(file); name == syllabus.MetadataFile && path.Dir(path.Clean(dir)) == syllabus.Dir {
			names = append(names, path.Base(dir))
		}
	}
	return names
}

var (
	ofALesson = regexp.MustCompile(`^((lessons|solutions)/|docs/(en|zh)/)` + course.LessonPattern + `(/|\.md$)`)
	toDo      = regexp.MustCompile(`TODO[:：]?\s*([^"<]*)`)
	stubLine  = regexp.MustCompile(`panic\("TODO: `)
)

// unwritten finds what the author of a lesson has still to do: every line with a TODO, but for
// those of stubs.
func unwritten(b *Book) []Problem {
	var found []Problem
	for _, file := range b.files {
		if !ofALesson.MatchString(file) {
			continue
		}
		line := 0
		for text := range strings.Lines(string(b.text[file])) {
			line++
			if m := toDo.FindStringSubmatch(text); m != nil && !stubLine.MatchString(text) {
				found = append(found, Problem{file, line, course.Say(
					"still to do: %s",
					"还要做：%s", strings.TrimSpace(cmp.Or(m[1], text)))})
			}
		}
	}
	return found
}
