package book

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"

	"handshake/internal/course"
)

// sameTree checks that both languages have the same files, and each pair of pages the same
// anchors and, from anchor to anchor, the same headings, figures, tables, links, folded
// details, alerts and code.
func sameTree(b *Book) []Problem {
	var found []Problem
	for _, name := range b.files {
		if strings.HasPrefix(name, "docs/en/") || strings.HasPrefix(name, "docs/zh/") {
			if other := counterpart(name); !slices.Contains(b.files, other) {
				found = append(found, Problem{name, 1, course.Say(
					"exists in one language only: write %s too",
					"只有一种语言：请把 %s 也写出来", other)})
			}
		}
	}
	for _, p := range b.pages {
		if p.isChapter() {
			found = append(found, p.anchorProblems()...)
		}
	}
	for _, pair := range b.pairs() {
		found = append(found, differences(pair[0], pair[1])...)
	}
	return found
}

var anchorName = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// anchorProblems checks that ids are well formed and unique, and that every ## heading has
// one.
func (p *page) anchorProblems() []Problem {
	var found []Problem
	taken := map[string]bool{"top": true}
	for _, a := range p.anchors() {
		if !anchorName.MatchString(a.what) {
			found = append(found, p.problem(a.line,
				"the anchor %q is not made of small letters, digits and hyphens: rename it",
				"锚点 %q 不是由小写字母、数字和连字符组成的：请改名", a.what))
		}
		if taken[a.what] {
			found = append(found, p.problem(a.line,
				"the anchor %q is taken (\"top\" is the beginning of the page): choose another",
				"锚点 %q 已经有了（“top” 指页首）：请换一个", a.what))
		}
		taken[a.what] = true
	}
	p.each(func(n ast.Node) {
		h, ok := n.(*ast.Heading)
		if !ok || h.Level != 2 {
			return
		}
		before := n.PreviousSibling()
		if before == nil || before.Kind() != ast.KindParagraph || !anchorLine.Match(before.Lines().Value(p.text)) {
			found = append(found, p.problem(p.lineOf(n),
				"the heading has no anchor: put a line <a id=\"name\"></a> before it, in both languages",
				"标题没有锚点：请在它前面加一行 <a id=\"name\"></a>，两种语言都要加"))
		}
	})
	return found
}

// differences compares a page in English with the same page in Chinese.
func differences(en, zh *page) []Problem {
	if p, differ := firstDifference(en, zh, en.sectionStarts(), zh.sectionStarts()); differ {
		return []Problem{p} // without the same sections there is nothing to compare
	}
	var found []Problem
	if p, differ := firstDifference(en, zh, en.anchorFeatures(), zh.anchorFeatures()); differ {
		found = append(found, p)
	}
	for i := range en.sections {
		e, z := en.sections[i], zh.sections[i]
		if p, differ := firstDifference(en, zh, en.outline(e), zh.outline(z)); differ {
			found = append(found, p)
		}
		found = append(found, unmatchedLinks(en, zh, e, z)...)
		found = append(found, unmatchedLinks(zh, en, z, e)...)
	}
	return found
}

func (p *page) sectionStarts() []feature {
	var starts []feature
	for _, s := range p.sections {
		starts = append(starts, feature{s.first, course.Say("the section <a id=%q></a>", "小节 <a id=%q></a>", s.id)})
	}
	return starts
}

func (p *page) anchorFeatures() []feature {
	var all []feature
	for _, a := range p.anchors() {
		all = append(all, feature{a.line, course.Say("the anchor %q", "锚点 %q", a.what)})
	}
	return all
}

const (
	lonelyEn = "%s has no counterpart in %s: both languages have the same, in the same order"
	lonelyZh = "%s在 %s 里没有对应的：两种语言的内容和次序要一样"
)

