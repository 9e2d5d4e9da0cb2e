package gate

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/types"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"handshake/checker/internal/answer"
	"handshake/internal/course/syllabus"
)

const root = "../../../../.."

// open is a lesson that opens more packages than any real one.
var open = syllabus.Lesson{
	Name:  "07-many-clients",
	Files: []string{"server.go", "client.go"},
	Imports: []string{
		"bufio", "bytes", "context", "encoding/binary", "encoding/json", "errors", "fmt", "io", "log", "log/slog",
		"math/rand/v2",
		"net", "net/netip", "os", "reflect", "runtime", "runtime/debug", "slices", "strconv", "strings", "sync",
		"sync/atomic",
		"syscall", "time", "unicode", "unsafe", "handshake/tcp", "handshake/wire",
	},
}

// shared by all tests of this package: making a gate takes longer than using it.
var made = sync.OnceValues(func() (*Gate, error) {
	lessons, err := syllabus.Load(root)
	if err != nil {
		return nil, err
	}
	return New(context.Background(), root, append(lessons, open))
})

func gate(t testing.TB) *Gate {
	t.Helper()
	g, err := made()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func find(t testing.TB, l syllabus.Lesson, files ...answer.File) Finding {
	t.Helper()
	f, err := gate(t).Check(t.Context(), answer.Answer{Lesson: l, Files: files})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// source is a file of the open lesson that imports what its body seems to use.
func source(body string) string {
	text := "package manyclients\n"
	for _, path := range open.Imports {
		name := filepath.Base(path)
		if path == "math/rand/v2" {
			name = "rand"
		}
		if regexp.MustCompile(`(^|[^\w.])`+name+`\.`).MatchString(body) && !strings.Contains(body, "import") {
			text += fmt.Sprintf("import %q\n", path)
		}
	}
	return text + body
}

// refusedAt are sources that break a rule, one each.
var refusedAt = []struct{ rule, name, body string }{
	{ruleImport, "not this lesson's", `import "os/exec"; var _ exec.Cmd`},
	{ruleImport, "nowhere", `import "example.org/nowhere"; var _ nowhere.T`},
	{ruleImport, "of the course", `import "handshake/lessons/internal/kit"; var _ = kit.T`},
	{ruleImport, "the spec writer's", `import "github.com/onsi/ginkgo/v2"; func f() { ginkgo.Skip("") }`},
	{ruleImport, "a test's", `import "testing/iotest"; var _ = iotest.ErrTimeout`},
	{ruleImport, "C with its preamble", "// int f(void) { return 0; }\nimport \"C\"\nvar _ = C.int(0)"},
	{ruleImport, "never, though lesson.toml lists it",
		`import "reflect"; func f(x any) { reflect.ValueOf(x).Elem().SetInt(1) }`},
	{ruleImport, "the course's own, though lesson.toml lists it", `import "handshake/wire"; var _ = wire.Start`},
	{ruleImport, "below the course's vocabulary", `import "handshake/tcp/internal"; var _ = internal.T`},
	{ruleImport, "in a raw string", "import `testing`; var _ testing.T"},
	{ruleForm, "dot", `import . "io"; var _ = EOF`},
	{ruleForm, "blank", `import _ "net"`},

	{ruleDirective, "linkname", "//go:linkname f os.runtime_beforeExit\nfunc f() {}"},
	{ruleDirective, "at the end of a line", "func f() {} //go:norace"},
	{ruleDirective, "that resembles a harmless one", "//go:noinline2\nfunc f() {}"},
	{ruleDirective, "the program's settings", "//go:debug asyncpreemptoff=0\nfunc f() {}"},
	{ruleDirective, "inside a function", "func f() {\n\t//go:nosplit\n}"},
	{ruleDirective, "line", "//line /etc/passwd:1\nfunc f() {}"},
	{ruleDirective, "line in a block", "func f() { /*line server_test.go:62:1*/ }"},

	{ruleInit, "init", "func init() {}"},
	{ruleInit, "two", "func init() {}; func init() { panic(0) }"},
	{ruleBody, "no body", "func f()"},
	{ruleBody, "method", "type t int; func (t) f()"},

	{ruleStart, "own function", "func f() int { time.Sleep(1); return 1 }; var _ = f()"},
	{ruleStart, "literal", "var _ = func() int { go print(1); return 1 }()"},
	{ruleStart, "literal in parentheses", "var _ = (func() int { go print(1); return 1 })()"},
	{ruleStart, "through a variable", "var f = func() int { go print(1); return 1 }; var _ = f()"},
	{ruleStart, "through another's function as a value", "var dial = net.Dial; var _, _ = dial(``, ``)"},
	{ruleStart, "through a field",
		"type d struct { dial func(string, string) (net.Conn, error) }; var x = d{dial: net.Dial}; var _, _ = " +
			"x.dial(``, ``)"},
	{ruleStart, "through a parameter",
		"func do[A, R, E any](f func(A, A) (R, E), a A) R { r, _ := f(a, a); return r }; var _ = do(net.Dial, ``)"},
	{ruleStart, "through a list",
		"var all = []func(){ g }; func g() { go print(1) }; var _ = h(); func h() int { for _, f := range all { f() " +
			"}; return 1 }"},
	{ruleStart, "through an iterator", "func g(yield func(int) bool) { go print(1) }; var _ = slices.Collect(g)"},
	{ruleStart, "through the student's interface",
		"type dialer interface { Dial(a, b string) (net.Conn, error) }; var d dialer = &net.Dialer{}; var _, _ = " +
			"d.Dial(``, ``)"},
	{ruleStart, "a method value", "type t int; func (t) f() int { go print(1); return 1 }; var f = t(0).f; var _ " +
		"= f()"},
	{ruleStart, "through an interface",
		"type t int; func (t) f() int { go print(1); return 1 }; var i interface{ f() int } = t(0); var _ = i.f()"},
	{ruleStart, "through a constraint",
		"type t int; func (t) f() int { go print(1); return 1 }; func g[T interface{ f() int }](x T) int { return " +
			"x.f() }; var _ = g(t(0))"},
	{ruleStart, "generic", "func f[T any]() (t T) { select {} }; var _ = f[int]()"},
	{ruleStart, "a generic type's method",
		"type b[T any] struct{}; func (b[T]) f() (t T) { select {} }; var _ = b[int]{}.f()"},
	{ruleStart, "method", "type t int; func (t) f() int { go print(1); return 1 }; var _ = t(0).f()"},
	{ruleStart, "method expression", "type t int; func (t) f() int { go print(1); return 1 }; var _ = t.f(0)"},
	{ruleStart, "deep below",
		"func f() int { return g() }; func g() int { defer h(); return 1 }; func h() { make(chan int) <- 1 }; var _ " +
			"= f()"},
	{ruleStart, "hidden in a composite",
		"func f() int { go print(1); return 1 }; var _ = []any{struct{ x int }{x: f()}}"},
	{ruleStart, "a method called by fmt",
		`type t int; func (t) String() string { go print(1); return "" }; var _ = fmt.Errorf("%v", t(0))`},
	{ruleStart, "a method in a list",
		`type t int; func (t) String() string { go print(1); return "" }; var _ = fmt.Errorf("%v", []t{0})`},
	{ruleStart, "a method in another's struct",
		`type t int; func (t) Error() string { go print(1); return "" }; var _ = fmt.Errorf("%w", &net.OpError{Err: ` +
			`t(0)})`},
	{ruleStart, "a method behind a variable",
		`type t int; func (t) Error() string { go print(1); return "" }; var e error = t(0); var _ = ` +
			`fmt.Errorf("%w", e)`},
	{ruleStart, "a method behind two variables",
		`type t int; func (t) Error() string { go print(1); return "" }; var d error = t(0); var e = d; var _ = ` +
			`fmt.Errorf("%w", e)`},
	{ruleStart, "a method promoted",
		`type t int; func (t) Error() string { go print(1); return "" }; type u struct{ t }; var _ = ` +
			`fmt.Errorf("%w", u{})`},
	{ruleStart, "spread",
		`type t int; func (t) String() string { go print(1); return "" }; var _ = fmt.Sprint([]any{t(0)}...)`},
	{ruleStart, "in a text's callback", `var _ = strings.Map(func(r rune) rune { time.Sleep(1); return r }, "a")`},
	{ruleStart, "once, and at once", "var f = sync.OnceValue(func() int { go print(1); return 1 }); var _ = f()"},
	{ruleStart, "put away and called",
		"var fs []func(); func put(f func()) int { fs = append(fs, f); return 1 }; func do() int { for _, f := " +
			"range fs { f() }; return 1 }; var _ = put(func() { go print(1) }); var _ = do()"},
	{ruleStart, "put into a table and called",
		"type tab map[int]func() int; func (t tab) with(f func() int) tab { t[1] = f; return t }; var all = " +
			"tab{}.with(func() int { go print(1); return 1 }); var _ = all[1]()"},
	{ruleStart, "put away as a value with a method",
		"type doer interface{ do() int }; type t int; func (t) do() int { go print(1); return 1 }; var d doer; func " +
			"put(x doer) int { d = x; return 1 }; var _ = put(t(0)); var _ = d.do()"},
	{ruleStart, "put away and ranged over",
		"type seq func(func(int) bool); var s seq; func put(x seq) int { s = x; return 1 }; var _ = " +
			"put(func(func(int) bool) { go print(1) }); func all() int { for range s { }; return 1 }; var _ = all()"},
	{ruleStart, "receive", "var c = make(chan int); var _ = <-c"},
	{ruleStart, "receive in a loop", "var _ = f(); func f() int { for range make(chan int) {}; return 1 }"},
	{ruleStart, "network", `var ln, err = net.Listen("tcp", "127.0.0.1:0")`},
	{ruleStart, "network in a function",
		`var _ = f(); func f() net.Listener { var c net.ListenConfig; ln, _ := c.Listen(context.Background(), ` +
			`"tcp", "127.0.0.1:0"); return ln }`},
	{ruleStart, "clock", `var _ = time.After(0)`},
	{ruleStart, "later", `var _ = context.AfterFunc(context.Background(), func() {})`},
	{ruleStart, "in a variable's function's argument",
		`func f() string { go print(1); return "" }; var _ = errors.New(f())`},

	{ruleMember, "exit", "func f() { os.Exit(0) }"},
	{ruleMember, "exit by another name", `import sys "os"; func f() { sys.Exit(0) }`},
	{ruleMember, "exit as a value", "func f() func(int) { return os.Exit }"},
	{ruleMember, "environment", `func f() string { return os.Getenv("X") }`},
	{ruleMember, "file", `func f() { os.ReadFile("server_test.go") }`},
	{ruleMember, "descriptor", `func f() { os.NewFile(3, "") }`},
	{ruleMember, "arguments", "func f() []string { return os.Args }"},
	{ruleMember, "system call", "func f() { syscall.Write(3, nil) }"},
	{ruleMember, "kill", "func f() { syscall.Kill(0, 9) }"},
	{ruleMember, "caller", "func f() { runtime.Caller(1) }"},
	{ruleMember, "end of the goroutine", "func f() { runtime.Goexit() }"},
	{ruleMember, "stack", "func f() []byte { return debug.Stack() }"},
	{ruleMember, "stack as a value", "var f = debug.Stack; func g() { fmt.Println(debug.Stack) }"},
	{ruleMember, "stack to a writer of its own", "func f(w io.Writer) { fmt.Fprintf(w, `%s`, debug.Stack()) }"},
	{ruleMember, "stack as a text", "func f() { fmt.Print(fmt.Sprint(string(debug.Stack()))) }"},
	{ruleMember, "stack to a logger of its own", "func f(l *log.Logger) { l.Print(debug.Stack()) }"},
	{ruleMember, "stack in what formats itself",
		"type t struct { s []byte }; func (x t) String() string { return string(x.s[:1]) }; func f() { " +
			"fmt.Print(t{debug.Stack()}) }"},
	{ruleMember, "stack converted to what formats itself",
		"type t string; func (x t) String() string { return string(x[:1]) }; func f() { fmt.Print(t(debug.Stack())) }"},
	{ruleMember, "stack in a function that is not called",
		"var s []byte; func f() { fmt.Print(func() { s = debug.Stack() }) }"},
	{ruleMember, "stack inside a function that is printed",
		"func f() { fmt.Print(func() int { s := debug.Stack(); return len(s) }()) }"},
	{ruleMember, "collector", "func f() { debug.SetGCPercent(1) }"},
	{ruleMember, "fatal", `func f() { log.Fatal("") }`},
	{ruleMember, "fatal method", `func f(l *log.Logger) { l.Fatalf("") }`},
	{ruleMember, "fatal method as a value", `func f(l *log.Logger) func(...any) { return l.Fatal }`},
	{ruleMember, "fatal method expression", `var f = (*log.Logger).Fatal`},
	{ruleMember, "fatal by promotion", `type t struct{ *log.Logger }; func f(x t) { x.Fatal() }`},
	{ruleMember, "fatal through an interface", `func f(l *log.Logger) { any(l).(interface{ Fatal(...any) }).Fatal() }`},
	{ruleMember, "fatal through a constraint",
		`func f[T interface{ Fatal(...any) }](x T) { x.Fatal() }; func g(l *log.Logger) { f(l) }`},
	{ruleMember, "fatal through a generic interface",
		`type leaver[T any] interface{ Fatal(...T) }; func f(l *log.Logger) { any(l).(leaver[any]).Fatal() }`},
	{ruleMember, "fatal through an interface of a list",
		`type leaver[T ~[]any] interface{ Fatalf(string, ...any); m(T) }; var _ *log.Logger`},
	{ruleMember, "fatal through a generic constraint",
		`func f[A any, T interface{ Fatalln(...A) }](x T) { x.Fatalln() }; var _ *log.Logger`},
	{ruleMember, "fatal through an alias",
		`type leaver[T any] = interface{ Fatal(...T) }; func f(l *log.Logger) { any(l).(leaver[any]).Fatal() }`},
	{ruleMember, "fatal through an embedded interface",
		`type a interface{ b }; type b interface{ Fatal(v ...any) }; func f(l *log.Logger) { any(l).(a).Fatal() }`},
	{ruleMember, "fatal of an alias", `type mine = log.Logger; func f(l *mine) { l.Fatal() }`},
	{ruleMember, "fatal of an alias's expression", `type mine = *log.Logger; var f = mine.Fatal`},
	{ruleMember, "the writer through a generic interface",
		`type holder[W any] interface{ Writer() W }; func f(l *log.Logger) { any(l).(holder[io.Writer]).Writer() }`},
	{ruleMember, "the output through a generic interface",
		`type putter[N, S any] interface{ Output(N, S) error }; var _ *log.Logger`},
	{ruleMember, "the output through a generic function's type switch",
		`func f[N any](x any, n N) { switch x := x.(type) { case interface{ Output(N, string) error }: x.Output(n, ` +
			`"") } }; var _ *log.Logger`},
	{ruleMember, "a pointer by unsafe's name", `var _ unsafe.Pointer`},
	{ruleMember, "arithmetic by unsafe's name", `func f(b []byte) *byte { return unsafe.SliceData(b) }`},
	{ruleMember, "another option of a socket", reuse(
		"syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_KEEPALIVE, 1)")},
	{ruleMember, "an option by a variable", reuse(
		"o := syscall.SO_REUSEADDR; syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, o, 1)")},
	{ruleMember, "an option of another socket", reuse(
		"syscall.SetsockoptInt(3, syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)")},
	{ruleMember, "an option of another socket by assignment", reuse(
		"fd = 3; syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)")},
	{ruleMember, "an option of another socket by address", reuse(
		"p := &fd; *p = 3; syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)")},
	{ruleMember, "an option of another socket by sum", reuse(
		"syscall.SetsockoptInt(int(fd+1), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)")},
	{ruleMember, "an option of whatever socket it shows itself",
		"type raw struct{ syscall.RawConn }; func (raw) Control(f func(uintptr)) error { f(3); return nil }; func " +
			"f() { var c syscall.RawConn = raw{}; c.Control(func(fd uintptr) { syscall.SetsockoptInt(int(fd), " +
			"syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1) }) }"},
	{ruleMember, "an option as a value", reuse(
		"set := syscall.SetsockoptInt; set(int(fd), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1)")},
	{ruleMember, "an option where nobody shows a socket",
		"func f() { func(fd uintptr) { syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1) " +
			"}(3) }"},
	{ruleMember, "processors", "func f() { runtime.GOMAXPROCS(8) }"},
	{ruleMember, "a thread of its own", "func f() { runtime.LockOSThread() }"},
	{ruleMember, "the caller's line from a logger", `func f(l *log.Logger) { l.Output(3, "") }`},
	{ruleMember, "everybody's logger", "func f() { log.SetOutput(nil) }"},
	{ruleMember, "everybody's logger to a writer of its own", "func f(w io.Writer) { log.SetOutput(w) }"},
	{ruleMember, "everybody's logger as a value", "var f = log.SetOutput"},
	{ruleMember, "everybody's structured logger", "func f() { slog.SetDefault(nil) }"},
	{ruleMember, "a line by its address", "func f(pc uintptr) any { return slog.Record{PC: pc} }"},
	{ruleMember, "standard input", "func f() { var s string; fmt.Scanln(&s) }"},
	{ruleMember, "input as a value", "var f = fmt.Scan"},
	{ruleMember, "reflection without its import", `func f(e *json.UnmarshalTypeError) { e.Type.Method(0) }`},

	{ruleVariable, "assigned", "func f() { io.EOF = nil }"},
	{ruleVariable, "assigned with others", "func f() { var x int; x, io.EOF = 1, nil; _ = x }"},
	{ruleVariable, "assigned in parentheses", "func f() { (io.EOF) = nil }"},
	{ruleVariable, "assigned by range", "func f(l []error) { for _, io.EOF = range l {} }"},
	{ruleVariable, "assigned by select", "func f(c chan error) { select { case io.EOF = <-c: } }"},
	{ruleVariable, "addressed", "func f() *error { return &io.EOF }"},
	{ruleVariable, "addressed for a caller", "func f() { errors.As(nil, &io.EOF) }"},
	{ruleVariable, "another package's alias of it", `import stream "io"; func f() { stream.EOF = nil }`},
	{ruleVariable, "a field", "func f() { net.DefaultResolver.PreferGo = true }"},
	{ruleVariable, "a field through a copy", "func f() { r := net.DefaultResolver; r.PreferGo = true }"},
	{ruleVariable, "handed out", "func f() any { return net.DefaultResolver }"},
	{ruleVariable, "kept", "var r = net.DefaultResolver"},
	{ruleVariable, "a byte", "func f() { net.IPv4zero[0] = 1 }"},
	{ruleVariable, "a byte through a copy", "func f() { ip := net.IPv4zero; ip[0] = 1 }"},
	{ruleVariable, "a byte through a method", "func f() { net.IPv4zero.To4()[0] = 1 }"},
	{ruleVariable, "a byte through a builtin", "func f() { copy(net.IPv4zero, net.ParseIP(`::1`)) }"},
	{ruleVariable, "a method as a value", "func f() any { return net.IPv4zero.To16 }"},
	{ruleVariable, "a table", "func f() { unicode.Han.R16[0].Lo = 0 }"},
	{ruleVariable, "a table kept", "func f() any { return unicode.Han }"},
	{ruleVariable, "the clock's zone replaced", "func f() { time.Local = time.UTC }"},
	{ruleVariable, "the clock's zone overwritten", `func f() { *time.Now().Location() = *time.FixedZone("", 1) }`},
	{ruleVariable, "overwritten by name", `func f() { *time.UTC = time.Location{} }`},
	{ruleVariable, "overwritten in disguise",
		`type mine time.Location; func f() { *(*mine)(time.Now().Location()) = mine{} }`},
	{ruleVariable, "overwritten in disguise, generically",
		`type mine time.Location; func set[T any](p *T) { var z T; *p = z }; func f() { set((*mine)(time.Local)) }`},
	{ruleVariable, "overwritten by a constraint",
		`func set[P interface{ *time.Location }](p P) { *p = *time.UTC }; func f() { set(time.Local) }`},
	{ruleVariable, "overwritten generically",
		`func set[T any](p *T) { var z T; *p = z }; func f() { set(time.Now().Location()) }`},
	{ruleVariable, "overwritten by a generic type",
		`type box[T any] struct{ p *T }; func f() { _ = box[time.Location]{time.UTC} }`},
	{ruleVariable, "standard output closed", "func f() { os.Stdout.Close() }"},
	{ruleVariable, "standard output kept", "func f() any { return os.Stdout }"},
	{ruleVariable, "standard output replaced", "func f() { os.Stderr = nil }"},
	{ruleVariable, "standard output as it is to a function of its own",
		`func f(*os.File) {}; func g() { f(os.Stdout) }`},
	{ruleVariable, "standard output to a generic function", `func f[W io.Writer](w W) {}; func g() { f(os.Stdout) }`},
	{ruleVariable, "standard output as more than a writer", `var w io.WriteCloser = os.Stdout`},
	{ruleVariable, "standard output as anything", `func f() any { return os.Stdout }`},
	{ruleVariable, "standard output's method as a value", `func f() any { return os.Stdout.Write }`},
	{ruleVariable, "standard output by its type again",
		`var w io.Writer = os.Stdout; func f() { w.(*os.File).Close() }`},
	{ruleVariable, "standard output as a closer", `func f() { var w io.Writer = os.Stdout; w.(io.Closer).Close() }`},
	{ruleVariable, "standard output as a closer of its own making",
		`type c[E any] interface{ Close() E }; func f(w io.Writer) { any(w).(c[error]).Close() }; func g() { ` +
			`f(os.Stderr) }`},
	{ruleVariable, "standard output by a type switch",
		`func f(x any) { switch x := x.(type) { case interface{ Fd() uintptr }: x.Fd() } }; var w = ` +
			`[]io.Writer{os.Stdout}`},
	{ruleVariable, "standard output by a type parameter",
		`func as[T any](x any) T { return x.(T) }; func f() { w := io.Writer(os.Stdout); as[io.Closer](w).Close() }`},
	{ruleVariable, "standard output through io.Copy",
		`type t struct{ io.Reader }; func (t) WriteTo(w io.Writer) (int64, error) { return 0, w.(io.Closer).Close() ` +
			`}; func f() { io.Copy(os.Stdout, t{}) }`},
	{ruleVariable, "standard output through a buffer",
		`type t struct{ io.Reader }; func (t) WriteTo(w io.Writer) (int64, error) { return 0, w.(interface{ ` +
			`Truncate(int64) error }).Truncate(0) }; func f() { bufio.NewWriter(os.Stderr).ReadFrom(t{}) }`},

	{ruleNesting, "parentheses", "var _ = " + strings.Repeat("(", 2000) + "1" + strings.Repeat(")", 2000)},
	{ruleNesting, "a long sum", "var _ = 1" + strings.Repeat("+1", 60000)},
	{ruleNesting, "pointers", "var _ " + strings.Repeat("*", 60000) + "int"},
	{ruleNesting, "blocks", "func f() {" + strings.Repeat("{", 5000) + strings.Repeat("}", 5000) + "}"},
	{ruleSize, "generic types that double",
		"type c0[T any] struct { a T }\n" +
			chain("type c%d[T any] struct { x *c%d[struct { a, b T; _ [0]c%d[T] }] }\n", 40) + "var x c40[int]"},
	{ruleSize, "functions that instantiate each other twice",
		"type a[T any] struct{ x *T }; type b[T any] struct{ x []T }\n" +
			chain("func f%[2]d[T any]() { f%[1]d[a[T]](); f%[1]d[b[T]]() }\n", 14) +
			"func f14[T any]() {}; func g() { f0[int]() }"},
	{ruleSize, "functions that instantiate each other with types of their own",
		chain("func f%[2]d[T any]() { type a struct{ x T }; type b struct{ x T }; f%[1]d[a](); f%[1]d[b]() }\n", 14) +
			"func f14[T any]() {}; func g() { f0[struct{}]() }"},
	{ruleSize, "a function in every order of its types",
		"func f[A, B, C, D, E, F, G, H any]() { f[B, A, C, D, E, F, G, H](); f[B, C, D, E, F, G, H, A]() }; func " +
			"g() { f[int8, int16, int32, int64, uint8, uint16, uint32, uint64]() }"},
	{ruleSize, "methods that instantiate each other",
		"type c0[T any] struct{ _ [0]T }\n" +
			chain("type c%d[T any] struct{ _ [0]T }; func (c%d[T]) f() { c%[1]d[*T]{}.f(); c%[1]d[[]T]{}.f() }\n", 14) +
			"func (c14[T]) f() {}; var x c0[int]"},
	{ruleSize, "generic types that double behind pointers",
		"type c0[T any] struct { a T }\n" + chain("type c%d[T any] struct { x *c%d[struct { a, b T }] } //%d\n", 30) +
			"var x c30[int]; var y = x.x.x.x.x.x.x.x"},
	{ruleSize, "functions that double their argument",
		chain("func c%[2]d[T any](x T) { c%[1]d(struct { a, b T }{}) } //%[2]d\n", 30) +
			"func c30[T any](x T) {}; func g() { c0(1) }"},
	{ruleSize, "many functions", strings.Repeat("func _() {}\n", 600)},
	{ruleSize, "many variables", strings.Repeat("var _ = 1\n", 600)},
	{ruleSize, "many methods of an interface", "type t interface {" + chain("m%d() // %d %d\n", 600) + "}"},
	{ruleSize, "many cases of types",
		"func f(x any) { switch x.(type) {" + chain("case [%d]int: // %d %d\n", 600) + "} }"},
	{ruleSize, "many arguments", "func f(...int) {}; func g() { f(" + strings.Repeat("1,", 60000) + ") }"},
}

// reuse is a listener whose socket is dealt with by do.
func reuse(do string) string {
	return "var _ = net.ListenConfig{Control: func(network, address string, c syscall.RawConn) error { return " +
		"c.Control(func(fd uintptr) { " +
		do + " }) }}"
}

// chain is n lines, each made from the one before it.
func chain(line string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, line, i+1, i, i)
	}
	return b.String()
}

