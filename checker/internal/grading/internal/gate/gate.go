// Package gate reads a student's files before they are built and refuses what could forge a
// verdict, leave the test program or change it for others. It judges by types, not by names,
// and lets nothing through that it cannot type-check.
//
// # Why it holds
//
// Code reaches beyond itself by a name of another package, by a method, or by memory.
//
// Names: every identifier that passes has been resolved by the type checker, and one of another
// package is open only if its package is and, where that holds much, the name itself. There is no
// other way to a name: no assembly, cgo, linkname, plugin or reflection.
//
// Methods: one is called by its name, which the type checker resolves through aliases, embedding,
// promotion and method expressions alike, or through an interface. The closed methods of types
// that may be held, log.Logger's, are reached only through an interface that has them. No open
// package declares one, so a student has to; and every interface that is written, in generic code
// with type parameters in it as well, is refused if it has such a method or may have for some
// instance. os.Stdout and os.Stderr are open only as writers, never as what they are. Where they
// are handed about as such, what io.Copy or a buffer makes of them, or gives to a student's own
// WriteTo, is still an interface to whoever wrote that; and assertions from an interface that may
// hold a file to one that offers more than writing, to *os.File, or to a type parameter, are
// refused in the same answer.
//
// Memory: without unsafe, but for the sizes of types, it is written through pointers and variables
// of the right type. Other packages' variables are not stored into, addressed, or handed out
// where that would let somebody change them, and pointers to what the whole program shares are
// not stored through, nor do they become type arguments. That a value of several words is not torn
// is for the run to see to: one processor and no asynchronous preemption. Hence GOMAXPROCS,
// LockOSThread and //go:debug are closed, and with //go:norace all other orders to the compiler.
//
// What a spec hands to a student the gate does not see: it has to be harmless by itself.
package gate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/toolchain"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// Refusal is a rule that a file breaks.
type Refusal struct {
	Rule  string      // the rule's id forever: "import"
	Place string      // "lessons/01-listen/server.go:12"; without a line if it is the whole file
	Why   course.Text // one line: what is refused, why, and what to do instead
}

// Finding is what the gate has to say about one answer to one lesson. Refusals come first:
// where there are any, the compiler's complaints are not told, which may follow from them.
type Finding struct {
	Refusals []Refusal
	// Broken are the compiler's complaints ("file:line:column: message") about files that
	// break no rule and do not compile.
	Broken []string
}

// Passed reports whether the files may be built.
func (f Finding) Passed() bool { return len(f.Refusals) == 0 && len(f.Broken) == 0 }

// mostTold is how many refusals, and how many complaints, are worth reading at once.
const mostTold = 10

// Gate knows the packages that the lessons' files may import. It is safe for concurrent use.
type Gate struct {
	packages packages
	importer types.Importer // of packages
	shared   []types.Type   // what the types that the program shares are made of
	file     *types.Pointer // *os.File
	version  string         // the course's language version, "go1.26.0"
	patience time.Duration
}

// packages are the packages that may be imported, by path; as a types.Importer it knows no
// others.
type packages map[string]*types.Package

func (p packages) Import(path string) (*types.Package, error) {
	if pkg, ok := p[path]; ok {
		return pkg, nil
	}
	return nil, fmt.Errorf("package %s is not open to this lesson", path)
}

// patience is how long one answer may keep the type checker busy. An honest one takes
// milliseconds; the rest is for a busy machine.
const patience = 20 * time.Second

// goVersion is the line of go.mod that names the language version.
var goVersion = regexp.MustCompile(`(?m)^go (\S+)\s*$`)

// New makes a gate for the lessons of the course at root. It asks the go command, once, for
// the types of every package that the lessons' files may import.
func New(ctx context.Context, root string, lessons []syllabus.Lesson) (*Gate, error) {
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return nil, err
	}
	version := goVersion.FindSubmatch(mod)
	if version == nil {
		return nil, errors.New("go.mod names no version of Go")
	}
	paths := slices.Clone(syllabus.Everywhere)
	for _, l := range syllabus.WithBase(lessons) {
		for _, path := range l.Imports {
			if !isNever(path) && path != types.Unsafe.Path() {
				paths = append(paths, path)
			}
		}
	}
	slices.Sort(paths)
	g := &Gate{packages: packages{types.Unsafe.Path(): types.Unsafe},
		version: "go" + string(version[1]), patience: patience}
	g.importer = g.packages
	if err := g.load(ctx, root, slices.Compact(paths)); err != nil {
		return nil, err
	}
	g.file = types.NewPointer(g.packages["os"].Scope().Lookup("File").Type())
	for name := range shared {
		dot := strings.LastIndexByte(name, '.')
		if pkg := g.packages[name[:dot]]; pkg != nil {
			g.shared = append(g.shared, pkg.Scope().Lookup(name[dot+1:]).Type().Underlying())
		}
	}
	return g, nil
}

