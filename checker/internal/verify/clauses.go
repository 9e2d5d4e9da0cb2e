package verify

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

// ContractFile is the name of the file that tells which specs hold each sentence of a lesson's
// stubs.
const ContractFile = "contract.toml"

// leastBreaking is how many wrong answers break each clause.
const leastBreaking = 2

// agreement is a lesson's contract.toml.
type agreement struct {
	Clauses    []Clause `toml:"clause"`
	Background []Clause `toml:"background"` // what promises nothing that a spec could hold
}

// Clause is a promise that the comments of the stubs make, in their words.
type Clause struct {
	ID    string   `toml:"id"`
	En    string   `toml:"en"`
	Zh    string   `toml:"zh"`
	Specs []string `toml:"specs"` // that hold it

	Wrong []string `toml:"-"` // the wrong answers that break it
	line  int
}

// Clauses are a lesson's clauses, for whoever wants to see them all.
type Clauses struct {
	Lesson  syllabus.Lesson
	Clauses []Clause
}

// clauses checks that each sentence of the stubs' comments is held by specs, and each clause broken
// by wrong answers.
func (v *Verifier) clauses(context.Context) error {
	v.expect(len(v.Lessons))
	for _, l := range v.Lessons {
		v.clausesOf(l)
		v.judged(1)
	}
	return nil
}

func (v *Verifier) clausesOf(l syllabus.Lesson) {
	file := syllabus.Dir + "/" + l.Name + "/" + ContractFile
	agreed, problem := v.agreement(l)
	if problem != nil {
		v.problem(file, "%s", "%s", *problem)
		return
	}
	v.heldBySpecs(l, file, agreed)
	v.quotes(l, file, agreed)
	v.broken(l, file, agreed)
	v.Table = append(v.Table, Clauses{l, agreed.Clauses})
}

// agreement reads a lesson's contract.toml, or says what keeps it from being read.
func (v *Verifier) agreement(l syllabus.Lesson) (agreement, *course.Text) {
	var a agreement
	text, err := os.ReadFile(filepath.Join(v.root(), syllabus.Dir, l.Name, ContractFile))
	if errors.Is(err, fs.ErrNotExist) {
		missing := course.Say(
			"is missing: it says which specs hold each sentence of the stubs' comments",
			"缺少这个文件：桩代码注释里的每一句由哪些测试来守，要写在这里")
		return a, &missing
	}
	if err != nil {
		what := course.Say("%v", "%v", err)
		return a, &what
	}
	if line, what, err := syllabus.Decode(bytes.NewReader(text), &a); err != nil {
		if line > 0 {
			what = course.Say("line %d: %s", "第 %d 行：%s", line, what)
		}
		return a, &what
	}
	clauses, background := 0, 0
	n := 0
	for line := range strings.Lines(string(text)) {
		n++
		switch line = strings.TrimSpace(line); {
		case strings.HasPrefix(line, "[[clause]]") && clauses < len(a.Clauses):
			a.Clauses[clauses].line = n
			clauses++
		case strings.HasPrefix(line, "[[background]]") && background < len(a.Background):
			a.Background[background].line = n
			background++
		}
	}
	return a, nil
}

var clauseID = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// heldBySpecs checks that each clause has specs, and each spec a clause.
func (v *Verifier) heldBySpecs(l syllabus.Lesson, file string, agreed agreement) {
	seen, held := map[string]bool{}, map[string]bool{}
	for _, c := range agreed.Clauses {
		where := fmt.Sprintf("%s:%d", file, c.line)
		switch {
		case !clauseID.MatchString(c.ID):
			v.problem(where,
				"a clause has an id of small letters and hyphens, not %q",
				"每一条要有 id，用小写字母和连字符，不能是 %q", c.ID)
		case seen[c.ID]:
			v.problem(where, "two clauses are called %q", "有两条都叫 %q", c.ID)
		}
		seen[c.ID] = true
		if len(c.Specs) == 0 {
			v.problem(where, "no spec holds %s: write one, and name it here", "%s 没有测试来守：请写一条，并在这里点名", c.ID)
		}
		for _, id := range c.Specs {
			if _, there := l.Spec(id); !there {
				v.problem(where,
					"%s names the spec %q, which does not exist",
					"%s 点名的测试 %q 不存在", c.ID, id)
			}
			held[id] = true
		}
	}
	for _, b := range agreed.Background {
		if b.ID != "" || len(b.Specs) > 0 {
			v.problem(fmt.Sprintf("%s:%d", file, b.line),
				"a background promises nothing: it has no id and no specs, or else it is a clause",
				"background 什么也不承诺，没有 id 和 specs；有的话就该是 clause")
		}
	}
	for _, s := range l.Specs {
		if !held[s.ID] {
			v.problem(file,
				"the spec %s holds no clause: name it in one, or ask what it is for",
				"测试 %s 不守任何一条：请在某一条里点名，或者想想它有什么用", s.ID)
		}
	}
}

