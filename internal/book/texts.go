package book

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"handshake/internal/course"
)

// unequalTexts checks what the programs say: each text stands in both languages, En beside Zh
// or one argument before the other, and both take the same values.
func unequalTexts(b *Book) []Problem {
	var found []Problem
	for _, t := range b.said() {
		what := unequal(t.en, t.zh)
		if t.half {
			what = course.Say("it is said in one language only: fill in En and Zh", "只说了一种语言：En 和 Zh 都要填")
		}
		if what != (course.Text{}) {
			found = append(found, Problem{t.file, t.line, what})
		}
	}
	return found
}

// texts are those of all Go files.
func (b *Book) texts() (all []bilingual) {
	for _, file := range b.files {
		if path.Ext(file) == ".go" {
			all = append(all, textsIn(file, b.text[file])...)
		}
	}
	return all
}

// bilingual is a text in both languages.
type bilingual struct {
	file   string
	line   int
	en, zh words
	half   bool // it has one of them only
	title  bool // of a spec
}

// textsIn are the texts of a Go file, in order; none if it cannot be parsed: the compiler tells that
// better.
func textsIn(file string, source []byte) (texts []bilingual) {
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, file, source, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	titles := map[ast.Node]bool{}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CompositeLit:
			en, zh := field(n, "En"), field(n, "Zh")
			t := bilingual{file: file, line: set.Position(n.Pos()).Line, en: wordsOf(en), zh: wordsOf(zh)}
			t.half = (en == nil || zh == nil) && cmp.Or(t.en, t.zh).text != ""
			if t.half || en != nil && zh != nil {
				texts = append(texts, t)
			}
		case *ast.CallExpr:
			for i := range n.Args {
				titles[n.Args[i]] = isTitle(n, i)
			}
			for i := range max(0, len(n.Args)-1) {
				en, zh := wordsOf(n.Args[i]), wordsOf(n.Args[i+1])
				if en.text != "" && !isChinese(en.text) && isChinese(zh.text) {
					texts = append(texts, bilingual{
						file, set.Position(n.Args[i+1].Pos()).Line, en, zh, false, titles[n],
					})
				}
			}
		}
		return true
	})
	return texts
}

// field is the value of a field in a literal, nil if it is not there.
func field(literal *ast.CompositeLit, name string) ast.Expr {
	for _, element := range literal.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			if key, ok := pair.Key.(*ast.Ident); ok && key.Name == name {
				return pair.Value
			}
		}
	}
	return nil
}

// words are what an expression says.
type words struct {
	text   string
	filled bool // values are filled in already; "go vet" checks these
}

// wordsOf are the string literals of an expression, or of the format that it fills in.
func wordsOf(e ast.Expr) words {
	switch e := e.(type) {
	case *ast.BasicLit:
		if text, err := strconv.Unquote(e.Value); err == nil && e.Kind == token.STRING {
			return words{text: text}
		}
	case *ast.BinaryExpr:
		x, y := wordsOf(e.X), wordsOf(e.Y)
		return words{x.text + y.text, x.filled || y.filled}
	case *ast.CallExpr:
		if f, ok := e.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Sprintf" {
			return words{wordsOf(e.Args[0]).text, true}
		}
	}
	return words{}
}

// unequal is what is wrong between a text and its other half; nothing when nothing is.
func unequal(en, zh words) course.Text {
	if isChinese(en.text) {
		return course.Say("its English is Chinese", "英文那一半写的是中文")
	}
	inEn, inZh := valuesOf(en.text), valuesOf(zh.text)
	if en.filled || zh.filled || maps.Equal(inEn, inZh) {
		return course.Text{}
	}
	return course.Say(
		"the English takes %s, the Chinese %s: give both the same values",
		"英文用到%s，中文用到%s：两边用的值要一样", list(inEn), list(inZh))
}

// formatVerb is %% or a verb: the number of its value, a width or precision from a value, and
// the verb's letter.
var formatVerb = regexp.MustCompile(`%(?:%|[-+#0]*(?:\[(\d+)\])?(\*|\d*)(?:\.(\*|\d*))?(?:\[(\d+)\])?([a-zA-Z]))`)

// valuesOf says which value of a format string goes to which verb.
func valuesOf(text string) map[int]string {
	values := map[int]string{}
	next := 1
	for _, m := range formatVerb.FindAllStringSubmatch(text, -1) {
		for _, part := range m[1:] {
			if number, err := strconv.Atoi(part); err == nil && strings.Contains(m[0], "["+part+"]") {
				next = number
			} else if part == "*" {
				values[next] = part
				next++
			}
		}
		if verb := m[len(m)-1]; verb != "" {
			values[next] = verb
			next++
		}
	}
	return values
}

func list(values map[int]string) course.Text {
	if len(values) == 0 {
		return course.Say("none", "零个值")
	}
	var en, zh []string
	for _, i := range slices.Sorted(maps.Keys(values)) {
		one := course.Say("%d as %%%s", "第 %d 个（%%%s）", i, values[i])
		en, zh = append(en, one.En), append(zh, one.Zh)
	}
	return course.Text{En: strings.Join(en, ", "), Zh: strings.Join(zh, "、")}
}
