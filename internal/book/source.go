package book

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"

	"handshake/internal/course"
)

// tested are the folders whose Go the project builds, vets and runs. Wrong and right answers
// lie in testdata, but the course's verification runs every one of them.
var (
	tested   = regexp.MustCompile(`^(solutions|lessons|tcp|wire|checker|internal)/`)
	untested = regexp.MustCompile(`/testdata/`)
	answers  = regexp.MustCompile(`^solutions/[^/]+/testdata/(wrong|right)/`)
)

// cut takes out of a source file what a reference PATH#NAME names.
func (b *Book) cut(ref string) (code, source string, err error) {
	file, name, _ := strings.Cut(ref, "#")
	text, ok := b.text[file]
	switch {
	case !ok:
		return "", "", course.Fail(nil,
			"there is no source file %s: mend the reference",
			"没有源文件 %s：请改正出处", file)
	case name == "":
		return "", "", course.Fail(nil,
			"%s names no part of the file: write %s#NAME",
			"%s 没有指明是文件的哪一部分：请写成 %s#NAME", ref, file)
	}
	switch path.Ext(file) {
	case ".go":
		code, err = goDeclaration(file, text, name)
		return code, ref, err
	case ".py":
		if code, ok := pythonFunction(string(text), name); ok {
			return code, ref, nil
		}
	}
	regions, _ := b.regions()
	for _, r := range regions {
		if r.file == file && r.name == name {
			return r.code, r.source(), nil
		}
	}
	return "", "", course.Fail(nil,
		"%s has no %q: mark the lines with \"%s\" before and \"%s\" after them, or mend the reference",
		"%s 里没有 %q：请在那几行前后标上 \"%s\" 和 \"%s\"，或者改正出处",
		file, name, strings.Replace(startOf(file), "NAME", name, 1), endOf(file))
}

// goDeclaration is a top-level declaration as its file has it: a function, a Type.Method, a
// type, or the group of constants or variables that name is in; with its doc comment when
// name ends in +doc.
func goDeclaration(file string, text []byte, name string) (string, error) {
	if !tested.MatchString(file) || untested.MatchString(file) && !answers.MatchString(file) {
		return "", course.Fail(nil,
			"%s is not among the tested sources: show Go from solutions, lessons, tcp, wire, checker or internal",
			"%s 不在经过测试的源代码之列：请展示 solutions、lessons、tcp、wire、checker 或 internal 里的 Go 代码", file)
	}
	name, withDoc := strings.CutSuffix(name, "+doc")
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, file, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return "", err
	}
	for _, decl := range parsed.Decls {
		doc, declares := declared(decl)
		if !slices.Contains(declares, name) {
			continue
		}
		start := decl.Pos()
		if withDoc {
			if doc == nil {
				return "", course.Fail(nil,
					"%s has no doc comment in %s: write one, or leave out +doc",
					"%s 在 %s 里没有文档注释：请写上，或者去掉 +doc", name, file)
			}
			start = doc.Pos()
		}
		// A comment at the end of the last line belongs to what is shown.
		from, to := set.Position(start).Offset, set.Position(decl.End()).Offset
		rest, _, _ := bytes.Cut(text[to:], []byte("\n"))
		return string(text[from:to]) + string(rest) + "\n", nil
	}
	return "", course.Fail(nil,
		"%s does not declare %s: mend the reference (a method is written Type.Method)",
		"%s 没有声明 %s：请改正出处（方法写成 Type.Method）", file, name)
}

// declared is the doc comment of a declaration, and the names it declares.
func declared(decl ast.Decl) (doc *ast.CommentGroup, names []string) {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil {
			return decl.Doc, []string{decl.Name.Name}
		}
		return decl.Doc, []string{receiver(decl.Recv.List[0].Type) + "." + decl.Name.Name}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				names = append(names, spec.Name.Name)
			case *ast.ValueSpec:
				for _, name := range spec.Names {
					names = append(names, name.Name)
				}
			}
		}
		return decl.Doc, names
	}
	return nil, nil
}

