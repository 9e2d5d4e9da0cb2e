package answer

import (
	"go/ast"
	"go/printer"
	"go/token"
	"maps"
	"strings"
)

// Declaration is a top-level name that a file declares.
type Declaration struct {
	Name string // "Serve", or "Server.Serve" for a method
	File string // "server.go"
	Line int
	Code string // as it must be written, without body and comments
	form string // what has to be equal where the name is used
	// fields are those of a struct that others can use: name → type. Such a type may have more.
	fields map[string]string
}

// Exported reports whether other packages can use the name.
func (d Declaration) Exported() bool {
	return ast.IsExported(d.Name[strings.LastIndex(d.Name, ".")+1:])
}

// SameForm reports whether two names can be used alike, whatever they are called.
func (d Declaration) SameForm(other Declaration) bool { return d.form == other.form }

// ServesAs reports whether whoever uses the wanted declaration can use this one instead.
func (d Declaration) ServesAs(wanted Declaration) bool {
	if d.form == wanted.form {
		return true
	}
	for name, kind := range wanted.fields {
		if d.fields[name] != kind {
			return false
		}
	}
	return wanted.fields != nil
}

// Declared are the top-level names that the answer's files declare.
func (a Answer) Declared() map[string]Declaration {
	all := map[string]Declaration{}
	for _, f := range a.Files {
		maps.Copy(all, f.declared())
	}
	return all
}

func (f File) declared() map[string]Declaration {
	all := map[string]Declaration{}
	file, set := f.parse(0)
	if file == nil {
		return nil
	}
	note := func(d Declaration, at token.Pos) {
		d.File, d.Line = f.Name, set.Position(at).Line
		all[d.Name] = d
	}
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			of := decl.Name.Name
			if decl.Recv != nil {
				of = receiver(decl.Recv.List[0].Type) + "." + of
			}
			head := &ast.FuncDecl{Recv: decl.Recv, Name: decl.Name, Type: decl.Type}
			note(Declaration{Name: of, Code: written(head), form: shape(decl.Type)}, decl.Pos())
		case *ast.GenDecl:
			for _, spec := range decl.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					bare := &ast.TypeSpec{Name: spec.Name, Assign: spec.Assign, Type: spec.Type}
					d := Declaration{Name: spec.Name.Name, Code: "type " + written(bare), form: written(spec.Type)}
					if s, is := spec.Type.(*ast.StructType); is {
						d.fields = exportedFields(s)
					}
					note(d, spec.Pos())
				case *ast.ValueSpec:
					kind := decl.Tok.String()
					for _, value := range spec.Names {
						note(Declaration{Name: value.Name, Code: kind + " " + written(spec), form: kind}, value.Pos())
					}
				}
			}
		}
	}
	return all
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
	gofmt := printer.Config{Mode: printer.UseSpaces | printer.TabIndent, Tabwidth: 4}
	if err := gofmt.Fprint(&code, token.NewFileSet(), node); err != nil {
		return ""
	}
	return strings.ReplaceAll(code.String(), "\t", "    ")
}