func TestRefused(t *testing.T) {
	tried := map[string]bool{}
	for _, c := range refusedAt {
		t.Run(c.rule+"/"+c.name, func(t *testing.T) {
			tried[c.rule] = true
			text := source(c.body)
			f := find(t, open, answer.File{Name: "server.go", Text: []byte(text)})
			if len(f.Refusals) == 0 || len(f.Broken) > 0 {
				t.Fatalf("passes, or is only broken: %v", f.Broken)
			}
			for _, r := range f.Refusals {
				if r.Rule != c.rule {
					t.Errorf("refused by %s: %s", r.Rule, r.Why.En)
				}
				if !strings.HasPrefix(r.Place, "lessons/07-many-clients/server.go") {
					t.Errorf("placed at %s", r.Place)
				}
				for _, words := range []string{r.Why.En, r.Why.Zh} {
					if words == "" || strings.ContainsAny(words, "\n\x00") || len(words) > 400 {
						t.Errorf("says %q", words)
					}
				}
				if !strings.ContainsFunc(r.Why.Zh, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
					t.Errorf("says %q in Chinese", r.Why.Zh)
				}
			}
		})
	}
	for _, rule := range []string{
		ruleImport, ruleForm, ruleDirective, ruleInit, ruleStart, ruleBody, ruleMember, ruleVariable, ruleNesting,
		ruleSize,
	} {
		if !tried[rule] {
			t.Errorf("no source breaks %s", rule)
		}
	}
}

