package engine

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"

	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// leavers are the library functions that end the program or the goroutine they are called
// in, and leave no trace of who called them.
var leavers = map[string][]string{
	"os":      {"Exit"},
	"syscall": {"Exit", "Kill"},
	"runtime": {"Goexit"},
	"log":     {"Fatal", "Fatalf", "Fatalln"},
}

// exitCall finds the first call in the lesson's files that ends a program: its place and
// how it reads. Both are empty if there is none.
func (b *Binary) exitCall(l syllabus.Lesson) (place, call string) {
	for i, path := range b.answers.Files(l) {
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			selector, ok := n.(*ast.SelectorExpr)
			if !ok || place != "" {
				return place == ""
			}
			pkg, ok := selector.X.(*ast.Ident)
			if ok && slices.Contains(leavers[pkg.Name], selector.Sel.Name) {
				place = fmt.Sprintf("lessons/%s/%s:%d", l.Name, l.Files[i], fset.Position(selector.Pos()).Line)
				call = pkg.Name + "." + selector.Sel.Name
			}
			return true
		})
		if place != "" {
			return place, call
		}
	}
	return "", ""
}

// Functions names the exported functions and methods that the lesson's files declare and,
// of those, the ones whose body is still the stub's panic.
func (a Answers) Functions(l syllabus.Lesson) (all, unwritten []string) {
	for _, path := range a.Files(l) {
		file, err := parser.ParseFile(token.NewFileSet(), filepath.Clean(path), nil, parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		for _, d := range file.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || !fn.Name.IsExported() {
				continue
			}
			all = append(all, fn.Name.Name)
			if Stub(fn) != "" {
				unwritten = append(unwritten, fn.Name.Name)
			}
		}
	}
	return all, unwritten
}

// Stub is the name that a stub announces: Name, if the body of fn is panic("TODO: Name") and
// nothing else; otherwise "".
func Stub(fn *ast.FuncDecl) string {
	if fn.Body == nil || len(fn.Body.List) != 1 {
		return ""
	}
	statement, ok := fn.Body.List[0].(*ast.ExprStmt)
	if !ok {
		return ""
	}
	call, ok := statement.X.(*ast.CallExpr)
	if !ok || len(call.Args) != 1 {
		return ""
	}
	callee, isName := call.Fun.(*ast.Ident)
	text, isText := call.Args[0].(*ast.BasicLit)
	if !isName || callee.Name != "panic" || !isText {
		return ""
	}
	said, _ := strconv.Unquote(text.Value)
	return course.UnwrittenIn(said)
}
