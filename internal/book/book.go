// Package book keeps the book honest. Both languages are the same tree; fenced code is what
// tested sources and recorded transcripts say; commands, links and anchors exist; a change to one
// language is not forgotten in the other; words are the glossary's words, and punctuation is that
// of the language. "checker verify" tells what it finds, and mends what a program can.
package book

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

// What renews code and records a reading, as a person types it.
const (
	updateCommand   = ".bin/checker verify --book --update"
	reviewedCommand = ".bin/checker verify --book --reviewed"
)

// Check is one promise of the book. Its name is also its folder of samples in testdata.
type Check struct {
	Name string
	find func(*Book) []Problem
}

// Find is where the book breaks the promise.
func (c Check) Find(b *Book) []Problem { return c.find(b) }

// Checks are all promises of the book.
var Checks = []Check{
	{"tree", sameTree},
	{"code", sameCode},
	{"drawings", unlikeDrawings},
	{"commands", knownCommands},
	{"reviewed", unreviewed},
	{"links", brokenLinks},
	{"glossary", glossaryProblems},
	{"typography", typographyProblems},
	{"texts", unequalTexts},
	{"english", heavyEnglish},
	{"markdown", notPlain},
	{"lessons", unexplained},
	{"break", unbroken},
	{"todo", unwritten},
	{"house", unmapped},
}

// Problem is something that an author has to mend: where, what is wrong, and how to mend it.
type Problem struct {
	File string // relative to the root
	Line int    // from 1
	What course.Text
}

func (p Problem) String() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.What.En) }

// Book is the course as the checks see it.
type Book struct {
	files []string           // every source file, sorted
	text  map[string][]byte  // the files' contents, with lines ended by \n alone
	pages []*page            // the Markdown that people read
	said  func() []bilingual // what the programs say; looked for once, when a check asks
}

// foreign are folders that hold no sources of the course: what tools make, and this
// package's samples, which are wrong on purpose.
var foreign = regexp.MustCompile(`(^|/)(\.git|\.bin|node_modules|\.vitepress/(dist|cache)|internal/book/testdata)$`)

// readable are the files whose text is looked at.
var readable = regexp.MustCompile(`(^|/)Makefile$|\.(md|go|mod|toml|txt|json|py|sh|ya?ml|svg|html|css|vue|m?[jt]s)$`)

// reading are the files that are pages.
var reading = regexp.MustCompile(
	`^(docs/(.+/)?[^/]+|README|README\.zh|CONTRIBUTING|CHANGELOG|lessons/[^/]+/README)\.md$`)

// Open opens the course at root, with the lessons' stubs as they are handed out: the book quotes
// them, and a student may have written in those of the checkout.
func Open(root string) (*Book, error) {
	b, err := open(os.DirFS(root))
	if err != nil {
		return nil, err
	}
	for _, lesson := range handout.Lessons() {
		for name, text := range handout.Stubs(lesson) {
			b.text[path.Join(syllabus.Dir, lesson, name)] = text
		}
	}
	return b, nil
}

func open(fsys fs.FS) (*Book, error) {
	b := &Book{text: map[string][]byte{}}
	b.said = sync.OnceValue(b.texts)
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && foreign.MatchString(name):
			return fs.SkipDir
		case entry.IsDir() || !entry.Type().IsRegular():
			return nil
		}
		b.files = append(b.files, name)
		if !readable.MatchString(name) {
			return nil
		}
		text, err := fs.ReadFile(fsys, name)
		b.text[name] = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		if reading.MatchString(name) {
			b.pages = append(b.pages, newPage(name, b.text[name]))
		}
		return err
	})
	return b, err
}

// Problems are what all checks find about the lessons, or in the whole book if there are none.
func (b *Book) Problems(lessons []string) []Problem {
	var found []Problem
	for _, c := range Checks {
		for _, p := range c.find(b) {
			if b.concerns(p.File, lessons) {
				found = append(found, p)
			}
		}
	}
	return found
}

// concerns reports whether a file is one of those that the lessons consist of: their folders,
// their chapters, and the transcripts that these show. The whole book is of no lessons.
func (b *Book) concerns(file string, lessons []string) bool {
	if len(lessons) == 0 {
		return true
	}
	if name, ok := strings.CutPrefix(file, transcripts); ok {
		name, _, _ = strings.Cut(name, ".")
		return slices.Contains(b.Transcripts(lessons), name)
	}
	return slices.ContainsFunc(lessons, func(lesson string) bool {
		return strings.Contains("/"+file, "/"+lesson+"/") || isChapterOf(file, lesson)
	})
}

// isChapterOf reports whether a page is the chapter of the lesson, in either language.
func isChapterOf(file, lesson string) bool {
	return langOf(file) != "" && path.Base(file) == lesson+".md"
}

// page finds a page by its path.
func (b *Book) page(name string) (*page, bool) {
	i := slices.IndexFunc(b.pages, func(p *page) bool { return p.path == name })
	if i < 0 {
		return nil, false
	}
	return b.pages[i], true
}

// pairs are the pages that say the same in two languages, English first. Pages that lack
// their other half are left out.
func (b *Book) pairs() [][2]*page {
	var pairs [][2]*page
	for _, en := range b.pages {
		if en.lang != "en" {
			continue
		}
		if zh, ok := b.page(counterpart(en.path)); ok {
			pairs = append(pairs, [2]*page{en, zh})
		}
	}
	return pairs
}

// counterpart is the path of the same file in the other language.
func counterpart(name string) string {
	switch {
	case strings.HasPrefix(name, "docs/en/"):
		return "docs/zh/" + strings.TrimPrefix(name, "docs/en/")
	case strings.HasPrefix(name, "docs/zh/"):
		return "docs/en/" + strings.TrimPrefix(name, "docs/zh/")
	case name == "README.md":
		return "README.zh.md"
	}
	return "README.md"
}

// langOf is the language of a page, or "" when it holds both or belongs to no pair.
func langOf(name string) string {
	switch {
	case strings.HasPrefix(name, "docs/en/"), name == "README.md":
		return "en"
	case strings.HasPrefix(name, "docs/zh/"), name == "README.zh.md":
		return "zh"
	}
	return ""
}

// isChapter reports whether a page belongs to the book proper.
func (p *page) isChapter() bool { return strings.HasPrefix(p.path, "docs/") && p.lang != "" }

// isReadme reports whether a page is one of the READMEs, which quote code as chapters do.
func (p *page) isReadme() bool { return strings.HasPrefix(path.Base(p.path), "README.") }
