package book

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tables "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"

	"handshake/internal/course"
)

// page is one Markdown file.
type page struct {
	path     string // "docs/en/01-listen.md", relative to the root
	lang     string // "en", "zh", or "" when it holds both
	raw      []byte
	text     []byte // raw with its front matter blanked out
	tree     ast.Node
	fences   []fence
	sections []section
}

// section is the stretch of a page from one anchor to the next.
type section struct {
	id         string // "top" before the first anchor
	first, end int    // lines, from 1; end is the first line after it
	prose      string // its text without the contents of fences
}

// fence is one fenced code block.
type fence struct {
	line   int // of the opening fence
	info   string
	code   string
	lines  int    // of code
	indent string // what stands before each line, in a list or a quotation
}

// feature is something on a page that has its counterpart in the other language.
type feature struct {
	line int
	what course.Text
}

// mark is a piece of a page as it is written.
type mark struct {
	line int
	what string
}

// markdown is what forges and the website understand: tables, and bare addresses as links.
var markdown = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Linkify))

var (
	frontMatter = regexp.MustCompile(`\A---\n(?s:.*?)\n---\n`)
	anchorLine  = regexp.MustCompile(`^<a id="([^"]*)"></a>$`)
	anchorTag   = regexp.MustCompile(`<a id="([^"]*)">`)
	notNewline  = regexp.MustCompile(`[^\n]`)
)

func newPage(name string, raw []byte) *page {
	blank := frontMatter.ReplaceAllFunc(raw, func(matter []byte) []byte {
		return notNewline.ReplaceAll(matter, []byte(" "))
	})
	p := &page{path: name, lang: langOf(name), raw: raw, text: blank}
	p.tree = markdown.Parser().Parse(text.NewReader(p.text))
	p.each(func(n ast.Node) {
		if block, ok := n.(*ast.FencedCodeBlock); ok {
			p.fences = append(p.fences, p.newFence(block))
		}
	})
	p.split()
	return p
}

func (p *page) newFence(block *ast.FencedCodeBlock) fence {
	f := fence{line: p.lineOf(block), lines: block.Lines().Len(), code: string(block.Lines().Value(p.text))}
	if block.Info != nil {
		f.info = string(block.Info.Value(p.text))
	}
	start := bytes.LastIndexByte(p.text[:block.Pos()], '\n') + 1
	f.indent = regexp.MustCompile(`[^>\s]`).ReplaceAllString(string(p.text[start:block.Pos()]), " ")
	return f
}

// split finds the sections.
func (p *page) split() {
	code := map[int]bool{}
	for _, f := range p.fences {
		for i := range f.lines {
			code[f.line+1+i] = true
		}
	}
	now := section{id: "top", first: 1}
	line := 0
	for text := range strings.Lines(string(p.raw)) {
		line++
		if code[line] {
			continue
		}
		if m := anchorLine.FindStringSubmatch(strings.TrimRight(text, "\n")); m != nil {
			now.end = line
			p.sections = append(p.sections, now)
			now = section{id: m[1], first: line}
		}
		now.prose += text
	}
	now.end = line + 1
	p.sections = append(p.sections, now)
}

// each visits every node of the page in reading order.
func (p *page) each(visit func(ast.Node)) {
	_ = ast.Walk(p.tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			visit(n)
		}
		return ast.WalkContinue, nil
	})
}

func (p *page) lineOf(n ast.Node) int { return 1 + bytes.Count(p.text[:n.Pos()], []byte("\n")) }

func (p *page) problem(line int, en, zh string, values ...any) Problem {
	return Problem{p.path, line, course.Say(en, zh, values...)}
}

// markup is the HTML of a node, or "" when it has none.
func (p *page) markup(n ast.Node) string {
	switch n := n.(type) {
	case *ast.RawHTML:
		return string(n.Segments.Value(p.text))
	case *ast.HTMLBlock:
		block := string(n.Lines().Value(p.text))
		if n.HasClosure() {
			block += string(n.ClosureLine.Value(p.text))
		}
		return block
	}
	return ""
}

// eachTag visits the HTML tags of the page in order: the whole tag and its name, which a
// comment has not.
func (p *page) eachTag(visit func(line int, whole, name string)) {
	p.each(func(n ast.Node) {
		markup := p.markup(n)
		for _, m := range tag.FindAllStringSubmatchIndex(markup, -1) {
			name := ""
			if m[2] >= 0 {
				name = markup[m[2]:m[3]]
			}
			visit(p.lineOf(n)+strings.Count(markup[:m[0]], "\n"), markup[m[0]:m[1]], name)
		}
	})
}

