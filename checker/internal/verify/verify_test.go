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

// spoiled is a copy of the course's first lesson that a test has spoiled.
func spoiled(t *testing.T, spoil func(root string, l *syllabus.Lesson)) []Problem {
	t.Helper()
	root := t.TempDir()
	lessons, err := syllabus.Load("../../..")
	if err != nil {
		t.Fatal(err)
	}
	l := lessons[0]
	for _, part := range []string{"lessons/" + l.Name, "solutions/" + l.Name} {
		if err := os.CopyFS(filepath.Join(root, part), os.DirFS(filepath.Join("../../..", part))); err != nil {
			t.Fatal(err)
		}
	}
	spoil(root, &l)
	v := &Verifier{Engine: &engine.Engine{Root: root}}
	v.contract(l)
	return v.problems
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestContractFindsWhatIsMissing(t *testing.T) {
	if problems := spoiled(t, func(string, *syllabus.Lesson) {}); len(problems) > 0 {
		t.Fatalf("the unspoiled lesson: %v", problems)
	}
	const lesson, solution = "lessons/01-listen/", "solutions/01-listen/"
	for name, c := range map[string]struct {
		spoil func(root string, l *syllabus.Lesson)
		want  string
	}{
		"no Chinese title": {func(_ string, l *syllabus.Lesson) { l.Title.Zh = "" },
			"title must be there in English and in Chinese"},
		"English for Chinese": {func(_ string, l *syllabus.Lesson) { l.Aim.Zh = "A server" }, "aim must be there"},
		"Chinese for English": {func(_ string, l *syllabus.Lesson) { l.Aim.En = "服务端" }, "aim must be there"},
		"too few hints": {func(_ string, l *syllabus.Lesson) { l.Specs[0].Hints = l.Specs[0].Hints[:1] },
			"has 1 hints"},
		"no weight":  {func(_ string, l *syllabus.Lesson) { l.Specs[0].Weight = 0 }, "has no weight"},
		"no imports": {func(_ string, l *syllabus.Lesson) { l.Imports = nil }, "names no imports"},
		"a stray file": {func(root string, _ *syllabus.Lesson) { write(t, root+"/"+lesson+"notes.txt", "") },
			"does not belong to a lesson"},
		"a spec by the wall clock": {func(root string, _ *syllabus.Lesson) {
			write(t, root+"/"+lesson+"client_test.go",
				"package listen_test\n\nfunc f() { Eventually(g).Should(BeTrue()) }\n")
		}, "goes by the wall clock"},
		"no specs": {func(root string, _ *syllabus.Lesson) {
			specs, _ := filepath.Glob(root + "/" + lesson + "*_test.go")
			for _, file := range specs {
				if filepath.Base(file) != engine.SuiteFile {
					os.Remove(file)
				}
			}
		}, "has no specs"},
		"another package name": {func(root string, _ *syllabus.Lesson) {
			write(t, root+"/"+solution+"client.go", "package other\n")
		},
			"the package is called other"},
		"an unsolved function": {func(root string, _ *syllabus.Lesson) {
			write(t, root+"/"+solution+"client.go", "package listen\n")
		},
			"does not declare Probe"},
		"too few wrong answers": {func(root string, _ *syllabus.Lesson) {
			os.RemoveAll(root + "/" + solution + "testdata/wrong")
			write(t, root+"/"+solution+"testdata/wrong/one/server.go", "// Wrong: x\n// fails: taken\npackage listen\n")
		}, "has 1 answers"},
		"no right answer": {func(root string, _ *syllabus.Lesson) {
			os.RemoveAll(root + "/" + solution + "testdata/right")
		},
			"has 0 answers"},
		"a wrong answer without a word": {func(root string, _ *syllabus.Lesson) {
			write(t, root+"/"+solution+"testdata/wrong/fixed-port/server.go", "package listen\n")
		}, "must begin with // Wrong: "},
		"an unknown spec": {func(root string, _ *syllabus.Lesson) {
			write(t, root+"/"+solution+"testdata/wrong/fixed-port/server.go",
				"// Wrong: x\n// fails: nothing\npackage listen\n")
		}, `names the spec "nothing"`},
		"a stray file in an answer": {func(root string, _ *syllabus.Lesson) {
			write(t, root+"/"+solution+"testdata/right/by-the-parts/notes.txt", "")
		}, "an answer holds only"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, p := range spoiled(t, c.spoil) {
				if strings.Contains(p.What.En, c.want) && p.What.Zh != "" && p.Where != "" {
					return
				}
			}
			t.Errorf("not found: %s", c.want)
		})
	}
}

