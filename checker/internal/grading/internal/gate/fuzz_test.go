package gate

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"handshake/checker/internal/answer"
	"handshake/internal/thorough"
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
		file := answer.File{Name: "server.go", Text: text}
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

// FuzzGenerics does the same with generic code, which hardly ever comes of changing bytes: each
// byte decides how a program of type parameters, constraints and instances goes on.
func FuzzGenerics(f *testing.F) {
	for seed := range byte(20) {
		bytes := make([]byte, 200)
		for i := range bytes {
			bytes[i] = byte(i) * (2*seed + 1) >> (seed % 4)
		}
		f.Add(bytes)
	}
	f.Fuzz(func(t *testing.T, decisions []byte) {
		text := []byte((&inventor{decisions: decisions}).program())
		began := time.Now()
		found := find(t, open, answer.File{Name: "server.go", Text: text})
		if took := time.Since(began); took > patience/2 {
			t.Errorf("takes %v:\n%s", took, text)
		}
		for _, r := range found.Refusals {
			if r.Rule == ruleBeyond {
				t.Errorf("the type checker gave up:\n%s", text)
			}
		}
		if _, err := parser.ParseFile(token.NewFileSet(), "server.go", text, 0); err != nil {
			t.Errorf("%v in\n%s", err, text)
		}
	})
}

// Most made-up programs are wrong somewhere; about every tenth is right.
func TestInventedGenerics(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	passed := 0
	for range thorough.Times(300) {
		decisions := make([]byte, chance.IntN(300))
		for i := range decisions {
			if chance.IntN(3) > 0 {
				decisions[i] = byte(chance.Uint32())
			}
		}
		text := (&inventor{decisions: decisions}).program()
		found, err := gate(t).Check(t.Context(), answer.Answer{
			Lesson: open, Files: []answer.File{{Name: "server.go", Text: []byte(text)}},
		})
		if err != nil {
			t.Fatalf("%v over\n%s", err, text)
		}
		if found.Passed() {
			passed++
		}
	}
	if passed == 0 {
		t.Error("none of them is right")
	}
}

// inventor makes up generic code. Where its decisions run out, it takes the simplest way.
type inventor struct {
	decisions []byte
	depth     int
	known     []string // type parameters in scope
}

// names is how many generic types, constraints and functions a program has of each kind.
const names = 5

// choose is the next decision, below n.
func (v *inventor) choose(n int) int {
	if len(v.decisions) == 0 {
		return 0
	}
	d := int(v.decisions[0])
	v.decisions = v.decisions[1:]
	return d % n
}

func (v *inventor) program() string {
	var b strings.Builder
	b.WriteString("package manyclients\n\nimport \"sync\"\n\nvar _ sync.Mutex\n\n")
	for i := range names {
		arity := i%2 + 1
		fmt.Fprintf(&b, "type C%d[%s] interface { %s }\n\n", i, v.parameters(arity), v.constraint())
		v.known = nil
		fmt.Fprintf(&b, "type T%d[%s] %s\n\n", i, v.parameters(arity), v.typ())
		fmt.Fprintf(&b, "func (x T%d[%s]) M%d(y %s) (z %s) { %s; return z }\n\n", i, strings.Join(v.known, ", "),
			v.choose(2), v.typ(), v.typ(), v.statement())
		v.known = nil
		if v.choose(3) == 1 {
			fmt.Fprintf(&b, "type A%d[%s] = %s\n\n", i, v.parameters(arity), v.typ())
			v.known = nil
		}
		fmt.Fprintf(&b, "func F%d[%s](x %s) (z %s) { %s; %s; return z }\n\n", i, v.parameters(arity), v.typ(), v.typ(),
			v.statement(), v.statement())
		v.known = nil
		fmt.Fprintf(&b, "var v%d %s\n\nfunc g%d() { %s }\n\n", i, v.typ(), i, v.statement())
	}
	return b.String()
}

// parameters declares n type parameters, of which later ones may be bound by earlier ones.
func (v *inventor) parameters(n int) string {
	var list []string
	for i := range n {
		name := string(rune('P' + i))
		bound := v.constraint()
		if v.choose(4) > 0 {
			bound = []string{"any", "comparable", "~int | ~string", "interface{ M0(int) string }"}[v.choose(4)]
		}
		v.known = append(v.known, name)
		list = append(list, name+" interface{ "+bound+" }")
	}
	return strings.Join(list, ", ")
}

// constraint is what stands in an interface: a union, a method, or another constraint.
func (v *inventor) constraint() string {
	switch v.choose(7) {
	case 0:
		return "any"
	case 1:
		types := []string{"int", "string", "[]byte", "map[string]int", "func(int) int", "chan int", "*int", "struct{}"}
		return "~" + types[v.choose(len(types))]
	case 2:
		return "~int | ~uint8 | " + v.typ()
	case 3:
		return "*" + v.typ() + "; M0(" + v.typ() + ") " + v.typ()
	case 4:
		return "comparable; M1()"
	case 5:
		return "~[]" + v.typ() + " | ~map[string]" + v.typ()
	}
	return fmt.Sprintf("C%s", v.instance())
}

// instance is the number of a generic declaration with arguments.
func (v *inventor) instance() string {
	i := v.choose(names)
	args := []string{v.typ()}
	if i%2 == 1 {
		args = append(args, v.typ())
	}
	return fmt.Sprintf("%d[%s]", i, strings.Join(args, ", "))
}

func (v *inventor) typ() string {
	const deepest = 4
	if v.depth++; v.depth > deepest {
		v.depth--
		return "int"
	}
	defer func() { v.depth-- }()
	switch v.choose(14) {
	case 1, 2:
		if len(v.known) > 0 {
			return v.known[v.choose(len(v.known))]
		}
	case 3, 4:
		return "T" + v.instance()
	case 5:
		return "*" + v.typ()
	case 6:
		return "[]" + v.typ()
	case 7:
		return "map[string]" + v.typ()
	case 8:
		return "func(" + v.typ() + ") " + v.typ()
	case 9:
		return "struct{ a, b " + v.typ() + " }"
	case 10:
		return "[2]" + v.typ()
	case 11:
		return "interface{ M0(" + v.typ() + ") " + v.typ() + " }"
	case 12:
		return "chan " + v.typ()
	case 13:
		return "sync.Mutex"
	}
	return "int"
}

func (v *inventor) statement() string {
	switch v.choose(9) {
	case 1:
		return "F" + v.instance() + "(*new(" + v.typ() + "))"
	case 2:
		return fmt.Sprintf("F%d(*new(%s))", v.choose(names), v.typ())
	case 3:
		return "var x any; switch x.(type) { case " + v.typ() + ", nil: }; _ = x.(" + v.typ() + ")"
	case 4:
		return "type local struct { x " + v.typ() + " }; F0[local](local{})"
	case 5:
		return "_ = func() " + v.typ() + " { return *new(" + v.typ() + ") }"
	case 6:
		return "for range *new(" + v.typ() + ") {}"
	case 7:
		return "_ = T" + v.instance() + ".M0"
	case 8:
		return "_ = make(" + v.typ() + ", 1); _ = len(*new(" + v.typ() + "))"
	}
	return "_ = 0"
}
