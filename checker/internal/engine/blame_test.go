package engine

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"handshake/checker/internal/toolchain"
	"handshake/internal/course"
)

// refused is the verdict on an answer to lesson 01 of which the compiler says this.
func refused(t *testing.T, server, output string, lang course.Lang) course.Record {
	t.Helper()
	return notCompiled(answered(server), blame(output, twoAnswers)["01-listen"], lang)
}

func TestWhatTheSpecsMissIsDeclaredAsTheStubHasIt(t *testing.T) {
	const (
		output = "# handshake/lessons/internal/suite/01-listen\n" +
			"lessons/internal/suite/01-listen/server_spec.go:15:16: not enough arguments in call to Opened\n\thave " +
			"(unknown type)\n\twant (net.Listener, error)\n"
		wanted = "\n    func Listen(addr string) (net.Listener, error)\n"
		first  = "lessons/01-listen/server.go:5: "
	)
	for name, c := range map[string]struct{ server, place, head, en, zh string }{
		"a small letter": {"func listen(addr string) (net.Listener, error) { return nil, nil }",
			"lessons/01-listen/server.go:5",
			first + "func listen(addr string) (net.Listener, error)", "capitals from small letters", "区分大小写"},
		"renamed": {"func Serve(a string) (l net.Listener, err error) { return nil, nil }",
			"lessons/01-listen/server.go:5",
			first + "func Serve(a string) (l net.Listener, err error)", "nothing has that name", "没有叫这个名字的"},
		"another signature": {"func Listen(addr string) net.Listener { return nil }", "lessons/01-listen/server.go:5",
			first + "func Listen(addr string) net.Listener", "the specs use another Listen", "测试使用的 Listen 不是这样的"},
		"missing": {"var _ net.Listener", "lessons/01-listen/server.go",
			"lessons/01-listen/server.go: undefined: Listen", "the specs use Listen: declare it", "测试要用到 Listen：请这样声明"},
	} {
		t.Run(name, func(t *testing.T) {
			for lang, says := range map[course.Lang]string{course.English: c.en, course.Chinese: c.zh} {
				r := refused(t, "package listen\n\nimport \"net\"\n\n"+c.server+"\n", output, lang)
				if r.Place != c.place || !strings.HasPrefix(r.Message, c.head+"\n→ ") ||
					!strings.Contains(r.Message, says) || !strings.Contains(r.Message+"\n", wanted) {
					t.Errorf("%s\n%s", r.Place, r.Message)
				}
				if strings.Contains(r.Message, "_test.go") {
					t.Errorf("a spec's line is named:\n%s", r.Message)
				}
			}
		})
	}
}

func TestWhatOnlyTheSpecsKnowIsToldWithoutTheirLines(t *testing.T) {
	server := "package listen\n\nimport (\n\t\"context\"\n\t\"net\"\n)\n\nfunc Listen(a string) (net.Listener, " +
		"error) { return nil, nil }\n\n" +
		"func Probe(c context.Context, a string) (open bool, err error) { return false, nil }\n"
	r := refused(t, server,
		"# handshake/lessons/internal/suite/01-listen\nlessons/internal/suite/01-listen/server_spec.go:15:16: "+
			"undefined: listen.Other\n",
		course.English)
	if strings.Contains(r.Message, "_test.go") || !strings.Contains(r.Message, "undefined: listen.Other") {
		t.Error(r.Message)
	}
}

func TestAnotherPackageIsToldWhatToWrite(t *testing.T) {
	r := refused(t, "// Mine.\npackage other\n",
		"found packages listen (client.go) and other (server.go) in /home/me/handshake/lessons/01-listen\n",
		course.Chinese)
	if want := "lessons/01-listen/server.go:2: package other\n→ 这一课的每个文件开头都要写：package listen"; r.Message != want ||
		r.Place != "lessons/01-listen/server.go:2" {
		t.Errorf("%s\n%s", r.Place, r.Message)
	}
}

func TestComplaintsComeInTheOrderOfTheFilesAndAreFew(t *testing.T) {
	var output strings.Builder
	output.WriteString("# handshake/lessons/01-listen\n")
	for line := 20; line > 0; line-- {
		fmt.Fprintf(&output, "lessons/01-listen/client.go:%d:1: a\nlessons/01-listen/server.go:%d:1: b\n\thave (int)\n",
			line, line)
	}
	r := refused(t, "package listen\n", output.String(), course.English)
	if lines := strings.Split(r.Message, "\n"); r.Place != "lessons/01-listen/server.go:1" ||
		len(lines) != 2*maxComplaints ||
		lines[0] != "lessons/01-listen/server.go:1:1: b" || lines[1] != "  have (int)" ||
		lines[18] != "lessons/01-listen/server.go:10:1: b" {
		t.Errorf("%s\n%s", r.Place, r.Message)
	}
}

