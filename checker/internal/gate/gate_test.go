package gate

import (
	"context"
	"errors"
	"fmt"
	"go/types"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode"

	"handshake/internal/course/syllabus"
)

const root = "../../.."

// open is a lesson that opens more packages than any real one.
var open = syllabus.Lesson{
	Name:  "07-many-clients",
	Files: []string{"server.go", "client.go"},
	Imports: []string{
		"bufio", "bytes", "context", "encoding/binary", "encoding/json", "errors", "fmt", "io", "log", "log/slog", "math/rand/v2",
		"net", "net/netip", "os", "reflect", "runtime", "runtime/debug", "slices", "strconv", "strings", "sync", "sync/atomic",
		"syscall", "time", "unicode",
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

func find(t testing.TB, l syllabus.Lesson, files ...File) Finding {
	t.Helper()
	f, err := gate(t).Check(t.Context(), l, files)
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
	{ruleImport, "unsafe", `import "unsafe"; var _ unsafe.Pointer`},
	{ruleImport, "C with its preamble", "// int f(void) { return 0; }\nimport \"C\"\nvar _ = C.int(0)"},
	{ruleImport, "never, though lesson.toml lists it", `import "reflect"; func f(x any) { reflect.ValueOf(x).Elem().SetInt(1) }`},
	{ruleImport, "in a raw string", "import `testing`; var _ testing.T"},
	{ruleForm, "dot", `import . "io"; var _ = EOF`},
	{ruleForm, "blank", `import _ "net"`},

	{ruleDirective, "linkname", "//go:linkname f os.runtime_beforeExit\nfunc f() {}"},
	{ruleDirective, "at the end of a line", "func f() {} //go:noinline"},
	{ruleDirective, "inside a function", "func f() {\n\t//go:nosplit\n}"},
	{ruleDirective, "line", "//line /etc/passwd:1\nfunc f() {}"},
	{ruleDirective, "line in a block", "func f() { /*line server_test.go:62:1*/ }"},

	{ruleInit, "init", "func init() {}"},
	{ruleInit, "two", "func init() {}; func init() { panic(0) }"},
	{ruleBody, "no body", "func f()"},
	{ruleBody, "method", "type t int; func (t) f()"},

	{ruleStart, "own function", "func f() int { return 1 }; var _ = f()"},
	{ruleStart, "literal", "var _ = func() int { return 1 }()"},
	{ruleStart, "literal in parentheses", "var _ = (func() int { return 1 })()"},
	{ruleStart, "through a variable", "var f = func() int { return 1 }; var _ = f()"},
	{ruleStart, "generic", "func f[T any]() (t T) { return }; var _ = f[int]()"},
	{ruleStart, "method", "type t int; func (t) f() int { return 1 }; var _ = t(0).f()"},
	{ruleStart, "method expression", "type t int; func (t) f() int { return 1 }; var _ = t.f(0)"},
	{ruleStart, "hidden in a composite", "func f() int { return 1 }; var _ = []any{struct{ x int }{x: f()}}"},
	{ruleStart, "a method called by fmt", `type t int; func (t) String() string { return "" }; var _ = fmt.Errorf("%v", t(0))`},
	{ruleStart, "a method in a list", `type t int; func (t) String() string { return "" }; var _ = fmt.Errorf("%v", []t{0})`},
	{ruleStart, "a method in another's struct", `type t int; func (t) Error() string { return "" }; var _ = fmt.Errorf("%w", &net.OpError{Err: t(0)})`},
	{ruleStart, "a method behind a variable", `type t int; func (t) Error() string { return "" }; var e error = t(0); var _ = fmt.Errorf("%w", e)`},
	{ruleStart, "a method behind two variables", `type t int; func (t) Error() string { return "" }; var d error = t(0); var e = d; var _ = fmt.Errorf("%w", e)`},
	{ruleStart, "a method promoted", `type t int; func (t) Error() string { return "" }; type u struct{ t }; var _ = fmt.Errorf("%w", u{})`},
	{ruleStart, "spread", `type t int; func (t) String() string { return "" }; var _ = fmt.Sprint([]any{t(0)}...)`},
	{ruleStart, "callback", `var _ = strings.Map(func(r rune) rune { panic(r) }, "a")`},
	{ruleStart, "a type that holds itself", `type t []t; func f(t) int { return 0 }; var x t; var _ = strings.Join(nil, "") + fmt.Sprint(x)`},
	{ruleStart, "receive", "var c = make(chan int); var _ = <-c"},
	{ruleStart, "network", `var ln, err = net.Listen("tcp", "127.0.0.1:0")`},
	{ruleStart, "clock", `var _ = time.After(0)`},
	{ruleStart, "variables that double", `func f() error { return nil }; var c0 = f()` + "\n" + chain("var c%d = errors.Join(c%d, c%d)\n", 60)},
	{ruleStart, "in a variable's function's argument", `func f() string { return "" }; var _ = errors.New(f())`},

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
	{ruleMember, "collector", "func f() { debug.SetGCPercent(1) }"},
	{ruleMember, "fatal", `func f() { log.Fatal("") }`},
	{ruleMember, "fatal method", `func f(l *log.Logger) { l.Fatalf("") }`},
	{ruleMember, "fatal method as a value", `func f(l *log.Logger) func(...any) { return l.Fatal }`},
	{ruleMember, "fatal method expression", `var f = (*log.Logger).Fatal`},
	{ruleMember, "fatal by promotion", `type t struct{ *log.Logger }; func f(x t) { x.Fatal() }`},
	{ruleMember, "fatal through an interface", `func f(l *log.Logger) { any(l).(interface{ Fatal(...any) }).Fatal() }`},
	{ruleMember, "fatal through a constraint", `func f[T interface{ Fatal(...any) }](x T) { x.Fatal() }; func g(l *log.Logger) { f(l) }`},
	{ruleMember, "the caller's line from a logger", `func f(l *log.Logger) { l.Output(3, "") }`},
	{ruleMember, "everybody's logger", "func f() { log.SetOutput(nil) }"},
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
	{ruleVariable, "overwritten in disguise", `type mine time.Location; func f() { *(*mine)(time.Now().Location()) = mine{} }`},
	{ruleVariable, "overwritten in disguise, generically", `type mine time.Location; func set[T any](p *T) { var z T; *p = z }; func f() { set((*mine)(time.Local)) }`},
	{ruleVariable, "overwritten by a constraint", `func set[P interface{ *time.Location }](p P) { *p = *time.UTC }; func f() { set(time.Local) }`},
	{ruleVariable, "overwritten generically", `func set[T any](p *T) { var z T; *p = z }; func f() { set(time.Now().Location()) }`},
	{ruleVariable, "overwritten by a generic type", `type box[T any] struct{ p *T }; func f() { _ = box[time.Location]{time.UTC} }`},
	{ruleVariable, "standard output closed", "func f() { os.Stdout.Close() }"},
	{ruleVariable, "standard output kept", "func f() any { return os.Stdout }"},
	{ruleVariable, "standard output replaced", "func f() { os.Stderr = nil }"},
	{ruleVariable, "standard output to a function of its own", `func Fprintln(w io.Writer) {}; func f() { Fprintln(os.Stdout) }`},

	{ruleNesting, "parentheses", "var _ = " + strings.Repeat("(", 2000) + "1" + strings.Repeat(")", 2000)},
	{ruleNesting, "a long sum", "var _ = 1" + strings.Repeat("+1", 60000)},
	{ruleNesting, "pointers", "var _ " + strings.Repeat("*", 60000) + "int"},
	{ruleNesting, "blocks", "func f() {" + strings.Repeat("{", 5000) + strings.Repeat("}", 5000) + "}"},
	{ruleSize, "a text that doubles", "const c0 = `0123456789`\n" + chain("const c%d = c%d + c%d\n", 40) + "var _ = len(c40)"},
	{ruleSize, "a text that doubles in a function", "func f() {\nconst c0 = `0123456789`\n" + chain("const c%d = c%d + c%d\n", 40) + "_ = len(c40) }"},
	{ruleSize, "a type that doubles", "type c0 = int\n" + chain("type c%d = struct { a c%d; b c%d }\n", 60) + "type d0 = int\n" +
		chain("type d%d = struct { a d%d; b d%d }\n", 60) + "var x c60 = d60{}"},
	{ruleSize, "a generic type that doubles", "type g[T any] struct { a, b T }; var x " + strings.Repeat("g[", 40) + "int" + strings.Repeat("]", 40)},
	{ruleSize, "generic types that double", "type c0[T any] struct { a T }\n" + chain("type c%d[T any] struct { x *c%d[struct { a, b T; _ [0]c%d[T] }] }\n", 40) + "var x c40[int]"},
	{ruleSize, "type parameters that double", "func f[" + chain("P%[2]d interface{ struct{ a, b P%[1]d } },", 40) + "P40 any](x P40) {}; func g() { f(1) }"},
	{ruleSize, "a long chain of values", "type c0 int\n" + chain("type c%d struct { a c%d } // %d\n", 400)},
	{ruleSize, "many functions", strings.Repeat("func _() {}\n", 600)},
	{ruleSize, "many variables", strings.Repeat("var _ = 1\n", 600)},
	{ruleSize, "many methods of an interface", "type t interface {" + chain("m%d() // %d %d\n", 600) + "}"},
	{ruleSize, "many cases of types", "func f(x any) { switch x.(type) {" + chain("case [%d]int: // %d %d\n", 600) + "} }"},
	{ruleSize, "many arguments", "func f(...int) {}; func g() { f(" + strings.Repeat("1,", 60000) + ") }"},
	{ruleSize, "an array", "var _ [1<<40]byte"},
	{ruleSize, "an array in a function", "func f() { var x [1<<40]byte; _ = x }"},
	{ruleSize, "arrays in arrays", "type a [1<<10]byte; type b [1<<10]a; type c [1<<10]b; func f() *c { return new(c) }"},
	{ruleSize, "structs that double", "type c0 struct { x [1024]byte }\n" + chain("type c%d struct { a c%d; b c%d }\n", 60)},
	{ruleSize, "variables together", "var a, b, c [30<<20]byte"},
	{ruleSize, "a literal with a far key", "var _ = []int{1<<30: 1}"},
	{ruleSize, "an array with a far key", "var _ = [...]byte{1<<25: 1}"},
	{ruleSize, "many literals", "func f() {" + strings.Repeat("_ = [1<<20]byte{1};", 10) + "}"},
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
			f := find(t, open, File{"server.go", []byte(text)})
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
	for _, rule := range []string{ruleImport, ruleForm, ruleDirective, ruleInit, ruleStart, ruleBody, ruleMember, ruleVariable, ruleNesting, ruleSize} {
		if !tried[rule] {
			t.Errorf("no source breaks %s", rule)
		}
	}
}

// allowed are sources that resemble a forbidden one and are in order.
var allowed = []struct{ name, body string }{
	{"import by another name", `import stream "io"; var _ = stream.EOF`},
	{"remarks that resemble orders", "// go:noinline is an order, this is not.\n// +build it, and they will come.\n//line up the bytes\n//export the port\n// line 12: see RFC 9293\nfunc f() {}"},
	{"an order in a text", "const s = \"//go:linkname\" + `\n//go:build ignore\n/*line x:1*/`"},
	{"a method init", "type t int; func (t) init() {}"},
	{"a variable named like a package", `/* no import */ func f() { os := struct{ Exit func(int) }{}; os.Exit = nil }`},
	{"a type named like a package", "/* no import */ type log struct{}; func (log) Fatal(...any) {}; func f(l log) { l.Fatal() }"},
	{"a function named like a closed one", "func Exit(int) {}; func f() { Exit(0) }"},

	{"sentinel errors", `var ErrA = errors.New("a"); var ErrB = fmt.Errorf("b: %w", ErrA); var ErrC = fmt.Errorf("c: %w %d", io.EOF, 3)`},
	{"an error of its own type", `type e struct{}; func (*e) Error() string { return "" }; var ErrA error = &e{}`},
	{"conversions and builtins", "var a = time.Duration(3) * time.Second; var b = []byte(`x`); var c = make(chan int, len(b)); var d = max(1, cap(b)); var g = new(sync.Mutex)"},
	{"functions that do not run yet", "var f = func() int { return g() }; func g() int { return 1 }; var h = g; var m = map[string]func() int{`g`: g, `l`: func() int { return g() }}"},
	{"a pool", "var p = sync.Pool{New: func() any { return make([]byte, 512) }}"},
	{"random numbers", "var r = rand.New(rand.NewPCG(1, 2)); var n = 10000 + rand.IntN(20000); var port = strconv.Itoa(10000 + os.Getpid()%20000)"},
	{"an address", "var a = netip.MustParseAddrPort(`127.0.0.1:0`); var b = net.IPv4(127, 0, 0, 1)"},
	{"errors joined", "var a = errors.New(`a`); var b = errors.Join(a, a); var c error = errors.Join(b, b)"},
	{"times", "var a = time.Now().Add(time.Second); var b = time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)"},
	{"texts", "var a = strings.NewReplacer(`a`, `b`); var b = strings.Split(`a,b`, `,`); var c = fmt.Sprintf(`%s %v`, `x`, 3*time.Second)"},
	{"loggers", "var a = log.New(os.Stderr, `server: `, log.LstdFlags); var b = slog.New(slog.NewTextHandler(os.Stderr, nil))"},
	{"a named text without methods", "type name string; const n name = `x`; var e = fmt.Errorf(`%v`, n)"},

	{"error values and types", `func f(err error) bool {
		var p *os.PathError
		var s *os.SyscallError
		return errors.As(err, &p) || errors.As(err, &s) && s.Syscall == "bind" || errors.Is(err, os.ErrDeadlineExceeded) || os.IsTimeout(err) || errors.Is(os.NewSyscallError("x", err), os.ErrClosed) }`},
	{"error numbers", "const refused = syscall.Errno(10061); func f(err error) bool { var n syscall.Errno; return errors.As(err, &n) && n.Timeout() || errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, refused) }"},
	{"raw connections", "var _ = net.ListenConfig{Control: func(network, address string, c syscall.RawConn) error { return nil }}"},
	{"numbers of the system", "func f() (string, int) { runtime.Gosched(); return runtime.GOOS, runtime.NumGoroutine() + runtime.NumCPU() }"},
	{"recovering", "func f() (err error) { defer func() { if r, ok := recover().(runtime.Error); ok { debug.PrintStack(); err = r } }(); return nil }"},
	{"logging", "func f(w io.Writer) { log.SetFlags(0); log.SetPrefix(`x`); log.Println(1); l := log.New(w, ``, 0); l.SetOutput(io.Discard); l.Printf(``); slog.Info(`x`, `k`, 1); slog.Default().With(`a`, 1).Warn(`y`) }"},
	{"a logger in an atomic", "var l atomic.Pointer[slog.Logger]; func f() { l.Store(slog.Default()) }"},
	{"an interface with a common method", "type writer interface{ Output(string) error }; type fatal interface { Fatal(string) }; func f(*log.Logger) {}"},
	{"printing", "func f() { fmt.Println(1); fmt.Fprintln(os.Stderr, 1); fmt.Fprintf((os.Stdout), ``); println(1); w := io.MultiWriter(os.Stdout, io.Discard); _ = w }"},

	{"reading others' variables", "func f(err error, ip net.IP) bool { return err == io.EOF || err == net.ErrClosed || ip.Equal(net.IPv4zero) || net.IPv6loopback.Equal(ip) || unicode.Is(unicode.Han, 'x') || unicode.In('x', unicode.Letter, unicode.Digit) }"},
	{"order of bytes", "func f(b []byte) uint32 { binary.BigEndian.PutUint32(b, 1); var o binary.ByteOrder = binary.BigEndian; return o.Uint32(b) }"},
	{"zones", "func f(t time.Time) (time.Time, *time.Location) { return t.In(time.UTC).In(time.Local), t.Location() }"},
	{"sentinels in a list", "var all = []error{io.EOF, net.ErrClosed, context.Canceled, syscall.EINTR}; func f(w io.Writer) io.Writer { if w == nil { w = io.Discard }; return w }"},
	{"its own variables", "var EOF error; func f() { EOF = nil; p := &EOF; *p = io.EOF; var d net.Dialer; d.Timeout = 1; e := &d; *e = net.Dialer{}; var t time.Time; s := &t; *s = time.Now() }"},
	{"a shadow of a package", "/* no import */ func f() { io := struct{ EOF error }{}; io.EOF = nil; p := &io.EOF; *p = nil }"},
	{"a resolver of its own", "func f() { r := &net.Resolver{}; r.PreferGo = true; d := net.Dialer{Resolver: r}; _ = d }"},
	{"the socket's file", "func f(c *net.TCPConn) error { g, err := c.File(); if err != nil { return err }; var h *os.File = g; return h.Close() }"},

	{"constants that count", "const ( _ = iota; a; b = a + a; c = b + b; d = c << 10; e = d * d ); const x, y = 1 << 20, 1 << 30"},
	{"constants by powers", "const ( KiB = 1 << (10 * (iota + 1)); MiB; GiB )"},
	{"generic types", "type pair[A, B any] struct { a A; b B }; type list[T any] struct { next *list[T]; v T }; var x pair[list[pair[int, string]], []list[pair[string, pair[int, int]]]]"},
	{"a large buffer", "var buf [1 << 20]byte; func f() []byte { var b [64 << 10]byte; return append(b[:], make([]byte, 1<<30)...) }"},
	{"a table", "var table = [256]byte{'a': 1, 255: 2}; var more = map[int]string{1 << 40: `x`}"},
	{"a long if", "func f(n int) { if n == 0 {" + strings.Repeat("} else if n == 1 {", 300) + "} }"},
	{"a long text in pieces", "const s = `a`" + strings.Repeat(" +\n\t`0123456789`", 500)},
	{"a chain of types", "type c0 int\n" + chain("type c%d struct { a *c%d; b []c%d }\n", 400)},
	{"a long chain of constants", "const c0 = 0\n" + chain("const c%d = c%d + 1 // %d\n", 500)},
}

func TestAllowed(t *testing.T) {
	for _, c := range allowed {
		t.Run(c.name, func(t *testing.T) {
			f := find(t, open, File{"server.go", []byte(source(c.body))})
			for _, r := range f.Refusals {
				t.Errorf("%s: %s: %s", r.Place, r.Rule, r.Why.En)
			}
			for _, line := range f.Broken {
				t.Error(line)
			}
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
			f := find(t, open, File{"server.go", []byte(c.text)}, File{"client.go", []byte(head)})
			switch {
			case c.place == "" && !f.Passed():
				t.Errorf("got %+v", f)
			case c.place == "":
			case len(f.Refusals) == 0 || f.Refusals[0].Place != "lessons/07-many-clients/"+c.place || c.rule != "" && f.Refusals[0].Rule != c.rule:
				t.Errorf("got %+v", f)
			}
		})
	}
}

func TestRefusalsAreToldInOrderAndNotWithoutEnd(t *testing.T) {
	f := find(t, open,
		File{"client.go", []byte("package manyclients\n\n" + strings.Repeat("func init() {}\n", 50))},
		File{"server.go", []byte("package main\n\nimport \"unsafe\"\n\nfunc init() { undefined() }\n")})
	var places []string
	for _, r := range f.Refusals {
		places = append(places, strings.TrimPrefix(r.Place, "lessons/07-many-clients/"))
	}
	want := "client.go:3 client.go:4 client.go:5 client.go:6 client.go:7 client.go:8 client.go:9 client.go:10 client.go:11 client.go:12"
	if got := strings.Join(places, " "); got != want {
		t.Errorf("got %s", got)
	}
}

func TestWhatDoesNotCompileIsNoRefusal(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"syntax":          {"package manyclients\n\nfunc f() {\n", "lessons/07-many-clients/server.go:3:12: expected '}'"},
		"nothing":         {"", "lessons/07-many-clients/server.go:1:1: expected 'package'"},
		"undefined":       {"package manyclients\n\nfunc f() { g() }\n", "lessons/07-many-clients/server.go:3:12: undefined: g"},
		"unused":          {"package manyclients\n\nimport \"net\"\n", `lessons/07-many-clients/server.go:3:8: "net" imported and not used`},
		"wrong type":      {"package manyclients\n\nvar x int = `\x1b[2J\u202e`\n", "lessons/07-many-clients/server.go:3:13: cannot use `\uFFFD[2J\uFFFD`"},
		"no such member":  {"package manyclients\n\nimport \"net\"\n\nvar _ = net.Lisen()\n", "lessons/07-many-clients/server.go:5:13: undefined: net.Lisen"},
		"made of itself":  {"package manyclients\n\nimport \"fmt\"\n\nvar e error = fmt.Errorf(\"%w\", e)\n", "server.go:5:5: initialization cycle"},
		"twice":           {"package manyclients\n\nfunc f() {}\nfunc f() {}\n", "lessons/07-many-clients/server.go:4:6: f redeclared in this block"},
		"contains itself": {"package manyclients\n\ntype t struct{ t }\n", "lessons/07-many-clients/server.go:3:6: invalid recursive type"},
		"grows for ever":  {"package manyclients\n\ntype t[P any] struct{ f *t[struct{ a, b P }] }\nvar x t[int]\n", "instantiation cycle"},
	} {
		t.Run(name, func(t *testing.T) {
			f := find(t, open, File{"server.go", []byte(c.text)})
			if len(f.Refusals) > 0 || len(f.Broken) == 0 || !strings.Contains(f.Broken[0], c.want) {
				t.Errorf("got %q %+v, want %q", f.Broken, f.Refusals, c.want)
			}
		})
	}
	many := find(t, open, File{"server.go", []byte("package manyclients\n" + strings.Repeat("var _ = x\n", 50))})
	if len(many.Broken) != mostTold {
		t.Errorf("%d complaints are told", len(many.Broken))
	}
}

func TestNamesOfOtherFilesAndLessonsAreErrors(t *testing.T) {
	if _, err := gate(t).Check(t.Context(), open, []File{{"server_test.go", []byte("package manyclients\n")}}); err == nil {
		t.Error("a file that the lesson does not declare is judged")
	}
	other := syllabus.Lesson{Name: "01-other", Files: []string{"server.go"}, Imports: []string{"archive/zip"}}
	if _, err := gate(t).Check(t.Context(), other, nil); err == nil {
		t.Error("a lesson is judged that the gate was not made for")
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := gate(t).Check(over, open, nil); !errors.Is(err, context.Canceled) {
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

func TestWhatCannotBeCheckedIsRefused(t *testing.T) {
	g := *gate(t)
	g.patience = time.Millisecond
	for name, importer := range map[string]importerFunc{
		"for ever": func(string) (*types.Package, error) { <-t.Context().Done(); return nil, t.Context().Err() },
		"panics":   func(string) (*types.Package, error) { panic("no type checker's day") },
	} {
		g := g
		g.importer = importer
		f, err := g.Check(t.Context(), open, []File{{"server.go", []byte("package manyclients\n\nimport _ \"net\"\n")}})
		if err != nil || len(f.Refusals) != 1 || f.Refusals[0].Rule != ruleBeyond {
			t.Errorf("%s: got %+v, %v", name, f, err)
		}
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
				file := File{"server.go", []byte(source(c.body))}
				first, err := gate(t).Check(t.Context(), open, []File{file})
				second, again := gate(t).Check(t.Context(), open, []File{file})
				if err != nil || again != nil || !reflect.DeepEqual(first, second) {
					t.Errorf("%s: %+v, then %+v", c.name, first, second)
				}
			}
		})
	}
	running.Wait()
}