// load reads the types of the packages from what the compiler exports.
func (g *Gate) load(ctx context.Context, root string, paths []string) error {
	if len(paths) == 0 {
		return nil
	}
	gc, err := toolchain.Go{Root: root}.Importer(ctx, paths...)
	if err != nil {
		return err
	}
	for _, path := range paths {
		if g.packages[path], err = gc.Import(path); err != nil {
			return err
		}
	}
	return nil
}

// Fault is a panic of the gate itself over files that nobody has thought of. It is no verdict on
// them.
type Fault struct {
	Lesson string
	Panic  string
	Stack  string
}

func (f *Fault) Error() string {
	return fmt.Sprintf("%s: the gate itself failed: %s\n%s", f.Lesson, f.Panic, f.Stack)
}

// Why is what is told of a fault to whoever wrote the files.
func (f *Fault) Why() course.Text {
	return course.Say(
		"the checker failed over these files, which is its own fault and not theirs: your teacher has been told",
		"检查器在检查这些文件时自己出了错，责任不在你：已经告知老师")
}

// Check judges one answer, whose files must be among those that its lesson declares, together with
// those that it stands on: the same student has written them, and what one does may be harmless but
// for what another one does. An error is no verdict: ctx has ended, the gate was asked about a
// lesson that it was not made for, or it has failed itself, with a Fault.
//
// Files made to exhaust the type checker are refused by their shape where that shows, and
// else after a time limit; the goroutine that works on them cannot be stopped then. Whoever
// judges many strangers' files calls Check in a process of its own.
func (g *Gate) Check(ctx context.Context, a answer.Answer) (Finding, error) {
	c := newCheck(g, a)
	for _, a := range c.family {
		l := a.Lesson
		for _, path := range l.Imports {
			if _, ok := g.packages[path]; !ok && !isNever(path) {
				return Finding{}, fmt.Errorf("%s: the gate was made without package %s", l.Name, path)
			}
		}
		for _, f := range a.Files {
			if !slices.Contains(l.Files, f.Name) {
				return Finding{}, fmt.Errorf("%s: %q is not one of the lesson's files", l.Name, f.Name)
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return Finding{}, err
	}
	done := make(chan Finding, 1)
	failed := make(chan *Fault, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				failed <- &Fault{a.Lesson.Name, printable(fmt.Sprint(r)), string(debug.Stack())}
			}
		}()
		done <- c.run()
	}()
	late := time.NewTimer(g.patience)
	defer late.Stop()
	select {
	case f := <-done:
		return f, nil
	case fault := <-failed:
		return Finding{}, fault
	case <-late.C:
		return beyond(a), nil
	case <-ctx.Done():
		return Finding{}, ctx.Err()
	}
}

// check is one run over the files of one answer, and of those that it stands on.
type check struct {
	gate   *Gate
	family answer.Set   // those that it stands on, in the order of the course, and the answer itself
	files  []sourceFile // those of the answer come first

	fset   *token.FileSet
	syntax []*ast.File // of files
	info   *types.Info
	own    map[*types.Package]bool // the student's

	atLarge bool // os.Stdout or os.Stderr is handed about as an io.Writer

	refused []refused
	broken  [][]types.Error // each with the explanations that follow it
}

// sourceFile is a file of a lesson.
type sourceFile struct {
	answer.File
	lesson syllabus.Lesson
}

// path is where the file lies in the course.
func (s sourceFile) path() string { return s.lesson.Path(s.Name) }

func newCheck(g *Gate, a answer.Answer) *check {
	c := &check{
		gate: g, family: append(slices.Clone(a.Base), a), fset: token.NewFileSet(), own: map[*types.Package]bool{},
	}
	for _, member := range slices.Backward(c.family) {
		for _, f := range member.Files {
			c.files = append(c.files, sourceFile{f, member.Lesson})
		}
	}
	return c
}

// refused is a refusal whose place can be put in order.
type refused struct {
	file, line int
	Refusal
}

// run asks first what the text alone shows, then what the syntax shows, and the type checker
// last, when the source has shown that it is of a size to be checked.
func (c *check) run() Finding {
	c.texts()
	if len(c.refused) > 0 {
		return c.finding()
	}
	if complaints := c.parse(); len(complaints) > 0 {
		return Finding{Broken: complaints}
	}
	c.bounds()
	if len(c.refused) > 0 {
		return c.finding()
	}
	for i, f := range c.syntax {
		c.directives(f)
		c.header(f, c.files[i].lesson)
		c.declarations(f)
	}
	c.types()
	c.uses()
	c.starts()
	if len(c.broken) == 0 {
		c.instances()
	}
	return c.finding()
}