// receiver is the name of a receiver's type, without pointer and type parameters.
func receiver(expr ast.Expr) string {
	switch expr := expr.(type) {
	case *ast.Ident:
		return expr.Name
	case *ast.StarExpr:
		return receiver(expr.X)
	case *ast.IndexExpr:
		return receiver(expr.X)
	case *ast.IndexListExpr:
		return receiver(expr.X)
	}
	return ""
}

// pythonFunction is the top-level function called name: its def line and the lines that
// belong to it, being blank, indented, or closing its parameters.
func pythonFunction(text, name string) (string, bool) {
	start := regexp.MustCompile(`(?m)^(async )?def ` + regexp.QuoteMeta(name) + `\(`).FindStringIndex(text)
	if start == nil {
		return "", false
	}
	var code strings.Builder
	for line := range strings.Lines(text[start[0]:]) {
		if code.Len() > 0 && strings.IndexAny(line, " \t\r\n)") != 0 {
			break
		}
		code.WriteString(line)
	}
	return ended(code.String()), true
}

// region is a marked stretch of a source file.
type region struct {
	file, name string
	line       int // of its first mark
	code       string
}

// source is how a page refers to the region.
func (r region) source() string { return r.file + "#" + r.name }

// startOf and endOf are the marks around a region. Go has none: its declarations are names
// enough.
func startOf(file string) string {
	if path.Ext(file) == ".py" {
		return "# region NAME"
	}
	return "region: NAME"
}

func endOf(file string) string {
	if path.Ext(file) == ".py" {
		return "# endregion"
	}
	return "endregion"
}

// marked are the files that may hold regions.
var marked = regexp.MustCompile(`(^|/)Makefile$|\.(mod|toml|py|sh|ya?ml|html|css|vue|m?[jt]s)$`)

// regions are all marked stretches of the repository, and the marks that do not fit.
func (b *Book) regions() ([]region, []Problem) {
	var all []region
	var wrong []Problem
	for _, file := range b.files {
		if !marked.MatchString(file) {
			continue
		}
		found, err := regionsIn(file, string(b.text[file]))
		if err != nil {
			wrong = append(wrong, Problem{file, 1, course.Say("%v", "%v", err)})
		}
		all = append(all, found...)
	}
	return all, wrong
}

func regionsIn(file, text string) ([]region, error) {
	start := regexp.MustCompile(`(?:^|\W)` + strings.Replace(startOf(file), "NAME", `([A-Za-z0-9_-]+)`, 1))
	var found []region
	var now *region
	line := 0
	for row := range strings.Lines(text) {
		line++
		m := start.FindStringSubmatch(row)
		switch {
		case m != nil && now != nil:
			return found, course.Fail(nil,
				"the region %q begins inside of %q: end that one first with %q",
				"区域 %q 开始时，%q 还没有结束：请先用 %q 结束那一个", m[1], now.name, endOf(file))
		case m != nil && slices.ContainsFunc(found, func(r region) bool { return r.name == m[1] }):
			return found, course.Fail(nil,
				"two regions are called %q: rename one",
				"有两个区域都叫 %q：请给一个改名", m[1])
		case m != nil:
			now = &region{file: file, name: m[1], line: line}
		case strings.Contains(row, endOf(file)) && now == nil:
			return found, course.Fail(nil,
				"a region ends that has not begun: remove the mark",
				"有个区域没有开始就结束了：请删掉标记")
		case strings.Contains(row, endOf(file)):
			found = append(found, *now)
			now = nil
		case now != nil:
			now.code += row
		}
	}
	if now != nil {
		return found, course.Fail(nil,
			"the region %q does not end: mark its end with %q",
			"区域 %q 没有结束：请用 %q 标出结尾", now.name, endOf(file))
	}
	return found, nil
}
