package verify

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	answers "handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// lookCloser is what an answer needs to look at what it is given: whether that can do more than
// its interface says, or shows anything to whoever prints it.
const lookCloser = `
var lentOpaque = lentRegexp.MustCompile(` + "`" + `^&kit\.lent\w+\{[\w.*{}:]*\((\*[\w.]+)\)\(0x[0-9a-f]+\)\}*$` + "`" +
	`)

var lentOwn = lentRegexp.MustCompile(` + "`" + `^handshake/lessons/[0-9-]+[a-z-]+$` + "`" + `)

func lentLook[T any](where string, given *T) {
	asked, value := lentReflect.TypeFor[T](), lentReflect.ValueOf(given).Elem()
	if asked.Kind() != lentReflect.Interface || asked == lentReflect.TypeFor[error]() || value.IsNil() {
		return
	}
	conn := lentReflect.TypeFor[lentNet.Conn]()
	if _, ok := lentAny(*given).(lentNet.Conn); ok && !asked.Implements(conn) {
		asked = conn // also where the answer itself calls it a reader or a writer
	}
	is := value.Elem().Type()
	of := is
	if is.Kind() == lentReflect.Pointer {
		of = is.Elem()
	}
	if path := of.PkgPath(); path != "net" && path != "context" && !lentOwn.MatchString(path) {
		for i := range is.NumMethod() {
			name := is.Method(i).Name
			if _, ok := asked.MethodByName(name); !ok && name != "CloseWrite" && name != "AfterFunc" {
				lentFmt.Println("NOT INERT", where, is, "can also", name)
			}
		}
		if shown := lentFmt.Sprintf("%#v", *given); !lentOpaque.MatchString(shown) {
			lentFmt.Println("NOT INERT", where, "shows", shown)
		}
	}
	if ctx, ok := lentAny(*given).(lentContext.Context); ok && ctx.Value("GINKGO_SPEC_CONTEXT") != nil {
		lentFmt.Println("NOT INERT", where, "holds the spec that runs")
	}
	if ln, ok := lentAny(*given).(lentNet.Listener); ok {
		lentReflect.ValueOf(given).Elem().Set(lentReflect.ValueOf(&lentDoor{ln, where}))
	}
	lentFmt.Println("LENT", lentReflect.TypeFor[T]())
}

type lentAny = any

type lentDoor struct {
	lentNet.Listener
	where string
}

func (d *lentDoor) Accept() (lentNet.Conn, error) {
	conn, err := d.Listener.Accept()
	if err == nil {
		lentLook(d.where+".Accept", &conn)
	}
	return conn, err
}
`

const lookImports = `
import (
	lentContext "context"
	lentFmt "fmt"
	lentNet "net"
	lentReflect "reflect"
	lentRegexp "regexp"
)
`

// TestWhatSpecsLendIsInert has right answers look at whatever they are given.
func TestWhatSpecsLendIsInert(t *testing.T) {
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	lessons, err := syllabus.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	e, err := engine.New(root)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	e.Progress = func(course.Text) {}
	var curious answers.Set
	for _, l := range lessons {
		texts := map[string][]byte{}
		for i, name := range l.Files {
			text, err := os.ReadFile(filepath.Join(root, syllabus.Solutions, l.Name, name))
			if err != nil {
				t.Fatal(err)
			}
			if texts[name], err = looking(l, name, text, i == 0); err != nil {
				t.Fatal(err)
			}
		}
		curious = append(curious, answers.Of(l, texts).On(curious))
	}

	seen := map[string]int{}
	v := &Verifier{Engine: e, Lessons: lessons}
	err = v.judge(t.Context(), curious, false, engine.Options{Lang: course.English}, func(got engine.Verdict) {
		v.mustPass(got, got.Lesson.Name)
		for line := range strings.Lines(got.Printed) {
			if line = strings.TrimSpace(line); strings.HasPrefix(line, "NOT "+
				"INERT") || strings.HasPrefix(line, "LENT ") {
				seen[line]++
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}

	for _, p := range v.problems {
		t.Errorf("%s: %s", p.Where, p.What.En)
	}
	for line := range seen {
		if strings.HasPrefix(line, "NOT INERT") {
			t.Error(line)
		}
	}
	for _, kind := range []string{
		"net.Conn", "net.Listener", "context.Context", "io.Reader", "io.Writer", "exchange.HalfCloser",
	} {
		if seen["LENT "+kind] == 0 {
			t.Errorf("no spec has lent a %s: %v", kind, seen)
		}
	}
}

// looking is an answer that looks at what it is given. What it looks with stands in the lesson's
// first file.
func looking(l syllabus.Lesson, name string, text []byte, first bool) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	for _, d := range file.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok || !fn.Name.IsExported() || fn.Body == nil {
			continue
		}
		var looks strings.Builder
		for _, field := range fn.Type.Params.List {
			for _, p := range field.Names {
				fmt.Fprintf(&looks, "lentLook(%q, &%s)\n", l.Name+"."+fn.Name.Name+"."+p.Name, p.Name)
			}
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), "", "package p; func f() {\n"+looks.String()+"}",
			parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		fn.Body.List = append(parsed.Decls[0].(*ast.FuncDecl).Body.List, fn.Body.List...)
	}
	var out bytes.Buffer
	if err := format.Node(&out, fset, file); err != nil {
		return nil, err
	}
	head := "package " + file.Name.Name + "\n"
	_, rest, _ := strings.Cut(out.String(), head)
	if !first {
		return []byte(head + rest), nil
	}
	return []byte(head + lookImports + rest + lookCloser), nil
}