// parse reads the syntax of all files, or returns what the parser complains of.
func (c *check) parse() (complaints []string) {
	for _, f := range c.files {
		file, err := parser.ParseFile(c.fset, f.path(), f.Text, parser.ParseComments|parser.SkipObjectResolution)
		var list scanner.ErrorList
		switch {
		case errors.As(err, &list):
			for _, e := range list {
				complaints = append(complaints,
					printable(fmt.Sprintf("%s:%d:%d: %s", f.path(), e.Pos.Line, e.Pos.Column, e.Msg)))
			}
		case err != nil:
			complaints = append(complaints, f.path()+": "+printable(err.Error()))
		}
		c.syntax = append(c.syntax, file)
	}
	return complaints[:min(len(complaints), mostTold)]
}

// opened are the packages that one lesson's files may import: those of the gate, and the student's
// own that the lesson needs.
type opened struct {
	types.Importer
	own packages
}

func (o opened) Import(path string) (*types.Package, error) {
	if pkg := o.own[path]; pkg != nil {
		return pkg, nil
	}
	return o.Importer.Import(path)
}

// types checks the files as the compiler would, lesson by lesson.
func (c *check) types() {
	c.info = &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Defs:       map[*ast.Ident]types.Object{},
		Uses:       map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
		Instances:  map[*ast.Ident]types.Instance{},
	}
	written := packages{}
	for _, member := range c.family {
		l := member.Lesson
		needed := packages{}
		for _, name := range l.Needs {
			path := syllabus.Lesson{Name: name}.ImportPath()
			needed[path] = written[path]
		}
		config := types.Config{
			GoVersion: c.gate.version,
			Importer:  opened{c.gate.importer, needed},
			Sizes:     sizes,
			Error:     func(err error) { c.complain(err.(types.Error)) },
		}
		var files []*ast.File
		for i, f := range c.files {
			if f.lesson.Name == l.Name {
				files = append(files, c.syntax[i])
			}
		}
		if pkg, _ := config.Check(l.ImportPath(), c.fset, files, c.info); pkg != nil {
			written[l.ImportPath()], c.own[pkg] = pkg, true
		}
	}
}

// complain notes a complaint of the type checker's. One that explains the one before it begins
// with a tab.
func (c *check) complain(e types.Error) {
	if last := len(c.broken) - 1; last >= 0 && strings.HasPrefix(e.Msg, "\t") {
		c.broken[last] = append(c.broken[last], e)
		return
	}
	c.broken = append(c.broken, []types.Error{e})
}

// sizes are the compiler's, on the machine that grades.
var sizes = types.SizesFor("gc", runtime.GOARCH)

// at is the file, by its number, and the line of pos, whatever a //line comment says.
func (c *check) at(pos token.Pos) (file, line int) {
	p := c.fset.PositionFor(pos, false)
	file = slices.IndexFunc(c.files, func(f sourceFile) bool { return f.path() == p.Filename })
	return file, p.Line
}

// refuse notes that the source at pos breaks a rule.
func (c *check) refuse(pos token.Pos, b breach, values ...any) {
	file, line := c.at(pos)
	c.refuseLine(file, line, b, values...)
}

// refuseLine notes that a line breaks a rule; line 0 is the file as a whole.
func (c *check) refuseLine(file, line int, b breach, values ...any) {
	place := c.files[file].path()
	if line > 0 {
		place += ":" + strconv.Itoa(line)
	}
	c.refused = append(c.refused, refused{file, line, Refusal{b.rule, place, b.why(values...)}})
}

// finding puts what was found in the order of its place.
func (c *check) finding() (f Finding) {
	slices.SortFunc(c.refused, func(a, b refused) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line),
			cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Why.En, b.Why.En))
	})
	for _, r := range slices.Compact(c.refused) {
		f.Refusals = append(f.Refusals, r.Refusal)
	}
	f.Refusals = f.Refusals[:min(len(f.Refusals), mostTold)]
	if len(f.Refusals) > 0 {
		return f
	}
	slices.SortStableFunc(c.broken, func(a, b []types.Error) int { return cmp.Compare(a[0].Pos, b[0].Pos) })
	complaints := slices.Concat(c.broken...)
	for _, e := range complaints[:min(len(complaints), mostTold)] {
		msg, more := strings.CutPrefix(e.Msg, "\t")
		p := c.fset.PositionFor(e.Pos, false)
		line := printable(fmt.Sprintf("%s:%d:%d: %s", p.Filename, p.Line, p.Column, msg))
		if more {
			line = "\t" + line
		}
		f.Broken = append(f.Broken, line)
	}
	return f
}

// longest bounds a complaint, in characters.
const longest = 500

// printable is a complaint that quotes a student's source, without what would move a cursor,
// reverse a line or hide a part of it.
func printable(s string) string {
	n := 0
	return strings.Map(func(r rune) rune {
		n++
		switch {
		case n > longest:
			return -1
		case r == '\n' || r == '\t' || unicode.IsGraphic(r):
			return r
		}
		return unicode.ReplacementChar
	}, s)
}