// allowed are sources that resemble a forbidden one and are in order.
var allowed = []struct{ name, body string }{
	{"the course's vocabulary", `var first = tcp.Seq(1).Add(2); ` +
		`func f(s tcp.Segment) bool { return s.Flags.Has(tcp.SYN) && first.Before(s.Seq) && s.Flow.Dst.IsValid() }`},
	{"import by another name", `import stream "io"; var _ = stream.EOF`},
	{"remarks that resemble orders",
		"// go:noinline is an order, this is not.\n// +build it, and they will come.\n//line up the bytes\n//export " +
			"the port\n// line 12: see RFC 9293\nfunc f() {}"},
	{"an order in a text", "const s = \"//go:linkname\" + `\n//go:build ignore\n/*line x:1*/`"},
	{"orders that change nothing", "//go:generate stringer -type=t\n\n//go:noinline\nfunc f() {}"},
	{"a method init", "type t int; func (t) init() {}"},
	{"a variable named like a package", `/* no import */ func f() { os := struct{ Exit func(int) }{}; os.Exit = nil }`},
	{"a type named like a package",
		"/* no import */ type log struct{}; func (log) Fatal(...any) {}; func f(l log) { l.Fatal() }"},
	{"a function named like a closed one", "func Exit(int) {}; func f() { Exit(0) }"},

	{"sentinel errors",
		`var ErrA = errors.New("a"); var ErrB = fmt.Errorf("b: %w", ErrA); var ErrC = fmt.Errorf("c: %w %d", ` +
			`io.EOF, 3)`},
	{"an error of its own type", `type e struct{}; func (*e) Error() string { return "" }; var ErrA error = &e{}`},
	{"conversions and builtins",
		"var a = time.Duration(3) * time.Second; var b = []byte(`x`); var c = make(chan int, len(b)); var d = " +
			"max(1, cap(b)); var g = new(sync.Mutex)"},
	{"functions that do not run yet",
		"var f = func() int { return g() }; func g() int { return 1 }; var h = g; var m = map[string]func() " +
			"int{`g`: g, `l`: func() int { return g() }}"},
	{"a pool", "var p = sync.Pool{New: func() any { return make([]byte, 512) }}"},
	{"random numbers",
		"var r = rand.New(rand.NewPCG(1, 2)); var n = 10000 + rand.IntN(20000); var port = strconv.Itoa(10000 + " +
			"os.Getpid()%20000)"},
	{"an address", "var a = netip.MustParseAddrPort(`127.0.0.1:0`); var b = net.IPv4(127, 0, 0, 1)"},
	{"errors joined", "var a = errors.New(`a`); var b = errors.Join(a, a); var c error = errors.Join(b, b)"},
	{"times", "var a = time.Now().Add(time.Second); var b = time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)"},
	{"texts",
		"var a = strings.NewReplacer(`a`, `b`); var b = strings.Split(`a,b`, `,`); var c = fmt.Sprintf(`%s %v`, " +
			"`x`, 3*time.Second)"},
	{"loggers",
		"var a = log.New(os.Stderr, `server: `, log.LstdFlags); var b = slog.New(slog.NewTextHandler(os.Stderr, nil))"},
	{"a named text without methods", "type name string; const n name = `x`; var e = fmt.Errorf(`%v`, n)"},
	{"values made once",
		"var table = sync.OnceValue(func() map[string]net.Listener { time.Sleep(1); return nil }); var do = " +
			"sync.OnceFunc(func() { go print(1) })"},
	{"a table made by a function",
		"var squares = func() (t [256]int) { for i := range t { t[i] = i * i }; return }(); var cubes = " +
			"table(func(i int) int { return i * i * i }); func table(f func(int) int) (t []int) { for i := range 10 " +
			"{ t = append(t, f(i)) }; return }"},
	{"a constructor",
		"type server struct { name string; conns map[net.Conn]bool }; func (s *server) serve(ln net.Listener) { go " +
			"ln.Accept() }; func newServer(o ...option) *server { s := &server{conns: map[net.Conn]bool{}}; for _, " +
			"set := range o { set(s) }; return s }; type option func(*server); func named(n string) option { return " +
			"func(s *server) { s.name = n } }; var s = newServer(named(`x`))"},
	{"what must succeed",
		"func must[T any](x T, err error) T { if err != nil { panic(err) }; return x }; var a = " +
			"must(netip.ParseAddrPort(`127.0.0.1:0`)); var d = must(time.ParseDuration(`1s`)); var r = " +
			"must(net.ResolveTCPAddr(`tcp`, `127.0.0.1:0`))"},
	{"numbers, texts and lists",
		"import (`container/list`; `math/big`; `regexp`; `sort`); var b = big.NewInt(1); var l = " +
			"list.New().PushBack(1); var r = regexp.MustCompile(`a+`); var s = sort.IntSlice{3, 1}; var n = func() " +
			"int { sort.Sort(s); return s.Len() }()"},
	{"methods that compute",
		"type e int; func (e) Error() string { return fmt.Sprint(`e`) }; func (x e) with(s string) error { return " +
			"fmt.Errorf(`%w %s`, x, s) }; var a = e(1).with(`x`); var b error = e(2); var c = errors.Join(a, b); " +
			"var d = c.Error()"},
	{"a method called by others' code",
		`type t int; func (t) String() string { return "" }; var a = fmt.Sprint([]any{t(0)}...); type u struct{ t ` +
			`}; var b = fmt.Errorf("%v", u{})`},
	{"a context",
		"var base, cancel = context.WithCancelCause(context.WithValue(context.Background(), key{}, 1)); type key " +
			"struct{}"},
	{"errors that double",
		`func f() error { return nil }; var c0 = f()` + "\n" + chain("var c%d = errors.Join(c%d, c%d)\n", 60)},
	{"a type that holds itself",
		`type t []t; func f(t) int { return 0 }; var x t; var _ = strings.Join(nil, "") + fmt.Sprint(x)`},

	{"error values and types", `func f(err error) bool {
		var p *os.PathError
		var s *os.SyscallError
		return errors.As(err, &p) || errors.As(err, &s) && s.Syscall == "bind" || errors.Is(err, os.ErrDeadlineExceeded) || os.IsTimeout(err) || errors.Is(os.NewSyscallError("x", err), os.ErrClosed) }`},
	{"error numbers",
		"const refused = syscall.Errno(10061); func f(err error) bool { var n syscall.Errno; return errors.As(err, " +
			"&n) && n.Timeout() || errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, refused) }"},
	{"raw connections",
		"var _ = net.ListenConfig{Control: func(network, address string, c syscall.RawConn) error { return nil }}"},
	{"numbers of the system",
		"func f() (string, int) { runtime.Gosched(); return runtime.GOOS, runtime.NumGoroutine() + runtime.NumCPU() }"},
	{"recovering",
		"func f() (err error) { defer func() { if r, ok := recover().(runtime.Error); ok { debug.PrintStack(); err " +
			"= r } }(); return nil }"},
	{"logging",
		"func f(w io.Writer) { log.SetFlags(0); log.SetPrefix(`x`); log.Println(1); l := log.New(w, ``, 0); " +
			"l.SetOutput(io.Discard); l.Printf(``); slog.Info(`x`, `k`, 1); slog.Default().With(`a`, 1).Warn(`y`) }"},
	{"a logger in an atomic", "var l atomic.Pointer[slog.Logger]; func f() { l.Store(slog.Default()) }"},
	{"an interface with a common method",
		"type writer interface{ Output(string) error }; type fatal interface { Fatal(string) }; func " +
			"f(*log.Logger) {}"},
	{"printing",
		"func f() { fmt.Println(1); fmt.Fprintln(os.Stderr, 1); fmt.Fprintf((os.Stdout), ``); println(1); w := " +
			"io.MultiWriter(os.Stdout, io.Discard); _ = w }"},

	{"everybody's logger where it is", "func f() { log.SetOutput(os.Stderr); log.SetFlags(0) }"},
	{"printing a stack",
		"func f() { defer func() { if v := recover(); v != nil { log.Printf(`%v %s`, v, debug.Stack()); " +
			"fmt.Fprintln(os.Stderr, string(debug.Stack())); slog.Error(`panic`, `stack`, string(debug.Stack())); " +
			"fmt.Println(v, (debug.Stack())) } }() }"},
	{"printing by methods",
		"func f(b []byte) { os.Stdout.WriteString(``); _, _ = (os.Stderr).Write(b); defer " +
			"os.Stdout.WriteString(`x`) }"},
	{"printing by io",
		"func f(c net.Conn, r io.Reader) { io.WriteString(os.Stdout, ``); io.Copy(os.Stdout, c); " +
			"io.CopyN(os.Stderr, r, 3); w := bufio.NewWriter(os.Stdout); defer w.Flush(); io.Copy(w, " +
			"io.TeeReader(r, os.Stderr)); binary.Write(os.Stdout, binary.BigEndian, 1) }"},
	{"a writer of its own choice",
		"var out io.Writer = os.Stdout; type s struct { log io.Writer; n int }; func f(w io.Writer) *s { if w == " +
			"nil { w = os.Stderr }; if w == os.Stdout { out = w }; ws := []io.Writer{os.Stderr}; ws = append(ws, " +
			"os.Stdout); g(os.Stdout, ws...); _ = s{os.Stderr, 1}; return &s{log: os.Stdout} }; func g(io.Writer, " +
			"...io.Writer) io.Writer { return os.Stdout }"},
	{"assertions beside printing",
		"func f(c net.Conn, w io.Writer, err error) { fmt.Fprintln(os.Stdout); if c, ok := w.(io.Closer); ok { " +
			"c.Close() }; _ = c.(*net.TCPConn) }"},
	{"assertions beside a writer at large",
		"var out io.Writer = os.Stdout; func f(c net.Conn, w io.Writer, err error, x any) { _ = c.(*net.TCPConn); _ " +
			"= c.(io.Closer); _ = w.(net.Conn); _ = w.(interface{ CloseWrite() error }); switch x.(type) { case " +
			"nil, int, error, io.Writer, fmt.Stringer, net.Error: }; var n net.Error; _ = errors.As(err, &n) }"},
	{"the size of a header",
		"const size = unsafe.Sizeof(uint32(0)); type h struct { a byte; b uint64 }; var n = unsafe.Offsetof(h{}.b) " +
			"+ unsafe.Alignof(h{})"},
	{"a socket option", reuse(
		"err := syscall.SetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_REUSEADDR, 1); if err != nil { " +
			"fmt.Println(int(fd), err) }")},
	{"an interface of its own", "type doer[T any] interface { Do(...T); Output(T) T; Fatal() }"},
	{"constraints",
		"type number interface { ~int | ~int64 | ~float64 }; type text interface { ~string | ~[]byte }; func sum[T " +
			"number](all ...T) (s T) { for _, x := range all { s += x }; return }; func size[T text](x T) int { " +
			"return len(x) }; func keys[M ~map[K]V, K comparable, V any](m M) (all []K) { for k := range m { all = " +
			"append(all, k) }; return }; var n = sum(1, 2)"},
	{"constraints with methods",
		"type setter[T any] interface { *T; set(string) }; type p struct{}; func (*p) set(string) {}; func make_[T " +
			"any, P setter[T]]() T { var x T; P(&x).set(``); return x }; var x = make_[p]()"},
	{"encodings",
		"import (`fmt`; `encoding/base64`; `encoding/hex`; `hash/crc32`); func f(b []byte) string { return " +
			"base64.StdEncoding.EncodeToString(b) + hex.Dump(b) + fmt.Sprint(crc32.ChecksumIEEE(b), " +
			"crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli))) }"},
	{"packages that every lesson opens",
		"import (`container/heap`; `os`; `iter`; `maps`; `math`; `text/tabwriter`); func f(m map[int]int, h " +
			"heap.Interface) iter.Seq[int] { heap.Init(h); _ = math.Pi; _ = tabwriter.NewWriter(os.Stdout, 0, 8, 1, " +
			"' ', 0); return maps.Keys(m) }"},

	{"reading others' variables",
		"func f(err error, ip net.IP) bool { return err == io.EOF || err == net.ErrClosed || ip.Equal(net.IPv4zero) " +
			"|| net.IPv6loopback.Equal(ip) || unicode.Is(unicode.Han, 'x') || unicode.In('x', unicode.Letter, " +
			"unicode.Digit) }"},
	{"order of bytes",
		"func f(b []byte) uint32 { binary.BigEndian.PutUint32(b, 1); var o binary.ByteOrder = binary.BigEndian; " +
			"return o.Uint32(b) }"},
	{"zones", "func f(t time.Time) (time.Time, *time.Location) { return t.In(time.UTC).In(time.Local), t.Location() }"},
	{"sentinels in a list",
		"var all = []error{io.EOF, net.ErrClosed, context.Canceled, syscall.EINTR}; func f(w io.Writer) io.Writer { " +
			"if w == nil { w = io.Discard }; return w }"},
	{"its own variables",
		"var EOF error; func f() { EOF = nil; p := &EOF; *p = io.EOF; var d net.Dialer; d.Timeout = 1; e := &d; *e " +
			"= net.Dialer{}; var t time.Time; s := &t; *s = time.Now() }"},
	{"a shadow of a package",
		"/* no import */ func f() { io := struct{ EOF error }{}; io.EOF = nil; p := &io.EOF; *p = nil }"},
	{"a resolver of its own",
		"func f() { r := &net.Resolver{}; r.PreferGo = true; d := net.Dialer{Resolver: r}; _ = d }"},
	{"the socket's file",
		"func f(c *net.TCPConn) error { g, err := c.File(); if err != nil { return err }; var h *os.File = g; " +
			"return h.Close() }"},

	{"generic lists, trees and pairs",
		"type list[T any] struct { next *list[T]; v T }; func (l *list[T]) push(v T) *list[T] { return &list[T]{l, " +
			"v} }; func mapped[T, U any](l *list[T], f func(T) U) *list[U] { if l == nil { return nil }; return " +
			"mapped(l.next, f).push(f(l.v)) }; type pair[A, B any] struct { a A; b B }; func (p pair[A, B]) swap() " +
			"pair[B, A] { return pair[B, A]{p.b, p.a} }; type tree[K ~int | ~string, V any] struct { l, r *tree[K, " +
			"V]; p pair[K, V] }; var x *tree[string, list[pair[int, []byte]]]; var y = mapped((*list[int])(nil), " +
			"func(n int) pair[int, string] { return pair[int, string]{a: n} })"},
	{"generic types in layers",
		`type number interface { ~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr | ~float32 | ~float64 }
type a[T number] struct { x, y T }
type b[T number] struct { l, r a[T]; all []a[T] }
type c[T number] struct { l, r b[T]; m map[string]b[T] }
type d[T number] struct { c[T]; next *d[T]; f func(c[T]) c[T] }
type e[T number] struct { d[T]; x map[string]d[T] }
type f[T number] struct { e[T]; list []e[T]; f func(f[T]) (e[T], error) }
type g[T number] interface { get() f[T]; put(f[T]) g[T] }
func sum[T number](all ...f[T]) (s T) { return }
var x f[int]; var y g[float64]`},
	{"a library of generic types", `import ("iter"; "cmp"; "slices"; "sync")
type option[T any] struct { value T; ok bool }
func some[T any](x T) option[T] { return option[T]{x, true} }
func (o option[T]) or(x T) T { if o.ok { return o.value }; return x }
type result[T any, E error] struct { option[T]; err E }
type pair[A, B any] struct { first A; second B }
func zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq[pair[A, B]] { return func(yield func(pair[A, B]) bool) { next, stop := iter.Pull(b); defer stop(); for x := range a { y, ok := next(); if !ok || !yield(pair[A, B]{x, y}) { return } } } }
func mapped[T, U any](s iter.Seq[T], f func(T) U) iter.Seq[U] { return func(yield func(U) bool) { for x := range s { if !yield(f(x)) { return } } } }
func filter[T any](s iter.Seq[T], f func(T) bool) iter.Seq[T] { return func(yield func(T) bool) { for x := range s { if f(x) && !yield(x) { return } } } }
func reduce[T, A any](s iter.Seq[T], a A, f func(A, T) A) A { for x := range s { a = f(a, x) }; return a }
type tree[K cmp.Ordered, V any] struct { root *node[K, V]; n int; mu sync.RWMutex }
type node[K cmp.Ordered, V any] struct { l, r *node[K, V]; pair[K, V] }
func (t *tree[K, V]) all() iter.Seq2[K, V] { return func(yield func(K, V) bool) { t.root.walk(yield) } }
func (n *node[K, V]) walk(yield func(K, V) bool) bool { return n == nil || n.l.walk(yield) && yield(n.first, n.second) && n.r.walk(yield) }
func (t *tree[K, V]) get(k K) option[V] { for n := t.root; n != nil; { switch c := cmp.Compare(k, n.first); { case c < 0: n = n.l; case c > 0: n = n.r; default: return some(n.second) } }; return option[V]{} }
type set[T comparable] map[T]struct{}
func union[S ~map[T]struct{}, T comparable](all ...S) S { u := S{}; for _, s := range all { for x := range s { u[x] = struct{}{} } }; return u }
type cache[K comparable, V any] struct { m map[K]*entry[K, V]; head, tail *entry[K, V]; load func(K) result[V, error] }
type entry[K comparable, V any] struct { prev, next *entry[K, V]; pair[K, option[V]] }
var t tree[string, pair[option[int], result[[]pair[string, set[int]], error]]]
var c cache[string, cache[int, tree[string, option[pair[set[string], set[int]]]]]]
var sum = reduce(mapped(filter(slices.Values([]int{1,2,3}), func(n int) bool { return n > 1 }), func(n int) pair[int, option[string]] { return pair[int, option[string]]{n, some("x")} }), 0, func(a int, p pair[int, option[string]]) int { return a + p.first })`},
	{"constants that count",
		"const ( _ = iota; a; b = a + a; c = b + b; d = c << 10; e = d * d ); const x, y = 1 << 20, 1 << 30"},
	{"constants by powers", "const ( KiB = 1 << (10 * (iota + 1)); MiB; GiB )"},
	{"generic types",
		"type pair[A, B any] struct { a A; b B }; type list[T any] struct { next *list[T]; v T }; var x " +
			"pair[list[pair[int, string]], []list[pair[string, pair[int, int]]]]"},
	{"a large buffer",
		"var buf [1 << 20]byte; func f() []byte { var b [64 << 10]byte; return append(b[:], make([]byte, 1<<30)...) }"},
	{"a table", "var table = [256]byte{'a': 1, 255: 2}; var more = map[int]string{1 << 40: `x`}"},
	{"a long if", "func f(n int) { if n == 0 {" + strings.Repeat("} else if n == 1 {", 300) + "} }"},
	{"a long text in pieces", "const s = `a`" + strings.Repeat(" +\n\t`0123456789`", 500)},
	{"a chain of types", "type c0 int\n" + chain("type c%d struct { a *c%d; b []c%d }\n", 400)},
	{"a long chain of constants", "const c0 = 0\n" + chain("const c%d = c%d + 1 // %d\n", 500)},
}

