package docs_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"
	"github.com/yuin/goldmark/ast"
	tables "github.com/yuin/goldmark/extension/ast"
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
func glossaryProblems(b *book) []problem {
	terms, err := b.terms()
	if err != nil {
		return []problem{{glossaryFile, 1, err.Error()}}
	}
	found := ambiguous(b, terms)
	for _, lang := range []string{"en", "zh"} {
		name := "docs/" + lang + "/glossary.md"
		p, ok := b.page(name)
		if !ok {
			found = append(found, problem{name, 1, "is missing: write it, with a table English | 中文 | meaning of the terms in " + glossaryFile})
			continue
		}
		found = append(found, p.disagreements(terms)...)
	}
	return append(found, forbidden(b, terms)...)
}

func (b *book) terms() ([]term, error) {
	var glossary struct {
		Term []term `toml:"term"`
	}
	text, ok := b.text[glossaryFile]
	if !ok {
		return nil, errors.New("is missing: write [[term]] with en, zh and not")
	}
	err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(&glossary)
	return glossary.Term, err
}

// ambiguous finds terms that are incomplete, stand twice, or forbid what another one asks
// for.
func ambiguous(b *book, terms []term) []problem {
	var found []problem
	wrong := func(t term, format string, args ...any) {
		before, _, _ := strings.Cut(string(b.text[glossaryFile]), fmt.Sprintf("en = %q", t.En))
		found = append(found, problem{glossaryFile, 1 + strings.Count(before, "\n"), fmt.Sprintf(format, args...)})
	}
	for i, t := range terms {
		if t.En == "" || t.Zh == "" {
			wrong(t, "the term %q | %q lacks a language: write both en and zh", t.En, t.Zh)
		}
		for _, other := range terms[:i] {
			if t.En == other.En || t.Zh == other.Zh {
				wrong(t, "%s | %s and %s | %s share a word: one word, one meaning; keep one of them", t.En, t.Zh, other.En, other.Zh)
			}
		}
		for _, not := range t.Not {
			if slices.ContainsFunc(terms, func(other term) bool { return index(other.Zh, not, terms) >= 0 }) {
				wrong(t, "%s is forbidden here and asked for elsewhere: decide", not)
			}
		}
	}
	return found
}

// disagreements compares the table of a glossary page with the terms, row by row.
func (p *page) disagreements(terms []term) []problem {
	var all []*tables.Table
	p.each(func(n ast.Node) {
		if t, ok := n.(*tables.Table); ok {
			all = append(all, t)
		}
	})
	if len(all) != 1 {
		return []problem{p.problem(1, "has %d tables: the glossary is one table English | 中文 | meaning", len(all))}
	}
	var found []problem
	i := 0
	for row := all[0].FirstChild().NextSibling(); row != nil; row = row.NextSibling() {
		var cells []string
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, strings.TrimSpace(p.plain(cell)))
		}
		switch {
		case len(cells) != 3 || cells[2] == "":
			found = append(found, p.problem(p.lineOf(row), "the row has not its three cells: English | 中文 | meaning"))
		case i >= len(terms):
			found = append(found, p.problem(p.lineOf(row), "%s | %s is not in %s: add it there, in the same order", cells[0], cells[1], glossaryFile))
		case cells[0] != terms[i].En || cells[1] != terms[i].Zh:
			return append(found, p.problem(p.lineOf(row), "says %s | %s where %s says %s | %s: give both the same terms in the same order", cells[0], cells[1], glossaryFile, terms[i].En, terms[i].Zh))
		}
		i++
	}
	if i < len(terms) {
		found = append(found, p.problem(p.lineOf(all[0]), "the table ends before %s | %s: add what %s has more", terms[i].En, terms[i].Zh, glossaryFile))
	}
	return found
}

// forbidden finds words that the glossary replaces by others.
func forbidden(b *book, terms []term) []problem {
	var found []problem
	for _, s := range b.passages() {
		if s.file == glossaryFile || !hanRune.MatchString(s.text) {
			continue
		}
		for _, t := range terms {
			for _, not := range t.Not {
				if at := index(s.text, not, terms); at >= 0 {
					found = append(found, problem{s.file, s.lineAt(at), fmt.Sprintf("the glossary calls %s %s, not %s: use its word, or quote this one as inline code", t.En, t.Zh, not)})
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
