package book

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"

	"handshake/internal/course"
)

// glossaryFile holds the words of the course in both languages, and those to avoid.
const glossaryFile = "docs/glossary.toml"

// term is one word of the glossary.
type term struct {
	En  string   `toml:"en"`
	Zh  string   `toml:"zh"`
	Not []string `toml:"not"` // Chinese words that are also in use, but not here
}

// glossaryProblems checks that the glossary's pages say what glossary.toml says, and that no
// Chinese text of the repository uses a word that it forbids.
func glossaryProblems(b *Book) []Problem {
	terms, err := b.terms()
	if err != nil {
		return []Problem{{glossaryFile, 1, course.Say("%v", "%v", err)}}
	}
	found := ambiguous(b, terms)
	for _, lang := range []string{"en", "zh"} {
		name := "docs/" + lang + "/glossary.md"
		p, ok := b.page(name)
		if !ok {
			found = append(found, Problem{name, 1, course.Say(
				"is missing: write it, with a table English | 中文 | meaning of the terms in %s",
				"缺少：请写出来，把 %s 里的术语列成表格 English | 中文 | 含义", glossaryFile)})
			continue
		}
		found = append(found, p.disagreements(terms)...)
	}
	return append(found, forbidden(b, terms)...)
}

func (b *Book) terms() ([]term, error) {
	var glossary struct {
		Term []term `toml:"term"`
	}
	text, ok := b.text[glossaryFile]
	if !ok {
		return nil, course.Fail(nil,
			"is missing: write [[term]] with en, zh and not",
			"缺少：请写 [[term]]，含 en、zh 和 not")
	}
	err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(&glossary)
	return glossary.Term, err
}

// ambiguous finds terms that are incomplete, stand twice, or forbid what another one asks
// for.
func ambiguous(b *Book, terms []term) []Problem {
	var found []Problem
	wrong := func(t term, en, zh string, values ...any) {
		before, _, _ := strings.Cut(string(b.text[glossaryFile]), fmt.Sprintf("en = %q", t.En))
		found = append(found, Problem{glossaryFile, 1 + strings.Count(before, "\n"), course.Say(en, zh, values...)})
	}
	for i, t := range terms {
		if t.En == "" || t.Zh == "" {
			wrong(t, "the term %q | %q lacks a language: write both en and zh",
				"术语 %q | %q 缺一种语言：en 和 zh 都要写", t.En, t.Zh)
		}
		for _, other := range terms[:i] {
			if t.En == other.En || t.Zh == other.Zh {
				wrong(t, "%s | %s and %s | %s share a word: one word, one meaning; keep one of them",
					"%s | %s 和 %s | %s 用了同一个词：一词一义，只留一条", t.En, t.Zh, other.En, other.Zh)
			}
		}
		for _, not := range t.Not {
			if slices.ContainsFunc(terms, func(other term) bool { return index(other.Zh, not, terms) >= 0 }) {
				wrong(t, "%s is forbidden here and asked for elsewhere: decide",
					"这里不许用“%s”，别处又要求用：请定下来", not)
			}
		}
	}
	return found
}

// disagreements compares the table of a glossary page with the terms, row by row.
func (p *page) disagreements(terms []term) []Problem {
	var all []*tables.Table
	p.each(func(n ast.Node) {
		if t, ok := n.(*tables.Table); ok {
			all = append(all, t)
		}
	})
	if len(all) != 1 {
		return []Problem{p.problem(1,
			"has %d tables: the glossary is one table English | 中文 | meaning",
			"有 %d 张表格：术语表就是一张表格 English | 中文 | 含义", len(all))}
	}
	var found []Problem
	i := 0
	for row := all[0].FirstChild().NextSibling(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, strings.TrimSpace(p.plain(cell)))
		}
		switch {
		case len(cells) != 3 || cells[2] == "":
			found = append(found, p.problem(p.lineOf(row),
				"the row has not its three cells: English | 中文 | meaning",
				"这一行不是三格：English | 中文 | 含义"))
		case i >= len(terms):
			found = append(found, p.problem(p.lineOf(row),
				"%s | %s is not in %s: add it there, in the same order",
				"%s | %s 不在 %s 里：请按同样的次序加进去", cells[0], cells[1], glossaryFile))
		case cells[0] != terms[i].En || cells[1] != terms[i].Zh:
			return append(found, p.problem(p.lineOf(row),
				"says %s | %s where %s says %s | %s: give both the same terms in the same order",
				"这里是 %s | %s，而 %s 里是 %s | %s：两处的术语和次序要一样",
				cells[0], cells[1], glossaryFile, terms[i].En, terms[i].Zh))
		}
		i++
	}
	if i < len(terms) {
		found = append(found, p.problem(p.lineOf(all[0]),
			"the table ends before %s | %s: add what %s has more",
			"表格到 %s | %s 之前就完了：%s 里多出来的要补上", terms[i].En, terms[i].Zh, glossaryFile))
	}
	return found
}

// forbidden finds words that the glossary replaces by others.
func forbidden(b *Book, terms []term) []Problem {
	var found []Problem
	for _, s := range b.passages() {
		if s.file == glossaryFile || !strings.ContainsFunc(s.text, course.Han) {
			continue
		}
		for _, t := range terms {
			for _, not := range t.Not {
				if at := index(s.text, not, terms); at >= 0 {
					found = append(found, Problem{s.file, s.lineAt(at), course.Say(
						"the glossary calls %s %s, not %s: use its word, or quote this one as inline code",
						"按术语表，%s 叫“%s”，不叫“%s”：请用术语表的词，或者把这个词写成行内代码", t.En, t.Zh, not)})
				}
			}
		}
	}
	return found
}

// index finds a forbidden word that is not a piece of a right one: 报文 is right in 报文段.
func index(text, not string, terms []term) int {
	for from := 0; ; {
		at := strings.Index(text[from:], not)
		if at < 0 {
			return -1
		}
		at += from
		if !insideTerm(text, at, at+len(not), terms) {
			return at
		}
		from = at + len(not)
	}
}

// insideTerm reports whether some right word covers part of text[at:end] and reaches beyond
// it.
func insideTerm(text string, at, end int, terms []term) bool {
	for _, t := range terms {
		for start := max(0, at-len(t.Zh)+1); start < end; start++ {
			if strings.HasPrefix(text[start:], t.Zh) && (start < at || start+len(t.Zh) > end) {
				return true
			}
		}
	}
	return false
}