// comment is a doc comment of a stub: its sentences in each language, and all of them without
// spaces, which no quote has to get right.
type comment struct {
	where     string // file:line
	texts     map[course.Lang]string
	quoted    map[course.Lang][]bool // byte by byte
	sentences map[course.Lang][]sentence
}

// sentence is one of a comment.
type sentence struct {
	from, to int // in the comment's text of its language
	words    string
}

var languages = []course.Lang{course.English, course.Chinese}

// quotes checks that what clauses and background quote is there, and that nothing else is.
func (v *Verifier) quotes(l syllabus.Lesson, file string, agreed agreement) {
	var comments []*comment
	stubs := handout.Stubs(l.Name)
	for _, name := range l.Files {
		comments = append(comments, v.comments(l.Path(name), stubs[name])...)
	}
	taken := map[string]bool{}
	for _, c := range slices.Concat(agreed.Clauses, agreed.Background) {
		v.quote(fmt.Sprintf("%s:%d", file, c.line), c, comments, taken)
	}
	for _, c := range comments {
		for _, lang := range languages {
			for _, words := range c.unquoted(lang) {
				v.problem(c.where,
					"no clause of %s quotes this, and no background: %s",
					"%s 里没有哪一条引用这些话：%s", ContractFile, words)
			}
		}
	}
}

// quote finds a quote in both languages, in one comment, where no other such quote has been found,
// and marks its sentences.
func (v *Verifier) quote(where string, c Clause, comments []*comment, taken map[string]bool) {
	said := map[course.Lang]string{course.English: c.En, course.Chinese: c.Zh}
	at := map[course.Lang]*place{}
	for _, lang := range languages {
		if strings.TrimSpace(said[lang]) == "" {
			v.problem(where, "quotes nothing in en or in zh", "en 或 zh 没有引文")
			return
		}
	}
	for _, of := range comments {
		en, zh := of.find(course.English, c.En, taken), of.find(course.Chinese, c.Zh, taken)
		if en != nil && zh != nil {
			at[course.English], at[course.Chinese] = en, zh
			break
		}
	}
	for _, lang := range languages {
		if at[lang] != nil {
			continue
		}
		for _, taken := range []map[string]bool{taken, nil} {
			for _, of := range comments {
				if at[lang] == nil {
					at[lang] = of.find(lang, said[lang], taken)
				}
			}
		}
		if at[lang] == nil {
			v.problem(where,
				"no comment of the stubs says this: %s",
				"桩代码的注释里没有这句话：%s", said[lang])
		}
	}
	for lang, p := range at {
		if p != nil {
			p.mark(lang, taken)
		}
	}
	en, zh := at[course.English], at[course.Chinese]
	if en != nil && zh != nil && en.of != zh.of {
		v.problem(where,
			"quotes %s in English and %s in Chinese: a clause is one in both languages",
			"英文引自 %s，中文引自 %s：同一条要引自同一段注释", en.of.where, zh.of.where)
	}
}

// place is where a quote was found.
type place struct {
	of    *comment
	parts [][2]int
	key   string
}

// leftOut stands in a quote for words between two parts.
var leftOut = regexp.MustCompile(`\s+…\s+`)

// find looks for a quote where it has not been taken.
func (c *comment) find(lang course.Lang, quote string, taken map[string]bool) *place {
	parts := leftOut.Split(strings.TrimSpace(quote), -1)
	text, first := c.texts[lang], squeeze(parts[0])
next:
	for from := 0; ; {
		i := strings.Index(text[from:], first)
		if i < 0 {
			return nil
		}
		begin := from + i
		p := &place{of: c, key: fmt.Sprintf("%s %s %d %s", c.where, lang, begin, quote)}
		at := begin
		for _, part := range parts {
			part = squeeze(part)
			i := strings.Index(text[at:], part)
			if i < 0 {
				return nil // nor behind a later beginning
			}
			p.parts = append(p.parts, [2]int{at + i, at + i + len(part)})
			at += i + len(part)
		}
		if taken[p.key] {
			from = begin + len(first)
			continue next
		}
		return p
	}
}

