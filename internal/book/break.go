package book

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// breaking is the section of each chapter in which readers break their own answer, and predict what
// that does.
const breaking = "break"

// unbroken finds chapters in which readers break nothing, or in which what they are told of it is not
// proved: the section shows the feedback of a known-wrong answer, and names the other specs that fail.
func unbroken(b *Book) []Problem {
	var found []Problem
	for _, lesson := range b.lessons() {
		claims := map[string][]string{}
		for _, lang := range []string{"en", "zh"} {
			p, ok := b.page("docs/" + lang + "/" + lesson + ".md")
			if !ok {
				continue // unexplained tells of it
			}
			s, written := p.section(breaking)
			switch {
			case !written:
				found = append(found, p.problem(1,
					"has no section <a id=%q></a>: a line of their answer that readers change, and what that breaks",
					"没有小节 <a id=%q></a>：让读者改掉自己答案里的一行，看会弄坏什么", breaking))
			case !strings.Contains(s.prose, "TODO"):
				claim, problems := b.claim(p, s, lesson)
				claims[lang] = claim.fails
				found = append(found, problems...)
			}
		}
		if en, zh := claims["en"], claims["zh"]; len(claims) == 2 && !slices.Equal(en, zh) {
			p, _ := b.page("docs/zh/" + lesson + ".md")
			found = append(found, p.problem(1,
				"section %q names %s, and the English %s: both name the same specs, in the same order",
				"小节 %q 提到 %s，英文提到 %s：两边提到的测试和次序要一样",
				breaking, course.Commas(zh), course.Commas(en)))
		}
	}
	return found
}

// section finds a section by its id.
func (p *page) section(id string) (section, bool) {
	i := slices.IndexFunc(p.sections, func(s section) bool { return s.id == id })
	if i < 0 {
		return section{}, false
	}
	return p.sections[i], true
}

// claim is what a chapter says of a change.
type claim struct {
	wrong string   // the known-wrong answer that is this change
	fails []string // the ids of the specs that fail besides those whose feedback is shown
}

var (
	told      = regexp.MustCompile(`(?m)^✗ .* ([a-z0-9-]+)/([a-z0-9-]+)$`)
	failsLine = regexp.MustCompile(`(?m)^// fails: (.*)$`)
)

// claim reads what a section says, and finds what is not so.
func (b *Book) claim(p *page, s section, lesson string) (c claim, found []Problem) {
	answers := path.Join(syllabus.Solutions, lesson, "testdata", "wrong") + "/"
	for _, f := range p.fences {
		dir, isFeedback := strings.CutSuffix(strings.TrimPrefix(f.info, "text "), "/feedback")
		if s.first <= f.line && f.line < s.end && isFeedback && strings.HasPrefix(dir, answers) {
			c.wrong = dir
		}
	}
	if c.wrong == "" {
		return c, []Problem{p.problem(s.first,
			"section %q shows no feedback of a wrong answer that is this change: text %sNAME/feedback",
			"小节 %q 没有展示对应的错误答案的反馈：text %sNAME/feedback", breaking, answers)}
	}
	var shown []string
	for _, m := range told.FindAllStringSubmatch(string(b.text[c.wrong+"/feedback."+p.lang+".txt"]), -1) {
		shown = append(shown, m[2])
	}
	if named := b.fails(c.wrong); !slices.Equal(named, shown) {
		found = append(found, p.problem(s.first,
			"the feedback of %s tells of %s, and its answer fails %s: renew it with make verify",
			"%s 的反馈说的是 %s，而这个答案失败的是 %s：请用 make verify 更新",
			c.wrong, course.Commas(shown), course.Commas(named)))
	}
	specs := string(b.text[path.Join(syllabus.Dir, lesson, syllabus.MetadataFile)])
	for _, span := range p.codeSpans() {
		id, ok := strings.CutPrefix(span.what, lesson+"/")
		if !ok || span.line < s.first || span.line >= s.end {
			continue
		}
		c.fails = append(c.fails, id)
		if slices.Contains(shown, id) || !strings.Contains(specs, fmt.Sprintf("id = %q\n", id)) {
			found = append(found, p.problem(span.line,
				"%s is no other spec of this lesson than those that the feedback tells of",
				"%s 不是这一课的测试，或者反馈里已经有了", span.what))
		}
	}
	return c, found
}

// fails are the specs that a known-wrong answer says it fails.
func (b *Book) fails(wrong string) []string {
	for _, file := range b.files {
		if m := failsLine.FindSubmatch(b.text[file]); path.Dir(file) == wrong && path.Ext(file) == ".go" && m != nil {
			return strings.Split(string(m[1]), ", ")
		}
	}
	return nil
}

// Broken says which specs a known-wrong answer fails besides those that it names, because a chapter
// tells its readers so, by the answer's folder.
func (b *Book) Broken() map[string][]string {
	all := map[string][]string{}
	for _, lesson := range b.lessons() {
		for _, p := range b.pages {
			s, ok := p.section(breaking)
			if !ok || !isChapterOf(p.path, lesson) {
				continue
			}
			if c, _ := b.claim(p, s, lesson); c.wrong != "" {
				all[c.wrong] = c.fails
			}
		}
	}
	return all
}
