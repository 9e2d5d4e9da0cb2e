package verify

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"handshake/checker/internal/engine"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// agreedOn is a small lesson in which every sentence has its clause, and every clause what breaks it.
func agreedOn(t *testing.T) (root string, l syllabus.Lesson) {
	t.Helper()
	root = t.TempDir()
	l = syllabus.Lesson{
		Name: "11-demo", Files: []string{"server.go"}, Specs: []syllabus.Spec{{ID: "one"}, {ID: "two"}, {ID: "three"}},
	}
	write(t, filepath.Join(root, "lessons", l.Name, "server.go"), `package demo

// Server serves. It has no fields.
//
// Server 提供服务。它没有字段。
type Server struct{}

// Serve takes callers (any) in order,
// and returns io.EOF. The listener is closed.
//
// Serve 按顺序接起来电（任何），
// 返回 io.EOF。listener 已经关闭。
func Serve() error { panic("TODO: Serve") }

// Other is another. The listener is closed.
//
// Other 是另一个。listener 已经关闭。
func Other() { panic("TODO: Other") }

// helper is nobody's but the stub's. `+"`x`"+`
func helper() {}
`)
	write(t, filepath.Join(root, "lessons", l.Name, ContractFile), `
[[clause]]
id = "in-order"
en = "takes callers … in order, and"
zh = "按顺序接起来电"
specs = ["one"]

[[clause]]
id = "eof"
en = "returns io.EOF"
zh = "返回 io.EOF"
specs = ["one", "two"]

[[clause]]
id = "closed"
en = "The listener is closed."
zh = "listener 已经关闭"
specs = ["three"]

[[clause]]
id = "closed-too"
en = "The listener is closed."
zh = "listener 已经关闭"
specs = ["three"]

[[background]]
en = "Server serves. It has no fields."
zh = "Server 提供服务。它没有字段。"

[[background]]
en = "Other is another."
zh = "Other 是另一个。"
`)
	for _, a := range []struct{ name, fails, breaks string }{
		{"a", "one", "in-order"}, {"b", "one, two", "in-order"}, {"c", "two", "eof"}, {"d", "two, three", "eof"},
		{"e", "three", "closed"}, {"f", "three", "closed"}, {"g", "three", "closed-too"}, {"h", "three", "closed-too"},
	} {
		write(t, wrongAt(root, a.name), "// Wrong: x.\n// fails: "+a.fails+"\n// breaks: "+a.breaks+"\npackage demo\n")
	}
	return root, l
}

func wrongAt(root, name string) string {
	return filepath.Join(root, "solutions", "11-demo", "testdata", "wrong", name, "server.go")
}

// edited replaces a piece of a file once.
func edited(t *testing.T, path, old, with string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(text), old) {
		t.Fatalf("%s has no %q: %v", path, old, err)
	}
	write(t, path, strings.Replace(string(text), old, with, 1))
}

