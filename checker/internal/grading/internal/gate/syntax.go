package gate

import (
	"bytes"
	"go/ast"
	"go/build/constraint"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"handshake/internal/course/syllabus"
)

// byteOrderMark may begin a file, where the compiler passes over it.
const byteOrderMark = "\uFEFF"

// texts refuses what is not the text of a source file.
func (c *check) texts() {
	for i, f := range c.files {
		if len(f.Text) > syllabus.MaxFile {
			c.refuseLine(i, 0, tooLong, syllabus.MaxFile>>10)
			continue
		}
		if at := firstInvalid(f.Text); at >= 0 {
			c.refuseLine(i, 1+bytes.Count(f.Text[:at], []byte("\n")), notText)
		}
	}
}

// firstInvalid is where text stops being UTF-8 that the compiler takes, or -1.
func firstInvalid(text []byte) int {
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 || r == 0 || at > 0 && string(text[at:at+size]) == byteOrderMark {
			return at
		}
		at += size
	}
	return -1
}

// directives refuses comments that the go command or the compiler obeys.
func (c *check) directives(f *ast.File) {
	for _, group := range f.Comments {
		for _, comment := range group.List {
			first, _, _ := strings.Cut(comment.Text, "\n")
			if obeyed(first, comment.Pos() < f.Package) {
				c.refuse(comment.Pos(), directive, first)
			}
		}
	}
}

// obeyed reports whether a comment that begins with line is an order. Old build constraints
// are one only before the package clause, and a //line only with a line number.
func obeyed(line string, early bool) bool {
	places := strings.HasPrefix(line, "//line ") || strings.HasPrefix(line, "/*line ")
	return strings.HasPrefix(line, "//go:") && !harmless(line) ||
		places && strings.Contains(line, ":") || early && constraint.IsPlusBuild(line)
}

// harmless reports whether an order is one that changes nothing of what the code does: the first
// is obeyed by go generate alone, the second makes code slower at most.
func harmless(line string) bool {
	order, _, _ := strings.Cut(strings.TrimSpace(line), " ")
	return order == "//go:generate" || order == "//go:noinline"
}

// header refuses a package of another name and imports that the lesson does not open.
func (c *check) header(f *ast.File, l syllabus.Lesson) {
	if f.Name.Name != l.Package() {
		c.refuse(f.Name.Pos(), otherPackage, f.Name.Name, l.Package())
	}
	for _, spec := range f.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			path = spec.Path.Value
		}
		switch {
		case !isOpen(l, path):
			c.refuse(spec.Pos(), closedImport, path)
		case spec.Name != nil && spec.Name.Name == ".":
			c.refuse(spec.Pos(), dotImport, path)
		case spec.Name != nil && spec.Name.Name == "_":
			c.refuse(spec.Pos(), blankImport, path)
		}
	}
}

// isOpen reports whether a lesson's files may import a package: of the course itself, only those of
// the lessons that it needs.
func isOpen(l syllabus.Lesson, path string) bool {
	if slices.ContainsFunc(l.Needs, func(name string) bool {
		return syllabus.Lesson{Name: name}.ImportPath() == path
	}) {
		return true
	}
	return !isNever(path) && (everywhere[path] || slices.Contains(l.Imports, path))
}

// declarations refuses init and functions whose code is elsewhere.
func (c *check) declarations(f *ast.File) {
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if fn.Body == nil {
			c.refuse(fn.Pos(), noBody, fn.Name.Name)
		}
		if fn.Recv == nil && fn.Name.Name == "init" {
			c.refuse(fn.Pos(), hasInit)
		}
	}
}

// beyond is the finding on files that the type checker cannot cope with.
func (c *check) beyond() Finding {
	own := c.family[len(c.family)-1]
	place := own.Lesson.Path(own.Lesson.Files[0])
	if len(own.Files) > 0 {
		place = own.Lesson.Path(own.Files[0].Name)
	}
	return Finding{Refusals: []Refusal{{beyondChecking.rule, place, beyondChecking.why()}}}
}

// depthOf is where the syntax of f is nested more deeply than most, or NoPos.
func depthOf(f *ast.File, most int) (deep token.Pos) {
	depth := 0
	ast.Inspect(f, func(n ast.Node) bool {
		if n == nil {
			depth--
			return true
		}
		if deep == token.NoPos && depth >= most {
			deep = n.Pos()
		}
		if deep != token.NoPos {
			return false
		}
		depth++
		return true
	})
	return deep
}