// anchors are the ids that links can point to, in order.
func (p *page) anchors() []mark {
	var found []mark
	p.each(func(n ast.Node) {
		for _, m := range anchorTag.FindAllStringSubmatch(p.markup(n), -1) {
			found = append(found, mark{p.lineOf(n), m[1]})
		}
	})
	return found
}

// link is one link or figure.
type link struct {
	line   int
	target string
	figure bool
}

var attribute = regexp.MustCompile(`\b(?:href|src|srcset)="([^"]*)"`)

func (p *page) links() []link {
	var found []link
	p.each(func(n ast.Node) {
		switch n := n.(type) {
		case *ast.Link:
			found = append(found, link{p.lineOf(n), string(n.Destination), false})
		case *ast.Image:
			found = append(found, link{p.lineOf(n), string(n.Destination), true})
		case *ast.AutoLink:
			found = append(found, link{p.lineOf(n), string(n.URL(p.text)), false})
		default:
			for _, m := range attribute.FindAllStringSubmatch(p.markup(n), -1) {
				found = append(found, link{p.lineOf(n), html.UnescapeString(m[1]), false})
			}
		}
	})
	return found
}

// codeSpans are the pieces of inline code.
func (p *page) codeSpans() []mark {
	var found []mark
	p.each(func(n ast.Node) {
		if n.Kind() == ast.KindCodeSpan {
			found = append(found, mark{p.lineOf(n), p.plain(n)})
		}
	})
	return found
}

// plain is the text of a node and all that is in it.
func (p *page) plain(n ast.Node) string {
	var out strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			out.Write(t.Value(p.text))
		} else {
			out.WriteString(p.plain(c))
		}
	}
	return out.String()
}

// hidden stands in prose for what is not prose: code, addresses, figures, format verbs.
const hidden = "\uFFFC"

// passage is a run of text that reads on without a break. Its lines are those of its file.
type passage struct {
	file string
	line int // of its beginning
	text string
	lang string // "" when nobody has said
}

// lineAt is the line of the byte at offset.
func (s passage) lineAt(offset int) int { return s.line + strings.Count(s.text[:offset], "\n") }

var (
	tag       = regexp.MustCompile(`<!--|</?([A-Za-z][A-Za-z0-9-]*)[^>]*>`)
	matterKey = regexp.MustCompile(`^[\s-]*[\w-]+:\s+`)
)

// prose is what a person reads on the page, without code.
func (p *page) prose() []passage {
	var found []passage
	add := func(line int, text string) {
		if strings.TrimSpace(text) != "" {
			found = append(found, passage{p.path, line, text, p.lang})
		}
	}
	line := 0
	for text := range strings.Lines(string(frontMatter.Find(p.raw))) {
		line++
		add(line, matterKey.ReplaceAllString(text, ""))
	}
	p.each(func(n ast.Node) {
		switch n.Kind() {
		case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading, tables.KindTableCell:
			add(p.lineOf(n), p.flat(n))
		case ast.KindImage:
			add(p.lineOf(n), p.flat(n))
		case ast.KindHTMLBlock:
			add(p.lineOf(n), tag.ReplaceAllString(p.markup(n), ""))
		}
	})
	return found
}

// flat is the text of a block on its own, with everything that is not prose hidden.
func (p *page) flat(n ast.Node) string {
	var out strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			text := html.UnescapeString(string(c.Value(p.text)))
			last, _ := utf8.DecodeLastRuneInString(out.String())
			if isEmphasis(c.PreviousSibling()) && strings.ContainsRune(wideMarks, last) {
				text = strings.TrimPrefix(text, " ") // Markdown needs it to end the emphasis
			}
			out.WriteString(text)
			if c.SoftLineBreak() || c.HardLineBreak() {
				out.WriteByte('\n')
			}
		case *ast.CodeSpan:
			out.WriteString(hidden + strings.Repeat("\n", strings.Count(p.plain(c), "\n")))
		case *ast.AutoLink, *ast.Image:
			out.WriteString(hidden)
		default:
			out.WriteString(p.flat(c))
		}
	}
	return out.String()
}

func isEmphasis(n ast.Node) bool { return n != nil && n.Kind() == ast.KindEmphasis }