func TestEachClauseIsHeldAndBroken(t *testing.T) {
	inContract := func(old, with string) func(*testing.T, string, *syllabus.Lesson) {
		return func(t *testing.T, root string, l *syllabus.Lesson) {
			edited(t, filepath.Join(root, "lessons", l.Name, ContractFile), old, with)
		}
	}
	inStub := func(old, with string) func(*testing.T, string, *syllabus.Lesson) {
		return func(t *testing.T, root string, l *syllabus.Lesson) {
			edited(t, filepath.Join(root, "lessons", l.Name, "server.go"), old, with)
		}
	}
	inWrong := func(old, with string) func(*testing.T, string, *syllabus.Lesson) {
		return func(t *testing.T, root string, l *syllabus.Lesson) { edited(t, wrongAt(root, "a"), old, with) }
	}
	for name, c := range map[string]struct {
		spoil func(t *testing.T, root string, l *syllabus.Lesson)
		want  []string // what is told, in order: where, and what
	}{
		"nothing": {func(*testing.T, string, *syllabus.Lesson) {}, nil},
		"no contract": {func(t *testing.T, root string, l *syllabus.Lesson) {
			if err := os.Remove(filepath.Join(root, "lessons", l.Name, ContractFile)); err != nil {
				t.Fatal(err)
			}
		}, []string{"contract.toml: is missing"}},
		"no TOML": {inContract("[[clause]]", "[[clause"), []string{"contract.toml: line 2: "}},
		"an unknown key": {inContract("specs =", "spec ="), []string{
			`contract.toml: line 6: unknown key "clause.spec"`}},
		"a malformed id": {inContract(`"in-order"`, `"In order"`), []string{
			"contract.toml:2: a clause has an id", `wrong/a: breaks "in-order"`, `wrong/b: breaks "in-order"`,
			"contract.toml:2: In order is broken by 0"}},
		"one id twice": {inContract(`"closed-too"`, `"closed"`), []string{
			`contract.toml:20: two clauses are called "closed"`,
			`wrong/g: breaks "closed-too"`, `wrong/h: breaks "closed-too"`, "contract.toml:20: closed is broken by 0"}},
		"no spec": {inContract(`["one"]`, `[]`), []string{"contract.toml:2: no spec holds in-order"}},
		"an unknown spec": {inContract(`["one"]`, `["one", "four"]`), []string{
			`contract.toml:2: in-order names the spec "four"`}},
		"a spec for none": {func(_ *testing.T, _ string, l *syllabus.Lesson) {
			l.Specs = append(l.Specs, syllabus.Spec{ID: "four"})
		}, []string{"contract.toml: the spec four holds no clause"}},
		"a background held": {inContract("[[background]]", "[[background]]\nspecs = [\"one\"]"), []string{
			"contract.toml:26: a background promises nothing"}},
		"no Chinese": {inContract("zh = \"返回 io.EOF\"\n", ""), []string{"contract.toml:8: quotes nothing"}},
		"words that nobody says": {inContract("returns io.EOF", "returns nil"), []string{
			"contract.toml:8: no comment of the stubs says this: returns nil",
		}},
		"parts in another order": {inContract("callers … in order, and", "in order, and … callers"), []string{
			"contract.toml:2: no comment",
			"server.go:8: no clause of contract.toml quotes this, and no background: … Serve takes callers",
		}},
		"two comments": {inContract("返回 io.EOF", "Other 是另一个。"), []string{
			"contract.toml:8: quotes lessons/11-demo/server.go:8 in English and lessons/11-demo/server.go:15 in",
		}},
		"a sentence more": {inStub("closed.", "closed. Nothing is left open."), []string{
			"server.go:8: no clause of contract.toml quotes this, and no background: Nothing is left open.",
		}},
		"a sentence more in Chinese": {inStub("已经关闭。", "已经关闭。什么也没有留下。"), []string{
			"server.go:8: no clause of contract.toml quotes this, and no background: 什么也没有留下。",
		}},
		"half a sentence": {inStub("(any)", "(and frees their ports)"), []string{
			"server.go:8: no clause of contract.toml quotes this, and no background: … (and frees their ports) …",
		}},
		"half a sentence in Chinese": {inStub("（任何）", "（并且腾出端口）"), []string{
			"server.go:8: no clause of contract.toml quotes this, and no background: … （并且腾出端口）， …",
		}},
		"a field": {inStub("struct{}", "struct {\n\t// N counts.\n\tN int\n}"), []string{
			"server.go:7: no clause of contract.toml quotes this, and no background: N counts.",
		}},
		"both languages in one line": {inStub("struct{}", "struct {\n\t// N counts. io.EOF 也计数。第二句。\n\tN int\n}"),
			[]string{
				"server.go:7: no clause of contract.toml quotes this, and no background: N counts.",
				"server.go:7: no clause of contract.toml quotes this, and no background: io.EOF 也计数。",
				"server.go:7: no clause of contract.toml quotes this, and no background: 第二句。",
			}},
		"code": {inStub("is closed.\n", "is closed.\n//\n//\tfor example, nobody\n"), nil},
		"one quote for two functions": {inContract(
			"[[clause]]\nid = \"closed-too\"\nen = \"The listener is closed.\"\nzh = \"listener 已经关闭\"\n"+
				"specs = [\"three\"]\n",
			""), []string{
			"server.go:15: no clause of contract.toml quotes this, and no background: The listener is closed.",
			"server.go:15: no clause of contract.toml quotes this, and no background: listener 已经关闭。",
			`wrong/g: breaks "closed-too", which is no clause`, `wrong/h: breaks "closed-too", which is no clause`,
		}},
		"a wrong answer that breaks nothing": {inWrong("// breaks: in-order\n", ""), []string{
			"wrong/a: its third line", "contract.toml:2: in-order is broken by 1 wrong answers",
		}},
		"one that breaks two": {inWrong("in-order", "in-order, eof"), []string{
			`wrong/a: breaks "in-order, eof", which is no clause`, "contract.toml:2: in-order is broken by 1",
		}},
		"one that fails elsewhere": {inWrong("fails: one", "fails: three"), []string{
			"wrong/a: breaks in-order, and names none of the specs that hold it: one",
		}},
		"too few": {func(t *testing.T, root string, _ *syllabus.Lesson) {
			if err := os.RemoveAll(filepath.Dir(wrongAt(root, "a"))); err != nil {
				t.Fatal(err)
			}
		}, []string{"contract.toml:2: in-order is broken by 1 wrong answers"}},
		"one that races": {func(t *testing.T, root string, _ *syllabus.Lesson) {
			if err := os.RemoveAll(filepath.Dir(wrongAt(root, "a"))); err != nil {
				t.Fatal(err)
			}
			at := filepath.Join(root, "solutions", "11-demo", "testdata", "races")
			write(t, filepath.Join(at, "y", "server.go"),
				"// Wrong: x.\n// fails: one\n// breaks: in-order\npackage demo\n")
			write(t, filepath.Join(at, "z", "server.go"), "// Wrong: x.\n// fails: one\npackage demo\n")
		}, nil},
		"a lesson that is begun": {func(t *testing.T, root string, _ *syllabus.Lesson) {
			edited(t, wrongAt(root, "a"), "x.", "TODO: say what is misunderstood.")
			if err := os.RemoveAll(filepath.Dir(wrongAt(root, "b"))); err != nil {
				t.Fatal(err)
			}
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			root, l := agreedOn(t)
			c.spoil(t, root, &l)
			v := &Verifier{Engine: &engine.Engine{Root: root}}
			v.clausesOf(l)
			for i, p := range v.problems {
				said := p.Where + ": " + p.What.En
				if i >= len(c.want) || !strings.Contains(said, c.want[i]) {
					t.Errorf("unexpected: %s", said)
				}
				if !strings.ContainsFunc(p.What.Zh, course.Han) {
					t.Errorf("in Chinese: %s", p.What.Zh)
				}
			}
			if len(v.problems) < len(c.want) {
				t.Errorf("not told: %q", c.want[len(v.problems):])
			}
		})
	}
}

// The first spec that fails is the one that a student reads.
func TestAWrongAnswerFailsFirstWhereItsClauseIsHeld(t *testing.T) {
	root, l := agreedOn(t)
	for first, told := range map[string]bool{"one": false, "two": true} {
		v := &Verifier{Engine: &engine.Engine{Root: root}}
		v.clausesOf(l)
		v.brokenFirst(answer{lesson: l, where: "wrong/a", breaks: "in-order"}, first)
		if (len(v.problems) > 0) != told {
			t.Errorf("%s: %v", first, v.problems)
		}
	}
}

func TestSentences(t *testing.T) {
	for text, want := range map[string][]string{
		"One. Two (three). \"Four.\" io.EOF is five": {"One.", "Two (three).", "\"Four.\"", "io.EOF is five"},
		"RFC 9293 §3.6 says\nso. (Really.)":          {"RFC 9293 §3.6 says so.", "(Really.)"},
	} {
		if got := sentences(text, course.English); strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%q: got %q", text, got)
		}
	}
	if got := sentences("一。io.EOF 是二（三。）四", course.Chinese); len(got) != 3 {
		t.Errorf("got %q", got)
	}
}