// foreign reports whether a source is for systems unlike this one, where a socket is a number.
func foreign(text []byte) bool {
	return runtime.GOOS == "windows" && bytes.Contains(text, []byte("SetsockoptInt"))
}

func TestAllowed(t *testing.T) {
	for _, c := range allowed {
		t.Run(c.name, func(t *testing.T) {
			if foreign([]byte(c.body)) {
				t.Skip("sockets are no numbers here")
			}
			passes(t, find(t, open, answer.File{Name: "server.go", Text: []byte(source(c.body))}))
		})
	}
}

func TestTexts(t *testing.T) {
	const head = "package manyclients\n"
	for _, c := range []struct{ name, text, rule, place string }{
		{"largest", head + strings.Repeat(" ", syllabus.MaxFile-len(head)), "", ""},
		{"too large", head + strings.Repeat(" ", syllabus.MaxFile-len(head)+1), ruleLength, "server.go"},
		{"broken UTF-8", head + "// \xff\n", ruleText, "server.go:2"},
		{"GBK", head + "\n// \xce\xd5\xca\xd6\n", ruleText, "server.go:3"},
		{"NUL", head + "// \x00\n", ruleText, "server.go:2"},
		{"byte order mark inside", head + "// \uFEFF\n", ruleText, "server.go:2"},
		{"byte order mark first", "\uFEFF" + head, "", ""},
		{"lines of Windows", "package manyclients\r\n\r\n// 握手\r\n", "", ""},
		{"the replacement character itself", head + "// \uFFFD\n", "", ""},
		{"old build constraint", "// +build ignore\n\n" + head, ruleDirective, "server.go:1"},
		{"build constraint", "//go:build ignore\n\n" + head, ruleDirective, "server.go:1"},
		{"another package", "package main\n", rulePackage, "server.go:1"},
		{"the specs' package", "package manyclients_test\n", rulePackage, "server.go:1"},
		{"a false place", head + "//line other.go:70\nfunc init() {}\n", "", "server.go:2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := find(t, open, answer.File{Name: "server.go", Text: []byte(c.text)}, answer.File{
				Name: "client.go", Text: []byte(head),
			})
			switch {
			case c.place == "" && !f.Passed():
				t.Errorf("got %+v", f)
			case c.place == "":
			case len(f.Refusals) == 0 || f.Refusals[0].Place != "lessons/07-many-clients/"+c.place ||
				c.rule != "" && f.Refusals[0].Rule != c.rule:
				t.Errorf("got %+v", f)
			}
		})
	}
}