// mark marks what is quoted.
func (p *place) mark(lang course.Lang, taken map[string]bool) {
	taken[p.key] = true
	for _, part := range p.parts {
		for i := part[0]; i < part[1]; i++ {
			p.of.quoted[lang][i] = true
		}
	}
}

// unquoted are the sentences of which nobody quotes anything, and of the others what is left out, if
// that is more than a few words.
func (c *comment) unquoted(lang course.Lang) (left []string) {
	quoted := c.quoted[lang]
	for _, s := range c.sentences[lang] {
		if !slices.Contains(quoted[s.from:s.to], true) {
			left = append(left, s.words)
			continue
		}
		at, begin := s.from, -1
		for i := 0; i <= len(s.words); i++ {
			switch {
			case i < len(s.words) && s.words[i] == ' ':
				continue
			case i < len(s.words) && !quoted[at]:
				if begin < 0 {
					begin = i
				}
			case begin >= 0:
				if words := s.words[begin:i]; manyWords(words) {
					left = append(left, "… "+strings.TrimSpace(words)+" …")
				}
				begin = -1
			}
			at++
		}
	}
	return left
}

// manyWords reports whether words may promise something, and do not only join what does.
func manyWords(words string) bool {
	const mostLetters, mostHan = 12, 4
	letters, han := 0, 0
	for _, r := range words {
		switch {
		case course.Han(r):
			han++
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			letters++
		}
	}
	return letters > mostLetters || han > mostHan
}

// squeeze is a text without its spaces.
func squeeze(text string) string { return strings.Join(strings.Fields(text), "") }

// comments are the doc comments of what a stub exports, in order. Its text is what the course has,
// unless it is given.
func (v *Verifier) comments(file string, text []byte) (found []*comment) {
	var err error
	if text == nil {
		if text, err = os.ReadFile(filepath.Join(v.root(), file)); err != nil {
			return nil // the contract has complained
		}
	}
	set := token.NewFileSet()
	parsed, err := parser.ParseFile(set, file, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	add := func(doc *ast.CommentGroup) {
		if doc != nil {
			found = append(found, commentOf(fmt.Sprintf("%s:%d", file, set.Position(doc.Pos()).Line), doc.Text()))
		}
	}
	for _, d := range parsed.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Name.IsExported() {
				add(d.Doc)
			}
		case *ast.GenDecl:
			if exports(d) {
				add(d.Doc)
			}
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					if spec.Name.IsExported() {
						add(spec.Doc)
						ast.Inspect(spec.Type, func(n ast.Node) bool {
							if f, is := n.(*ast.Field); is {
								add(f.Doc)
							}
							return true
						})
					}
				case *ast.ValueSpec:
					if slices.ContainsFunc(spec.Names, (*ast.Ident).IsExported) {
						add(spec.Doc)
					}
				}
			}
		}
	}
	return found
}

// exports reports whether a declaration of types or values has one that is exported.
func exports(d *ast.GenDecl) bool {
	return slices.ContainsFunc(d.Specs, func(spec ast.Spec) bool {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			return spec.Name.IsExported()
		case *ast.ValueSpec:
			return slices.ContainsFunc(spec.Names, (*ast.Ident).IsExported)
		}
		return false
	})
}

// commentOf takes a doc comment apart. What is laid out as code is no sentence, and may be quoted in
// either language.
func commentOf(where, text string) *comment {
	c := &comment{where, map[course.Lang]string{}, map[course.Lang][]bool{}, map[course.Lang][]sentence{}}
	for _, paragraph := range strings.Split(text, "\n\n") {
		if strings.HasPrefix(paragraph, "\t") {
			for _, lang := range languages {
				c.texts[lang] += squeeze(paragraph)
			}
			continue
		}
		english, chinese := split(paragraph)
		c.add(course.English, sentences(english, course.English))
		c.add(course.Chinese, sentences(chinese, course.Chinese))
	}
	for _, lang := range languages {
		c.quoted[lang] = make([]bool, len(c.texts[lang]))
	}
	return c
}