func TestWrongAnswersMustFailWhereTheySayAndInWordsThatTeach(t *testing.T) {
	l := syllabus.Lesson{
		Name: "01-listen", Files: []string{"server.go"}, Specs: []syllabus.Spec{{ID: "one"}, {ID: "two"}},
	}
	title := course.Text{En: "a promise", Zh: "一条承诺"}
	record := func(spec string, status course.Status, message string) course.Record {
		return course.Record{Lesson: l.Name, Spec: spec, Title: title, Status: status, Message: message}
	}
	passed := func(spec string) course.Record { return record(spec, course.Passed, "") }
	for name, c := range map[string]struct {
		records []course.Record
		golden  string
		want    string
	}{
		"as it should": {
			records: []course.Record{passed("one"), record("two", course.Failed, "端口不能写死")},
			golden: "✗ 一条承诺                                                         01-listen/two\n    " +
				"端口不能写死\n    make hint LESSON=01\n",
		},
		"passes the spec": {records: []course.Record{passed("one"), passed("two")}, want: `passes "two"`},
		"fails another first": {records: []course.Record{
			record("one", course.Failed, "别的"), record("two", course.Failed, "端口不能写死"),
		},
			want: `fails first at "one"`},
		"does not compile": {records: []course.Record{{Lesson: l.Name, Status: course.CompileError, Message: "x"}},
			want: "must compile"},
		"without a word": {records: []course.Record{passed("one"), record("two", course.Failed, "")},
			want: "fails without a word"},
		"a dump": {records: []course.Record{
			passed("one"), record("two", course.Failed, "错误：<*net.OpError | 0xc0000140f0>"),
		},
			want: "raw Go value"},
		"English in Chinese": {records: []course.Record{
			passed("one"), record("two", course.Failed, "Expected something else to happen"),
		},
			want: "English is left"},
		"a bad format": {records: []course.Record{passed("one"), record("two", course.Failed, "用 %!w(MISSING) 包装")},
			want: "raw Go value"},
		"no golden": {records: []course.Record{passed("one"), record("two", course.Failed, "端口不能写死")},
			want: "no golden feedback"},
		"other than approved": {records: []course.Record{passed("one"), record("two", course.Failed, "端口不能写死")},
			golden: "old", want: "the feedback has changed"},
		"a system error stays": {records: []course.Record{
			passed("one"),
			record("two", course.Failed, "不行\nlisten tcp 127.0.0.1:PORT: bind: address already in use"),
		},
			golden: "old", want: "the feedback has changed"},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			a := answer{lesson: l, where: "wrong", fails: []string{"two"}}
			write(t, filepath.Join(root, "wrong", "server.go"), "")
			if c.golden != "" {
				write(t, filepath.Join(root, "wrong", "feedback.zh.txt"), c.golden)
			}
			v := &Verifier{Engine: &engine.Engine{Root: root}}
			v.mustFail(a, engine.Verdict{Lesson: l, Records: c.records}, course.Chinese)
			var said []string
			for _, p := range v.problems {
				said = append(said, p.What.En)
			}
			all := strings.Join(said, "\n")
			if (c.want == "") != (all == "") || !strings.Contains(all, c.want) {
				t.Errorf("got %q, want %q", all, c.want)
			}
			if name == "a system error stays" && strings.Contains(all, "English is left") {
				t.Error("a system's error is taken for English")
			}
		})
	}
}

