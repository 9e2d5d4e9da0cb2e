package answer

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"

	"handshake/internal/course"
)

// parse reads the syntax of a file; nil where that is no Go.
func (f File) parse(mode parser.Mode) (*ast.File, *token.FileSet) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, f.Name, string(f.Text), mode|parser.SkipObjectResolution)
	if err != nil {
		return nil, set
	}
	return file, set
}

// Package is the package that a file says it belongs to, and the line where it does; "" where it
// says nothing.
func (f File) Package() (name string, line int) {
	file, set := f.parse(parser.PackageClauseOnly)
	if file == nil {
		return "", 0
	}
	return file.Name.Name, set.Position(file.Package).Line
}

// Functions names the exported functions and methods that the answer's files declare and, of
// those, the ones whose body is still the stub's panic.
func (a Answer) Functions() (all, unwritten []string) {
	for _, f := range a.Files {
		file, _ := f.parse(0)
		if file == nil {
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

// leavers are the library functions that end the program or the goroutine they are called
// in, and leave no trace of who called them.
var leavers = map[string][]string{
	"os":      {"Exit"},
	"syscall": {"Exit", "Kill"},
	"runtime": {"Goexit"},
	"log":     {"Fatal", "Fatalf", "Fatalln"},
}

// ExitCall finds the first call in the answer's files that ends a program: its place and how it
// reads. Both are empty if there is none.
func (a Answer) ExitCall() (place, call string) {
	for _, f := range a.Files {
		file, set := f.parse(0)
		if file == nil {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			selector, ok := n.(*ast.SelectorExpr)
			if !ok || place != "" {
				return place == ""
			}
			pkg, ok := selector.X.(*ast.Ident)
			if ok && slices.Contains(leavers[pkg.Name], selector.Sel.Name) {
				place = fmt.Sprintf("%s:%d", a.Lesson.Path(f.Name), set.Position(selector.Pos()).Line)
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
