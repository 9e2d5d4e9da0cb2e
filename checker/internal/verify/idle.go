package verify

import (
	"bytes"
	"context"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"go/types"
	"strings"

	"golang.org/x/sync/errgroup"

	answers "handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// idleness is a way to answer without doing anything.
type idleness struct {
	what  course.Text
	fails func(own []string) string // the error returned wherever one can be; own are those that the stub declares
	hands bool                      // an argument is returned wherever its type fits
	ends  bool                      // every argument that can be closed is closed
}

// The ways of an idle answer.
var idleWays = []idleness{
	{what: course.Say("returns zero values", "一律返回零值")},
	{what: course.Say("fails for no reason", "无缘无故地失败"), fails: noReason, hands: true},
	{what: course.Say("hands back what it was given, and closes it", "给它什么就还什么，并且关掉"), hands: true, ends: true},
	{what: course.Say(
		"fails for every reason at once, and closes what it was given",
		"为一切原因失败，并且把给它的都关掉"), fails: everyReason, ends: true},
}

func noReason([]string) string { return `idleErrors.New("idle")` }

// everyReason is an error that would earn each spec that asks for one reason and no more.
func everyReason(own []string) string {
	reasons := append([]string{
		"idleIO.EOF", "idleIO.ErrUnexpectedEOF", "idleIO.ErrClosedPipe", "idleNet.ErrClosed",
		"idleOS.ErrDeadlineExceeded", "idleContext.Canceled", "idleContext.DeadlineExceeded",
		"idleSyscall.ECONNRESET", "idleSyscall.ECONNREFUSED", "idleSyscall.EADDRINUSE", "idleSyscall.EINVAL",
		"idleSyscall.EPIPE",
	}, own...)
	return "idleErrors.Join(" + strings.Join(reasons, ", ") + ")"
}

// What an idle answer names, under names that no stub uses, and why nothing of it is too much.
const (
	idleImports = `
import (
	idleContext "context"
	idleErrors "errors"
	idleIO "io"
	idleNet "net"
	idleOS "os"
	idleSyscall "syscall"
)
`
	idleUses = `
var (
	_ idleContext.Context
	_ = idleErrors.New
	_ idleIO.Reader
	_ idleNet.Conn
	_ idleOS.FileMode
	_ idleSyscall.Errno
)
`
)

// idle has answers judged that do nothing: whoever has written nothing earns nothing.
func (v *Verifier) idle(ctx context.Context) error {
	stubs, err := answers.AllHandedOut(v.root(), v.Lessons)
	if err != nil {
		return err
	}
	v.expect(len(idleWays) * len(v.Lessons))
	working, ctx := errgroup.WithContext(ctx)
	for _, way := range idleWays {
		working.Go(func() error { return v.idleIn(ctx, stubs, way) })
	}
	return working.Wait()
}

func (v *Verifier) idleIn(ctx context.Context, stubs answers.Set, way idleness) error {
	var idle answers.Set
	for _, stub := range stubs {
		texts := map[string][]byte{}
		for _, f := range stub.Files {
			var err error
			if texts[f.Name], err = way.answer(f.Name, f.Text); err != nil {
				return err
			}
		}
		idle = append(idle, answers.Of(stub.Lesson, texts).On(stub.Base))
	}
	return v.judge(ctx, idle, false, engine.Options{Lang: course.English}, func(got engine.Verdict) {
		defer v.judged(1)
		where := syllabus.Dir + "/" + got.Lesson.Name
		for _, r := range got.Records {
			switch {
			case r.Spec == "":
				v.problem(where, "an idle answer must compile:\n"+r.Message, "什么也不做的答案也必须能编译：\n"+r.Message)
			case r.Status == course.Passed:
				v.problem(where,
					"%s passes for an answer that %s: let it demand first that something is done",
					"%[1]s 也让这样的答案通过了：它%[2]s。这条测试要先要求做成点什么", r.Spec, way.what)
			}
		}
	})
}

// answer is a stub whose functions return idly.
func (way idleness) answer(name string, stub []byte) ([]byte, error) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, stub, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var own []string // the errors that the stub declares
	for _, d := range file.Decls {
		if vars, ok := d.(*ast.GenDecl); ok && vars.Tok == token.VAR {
			for _, s := range vars.Specs {
				for _, id := range s.(*ast.ValueSpec).Names {
					own = append(own, id.Name)
				}
			}
		}
	}
	for _, d := range file.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && answers.Stub(fn) != "" {
			if fn.Body, err = way.body(fn.Type, own); err != nil {
				return nil, err
			}
		}
	}
	var out bytes.Buffer
	if err := format.Node(&out, fset, file); err != nil {
		return nil, err
	}
	head := "package " + file.Name.Name + "\n"
	_, rest, _ := strings.Cut(out.String(), head)
	return []byte(head + idleImports + rest + idleUses), nil
}

// body is what an idle function does. Its results get names, if they have none.
func (way idleness) body(fn *ast.FuncType, own []string) (*ast.BlockStmt, error) {
	var does strings.Builder
	given := map[string]string{} // by type
	for _, field := range fn.Params.List {
		for _, p := range field.Names {
			given[types.ExprString(field.Type)] = p.Name
			if way.ends {
				fmt.Fprintf(&does, "if c, ok := any(%s).(idleIO.Closer); ok { _ = c.Close() }\n", p.Name)
			}
		}
	}
	if fn.Results != nil {
		for i, field := range fn.Results.List {
			if field.Names == nil {
				field.Names = []*ast.Ident{ast.NewIdent(fmt.Sprintf("idle%d", i))}
			}
			for _, r := range field.Names {
				name := types.ExprString(field.Type)
				switch {
				case name == "error" && way.fails != nil:
					fmt.Fprintf(&does, "%s = %s\n", r.Name, way.fails(own))
				case way.hands && given[name] != "":
					fmt.Fprintf(&does, "%s = %s\n", r.Name, given[name])
				}
			}
		}
	}
	function := "package p; func f() {\n" + does.String() + "return\n}"
	parsed, err := parser.ParseFile(token.NewFileSet(), "", function, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	return parsed.Decls[0].(*ast.FuncDecl).Body, nil
}
