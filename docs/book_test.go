// Package docs_test keeps the book honest. Both languages are the same tree; fenced code is
// what tested sources and recorded transcripts say; commands, links and anchors exist; a
// change to one language is not forgotten in the other; words are the glossary's words, and
// punctuation is that of the language.
//
//	go test ./docs                               every check
//	go test ./docs -update                       rewrite the fenced code from its sources
//	go test ./docs -reviewed                     record the sections changed in both languages
//	go test ./docs -reviewed-one=01-listen#task  record a section changed in one of them
package docs_test

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"handshake/internal/course/handout"
)

var (
	update      = flag.Bool("update", false, "rewrite the fenced code of the pages from its sources")
	reviewed    = flag.Bool("reviewed", false, "record as reviewed the sections of which both languages changed")
	reviewedOne = flag.String("reviewed-one", "", "record as reviewed one section, `PAGE#SECTION`, whichever language changed")
)

// root is the course's root folder, seen from this package.
const root = ".."

// check is one promise of the book. Its name is also its folder of samples in testdata.
type check struct {
	name string
	find func(*book) []problem
}

var checks = []check{
	{"tree", sameTree},
	{"code", sameCode},
	{"commands", knownCommands},
	{"reviewed", unreviewed},
	{"links", brokenLinks},
	{"glossary", glossaryProblems},
	{"typography", typographyProblems},
	{"texts", unequalTexts},
	{"markdown", notPlain},
}

func TestBook(t *testing.T) {
	if *update {
		write(t, updated(openCourse(t)))
	}
	b := openCourse(t)
	if *reviewed || *reviewedOne != "" {
		record, err := recorded(b, *reviewed, *reviewedOne)
		if err != nil {
			t.Fatal(err)
		}
		write(t, map[string][]byte{reviewedFile: record})
		b = openCourse(t)
	}
	for _, c := range checks {
		t.Run(c.name, func(t *testing.T) {
			for _, p := range c.find(b) {
				t.Error(p)
			}
		})
	}
}

// write puts files, named relative to the root, in their place.
func write(t *testing.T, files map[string][]byte) {
	t.Helper()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(name)), text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// problem is something that an author has to mend: where, what is wrong, and how to mend it.
type problem struct {
	file string // relative to the root
	line int    // from 1
	what string
}

func (p problem) String() string { return fmt.Sprintf("%s:%d: %s", p.file, p.line, p.what) }

// book is the repository as the checks see it.
type book struct {
	files []string          // every source file, sorted
	text  map[string][]byte // the files' contents, with lines ended by \n alone
	pages []*page           // the Markdown that people read
}

// foreign are folders that hold no sources of the course: what tools make, and this
// package's samples, which are wrong on purpose.
var foreign = regexp.MustCompile(`(^|/)(\.git|\.bin|node_modules|\.vitepress/(dist|cache)|docs/testdata)$`)

// readable are the files whose text is looked at.
var readable = regexp.MustCompile(`(^|/)Makefile$|\.(md|go|mod|toml|txt|json|py|sh|ya?ml|svg|html|css|vue|m?[jt]s)$`)

// reading are the files that are pages.
var reading = regexp.MustCompile(`^(docs/(.+/)?[^/]+|README|README\.zh|CONTRIBUTING|CHANGELOG|lessons/[^/]+/README)\.md$`)

func open(t *testing.T, fsys fs.FS) *book {
	t.Helper()
	b := &book{text: map[string][]byte{}}
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
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// openCourse opens the checkout, with the lessons' stubs as they are handed out: the book quotes
// them, and a student may have written in those of the checkout.
func openCourse(t *testing.T) *book {
	t.Helper()
	b := open(t, os.DirFS(root))
	for _, lesson := range handout.Lessons() {
		for name, text := range handout.Stubs(lesson) {
			b.text[path.Join("lessons", lesson, name)] = text
		}
	}
	return b
}

// page finds a page by its path.
func (b *book) page(name string) (*page, bool) {
	i := slices.IndexFunc(b.pages, func(p *page) bool { return p.path == name })
	if i < 0 {
		return nil, false
	}
	return b.pages[i], true
}

// pairs are the pages that say the same in two languages, English first. Pages that lack
// their other half are left out.
func (b *book) pairs() [][2]*page {
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
