package verify

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"

	answers "handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

// The least that a lesson must be proved against, and the least help it must offer.
const (
	leastWrong = 6
	leastRight = 1
	leastHints = 2
)

// contracts checks the author's contract of every lesson.
func (v *Verifier) contracts(context.Context) error {
	v.expect(len(v.Lessons))
	for _, l := range v.Lessons {
		v.contract(l)
		v.judged(1)
	}
	return nil
}

// contract checks what every lesson must have, and says how to mend what is missing. Its chapters
// and its README are the book's.
func (v *Verifier) contract(l syllabus.Lesson) {
	v.metadata(l)
	v.lessonFolder(l)
	v.specFiles(l)
	v.stubFiles(l, handout.Stubs(l.Name))
	v.answerFolder(l, "wrong", leastWrong)
	v.answerFolder(l, "races", 0)
	v.answerFolder(l, "right", leastRight)
}

func (v *Verifier) metadata(l syllabus.Lesson) {
	file := syllabus.Dir + "/" + l.Name + "/" + syllabus.MetadataFile
	v.both(file, "title", "title", l.Title)
	v.both(file, "aim", "aim", l.Aim)
	if len(l.Imports) == 0 {
		v.problem(file, "names no imports: list the packages that an answer may import", "没有写 imports：请列出答案可以导入的包")
	}
	for _, s := range l.Specs {
		if s.Weight < 1 {
			v.problem(file, "%s has no weight: give it at least 1 point", "%s 没有分值：至少给 1 分", s.ID)
		}
		if len(s.Hints) < leastHints {
			v.problem(file,
				"%s has %d hints: write at least %d, from a nudge to nearly code",
				"%s 只有 %d 条提示：至少写 %d 条，由浅入深", s.ID, len(s.Hints), leastHints)
		}
		for i, h := range s.Hints {
			v.both(file, fmt.Sprintf("hint %d of %s", i+1, s.ID), fmt.Sprintf("%s 的第 %d 条提示", s.ID, i+1), h)
		}
	}
}

// both checks that a text is there in both languages. Code may be the same in both.
func (v *Verifier) both(file, en, zh string, t course.Text) {
	chinese, english := strings.ContainsFunc(t.Zh, course.Han), !strings.ContainsFunc(t.En, course.Han)
	if t.En == "" || t.Zh == "" || !english || (!chinese && t.Zh != t.En) {
		v.problem(file, en+" must be there in English and in Chinese", zh+"要中英文都写")
	}
}

// lessonFolder checks that a lesson's folder holds what a lesson consists of, and nothing
// else.
func (v *Verifier) lessonFolder(l syllabus.Lesson) {
	dir := syllabus.Dir + "/" + l.Name
	allowed := append([]string{
		"README.md", syllabus.MetadataFile, ContractFile, engine.SuiteFile, "demo", "testdata",
	}, l.Files...)
	entries, _ := os.ReadDir(filepath.Join(v.root(), dir))
	specs := 0
	for _, e := range entries {
		isSpec := strings.HasSuffix(e.Name(), "_test.go") && e.Name() != engine.SuiteFile
		if isSpec {
			specs++
		} else if !slices.Contains(allowed, e.Name()) {
			v.problem(dir+"/"+e.Name(),
				"does not belong to a lesson: remove it, or declare it in "+syllabus.MetadataFile,
				"不属于课程的内容：请删掉，或者在 "+syllabus.MetadataFile+" 里声明")
		}
	}
	if specs == 0 {
		v.problem(dir,
			"has no specs: write server_test.go and client_test.go",
			"没有测试：请写 server_test.go 和 client_test.go")
	}
}

// stubFiles checks that each exported function of a stub is a TODO with a doc comment in both
// languages, and that the solution declares the same functions. Stubs that are not given are
// those in the checkout.
func (v *Verifier) stubFiles(l syllabus.Lesson, stubs map[string][]byte) {
	for _, name := range l.Files {
		file := syllabus.Dir + "/" + l.Name + "/" + name
		stub := v.declarations(file, stubs[name], l)
		solution := v.declarations(syllabus.Solutions+"/"+l.Name+"/"+name, nil, l)
		for fn, decl := range stub {
			if answers.Stub(decl) != fn {
				v.problem(file, "the body of %s is not panic(\"TODO: %s\")", "%s 的函数体不是 panic(\"TODO: %s\")", fn, fn)
			}
			doc := decl.Doc.Text()
			if !strings.ContainsFunc(doc, course.Han) || !strings.HasPrefix(doc, fn+" ") {
				v.problem(file, fn+" needs a doc comment in English and then in Chinese", fn+" 需要先英文、后中文的文档注释")
			}
			if solution[fn] == nil {
				v.problem(syllabus.Solutions+"/"+l.Name+"/"+name, "does not declare "+fn, "没有声明 "+fn)
			}
		}
	}
}

// declarations are the exported functions that a file declares, by name. Its text is what the
// course has, unless it is given.
func (v *Verifier) declarations(file string, text []byte, l syllabus.Lesson) map[string]*ast.FuncDecl {
	var err error
	if text == nil {
		text, err = os.ReadFile(filepath.Join(v.root(), file))
	}
	if err != nil {
		v.problem(file, "%v", "%v", err)
		return nil
	}
	parsed, err := parser.ParseFile(token.NewFileSet(), file, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		v.problem(file, "%v", "%v", err)
		return nil
	}
	if parsed.Name.Name != l.Package() {
		v.problem(file,
			"the package is called %s, not %s after its folder",
			"包名是 %s，按目录名应当是 %s", parsed.Name.Name, l.Package())
	}
	found := map[string]*ast.FuncDecl{}
	for _, d := range parsed.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Name.IsExported() {
			found[fn.Name.Name] = fn
		}
	}
	return found
}

// answerFolder checks the wrong or right answers to a lesson: enough of them, and each says
// in its first line what it is.
func (v *Verifier) answerFolder(l syllabus.Lesson, kind string, least int) {
	dir := syllabus.Solutions + "/" + l.Name + "/testdata/" + kind
	entries, _ := os.ReadDir(filepath.Join(v.root(), dir))
	intro := map[string]string{"wrong": "// Wrong: ", "races": "// Wrong: ", "right": "// Right: "}[kind]
	toDo := false
	for _, e := range entries {
		a := v.header(answer{lesson: l, where: dir + "/" + e.Name()})
		toDo = toDo || a.toDo()
		if !strings.HasPrefix(a.what, intro) {
			v.problem(a.where, "its first line must begin with "+intro, "第一行要以 "+intro+" 开头")
		}
		if kind != "right" && len(a.fails) == 0 {
			v.problem(a.where,
				"its second line must name the specs that it fails: // fails: id, id",
				"第二行要写明它会让哪些测试失败：// fails: id, id")
		}
		for _, id := range a.fails {
			if _, ok := l.Spec(id); !ok {
				v.problem(a.where, "names the spec %q, which does not exist", "点名的测试 %q 不存在", id)
			}
		}
		files, _ := os.ReadDir(filepath.Join(v.root(), a.where))
		for _, f := range files {
			golden := kind == "wrong" && (f.Name() == "feedback.en.txt" || f.Name() == "feedback.zh.txt")
			if !golden && !slices.Contains(l.Files, f.Name()) {
				v.problem(a.where+"/"+f.Name(),
					"does not belong here: an answer holds only the lesson's files",
					"不该在这里：答案里只放本课的文件")
			}
		}
	}
	if len(entries) < least && !toDo {
		v.problem(dir, "has %d answers: write at least %d", "只有 %d 个答案：至少写 %d 个", len(entries), least)
	}
}