func TestFeedbackIsTheSameButForWhatChanceDecides(t *testing.T) {
	const approved = "✗ x\n    为什么\n    时间用完了：你的代码还停在 net.Dial 里\n    " +
		"lessons/01-listen/client.go:12 · make hint LESSON=01\n"
	for name, c := range map[string]struct {
		now  string
		same bool
	}{
		"the same": {approved, true},
		"elsewhere": {strings.Replace(strings.Replace(approved, "停在 net.Dial 里", "在这里忙着，\n    一直没有返回", 1),
			":12", ":9", 1),
			true},
		"other words":    {strings.Replace(approved, "为什么", "不为什么", 1), false},
		"another file":   {strings.Replace(approved, "client.go", "server.go", 1), true},
		"no longer hung": {strings.Replace(approved, "时间用完了：你的代码还停在 net.Dial 里", "没有返回错误", 1), false},
	} {
		if got := alike(approved, c.now); got != c.same {
			t.Errorf("%s: %v", name, got)
		}
	}
	scene := func(words, first, got, number string) string {
		return "✗ x  03-accept/scenes\n    " + words + "\n      given     1. caller " + first + "\n" +
			"      expected  answered\n      (scene " + number + " of seed 1, made as small as possible)\n" +
			"    got:  " + got + "\n    want: 120\n          ^ byte 2 differs\n" +
			"    lessons/03-accept/server.go · make hint\n"
	}
	usual := scene("port 24 is not \"one\"", "1 calls", "-3", "7")
	for now, same := range map[string]bool{
		scene("port 24 is\n    not \"one\"", "2 calls\n                2. more", "44", "23"): true,
		scene("another scene went wrong", "2 calls", "44", "23"):                             true,
		scene("port 24 was not \"one\"", "1 calls", "-3", "7"):                               false,
		scene("port 2048 is not \"one\"", "1 calls", "-3", "7"):                              false,
		scene("port 24 is not \"two\"", "1 calls", "-3", "7"):                                false,
		strings.Replace(usual, "03-accept/scenes", "03-accept/others", 1):                    false,
		strings.Replace(usual, "want", "expected", 1):                                        false,
	} {
		if alike(usual, now) != same {
			t.Errorf("%v is wrong of\n%s", !same, now)
		}
	}
}

func TestMetadataAndSpecsNameTheSamePromises(t *testing.T) {
	l := syllabus.Lesson{Name: "01-listen", Specs: []syllabus.Spec{{ID: "one"}, {ID: "two"}}}
	title := course.Text{En: "a", Zh: "甲"}
	v := &Verifier{}
	v.sameIDs(engine.Verdict{Lesson: l, Records: []course.Record{
		{Spec: "one", Title: title}, {Spec: "one", Title: title},
		{Spec: "three", Title: course.Text{En: "a", Zh: "a"}}}})
	var all strings.Builder
	for _, p := range v.problems {
		all.WriteString(p.What.En + "\n")
	}
	for _, want := range []string{
		`two specs are called "one"`, `"three" has no [[spec]]`, `title of "three" is in one language`,
		`"two" belongs to no spec`,
	} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("not found: %s in\n%s", want, all.String())
		}
	}
}

// What a chapter says of a wrong answer, beyond what the answer says of itself, is proved as well.
func TestWrongAnswersFailWhatTheChapterSays(t *testing.T) {
	got := engine.Verdict{Records: []course.Record{
		{Spec: "a", Status: course.Failed}, {Spec: "b", Status: course.Passed}, {Spec: "c", Status: course.Skipped},
	}}
	v := &Verifier{}
	v.asTold(answer{where: "solutions/11-demo/testdata/wrong/x"}, got, []string{"a", "b", "c"})
	if len(v.problems) != 1 || !strings.HasPrefix(v.problems[0].What.En, `passes "b"`) {
		t.Errorf("told of a, b and c, of which b passes: %v", v.problems)
	}
}
