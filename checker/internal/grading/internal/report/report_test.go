package report_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"handshake/checker/internal/grading/internal/class"
	"handshake/checker/internal/grading/internal/report"
	"handshake/internal/course"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// shared is what all pages have in common and no golden file need repeat.
var shared = regexp.MustCompile(`(?s)(<style>|<script>).*?(</style>|</script>)|&#39;sha256-.*?&#39;`)

// written is everything that Write makes of a class, by file name.
func written(t *testing.T, c report.Class, formats ...string) map[string]string {
	t.Helper()
	dir := t.TempDir()
	if err := report.Write(dir, c, formats); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, path))
		files[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var ofClass = []string{report.CSV, report.HTML, report.XML, report.Markdown}

func TestGolden(t *testing.T) {
	for _, lang := range []course.Lang{course.English, course.Chinese} {
		t.Run(string(lang), func(t *testing.T) {
			everybody := of(lang, sheets()...)
			everybody.Equal = equal
			files := written(t, everybody, ofClass...)
			one := sheets()[1]
			one.Lang = lang
			files["results.json"] = written(t, of(lang, one), report.Scope)["results.json"]

			var archive txtar.Archive
			for _, name := range slices.Sorted(func(yield func(string) bool) {
				for name := range files {
					if !yield(name) {
						return
					}
				}
			}) {
				text := strings.ReplaceAll(files[name], "\r\n", "\n")
				archive.Files = append(archive.Files, txtar.File{
					Name: name, Data: []byte(shared.ReplaceAllString(text, "$1…$2")),
				})
			}
			golden := filepath.Join("testdata", string(lang)+".txtar")
			got := txtar.Format(&archive)
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("differs from %s; if it is better now: go test ./checker/internal/grading/internal/report "+
					"-update",
					golden)
			}
		})
	}
}

func TestWritingTwiceMakesTheSame(t *testing.T) {
	c := of(course.English, sheets()...)
	first, second := written(t, c, ofClass...), written(t, c, ofClass...)
	for name, text := range first {
		if second[name] != text {
			t.Errorf("%s differs", name)
		}
	}
}

func TestNobodyReadsOfAnother(t *testing.T) {
	files := written(t, of(course.English, sheets()...), report.HTML)
	for _, mine := range sheets() {
		for _, extension := range []string{".html", ".md", ".json"} {
			text := files["students/"+mine.Student+extension]
			if text == "" {
				t.Errorf("%s has no %s", mine.Student, extension)
			}
			for _, other := range sheets() {
				if other.Student != mine.Student &&
					(strings.Contains(text, other.Student) || other.Name != "" && strings.Contains(text, other.Name)) {
					t.Errorf("%s%s speaks of %s", mine.Student, extension, other.Student)
				}
			}
		}
	}
}

// TestPendingIsNoZero: where the machine failed, no format shows a mark that could be taken
// for the student's.
// equal is what a teacher is told of the class.
var equal = []class.Equal{
	{Lesson: "01-listen", Students: []string{"ada", "grace"}, Same: class.SameBytes},
	{Lesson: "05-goodbye", Students: []string{"ada", "mesh", "zhangsan"}, Same: class.SameProgram,
		Solution: class.SameProgram},
	{Lesson: "05-goodbye", Students: []string{"grace"}, Solution: class.SameBytes},
}