func TestRefusalsAreToldInOrderAndNotWithoutEnd(t *testing.T) {
	f := find(t, open,
		answer.File{Name: "client.go", Text: []byte("package manyclients\n\n" + strings.Repeat("func init() {}\n",
			50))},
		answer.File{
			Name: "server.go", Text: []byte("package main\n\nimport \"unsafe\"\n\nfunc init() { undefined() }\n"),
		})
	var places []string
	for _, r := range f.Refusals {
		places = append(places, strings.TrimPrefix(r.Place, "lessons/07-many-clients/"))
	}
	want := "client.go:3 client.go:4 client.go:5 client.go:6 client.go:7 client.go:8 client.go:9 client.go:10 " +
		"client.go:11 client.go:12"
	if got := strings.Join(places, " "); got != want {
		t.Errorf("got %s", got)
	}
}

func TestWhatDoesNotCompileIsNoRefusal(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"syntax": {"package manyclients\n\nfunc f() {\n",
			"lessons/07-many-clients/server.go:3:12: expected '}'"},
		"nothing": {"", "lessons/07-many-clients/server.go:1:1: expected 'package'"},
		"undefined": {"package manyclients\n\nfunc f() { g() }\n",
			"lessons/07-many-clients/server.go:3:12: undefined: g"},
		"unused": {"package manyclients\n\nimport \"net\"\n",
			`lessons/07-many-clients/server.go:3:8: "net" imported and not used`},
		"wrong type": {"package manyclients\n\nvar x int = `\x1b[2J\u202e`\n",
			"lessons/07-many-clients/server.go:3:13: cannot use `\uFFFD[2J\uFFFD`"},
		"no such member": {"package manyclients\n\nimport \"net\"\n\nvar _ = net.Lisen()\n",
			"lessons/07-many-clients/server.go:5:13: undefined: net.Lisen"},
		"made of itself": {"package manyclients\n\nimport \"fmt\"\n\nvar e error = fmt.Errorf(\"%w\", e)\n",
			"server.go:5:5: initialization cycle"},
		"twice": {"package manyclients\n\nfunc f() {}\nfunc f() {}\n",
			"lessons/07-many-clients/server.go:4:6: f redeclared in this block"},
		"contains itself": {"package manyclients\n\ntype t struct{ t }\n",
			"lessons/07-many-clients/server.go:3:6: invalid recursive type"},
		"grows forever": {"package manyclients\n\ntype t[P any] struct{ f *t[struct{ a, b P }] }\nvar x t[int]\n",
			"instantiation cycle"},
	} {
		t.Run(name, func(t *testing.T) {
			f := find(t, open, answer.File{Name: "server.go", Text: []byte(c.text)})
			if len(f.Refusals) > 0 || len(f.Broken) == 0 || !strings.Contains(f.Broken[0], c.want) {
				t.Errorf("got %q %+v, want %q", f.Broken, f.Refusals, c.want)
			}
		})
	}
	many := find(t, open, answer.File{
		Name: "server.go", Text: []byte("package manyclients\n" + strings.Repeat("var _ = x\n", 50)),
	})
	if len(many.Broken) != mostTold {
		t.Errorf("%d complaints are told", len(many.Broken))
	}
}