// TestTheCompilersWordsAreExplained asks the compiler itself: its words may change with the
// next version of Go.
func TestTheCompilersWordsAreExplained(t *testing.T) {
	const head = "package listen\n\nimport \"net\"\n\nvar _ net.Conn\n\n"
	answers := map[string]struct{ source, says string }{
		"unused":         {head + "func f() { x := 1 }\n", "变量 x 声明了"},
		"unused import":  {"package listen\n\nimport \"os\"\n", "删掉这个 import"},
		"undefined":      {head + "func f() { oops() }\n", "没有叫 oops 的东西"},
		"no import":      {"package listen\n\nfunc f() { net.Listen(\"\", \"\") }\n", `请在文件开头写上 import "net"`},
		"capitals":       {head + "func f() { net.listen(\"\", \"\") }\n", "应当写 Listen"},
		"method":         {head + "func f(c net.Conn) { c.close() }\n", "应当写 Close"},
		"no method":      {head + "func f(c net.Conn) { c.Stop() }\n", "net.Conn 没有 Stop"},
		"not in net":     {head + "func f() { net.Hang() }\n", "包 net 里没有 Hang"},
		"cannot use":     {head + "func f() { var s string = 5; _ = s }\n", "这里要的是 string，而 5 是别的类型"},
		"no interface":   {head + "func f() error { var c net.Conn; return c }\n", "它没有方法 Error"},
		"mismatched":     {head + "func f(a int, b string) bool { return a == b }\n", "一边是 int，一边是 string"},
		"no return":      {head + "func f() int { }\n", "走到结尾都没有 return"},
		"one of two":     {head + "func f() { l := net.Listen(\"\", \"\"); _ = l }\n", "这个调用返回 2 个值"},
		"two of one":     {head + "func f() { a, b := 5; _, _ = a, b }\n", "左边有 2 个变量，右边却有 1 个值"},
		"several":        {head + "func f(l net.Listener) { var c net.Conn = l.Accept(); _ = c }\n", ""},
		"too few":        {head + "func f() { net.Listen(\"\") }\n", "少给了参数"},
		"too many":       {head + "func f() { net.ParseIP(\"\", \"\") }\n", "多给了参数"},
		"returns few":    {head + "func f() (int, error) { return 1 }\n", "return 的值不够"},
		"returns many":   {head + "func f() { return 1 }\n", "return 的值多了"},
		"result unused":  {head + "func f() { 1 + 2 }\n", "赋给变量、return，或者删掉"},
		"declared again": {head + "func f() { x := 1; x := 2; _ = x }\n", "去掉冒号，只写 ="},
		"twice":          {head + "func f() {}\nfunc f() {}\n", "f 声明了两次"},
		"condition":      {head + "func f(x int) { if x { } }\n", "条件必须是真或假"},
		"go":             {head + "func f() { go func() {} }\n", "补上括号"},
		"no package":     {"package listen\n\nimport \"nett\"\n", "检查拼写"},
		"others' code":   {"package listen\n\nimport \"example.com/x\"\n", "只能 import 标准库的包"},
		"no clause":      {"import \"net\"\n", "package listen"},
		"full width":     {head + "func f() { net.Listen（“tcp”，\"\"） }\n", `「（」像是用中文输入法打出来的：切换到英文输入，重新打一个 (`},
		"quotation":      {head + "func f() { net.Listen(“tcp”, \"\") }\n", `重新打一个 "`},
		"unseen":         {head + "func f() {\u00a0return }\n", "看不见的字符"},
		"open text":      {head + "func f() { s := \"abc\n}\n", "少了一个引号"},
		"runes":          {head + "func f() { s := 'abc'; _ = s }\n", `文字要放在 " 之间`},
		"outside":        {head + "x := 5\n", "写在函数里面"},
		"brace":          {head + "func f() {\n\tif true\n\t{\n\t}\n}\n", "{ 必须写在同一行末尾"},
		"brace of func":  {head + "func f()\n{\n}\n", "{ 必须写在同一行末尾"},
		"comma":          {head + "func f() {\n\tnet.Listen(\"\",\n\t\t\"\"\n\t)\n}\n", "每一行末尾都要有逗号"},
		"else":           {head + "func f() {\n\tif true {\n\t}\n\telse {\n\t}\n}\n", "} else {"},
		"end":            {head + "func f() {\n", "少了 } 或 )"},
		"func in func":   {head + "func f() {\n\tfunc g() {}\n}\n", "不能再声明函数"},
		"syntax":         {head + "func f() { x = = 5 }\n", "就读不下去了"},
	}
	root := t.TempDir()
	put := func(name, text string) {
		t.Helper()
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("go.mod", "module handshake\n\ngo 1.26\n")
	for name, c := range answers {
		folder := strings.ReplaceAll(strings.ReplaceAll(name, " ", "-"), "'", "")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			put(folder+"/lessons/01-listen/server.go", c.source)
			cmd, err := toolchain.Go{Root: filepath.Join(root, folder)}.Command(t.Context(), "build",
				"./lessons/01-listen")
			if err != nil {
				t.Fatal(err)
			}
			output, err := cmd.CombinedOutput()
			if err == nil {
				t.Fatal("it compiles")
			}
			zh, en := refused(t, c.source, string(output), course.Chinese).Message,
				refused(t, c.source, string(output), course.English).Message
			if name == "full width" && strings.Count(zh, "\n→ ") != 1 {
				t.Errorf("five marks of a kind are told one by one:\n%s", zh)
			}
			if !strings.Contains(zh, "\n→ ") || !strings.Contains(zh, c.says) || strings.Contains(zh, "$") {
				t.Errorf("%s is told as\n%s", output, zh)
			}
			if !strings.Contains(en, "\n→ ") ||
				strings.ContainsFunc(strings.Join(advice(en), ""), func(r rune) bool {
					return unicode.Is(unicode.Han, r)
				}) {
				t.Errorf("%s is told as\n%s", output, en)
			}
		})
	}
}

