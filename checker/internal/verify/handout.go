package verify

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"

	answers "handshake/checker/internal/answer"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

// HandOut makes the stubs, specs and weights of the lessons, as they are in the checkout, the
// ones that the course hands out. What is no stub any more is not handed out: nothing is
// written then, and the problems say why.
func (v *Verifier) HandOut() ([]Problem, error) {
	for _, l := range v.Lessons {
		v.stubFiles(l, nil)
	}
	if len(v.problems) > 0 {
		return v.problems, nil
	}
	return nil, handout.Write(v.root(), v.Lessons)
}

// Unlike are the lesson's files that are not as they were handed out, but for those in which
// a student has begun to write.
func (v *Verifier) Unlike(l syllabus.Lesson) []string {
	files := handout.Changed(v.root(), l.Name)
	for _, name := range l.Files {
		file := syllabus.Dir + "/" + l.Name + "/" + name
		text, err := os.ReadFile(filepath.Join(v.root(), file))
		if err == nil && !bytes.Equal(handout.Unix(text), handout.Stubs(l.Name)[name]) && untouched(text) {
			files = append(files, file)
		}
	}
	return files
}

// untouched reports whether all exported functions of a file are stubs.
func untouched(text []byte) bool {
	parsed, err := parser.ParseFile(token.NewFileSet(), "", text, parser.SkipObjectResolution)
	if err != nil {
		return false
	}
	for _, d := range parsed.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Name.IsExported() && answers.Stub(fn) == "" {
			return false
		}
	}
	return true
}