func TestNamesOfOtherFilesAndLessonsAreErrors(t *testing.T) {
	if _, err := gate(t).Check(t.Context(), answer.Answer{
		Lesson: open, Files: []answer.File{{Name: "server_test.go", Text: []byte("package manyclients\n")}},
	}); err == nil {
		t.Error("a file that the lesson does not declare is judged")
	}
	other := syllabus.Lesson{Name: "01-other", Files: []string{"server.go"}, Imports: []string{"archive/zip"}}
	if _, err := gate(t).Check(t.Context(), answer.Answer{Lesson: other}); err == nil {
		t.Error("a lesson is judged that the gate was not made for")
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := gate(t).Check(over, answer.Answer{Lesson: open}); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of ctx: %v", err)
	}
	if _, err := New(over, root, []syllabus.Lesson{open}); !errors.Is(err, context.Canceled) {
		t.Errorf("a gate made after the end of ctx: %v", err)
	}
	if _, err := New(t.Context(), root, []syllabus.Lesson{{Imports: []string{"no/such/package"}}}); err == nil {
		t.Error("a gate is made with a package that does not exist")
	}
	if _, err := New(t.Context(), t.TempDir(), nil); err == nil {
		t.Error("a gate is made outside the course")
	}
}

func TestWhatTakesTooLongIsRefused(t *testing.T) {
	g := *gate(t)
	g.patience = time.Millisecond
	g.importer = importerFunc(func(string) (*types.Package, error) {
		<-t.Context().Done()
		return nil, t.Context().Err()
	})
	f, err := g.Check(t.Context(), answer.Answer{
		Lesson: open,
		Files:  []answer.File{{Name: "server.go", Text: []byte("package manyclients\n\nimport _ \"net\"\n")}},
	})
	if err != nil || len(f.Refusals) != 1 || f.Refusals[0].Rule != ruleBeyond {
		t.Errorf("got %+v, %v", f, err)
	}
}