func (c *comment) add(lang course.Lang, all []string) {
	for _, words := range all {
		from := len(c.texts[lang])
		c.texts[lang] += squeeze(words)
		c.sentences[lang] = append(c.sentences[lang], sentence{from, len(c.texts[lang]), words})
	}
}

// split is a paragraph in two: its English sentences, and what is Chinese behind them. Most have
// only one of these.
func split(paragraph string) (english, chinese string) {
	for _, words := range sentences(paragraph, course.English) {
		if chinese != "" || strings.ContainsFunc(words, course.Han) {
			chinese += " " + words
		} else {
			english += " " + words
		}
	}
	return english, chinese
}

// sentences cuts a paragraph behind what ends a sentence, and what closes behind that.
func sentences(paragraph string, lang course.Lang) (found []string) {
	runes := []rune(strings.Join(strings.Fields(paragraph), " "))
	ends := ".?!"
	if lang == course.Chinese {
		ends = "。？！"
	}
	begin := 0
	for i := 0; i < len(runes); i++ {
		if !strings.ContainsRune(ends, runes[i]) {
			continue
		}
		for i+1 < len(runes) && strings.ContainsRune(`)"'”’）》」`, runes[i+1]) {
			i++
		}
		if lang == course.English && i+1 < len(runes) && !unicode.IsSpace(runes[i+1]) {
			continue // "io.EOF"
		}
		found = append(found, strings.TrimSpace(string(runes[begin:i+1])))
		begin = i + 1
	}
	if rest := strings.TrimSpace(string(runes[begin:])); rest != "" {
		found = append(found, rest)
	}
	return found
}

// broken checks that each wrong answer breaks one clause, that one of its specs notices, and that
// there are enough for each. What breaks a clause is noted in it.
func (v *Verifier) broken(l syllabus.Lesson, file string, agreed agreement) {
	toDo := false
	for _, kind := range []string{"wrong", "races"} {
		for _, a := range v.folders(l, kind) {
			toDo = toDo || a.toDo()
			if a.breaks == "" && kind == "races" {
				continue
			}
			i := slices.IndexFunc(agreed.Clauses, func(c Clause) bool { return c.ID == a.breaks })
			switch {
			case a.breaks == "":
				v.problem(a.where,
					"its third line must name the one clause that it breaks: // breaks: id",
					"第三行要写明它违反的那一条：// breaks: id")
			case i < 0:
				v.problem(a.where,
					"breaks %q, which is no clause of %s: name exactly one",
					"它违反的 %q 不是 %s 里的一条：要恰好写一条", a.breaks, ContractFile)
			default:
				c := &agreed.Clauses[i]
				c.Wrong = append(c.Wrong, filepath.Base(a.where))
				if len(a.fails) > 0 && len(c.Specs) > 0 && !slices.ContainsFunc(a.fails, func(id string) bool {
					return slices.Contains(c.Specs, id)
				}) {
					v.problem(a.where,
						"breaks %s, and names none of the specs that hold it: %s",
						"它违反 %s，却没有点名守着这一条的测试：%s", c.ID, strings.Join(c.Specs, ", "))
				}
			}
		}
	}
	for _, c := range agreed.Clauses {
		if len(c.Wrong) < leastBreaking && !toDo {
			v.problem(fmt.Sprintf("%s:%d", file, c.line),
				"%s is broken by %d wrong answers: write at least %d that break it and no other",
				"违反 %s 的错误答案有 %d 个：至少写 %d 个，只违反这一条", c.ID, len(c.Wrong), leastBreaking)
		}
	}
}

// brokenFirst checks that the first spec that fails holds the clause that a wrong answer breaks: it
// is the one that a student reads.
func (v *Verifier) brokenFirst(a answer, first string) {
	for _, table := range v.Table { // what is not there, somebody has complained of
		for _, c := range table.Clauses {
			if table.Lesson.Name == a.lesson.Name && c.ID == a.breaks && !slices.Contains(c.Specs, first) {
				v.problem(a.where,
					"fails first at %q, which does not hold the clause that it breaks, %s: %s",
					"最先在 %q 失败，而它违反的 %s 并不由这条测试来守：%s", first, c.ID, strings.Join(c.Specs, ", "))
			}
		}
	}
}
