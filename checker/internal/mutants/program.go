package mutants

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strings"

	"handshake/checker/internal/answer"
	"handshake/internal/course/syllabus"
)

// Mutant is a small change of an answer that a spec has to notice.
type Mutant struct {
	// ID is what the list of equal ones knows it by: file, function, rule and what is changed. It
	// stays the same as long as these do.
	ID   string
	File string // "server.go"
	Line int
	Into string // what the changed piece reads now, in one line

	number   int // in the program; from 1
	function string
	change   change
}

// Variable is the environment variable that chooses a mutant of a program, by its number.
const Variable = "HANDSHAKE_MUTANT"

// program is an answer that is all of its mutants: each function begins with a switch that leads to
// a changed copy of it. They are built once.
type program struct {
	answer  answer.Answer
	mutants []Mutant
	invalid int // changes that do not compile
}

// source is one file of an answer.
type source struct {
	answer.File
	syntax *ast.File
}

// compose makes a program of an answer, with mutants of those files that are asked for. The importer
// knows the packages that the answer imports.
func compose(a answer.Answer, importer types.Importer, only func(file string) bool) (*program, error) {
	p := &program{answer: a}
	set := token.NewFileSet()
	var sources []source
	var syntax []*ast.File
	for _, f := range a.Files {
		parsed, err := parser.ParseFile(set, f.Name, f.Text, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		sources, syntax = append(sources, source{f, parsed}), append(syntax, parsed)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{},
		Uses: map[*ast.Ident]types.Object{},
	}
	config := types.Config{Importer: importer}
	importPath := path.Join("handshake", syllabus.Dir, a.Lesson.Name)
	pkg, err := config.Check(importPath, set, syntax, info)
	if err != nil {
		return nil, err
	}
	texts := map[string][]byte{}
	for i, s := range sources {
		var edits []edit
		var copies strings.Builder
		for _, d := range s.syntax.Decls {
			fn, is := d.(*ast.FuncDecl)
			if !is || fn.Body == nil || !callable(fn) || !only(s.Name) {
				continue
			}
			c := &changer{set: set, src: s.Text, info: info, pkg: pkg}
			var cases strings.Builder
			for _, change := range c.changes(fn) {
				m := Mutant{
					File: s.Name, Line: set.Position(token.Pos(int(s.syntax.FileStart) + change.from)).Line,
					Into: oneLine(change.text), number: len(p.mutants) + 1, function: nameOf(fn), change: change,
				}
				changed := s.copyOf(set, fn, m)
				if !valid(sources, s.Name, changed, importPath, importer) {
					p.invalid++
					continue
				}
				p.mutants = append(p.mutants, m)
				copies.WriteString("\n" + changed + "\n")
				cases.WriteString(dispatch(fn, m.number))
			}
			if cases.Len() > 0 {
				at := set.Position(fn.Body.Lbrace).Offset + 1
				edits = append(edits, edit{at, at, " switch mutMutant {" + cases.String() + "}; "})
			}
		}
		texts[s.Name] = []byte(s.with(edits, copies.String(), i == 0))
	}
	name(p.mutants)
	p.answer = answer.Of(a.Lesson, texts).On(a.Base)
	return p, nil
}

// nameOf is the name of a function, and of a method with the type that it belongs to.
func nameOf(fn *ast.FuncDecl) string {
	if fn.Recv == nil {
		return fn.Name.Name
	}
	of := fn.Recv.List[0].Type
	if star, is := of.(*ast.StarExpr); is {
		of = star.X
	}
	return types.ExprString(of) + "." + fn.Name.Name
}

// name gives the mutants their ids. Those that change the same in the same way are counted.
func name(mutants []Mutant) {
	count := map[string]int{}
	for i := range mutants {
		m := &mutants[i]
		m.ID = fmt.Sprintf("%s %s: %s: %s", m.File, m.function, m.change.operator, m.change.snippet)
		if m.Into != "" && m.change.operator != "drop" {
			m.ID += " → " + m.Into
		}
		if count[m.ID]++; count[m.ID] > 1 {
			m.ID += fmt.Sprintf(" (%d)", count[m.ID])
		}
	}
}

// What a file of the program needs besides its own.
const (
	imports = "; import (mutErrors \"errors\"; mutOS \"os\"; mutStrconv \"strconv\")"
	used    = "\nvar _, _, _ = mutErrors.New, mutOS.Getenv, mutStrconv.Atoi\n"
	helpers = used + `
var mutMutant, _ = mutStrconv.Atoi(mutOS.Getenv("` + Variable + `"))

var mutError = mutErrors.New("an error of a mutant")

func mutOther(error) error { return mutError }

func mutNone(error) error { return nil }

func mutZero[T any](T) (zero T) { return zero }
`
)

// callable reports whether a function can be called with the names of its own parameters.
func callable(fn *ast.FuncDecl) bool {
	fields := slices.Clone(fn.Type.Params.List)
	if fn.Recv != nil {
		fields = append(fields, fn.Recv.List...)
	}
	for _, f := range fields {
		if len(f.Names) == 0 || slices.ContainsFunc(f.Names, func(n *ast.Ident) bool { return n.Name == "_" }) {
			return false
		}
	}
	return fn.Name.Name != "init" && fn.Type.TypeParams == nil
}

func copyName(fn *ast.FuncDecl, number int) string {
	return fmt.Sprintf("mut%s%d", fn.Name.Name, number)
}

// copyOf is the changed copy of a function.
func (s source) copyOf(set *token.FileSet, fn *ast.FuncDecl, m Mutant) string {
	from, to := set.Position(fn.Pos()).Offset, set.Position(fn.End()).Offset
	named := set.Position(fn.Name.Pos()).Offset
	return apply(s.Text[:to], []edit{
		{0, from, ""}, {named, named + len(fn.Name.Name), copyName(fn, m.number)}, m.change.edit,
	})
}

// dispatch is the case that leads to a copy.
func dispatch(fn *ast.FuncDecl, number int) string {
	var args []string
	for _, f := range fn.Type.Params.List {
		for _, n := range f.Names {
			arg := n.Name
			if _, variadic := f.Type.(*ast.Ellipsis); variadic {
				arg += "..."
			}
			args = append(args, arg)
		}
	}
	call := copyName(fn, number) + "(" + strings.Join(args, ", ") + ")"
	if fn.Recv != nil {
		call = fn.Recv.List[0].Names[0].Name + "." + call
	}
	if fn.Type.Results == nil {
		return fmt.Sprintf(" case %d: %s; return;", number, call)
	}
	return fmt.Sprintf(" case %d: return %s;", number, call)
}

// valid reports whether the answer compiles with a copy in one of its files.
func valid(sources []source, in, copied, importPath string, importer types.Importer) bool {
	set := token.NewFileSet()
	var files []*ast.File
	for i, s := range sources {
		more := ""
		if s.Name == in {
			more = "\n" + copied
		}
		text := s.with(nil, more, i == 0)
		parsed, err := parser.ParseFile(set, s.Name, text, parser.SkipObjectResolution)
		if err != nil {
			return false
		}
		files = append(files, parsed)
	}
	config := types.Config{Importer: importer}
	_, err := config.Check(importPath, set, files, nil)
	return err == nil
}

// with is the file with its edits, with more behind it, and with what the program needs; the first
// of its files declares that.
func (s source) with(edits []edit, more string, first bool) string {
	clause := int(s.syntax.Name.End() - s.syntax.FileStart)
	text := apply(s.Text, append(edits, edit{clause, clause, imports})) + more
	if first {
		return text + helpers
	}
	return text + used
}

// apply is a text with its edits, which do not overlap.
func apply(text []byte, edits []edit) string {
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.from, b.from) })
	var out strings.Builder
	at := 0
	for _, e := range edits {
		out.Write(text[at:e.from])
		out.WriteString(e.text)
		at = e.to
	}
	out.Write(text[at:])
	return out.String()
}

// oneLine is a piece of source as one can read it in a list.
func oneLine(text string) string {
	const most = 80
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