// advice are the lines of a message that are not the compiler's.
func advice(message string) (lines []string) {
	for line := range strings.Lines(message) {
		if strings.HasPrefix(line, "→ ") {
			lines = append(lines, line)
		}
	}
	return lines
}

func TestACompilerThatBreaksDownIsNotQuoted(t *testing.T) {
	const broke = "# handshake/lessons/01-listen\nlessons/01-listen/server.go:5:6: internal compiler error: " +
		"'Listen': bad ptr to array in slice\n\ngoroutine 1 [running]:\nruntime/debug.Stack()\n" +
		"\t/go/src/runtime/debug/stack.go:26 +0x5e\ncmd/compile/internal/base.FatalfAt(0x1)\n" +
		"\t/go/src/cmd/compile/internal/base/print.go:230\n\nPlease file a bug report including a short program " +
		"that triggers the error.\nhttps://go.dev/issue/new\n"
	for name, c := range map[string]struct{ output, place, en, zh string }{
		"an internal error": {broke, "lessons/01-listen/server.go", "the Go compiler itself broke down",
			"Go 编译器自己在这些文件上出了故障"},
		"a panic": {"# handshake/lessons/01-listen\npanic: runtime error: index out of range [3]\n\ngoroutine 1 " +
			"[running]:\ncmd/compile/internal/noder.f()\n\t/go/src/x.go:1\n",
			"lessons/01-listen", "the Go compiler itself broke down", "Go 编译器自己在这些文件上出了故障"},
		"no memory": {"# handshake/lessons/01-listen\nfatal error: runtime: out of memory: cannot allocate " +
			"4194304-byte block\n\ngoroutine 1 [running]:\n",
			"lessons/01-listen", "it takes the compiler more than", "编译器为它花了超过"},
		"no stack": {"# handshake/lessons/01-listen\nruntime: goroutine stack exceeds 1000000000-byte limit\nfatal " +
			"error: stack overflow\n" +
			strings.Repeat("x\n", 1<<20),
			"lessons/01-listen", "it takes the compiler more than", "编译器为它花了超过"},
	} {
		for lang, says := range map[course.Lang]string{course.English: c.en, course.Chinese: c.zh} {
			r := refused(t, "package listen\n", c.output, lang)
			if r.Status != course.CompileError || r.Place != c.place || !strings.Contains(r.Message, says) ||
				strings.Contains(r.Message, "\n") || strings.Contains(r.Message, "goroutine") {
				t.Errorf("%s: got %s at %s: %s", name, r.Status, r.Place, r.Message)
			}
			if r.Compiler == "" || len(r.Compiler) > toolchain.MostKept {
				t.Errorf("%s: %d bytes are kept of what the compiler wrote", name, len(r.Compiler))
			}
		}
	}
	if r := refused(t, "package listen\n", broke, course.English); !strings.Contains(r.Compiler,
		"server.go:5:6: internal compiler error: 'Listen'") ||
		!strings.Contains(r.Compiler, "print.go:230") {
		t.Errorf("kept: %s", r.Compiler)
	}
	if r := refused(t, "package listen\n",
		"# handshake/lessons/01-listen\nlessons/01-listen/server.go:5:6: undefined: "+
			"oops\n", course.English); r.Compiler != "" {
		t.Errorf("an ordinary complaint is kept twice: %s", r.Compiler)
	}
}