// What the course itself opens to its lessons only names things: it has neither functions nor
// variables, and stands on what every lesson may import.
func TestTheVocabularyIsHarmless(t *testing.T) {
	scope := gate(t).packages[vocabulary].Scope()
	for _, name := range scope.Names() {
		switch member := scope.Lookup(name).(type) {
		case *types.TypeName, *types.Const:
		default:
			if member.Exported() {
				t.Errorf("%s is neither a type nor a constant", member)
			}
		}
	}
	list := exec.Command("go", "list", "-f", `{{join .Imports " "}}`, vocabulary)
	list.Dir = root
	imports, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range strings.Fields(string(imports)) {
		if !everywhere[path] {
			t.Errorf("%s imports %s", vocabulary, path)
		}
	}
}

// A panic of the gate is its own fault, and never a verdict.
func TestAPanicOfTheGateIsNoVerdict(t *testing.T) {
	g := *gate(t)
	g.importer = importerFunc(func(string) (*types.Package, error) { panic("no type checker's day\x1b[2J") })
	f, err := g.Check(t.Context(), answer.Answer{
		Lesson: open,
		Files:  []answer.File{{Name: "server.go", Text: []byte("package manyclients\n\nimport _ \"net\"\n")}},
	})
	var fault *Fault
	if !errors.As(err, &fault) || len(f.Refusals) > 0 || fault.Panic != "no type checker's day\uFFFD[2J" ||
		!strings.Contains(err.Error(), "gate_test.go") {
		t.Fatalf("got %+v, %v", f, err)
	}
	if why := fault.Why(); why.En == "" || why.Zh == "" {
		t.Errorf("says %+v", why)
	}
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }

func TestConcurrentChecksAgree(t *testing.T) {
	var running sync.WaitGroup
	for range 4 {
		running.Go(func() {
			for i, c := range refusedAt {
				if i%7 != 0 || len(c.body) > 10000 {
					continue
				}
				file := answer.File{Name: "server.go", Text: []byte(source(c.body))}
				first, err := gate(t).Check(t.Context(), answer.Answer{Lesson: open, Files: []answer.File{file}})
				second, again := gate(t).Check(t.Context(), answer.Answer{Lesson: open, Files: []answer.File{file}})
				if err != nil || again != nil || !reflect.DeepEqual(first, second) {
					t.Errorf("%s: %+v, then %+v", c.name, first, second)
				}
			}
		})
	}
	running.Wait()
}
