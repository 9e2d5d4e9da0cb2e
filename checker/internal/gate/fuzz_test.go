package gate

import (
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// FuzzCheck asks of any source: the gate does not panic, keeps its time, answers the same
// twice, and what passes is what it says: plain syntax of this lesson's package, with open
// imports, no init and no order to the compiler.
func FuzzCheck(f *testing.F) {
	for _, c := range refusedAt {
		if len(c.body) < 4096 {
			f.Add([]byte(source(c.body)))
		}
	}
	for _, c := range allowed {
		if len(c.body) < 4096 {
			f.Add([]byte(source(c.body)))
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		began := time.Now()
		file := File{"server.go", text}
		first := find(t, open, file)
		if took := time.Since(began); took > patience/2 {
			t.Errorf("takes %v", took)
		}
		if second := find(t, open, file); !reflect.DeepEqual(first, second) {
			t.Errorf("%+v, then %+v", first, second)
		}
		for _, r := range first.Refusals {
			if r.Rule == ruleBeyond {
				t.Errorf("the type checker gave up: %+v", r)
			}
		}
		if first.Passed() {
			plain(t, text)
		}
	})
}

func plain(t *testing.T, text []byte) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "server.go", text, parser.ParseComments)
	if err != nil {
		t.Fatalf("passes and does not parse: %v", err)
	}
	if file.Name.Name != open.Package() {
		t.Errorf("package %s passes", file.Name.Name)
	}
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil || !everywhere[path] && !slices.Contains(open.Imports, path) || path == "reflect" {
			t.Errorf("import %s passes", spec.Path.Value)
		}
	}
	for _, d := range file.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && (fn.Body == nil || fn.Recv == nil && fn.Name.Name == "init") {
			t.Errorf("func %s passes", fn.Name.Name)
		}
	}
	for _, group := range file.Comments {
		for _, comment := range group.List {
			if strings.HasPrefix(comment.Text, "//go:") && !harmless(comment.Text) {
				t.Errorf("%s passes", comment.Text)
			}
		}
	}
}
