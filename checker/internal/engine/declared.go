package engine

import (
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"maps"
	"slices"
	"strings"

	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

// declaration is a top-level name that a file declares.
type declaration struct {
	name string // "Serve", or "Server.Serve" for a method
	file string // "server.go"
	line int
	code string // as it must be written, without body and comments
	form string // what has to be equal where the name is used
	// fields are those of a struct that others can use: name → type. Such a type may have more.
	fields map[string]string
}

// undeclared complains about what the handed-out files declare for the specs to use, and the
// student's files do not, or not so: renamed, taken out, with another signature.
func undeclared(a Answers, l syllabus.Lesson) (wrong []complaint) {
	stubs := handout.Stubs(l.Name)
	asked, own := map[string]declaration{}, map[string]declaration{}
	for i, path := range a.Files(l) {
		declare(asked, l.Files[i], path, stubs[l.Files[i]])
		declare(own, l.Files[i], path, nil)
	}
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		d := asked[name]
		if !ast.IsExported(name[strings.LastIndex(name, ".")+1:]) {
			continue
		}
		mine, there := own[name]
		if there && (mine.form == d.form || d.fields != nil && has(mine.fields, d.fields)) {
			continue
		}
		c := complaint{says: "undefined: " + name, advice: course.Say(
			"the specs use %s: declare it like this",
			"测试要用到 %s：请这样声明", name)}
		at := declaration{file: d.file}
		switch renamed := like(d, own, asked); {
		case there:
			at = mine
			c.advice = course.Say(
				"the specs use another %s: declare it like this",
				"测试使用的 %s 不是这样的：请这样声明", name)
		case strings.EqualFold(renamed.name, name):
			at = renamed
			c.advice = course.Say(
				"the specs look for %s, and Go tells capitals from small letters; a small first letter hides a name from other packages: declare it like this",
				"测试要找的是 %s，而 Go 区分大小写；首字母小写的名字，别的包看不见：请这样声明", name)
		case renamed.name != "":
			at = renamed
			c.advice = course.Say(
				"the specs look for %s, and nothing has that name: declare it like this",
				"测试要找的是 %s，却没有叫这个名字的：请这样声明", name)
		}
		c.file, c.line = "lessons/"+l.Name+"/"+at.file, at.line
		if at.code != "" {
			c.says, _, _ = strings.Cut(at.code, "\n")
		}
		for line := range strings.Lines(d.code) {
			c.code = append(c.code, "    "+strings.TrimRight(line, "\n"))
		}
		wrong = append(wrong, c)
	}
	return wrong
}

// like is what the student seems to have made of d under another name: the same name but for
// its capitals, or else the same form. It has no name if there is nothing of the kind.
func like(d declaration, own, asked map[string]declaration) (found declaration) {
	for _, name := range slices.Sorted(maps.Keys(own)) {
		_, wanted := asked[name]
		switch {
		case wanted:
		case strings.EqualFold(name, d.name):
			return own[name]
		case found.name == "" && own[name].form == d.form:
			found = own[name]
		}
	}
	return found
}

// has reports whether fields hold all that are asked for.
func has(fields, asked map[string]string) bool {
	for name, kind := range asked {
		if fields[name] != kind {
			return false
		}
	}
	return true
}

// declare notes what a file declares: the source, or where that is nil, the file at path.
func declare(all map[string]declaration, name, path string, source any) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, source, parser.SkipObjectResolution)
	if err != nil {
		return
	}
	note := func(d declaration, at token.Pos) {
		d.file, d.line = name, set.Position(at).Line
		all[d.name] = d
	}
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			of := decl.Name.Name
			if decl.Recv != nil {
				of = receiver(decl.Recv.List[0].Type) + "." + of
			}
			head := &ast.FuncDecl{Recv: decl.Recv, Name: decl.Name, Type: decl.Type}
			note(declaration{name: of, code: written(head), form: shape(decl.Type)}, decl.Pos())
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					d := declaration{name: spec.Name.Name, form: written(spec.Type), code: "type " + written(&ast.TypeSpec{Name: spec.Name, Assign: spec.Assign, Type: spec.Type})}
					if s, is := spec.Type.(*ast.StructType); is {
						d.fields = exportedFields(s)
					}
					note(d, spec.Pos())
				case *ast.ValueSpec:
					for _, value := range spec.Names {
						note(declaration{name: value.Name, form: decl.Tok.String(), code: decl.Tok.String() + " " + written(spec)}, value.Pos())
					}
				}
			}
		}
	}
}

// exportedFields are the fields of a struct that other packages can use: name → type.
func exportedFields(s *ast.StructType) map[string]string {
	fields := map[string]string{}
	for _, f := range s.Fields.List {
		for _, name := range f.Names {
			if name.IsExported() {
				fields[name.Name] = written(f.Type)
			}
		}
	}
	return fields
}

// shape is a function's type without the names of its parameters.
func shape(t *ast.FuncType) string {
	types := func(list *ast.FieldList) string {
		var all []string
		if list != nil {
			for _, f := range list.List {
				for range max(1, len(f.Names)) {
					all = append(all, written(f.Type))
				}
			}
		}
		return strings.Join(all, ", ")
	}
	return "func(" + types(t.Params) + ") (" + types(t.Results) + ")"
}

// receiver is the name of a receiver's type.
func receiver(t ast.Expr) string {
	return strings.TrimPrefix(written(t), "*")
}

// written is a piece of Go as gofmt writes it.
func written(node ast.Node) string {
	var code strings.Builder
	if err := (&printer.Config{Mode: printer.UseSpaces | printer.TabIndent, Tabwidth: 4}).Fprint(&code, token.NewFileSet(), node); err != nil {
		return ""
	}
	return strings.ReplaceAll(code.String(), "\t", "    ")
}