func TestEqualAnswersAreTheTeachersAlone(t *testing.T) {
	for _, lang := range []course.Lang{course.English, course.Chinese} {
		c := of(lang, sheets()...)
		without := written(t, c, ofClass...)
		c.Equal = equal
		for name, text := range written(t, c, ofClass...) {
			told := slices.Contains([]string{"report.html", "summary.md", "equal.csv"}, name)
			if told == (text == without[name]) {
				t.Errorf("%s: equal answers are told: %v", name, !told)
			}
		}
		one := of(lang, sheets()[1])
		without = written(t, one, report.Markdown, report.Scope)
		one.Equal = equal[2:]
		for name, text := range written(t, one, report.Markdown, report.Scope) {
			if text != without[name] {
				t.Errorf("%s of a single submission tells of equal answers", name)
			}
		}
	}
	c := of(course.English, sheets()...)
	c.Equal = equal
	files := written(t, c, report.CSV, report.HTML, report.Markdown)
	if got := rows(t, files["equal.csv"]); len(got) != 7 ||
		!slices.Equal(got[2], []string{"05-goodbye", "2", "ada", "Ada Lovelace", "program", "program"}) {
		t.Errorf("equal.csv: %q", got)
	}
	for name, want := range map[string]string{
		"summary.md": "- 05-goodbye · Ada Lovelace, mesh, 张三 · the same but for comments and spaces; the " +
			"course's own solution but for comments and spaces\n",
		"report.html": `<li>01-listen · <a href="students/ada.html"><bdi>Ada Lovelace</bdi></a>, <a ` +
			`href="students/grace.html"><bdi>Grace Hopper</bdi></a> · `,
	} {
		if !strings.Contains(files[name], want) {
			t.Errorf("%s does not hold %s", name, want)
		}
	}
	for range 2 * 100 {
		c.Equal = append(c.Equal, equal[0])
	}
	if page := written(t, c, report.HTML)["report.html"]; !strings.Contains(page, "… and 103 more, in equal.csv") {
		t.Error("a page lists everything, or does not say that it does not")
	}
}

func TestPendingIsNoZero(t *testing.T) {
	zhangsan := sheets()[4]
	files := written(t, of(course.English, zhangsan), ofClass...)
	grades := rows(t, files["grades.csv"])
	totals := rows(t, files["totals.csv"])
	if grades[1][3] != "2" || grades[2][3] != "" || totals[1][3] != "" || totals[1][5] != "" || totals[1][6] != "1" ||
		totals[1][8] != "" {
		t.Errorf("%q %q", grades, totals)
	}
	var read struct {
		Lessons []struct{ Score *int }
		Late    struct{ Final *float64 }
	}
	if err := json.Unmarshal([]byte(files["students/zhangsan.json"]), &read); err != nil ||
		read.Lessons[0].Score == nil || read.Lessons[1].Score != nil || read.Late.Final != nil {
		t.Errorf("%v %+v", err, read)
	}
	if html := files["students/zhangsan.html"]; !strings.Contains(html, "? / 3") {
		t.Error(html)
	}
	for _, format := range []string{report.Scope, report.Classroom} {
		if err := report.Write(t.TempDir(), of(course.English, zhangsan), []string{format}); !errors.Is(err,
			report.ErrPending) {
			t.Errorf("%s: %v", format, err)
		}
	}
}

