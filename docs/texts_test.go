package docs_test

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// unequalTexts checks what the programs say: each text stands in both languages, En beside Zh
// or one argument before the other, and both take the same values.
func unequalTexts(b *book) []problem {
	var found []problem
	for _, file := range b.files {
		if path.Ext(file) != ".go" {
			continue
		}
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, file, b.text[file], parser.SkipObjectResolution)
		if err != nil {
			continue // the compiler tells it better
		}
		complain := func(n ast.Node, what string) {
			found = append(found, problem{file, set.Position(n.Pos()).Line, what})
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				en, zh := field(n, "En"), field(n, "Zh")
				switch one := cmp.Or(wordsOf(en), wordsOf(zh)); {
				case en != nil && zh != nil:
					if what := unequal(wordsOf(en), wordsOf(zh)); what != "" {
						complain(n, what)
					}
				case one.text != "":
					complain(n, "it is said in one language only: fill in En and Zh")
				}
			case *ast.CallExpr:
				for i := range max(0, len(n.Args)-1) {
					if en, zh := wordsOf(n.Args[i]), wordsOf(n.Args[i+1]); en.text != "" && !isChinese(en.text) && isChinese(zh.text) {
						if what := unequal(en, zh); what != "" {
							complain(n.Args[i+1], what)
						}
					}
				}
			}
			return true
		})
	}
	return found
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

// unequal is what is wrong between a text and its other half.
func unequal(en, zh words) string {
	if isChinese(en.text) {
		return "its English is Chinese"
	}
	inEn, inZh := valuesOf(en.text), valuesOf(zh.text)
	if en.filled || zh.filled || maps.Equal(inEn, inZh) {
		return ""
	}
	return fmt.Sprintf("the English takes %s, the Chinese %s: give both the same values", list(inEn), list(inZh))
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

func list(values map[int]string) string {
	if len(values) == 0 {
		return "none"
	}
	var all []string
	for _, i := range slices.Sorted(maps.Keys(values)) {
		all = append(all, fmt.Sprintf("%d as %%%s", i, values[i]))
	}
	return strings.Join(all, ", ")
}