// firstDifference finds where two sequences part.
func firstDifference(en, zh *page, inEn, inZh []feature) (Problem, bool) {
	for i := range max(len(inEn), len(inZh)) {
		switch {
		case i >= len(inZh):
			return en.problem(inEn[i].line, lonelyEn, lonelyZh, inEn[i].what, zh.path), true
		case i >= len(inEn):
			return zh.problem(inZh[i].line, lonelyEn, lonelyZh, inZh[i].what, en.path), true
		case inEn[i].what != inZh[i].what:
			return zh.problem(inZh[i].line,
				"%s stands where %s:%d has %s: both languages have the same, in the same order",
				"这里是%s，而 %s:%d 是%s：两种语言的内容和次序要一样",
				inZh[i].what, en.path, inEn[i].line, inEn[i].what), true
		}
	}
	return Problem{}, false
}

var alert = regexp.MustCompile(`^\[!(\w+)\]`)

// outline is what a section consists of, apart from its words and its links.
func (p *page) outline(s section) []feature {
	var found []feature
	add := func(n ast.Node, en, zh string, values ...any) {
		if line := p.lineOf(n); s.first <= line && line < s.end {
			found = append(found, feature{line, course.Say(en, zh, values...)})
		}
	}
	fences := p.fences
	p.each(func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Heading:
			add(n, "a heading %s", "标题 %s", strings.Repeat("#", n.Level))
		case *ast.Image:
			add(n, "the figure %s", "图 %s", neutral(p, string(n.Destination)))
		case *tables.Table:
			add(n, "a table of %d rows × %d columns", "%d 行 × %d 列的表格", n.ChildCount()-1, len(n.Alignments))
		case *ast.Blockquote:
			if m := alert.FindStringSubmatch(p.flatStart(n)); m != nil {
				add(n, "an alert %s", "提示框 %s", m[1])
			}
		case *ast.FencedCodeBlock:
			add(n, "the code %q", "代码 %q", fences[0].what())
			fences = fences[1:]
		default:
			for range strings.Count(p.markup(n), "<details") {
				add(n, "a details block", "折叠块")
			}
		}
	})
	return found
}

// what names a fence: its reference, or the commands that it holds.
func (f fence) what() string {
	if f.info == "sh" {
		return "sh " + f.code
	}
	return f.info
}

// flatStart is the text with which a quotation begins.
func (p *page) flatStart(n *ast.Blockquote) string {
	if n.FirstChild() == nil {
		return ""
	}
	return p.flat(n.FirstChild())
}

// unmatchedLinks are the links in a section of one page that the other page lacks. Their
// order within a section is the language's own.
func unmatchedLinks(p, other *page, s, counterpart section) []Problem {
	there := map[string]int{}
	for _, l := range other.links() {
		if counterpart.first <= l.line && l.line < counterpart.end && !l.figure {
			there[neutral(other, l.target)]++
		}
	}
	var found []Problem
	for _, l := range p.links() {
		if l.figure || l.line < s.first || l.line >= s.end {
			continue
		}
		if there[neutral(p, l.target)]--; there[neutral(p, l.target)] < 0 {
			found = append(found, p.problem(l.line,
				"the link to %s has no counterpart in section %q of %s: add it there, or remove it here",
				"到 %s 的链接在小节 %q（%s）里没有对应的：请在那边加上，或者在这边删掉",
				l.target, s.id, other.path))
		}
	}
	return found
}

var language = regexp.MustCompile(`(^|[/._=-])(en|zh)([-_][A-Za-z]{2,4})?([/._&#-]|$)`)

// neutral is a link's target with the language taken out: LANG for that of the page, OTHER
// for the other one.
func neutral(p *page, target string) string {
	if u, err := url.Parse(target); err == nil && u.Host != "" {
		if label, rest, _ := strings.Cut(u.Host, "."); label == p.lang {
			return "LANG." + rest // an encyclopedia names its articles in its own language
		}
	} else if file, fragment, _ := strings.Cut(target, "#"); file != "" {
		file = path.Join(path.Dir(p.path), file)
		if file == "README.md" {
			file = "README.en.md"
		}
		target = strings.TrimSuffix(file+"#"+fragment, "#")
	}
	return language.ReplaceAllStringFunc(target, func(s string) string {
		m := language.FindStringSubmatch(s)
		if m[2] == p.lang {
			return m[1] + "LANG" + m[4]
		}
		return m[1] + "OTHER" + m[4]
	})
}