// TestLateness: what it takes off stands beside the points, which stay as they were judged;
// platforms that have a late policy of their own are told nothing of it.
func TestLateness(t *testing.T) {
	onTime, late := sheets()[1], sheets()[1]
	onTime.Late = class.Late{}
	formats := append(slices.Clone(ofClass), report.Scope)
	with, without := written(t, of(course.English, late), formats...),
		written(t, of(course.English, onTime), formats...)
	for _, name := range []string{"grades.csv", "junit.xml", "results.json"} {
		if with[name] != without[name] {
			t.Errorf("%s speaks of lateness:\n%s", name, with[name])
		}
	}
	for files, want := range map[*map[string]string][]string{&with: {"3", "2", "2.4"}, &without: {"3", "0", "3.0"}} {
		totals := rows(t, (*files)["totals.csv"])
		if got := []string{totals[1][3], totals[1][7], totals[1][8]}; !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for name, says := range map[string]string{
		"students/grace.html": "Handed in late: 2 days begun after the due time cost 20 % of the score, which " +
			"leaves 2.4 of 3 points.",
		"students/grace.md":   "Handed in late: 2 days begun",
		"students/grace.json": `"final": 2.4`,
		"report.html":         "3 → 2.4",
		"summary.md":          "3 / 7 → 2.4",
	} {
		if !strings.Contains(with[name], says) || strings.Contains(without[name], says) {
			t.Errorf("%s does not say %q where it should", name, says)
		}
	}
}

func TestWarnings(t *testing.T) {
	c := of(course.English, sheets()...)
	c.Manifest.Race, c.Manifest.Sandboxed = false, false
	c.Manifest.Reweighed = []string{"lessons/01-listen/lesson.toml"}
	loud := written(t, c, ofClass...)
	quiet := written(t, of(course.English, sheets()[:3]...), ofClass...)
	for _, words := range []string{
		"Not sandboxed", "No race detector", "Still without marks", "a changed lessons/01-listen/lesson.toml",
	} {
		for _, name := range []string{"report.html", "summary.md"} {
			if !strings.Contains(loud[name], words) || strings.Contains(quiet[name], words) {
				t.Errorf("%s: %q is not where it belongs", name, words)
			}
		}
	}
	for name, words := range map[string]string{
		"students/ada.md": "without a sandbox", "students/ada.json": `"sandboxed": false`,
		"students/nobody.html": "没有使用沙箱", "junit.xml": `name="sandboxed" value="false"`,
		"students/ada.html": "own: lessons/01-listen/lesson.toml",
	} {
		if !strings.Contains(loud[name], words) {
			t.Errorf("%s does not say %q", name, words)
		}
	}
	alone := of(course.English, sheets()[1])
	alone.Manifest.Sandboxed = false
	if got := written(t, alone, report.Scope)["results.json"]; !strings.Contains(got, "without a sandbox") {
		t.Errorf("Gradescope is not told that there was no sandbox: %s", got)
	}
}

func TestTheSpecsNamesAreTheManifestsOwn(t *testing.T) {
	forged := sheets()[0]
	forged.Answers = []class.Answer{answer(0, course.Failed,
		course.Record{Spec: "own-port", Title: course.Text{En: "forged", Zh: "forged"}, Status: course.Failed},
		course.Record{Spec: "forged", Status: course.Passed})}
	for name, text := range written(t, of(course.English, forged), ofClass...) {
		if strings.Contains(text, "forged") {
			t.Errorf("%s believes a record about what a promise is called", name)
		}
	}
}

func TestFileNames(t *testing.T) {
	var all []class.Sheet
	students := []string{"a", "A", "../x", "", ".x", "con:1", strings.Repeat("长", 100), "a#b?c%d"}
	for _, student := range students {
		all = append(all, class.Sheet{Student: student, Lang: course.English})
	}
	files := written(t, of(course.English, all...), report.HTML)
	folded := map[string]bool{}
	for name := range files {
		folded[strings.ToLower(name)] = true
		if !filepath.IsLocal(name) || len(filepath.Base(name)) > 255 {
			t.Errorf("%q", name)
		}
	}
	if want := 1 + 3*len(students); len(files) != want || len(folded) != want {
		t.Errorf("%d files, %d on a system that folds case, want %d", len(files), len(folded), want)
	}
	if !strings.Contains(files["report.html"], `href="students/a%23b%3Fc%25d.html"`) {
		t.Error("the link to a name with signs in it does not lead to its file")
	}
}

func TestErrors(t *testing.T) {
	for _, format := range ofClass {
		dir := t.TempDir()
		old := filepath.Join(dir, "grades.csv")
		if err := os.WriteFile(old, []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := report.Write(dir, torn(), []string{format}); !errors.Is(err, errTorn) {
			t.Errorf("%s: %v, want the journal's error", format, err)
		}
		if text, err := os.ReadFile(old); err != nil || string(text) != "old" {
			t.Errorf("%s: a file that could not be completed has replaced a complete one", format)
		}
		if left, _ := filepath.Glob(filepath.Join(dir, ".*.tmp")); len(left) > 0 {
			t.Errorf("%s leaves %v", format, left)
		}
	}
	if err := report.Write(t.TempDir(), of(course.English), []string{"csv", "pdf"}); err == nil ||
		!strings.Contains(err.Error(), `"pdf"`) {
		t.Error(err)
	}
	if err := report.Write(t.TempDir(), of(course.English, sheets()...), []string{report.Scope}); err == nil ||
		!strings.Contains(err.Error(), "7") {
		t.Error(err)
	}
	if err := report.Write(filepath.Join(t.TempDir(), "missing"), of(course.English), []string{report.CSV}); !errors.Is(
		err,
		fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestAnEmptyClass(t *testing.T) {
	files := written(t, of(course.Chinese), ofClass...)
	if got := rows(t, files["grades.csv"]); len(got) != 1 {
		t.Error(got)
	}
	if !strings.Contains(files["report.html"], "<b>0</b>") || strings.Contains(files["report.html"], "NaN") {
		t.Error(files["report.html"])
	}
}

// rows reads CSV as strictly as RFC 4180.
func rows(t *testing.T, text string) [][]string {
	t.Helper()
	text, marked := strings.CutPrefix(text, "\uFEFF")
	if !marked {
		t.Error("no byte order mark")
	}
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Error("lines do not end with CRLF")
	}
	all, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestLargeClasses(t *testing.T) {
	const students = 10_000
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	most := uint64(0)
	c := of(course.English)
	c.Sheets = func() iter.Seq2[class.Sheet, error] {
		return func(yield func(class.Sheet, error) bool) {
			one := sheets()[1]
			for i := range students {
				one.Student = fmt.Sprintf("student-%05d", i)
				one.Name = one.Student
				if i%2_500 == 2_499 {
					runtime.GC()
					runtime.ReadMemStats(&now)
					most = max(most, now.HeapAlloc)
				}
				if !yield(one, nil) {
					return
				}
			}
		}
	}
	dir := t.TempDir()
	if err := report.Write(dir, c, []string{report.CSV, report.XML, report.Markdown}); err != nil {
		t.Fatal(err)
	}
	if err := report.Page(io.Discard, c); err != nil {
		t.Fatal(err)
	}
	if grown := int64(most) - int64(before.HeapAlloc); grown > 8<<20 {
		t.Errorf("%d bytes are held for %d students", grown, students)
	}
	summary, err := os.ReadFile(filepath.Join(dir, "summary.md"))
	if err != nil {
		t.Fatal(err)
	}
	if len(summary) >= 1<<20 || !regexp.MustCompile(`no room for [0-9]+ students more`).Match(summary) {
		t.Errorf("%d bytes, not cut with a note", len(summary))
	}
}

func TestClassroom50(t *testing.T) {
	env := map[string]string{
		"CLASSROOM":      "tcp",
		"ASSIGNMENT":     "all",
		"SUBMISSION_TAG": "submit/1",
		"COMMIT_URL":     "https://github.com/o/r/commit/1",
		"RELEASE_URL":    "https://github.com/o/r/releases/tag/1",
		"OWNER":          "grace",
	}
	now := time.Date(2026, 9, 1, 20, 0, 0, 0, time.FixedZone("", 8*3600))
	var out bytes.Buffer
	if err := report.Classroom50(&out, manifest, sheets()[1], func(name string) string {
		return env[name]
	}, now); err != nil {
		t.Fatal(err)
	}
	var result struct {
		Schema, Classroom, Assignment, Owner, Submission, Commit, Release, Review, Datetime string
		Score                                                                               int
		MaxScore                                                                            int `json:"max-score"`
		Tests                                                                               []struct {
			Name     string `json:"test-name"`
			Passed   bool
			Score    int
			MaxScore int `json:"max-score"`
		}
	}
	strict(t, out.String(), &result)
	score, most := 0, 0
	for _, test := range result.Tests {
		score, most = score+test.Score, most+test.MaxScore
	}
	if result.Schema != "classroom50/result/v1" || result.Datetime != "2026-09-01T12:00:00Z" ||
		result.Review != env["COMMIT_URL"] ||
		result.Score != 3 || result.MaxScore != 7 || score != result.Score || most != result.MaxScore ||
		len(result.Tests) != 4 {
		t.Errorf("%+v", result)
	}
	delete(env, "CLASSROOM")
	if err := report.Classroom50(io.Discard, manifest, sheets()[1], func(name string) string {
		return env[name]
	}, now); err == nil || !strings.Contains(err.Error(), "CLASSROOM is not set") {
		t.Error(err)
	}
}

// strict decodes JSON that has nothing but what to has.
func strict(t *testing.T, text string, to any) {
	t.Helper()
	in := json.NewDecoder(strings.NewReader(text))
	in.DisallowUnknownFields()
	if err := in.Decode(to); err != nil {
		t.Errorf("%v in\n%.500s", err, text)
	}
}

// TestWhatToDoNext: a page opens with the first thing to mend of each lesson, and folds what is
// done and what has not been begun.
func TestWhatToDoNext(t *testing.T) {
	files := written(t, of(course.English, sheets()...), report.HTML)
	for name, want := range map[string][]string{
		"grace": {`✗</span><a href="#01-listen">01 · Listen</a>: <bdi>gives two servers a port each</bdi><br><bdi ` +
			`class="soft">port 0 asks the system`,
			`✎</span><a href="#05-goodbye">`},
		"mesh": {`✗</span><a href="#01-listen">01 · Listen</a>: <bdi>does not compile</bdi><br><bdi ` +
			`class="soft">lessons/01-listen/server.go:7:2: undefined: ln`,
			`<bdi>breaks a rule</bdi>`},
		"zuse": {`○</span><a href="#01-listen">01 · Listen</a>: <bdi>still to be written: Listen, Probe</bdi></li>`,
			`still to be written: SeeOff`},
		"zhangsan": {`<h2>接下来做什么</h2>`, `?</span><a href="#05-goodbye">05 · 挥手</a>：<bdi>会重新评分，问题不在你的代码`},
	} {
		page := files["students/"+name+".html"]
		opening, _, _ := strings.Cut(page, "<details")
		for _, line := range want {
			if !strings.Contains(opening, line) {
				t.Errorf("%s does not open with %q:\n%s", name, line, opening)
			}
		}
	}
	for name, open := range map[string]int{"ada": 0, "grace": 2, "mesh": 2, "nobody": 0, "zoe": 0, "zuse": 0} {
		page := files["students/"+name+".html"]
		if got := strings.Count(page, `open>`); got != open {
			t.Errorf("%s: %d lessons are unfolded, want %d", name, got, open)
		}
		if next := strings.Contains(page, "next\"><h2>"); next != (open > 0 || name == "zuse") {
			t.Errorf("%s: there is something to do next: %v", name, next)
		}
	}
	for _, extension := range []string{".html", ".md"} {
		zuse := files["students/zuse"+extension]
		if strings.Contains(zuse, "<pre>") || strings.Contains(zuse, "```") ||
			strings.Count(zuse, "Listen is still to be written; 2 promises wait for it") != 1 {
			t.Errorf("what is not written takes more than a line:\n%s", zuse)
		}
		if mesh := files["students/mesh"+extension]; !regexp.MustCompile("Look at "+
			".{1,6}lessons/05-goodbye/client.go:5").MatchString(
			mesh) ||
			strings.Contains(mesh, "server.go:7`") {
			t.Errorf("mesh is not told the line of the refusal once:\n%s", mesh)
		}
	}
}

// TestWhoHandedInNothing: they are told apart from those whose work could not be used.
func TestWhoHandedInNothing(t *testing.T) {
	files := written(t, of(course.English, sheets()...), ofClass...)
	page := files["report.html"]
	for name, says := range map[string]string{"zoe": "没有交。", "nobody": "你交的内容无法评分："} {
		for other := range map[string]bool{"zoe": true, "nobody": true} {
			if strings.Contains(files["students/"+other+".html"], `"warning">`+says) != (name == other) {
				t.Errorf("%s reads the wrong thing", other)
			}
		}
	}
	_, unmarkable, _ := strings.Cut(page, `<h2 id="unmarkable">`)
	unmarkable, _, _ = strings.Cut(unmarkable, "<h2")
	if !strings.Contains(unmarkable, "not a zip archive") || strings.Contains(unmarkable, "zoe") {
		t.Error(unmarkable)
	}
	for _, says := range []string{
		"<b>6</b><span><span class=\"en\" lang=\"en\">handed in", "<b>28.6 %</b>", "<b>23.8 %</b>",
		"readme.docx: matches no student",
	} {
		if !strings.Contains(page, says) {
			t.Errorf("the overview does not say %q", says)
		}
	}
	if strings.Contains(files["totals.csv"]+files["grades.csv"]+files["junit.xml"], "readme") {
		t.Error("a stray file has marks")
	}
}

// TestOverview: what is not begun is no failure, shares are those of the table, and one reason
// is one line, whatever its numbers and its language.
func TestOverview(t *testing.T) {
	var all []class.Sheet
	for i, lang := range []course.Lang{course.English, course.English, course.English, course.Chinese, course.Chinese} {
		said := course.Text{En: fmt.Sprintf("port %d is taken", 40000+i), Zh: fmt.Sprintf("端口 %d 被占了", 40000+i)}.In(
			lang)
		all = append(all, class.Sheet{Student: fmt.Sprint(i), Lang: lang, Source: "x", Answers: []class.Answer{
			answer(0, course.Failed, append(kept("tells-port"), course.Record{
				Spec: "own-port", Status: course.Failed, Message: said,
			})...),
			parted}})
	}
	all = append(all, sheets()[6])
	page := written(t, of(course.English, all...), report.HTML)["report.html"]
	for _, says := range []string{
		`<ul class="plain en"><li><span class="soft">5 ×</span> <bdi>port 40000 is taken</bdi></li></ul>`,
		`<ul class="plain zh"><li><span class="soft">5 ×</span> <bdi>端口 40003 被占了</bdi></li></ul>`,
		`<span>57.1</span>`,
		".heat thead th { position: sticky; top: 0;", `document.querySelectorAll(".heat thead th")`,
		`<td class="rest"><a href="students/zuse.html#01-listen" title="not begun · 还没有动手">○<i></i></a></td>`,
		`还没有动手</span></span><meter min="0" max="12" value="2"></meter>`,
		`有没做到的</span></span><meter min="0" max="12" value="5"></meter>`,
	} {
		if !strings.Contains(page, says) {
			t.Errorf("the overview does not say %q in\n%s", says, page)
		}
	}
	all[0].Answers[0].Records[1].Message = "something else"
	page = written(t, of(course.English, all...), report.HTML)["report.html"]
	if says := `2 ×</span> <bdi>port 40001 is taken</bdi></li><li><span class="soft">1 ×</span> <bdi>something ` +
		`else</bdi></li><li class="soft">2 × in Chinese</li>`; !strings.Contains(
		page,
		says) {
		t.Errorf("the overview does not say %q in\n%s", says, page)
	}
}

// TestWhatIsSaid is the sentence above each lesson, in both languages.
func TestWhatIsSaid(t *testing.T) {
	byHand := answer(1, course.Infrastructure, course.Record{
		Status: course.Infrastructure, Message: "/home/teacher is full",
	})
	pending := byHand
	byHand.Override, byHand.Score = &class.Override{Points: 3}, 3
	for _, c := range []struct {
		answer class.Answer
		en, zh string
	}{
		{parted, "Every promise is kept.", "每一条都做到了。"},
		{answer(1, course.NotRun), "Nothing was handed in.", "没有交。"},
		{answer(1, course.Failed, course.Record{Spec: "hears-out", Status: course.Failed}, course.Record{
			Spec: "on-the-wire", Status: course.Skipped,
		}),
			"1 of 2 promises are kept. Begin with", "2 条里做到了 1 条。先看"},
		{answer(1, course.Failed, course.Record{Spec: "hears-out", Status: course.Failed, Unwritten: "SeeOff"},
			course.Record{Spec: "on-the-wire", Status: course.Skipped}),
			"Still to be written.", "还没有写。"},
		{answer(0, course.Failed, append(kept("tells-port", "own-port"), course.Record{
			Spec: "somebody", Status: course.Failed, Unwritten: "Probe",
		})...),
			"What you wrote is right so far", "已经写好的都对了"},
		{answer(0, course.Failed, course.Record{Spec: "tells-port", Unwritten: "Listen", Status: course.Failed},
			course.Record{Spec: "own-port", Unwritten: "Listen", Status: course.Failed},
			course.Record{Spec: "somebody", Unwritten: "Probe", Status: course.Failed}), "Still to be written.",
			"还没有写。"},
		{answer(1, course.Failed, course.Record{Status: course.Crashed, Message: "panic"}),
			"The program ended before the first promise", "程序在判第一条之前就结束了"},
		{answer(1, course.CompileError, course.Record{Status: course.CompileError}), "It does not compile", "编译不通过"},
		{answer(1, course.Rejected, course.Record{Status: course.Rejected}), "It breaks a rule", "违反了规则"},
		{pending, "your code is not to blame", "问题不在你的代码"},
		{byHand, "Your teacher has looked at this lesson.", "这一课老师亲自看过。"},
	} {
		for lang, want := range map[course.Lang]string{course.English: c.en, course.Chinese: c.zh} {
			files := written(t, of(lang, class.Sheet{Student: "ada", Lang: lang, Answers: []class.Answer{c.answer}}),
				report.HTML)
			for _, name := range []string{"students/ada.md", "students/ada.html", "students/ada.json"} {
				if !strings.Contains(files[name], want) {
					t.Errorf("%s does not say %q:\n%s", name, want, files[name])
				}
				if strings.Contains(files[name], "/home/teacher") {
					t.Errorf("%s tells of the grader's machine", name)
				}
			}
		}
	}
}
