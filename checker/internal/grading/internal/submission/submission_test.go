package submission

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"unicode/utf8"

	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

var lessons = []syllabus.Lesson{
	{Name: "01-listen", Files: []string{"server.go", "client.go"}},
	{Name: "02-connect", Files: []string{"client.go"}},
}

// item is a file to be handed in; a name that ends in a slash is a folder.
type item struct {
	name, body string
	kind       kind
}

// files are items whose content is their own name.
func files(names ...string) (items []item) {
	for _, n := range names {
		items = append(items, item{name: n, body: n})
	}
	return items
}

func zipOf(t testing.TB, items ...item) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, it := range items {
		h := &zip.FileHeader{Name: it.name, NonUTF8: !utf8.ValidString(it.name)}
		if it.body != "" {
			h.Method = zip.Deflate
		}
		switch it.kind {
		case link:
			h.SetMode(fs.ModeSymlink | 0o777)
		case special:
			h.SetMode(fs.ModeNamedPipe | 0o644)
		default:
			h.SetMode(0o644)
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(it.name, "/") {
			continue
		}
		if _, err := f.Write([]byte(it.body)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func tarOf(t testing.TB, items ...item) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := tar.NewWriter(&buf)
	for _, it := range items {
		h := &tar.Header{Name: it.name, Mode: 0o644, Typeflag: tar.TypeReg, Size: int64(len(it.body))}
		switch {
		case it.kind == link:
			h.Typeflag, h.Linkname, h.Size = tar.TypeSymlink, it.body, 0
		case it.kind == special:
			h.Typeflag, h.Size = tar.TypeFifo, 0
		case strings.HasSuffix(it.name, "/"):
			h.Typeflag = tar.TypeDir
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if h.Size > 0 {
			if _, err := w.Write([]byte(it.body)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func gz(t testing.TB, data []byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// save writes a file and returns where it is.
func save(t testing.TB, name string, data []byte) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

func folderOf(t testing.TB, dir string, items ...item) string {
	t.Helper()
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, it := range items {
		full := filepath.Join(dir, filepath.FromSlash(it.name))
		switch {
		case it.kind == link:
			if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink(it.body, full); err != nil {
				t.Skip("no symbolic links here:", err)
			}
		case strings.HasSuffix(it.name, "/"):
			if err := os.MkdirAll(full, 0o755); err != nil {
				t.Fatal(err)
			}
		default:
			save(t, full, []byte(it.body))
		}
	}
	return dir
}

// packed puts the same things into a folder and into every kind of archive.
func packed(t testing.TB, name string, items ...item) map[string]string {
	t.Helper()
	dir := t.TempDir()
	ways := map[string]string{
		"folder": folderOf(t, filepath.Join(dir, name), items...),
		"zip":    save(t, filepath.Join(dir, name+".zip"), zipOf(t, items...)),
		"tar.gz": save(t, filepath.Join(dir, name+".tar.gz"), gz(t, tarOf(t, items...))),
		"tar":    save(t, filepath.Join(dir, name+".tar"), tarOf(t, items...)),
	}
	for way := range ways {
		if _, err := os.Stat(ways[way]); err != nil {
			t.Fatal(err)
		}
	}
	return ways
}

func readAt(t testing.TB, name string, lessons []syllabus.Lesson) (Submission, error) {
	t.Helper()
	entries, err := List([]string{name}, lessons)
	if err != nil {
		return Submission{}, err
	}
	if len(entries) != 1 {
		t.Fatalf("%s lists as %v", name, entries)
	}
	return entries[0].Read(t.Context(), lessons)
}

// outline says where everything was taken from, and what was refused.
func outline(s Submission, err error) string {
	var bad *Error
	if errors.As(err, &bad) {
		return "error " + string(bad.Rule)
	}
	if err != nil {
		return err.Error()
	}
	var parts []string
	for _, lesson := range slices.Sorted(maps.Keys(s.Files)) {
		for _, name := range slices.Sorted(maps.Keys(s.Files[lesson])) {
			parts = append(parts, lesson+"/"+name+"="+string(s.Files[lesson][name]))
		}
	}
	for _, lesson := range slices.Sorted(maps.Keys(s.Refused)) {
		parts = append(parts, lesson+" refused "+string(s.Refused[lesson].Rule))
	}
	return strings.Join(parts, " ")
}

func TestLessonsAreFoundHoweverTheyArePacked(t *testing.T) {
	for title, c := range map[string]struct {
		name  string // zhangsan if ""
		only  string // the one lesson asked for; all if ""
		files []string
		want  string
	}{
		"a repository": {
			files: []string{
				"go.mod", "lessons/01-listen/server.go", "lessons/01-listen/client.go",
				"solutions/01-listen/server.go", ".git/config",
			},
			want: "01-listen/client.go=lessons/01-listen/client.go 01-listen/server.go=lessons/01-listen/server.go"},
		"lesson folders": {files: []string{"01-listen/server.go", "02-connect/client.go"},
			want: "01-listen/server.go=01-listen/server.go 02-connect/client.go=02-connect/client.go"},
		"wrapped": {files: []string{
			"handshake-main/lessons/02-connect/client.go", "__MACOSX/handshake-main/._x", ".DS_Store",
		},
			want: "02-connect/client.go=handshake-main/lessons/02-connect/client.go"},
		"wrapped twice": {files: []string{"a/a/02-connect/client.go"},
			want: "02-connect/client.go=a/a/02-connect/client.go"},
		"wrapped beside a paper": {files: []string{"作业/02-connect/client.go", "报告.docx"},
			want: "02-connect/client.go=作业/02-connect/client.go"},
		"wrapped in Lessons": {files: []string{"Lessons/02-connect/client.go"},
			want: "02-connect/client.go=Lessons/02-connect/client.go"},
		"week by week": {files: []string{"week1/01-listen/server.go", "week2/02-connect/client.go"},
			want: "01-listen/server.go=week1/01-listen/server.go 02-connect/client.go=week2/02-connect/client.go"},
		"a backup inside": {files: []string{
			"lessons/02-connect/client.go", "old/02-connect/client.go", "old/01-listen/server.go",
		},
			want: "02-connect/client.go=lessons/02-connect/client.go"},
		"named like a lesson": {files: []string{"01-listen/lessons/02-connect/client.go"},
			want: "02-connect/client.go=01-listen/lessons/02-connect/client.go"},
		"another lesson": {files: []string{"lessons/07-framing/server.go"}, want: ""},
		"an empty lesson beside": {files: []string{"lessons/01-listen/README.md", "lessons/02-connect/client.go"},
			want: "02-connect/client.go=lessons/02-connect/client.go"},
		"twice": {files: []string{"01-listen/server.go", "lessons/01-listen/server.go", "02-connect/client.go"},
			want: "02-connect/client.go=02-connect/client.go 01-listen refused ambiguous"},
		"twice inside": {files: []string{"a/01-listen/server.go", "b/01-listen/server.go"},
			want: "01-listen refused ambiguous"},
		"loose, named": {name: "zhangsan_01-listen", files: []string{"server.go"},
			want: "01-listen/server.go=server.go"},
		"loose, asked for one": {only: "02-connect", files: []string{"hand in/client.go"},
			want: "02-connect/client.go=hand in/client.go"},
		"loose, in a named one": {files: []string{"my 01-listen/server.go"},
			want: "01-listen/server.go=my 01-listen/server.go"},
		"loose": {files: []string{"server.go"}, want: "error no-lesson"},
		"loose in two places": {only: "02-connect", files: []string{"a/client.go", "b/client.go"},
			want: "02-connect refused ambiguous"},
		"nothing of the course": {files: []string{"essay.docx", "a/b.png"}, want: "error no-lesson"},
		"too deep":              {files: []string{"a/b/c/d/e/01-listen/server.go"}, want: "error no-lesson"},
		"a lesson in capitals":  {files: []string{"lessons/02-Connect/client.go"}, want: "02-connect refused case"},
		"a file in capitals":    {files: []string{"lessons/02-connect/Client.go"}, want: "02-connect refused case"},
		"a folder as a file": {files: []string{"lessons/02-connect/client.go/x.go", "lessons/02-connect/x.go"},
			want: "02-connect refused special"},
	} {
		t.Run(title, func(t *testing.T) {
			asked := lessons
			if c.only != "" {
				asked, _ = syllabus.Select(lessons, []string{c.only})
			}
			name := c.name
			if name == "" {
				name = "zhangsan"
			}
			hashes := map[string]bool{}
			for way, at := range packed(t, name, files(c.files...)...) {
				s, err := (Entry{name, at}).Read(t.Context(), asked)
				if got := outline(s, err); got != c.want {
					t.Errorf("%s: got %q, want %q", way, got, c.want)
				}
				hashes[s.Hash] = true
			}
			if len(hashes) != 1 {
				t.Errorf("the hash depends on how the submission is packed: %v", hashes)
			}
		})
	}
}

func TestAFolderMayHoldOneArchive(t *testing.T) {
	one := zipOf(t, files("lessons/02-connect/client.go")...)
	for title, c := range map[string]struct {
		items []item
		want  string
	}{
		"one": {[]item{{name: "hand in.zip", body: string(one)}},
			"02-connect/client.go=lessons/02-connect/client.go"},
		"one by name": {[]item{{name: "01-listen.zip", body: string(zipOf(t, files("server.go")...))}},
			"01-listen/server.go=server.go"},
		"two": {[]item{{name: "a.zip", body: string(one)}, {name: "b.zip", body: string(one)}},
			"error nested"},
		"one in one": {[]item{{name: "a.zip", body: string(zipOf(t, item{name: "b.zip", body: string(one)}))}},
			"error nested"},
		"beside lessons": {[]item{{name: "old.zip", body: "broken"}, {name: "02-connect/client.go", body: "x"}},
			"02-connect/client.go=x"},
	} {
		at := folderOf(t, filepath.Join(t.TempDir(), "Zhang San_12_assignsubmission_file_"), c.items...)
		s, err := (Entry{"zhangsan", at}).Read(t.Context(), lessons)
		if got := outline(s, err); got != c.want {
			t.Errorf("%s: got %q, want %q", title, got, c.want)
		}
	}
}

func TestWhatIsNoPlainSourceFileIsRefused(t *testing.T) {
	const good = "lessons/02-connect/client.go"
	for title, c := range map[string]struct {
		items []item
		want  string
	}{
		"as large as allowed": {[]item{{name: good, body: strings.Repeat("x", syllabus.MaxFile)}}, ""},
		"larger": {[]item{{name: good, body: strings.Repeat("x", syllabus.MaxFile+1)}},
			"02-connect refused too-large"},
		"GBK":    {[]item{{name: good, body: "// \xc4\xe3\xba\xc3"}}, "02-connect refused encoding"},
		"UTF-16": {[]item{{name: good, body: "\xff\xfep\x00"}}, "02-connect refused encoding"},
		"a link": {[]item{{name: good, body: "/etc/passwd", kind: link}, {name: "lessons/02-connect/x.go"}},
			"02-connect refused link"},
		"a linked lesson": {[]item{{name: "lessons/02-connect", body: "/etc", kind: link}},
			"02-connect refused link"},
		"a linked lessons/": {[]item{{name: "lessons", body: "/etc", kind: link}}, "error no-lesson"},
		"a link as a shortcut": {[]item{{name: "02-connect", body: "lessons/02-connect", kind: link}, {name: good}},
			"02-connect/client.go="},
		"one bad file of two": {[]item{
			{name: "01-listen/server.go", body: "\xff"}, {name: "01-listen/client.go"},
			{name: "02-connect/client.go"},
		},
			"02-connect/client.go= 01-listen refused encoding"},
	} {
		t.Run(title, func(t *testing.T) {
			for way, at := range packed(t, "zhangsan", c.items...) {
				s, err := (Entry{"zhangsan", at}).Read(t.Context(), lessons)
				got := outline(s, err)
				if c.want == "" && len(s.Files["02-connect"]["client.go"]) == syllabus.MaxFile {
					continue
				}
				if got != c.want {
					t.Errorf("%s: got %q, want %q", way, got, c.want)
				}
				for _, e := range s.Refused {
					soundError(t, e)
				}
			}
		})
	}
}

func TestNamesThatDifferByCaseAloneAreRefused(t *testing.T) {
	for title, c := range map[string]struct {
		items []item
		want  string
	}{
		"files":            {files("02-connect/client.go", "02-connect/Client.go"), "02-connect refused case"},
		"files, long s":    {files("01-listen/server.go", "01-listen/\u017ferver.go"), "01-listen refused case"},
		"folders":          {files("02-connect/client.go", "02-Connect/client.go"), "02-connect refused case"},
		"elsewhere":        {files("02-connect/client.go", "a/x", "A/x"), "02-connect/client.go=02-connect/client.go"},
		"neither is right": {files("02-CONNECT/client.go", "02-Connect/client.go"), "02-connect refused case"},
	} {
		s, err := memory(t, zipOf(t, c.items...))
		if got := outline(s, err); got != c.want {
			t.Errorf("%s: got %q, want %q", title, got, c.want)
		}
	}
}

// Whoever finds nothing to judge says what was passed over, and never that there is nothing.
func TestWhatWasPassedOverIsToldWhereNothingIsLeft(t *testing.T) {
	for title, c := range map[string]struct{ names, says string }{
		"names that lead out": {"../02-connect/client.go ../../x",
			"nothing in it can be used: hand in the folder lessons/ (../02-connect/client.go and 1 more: a name " +
				"that leads out of the archive"},
		"hidden": {".git/config __MACOSX/02-connect/client.go",
			"nothing in it can be used: hand in the folder lessons/ (.git/config and 1 more: hidden"},
		"too deep": {"a/b/c/d/e/f/02-connect/client.go",
			"nothing in it can be used: hand in the folder lessons/ (a/b/c/d/e/f/02-connect/client.go: too many " +
				"folders around it)"},
		"and a paper": {"report.docx ../02-connect/client.go",
			"no lesson folder (01-listen, …) with Go files in it: hand in the folder lessons/ " +
				"(../02-connect/client.go: a name that"},
		"a paper": {"report.docx", "no lesson folder (01-listen, …) with Go files in it: hand in the folder lessons/"},
	} {
		for way, pack := range map[string]func(testing.TB, ...item) []byte{"zip": zipOf, "tar": tarOf} {
			_, err := memory(t, pack(t, files(strings.Fields(c.names)...)...))
			if soundError(t, err); err == nil || !strings.HasPrefix(err.Error(), c.says) ||
				strings.Contains(err.Error(), "empty") {
				t.Errorf("%s, %s: got %v", title, way, err)
			}
		}
	}
	_, err := (Entry{"zhangsan", folderOf(t, t.TempDir(), files(".git/config")...)}).Read(t.Context(), lessons)
	if err == nil || !strings.Contains(err.Error(), ".git: hidden") {
		t.Errorf("a folder: got %v", err)
	}
}

// memory reads an archive that never was a file.
func memory(t testing.TB, data []byte) (Submission, error) {
	t.Helper()
	tree, err := readArchive(t.Context(), likeFile{bytes.NewReader(data)}, int64(len(data)), "zhangsan.zip",
		nopCloser{})
	if err != nil {
		return Submission{}, reason(t.Context(), "zhangsan.zip", err)
	}
	s, err := collect(t.Context(), tree, lessons, []string{"zhangsan"})
	if err != nil {
		return Submission{}, reason(t.Context(), "zhangsan.zip", err)
	}
	return s, nil
}

// likeFile refuses to read where the system does.
type likeFile struct{ *bytes.Reader }

func (f likeFile) ReadAt(p []byte, off int64) (int, error) {
	if off < 0 || off > math.MaxInt64-int64(len(p)) {
		return 0, &fs.PathError{Op: "readat", Path: "zhangsan.zip", Err: syscall.EINVAL}
	}
	return f.Reader.ReadAt(p, off)
}

type nopCloser struct{}

func (nopCloser) Close() error { return nil }

// soundError checks what every error promises: one line in both languages that names
// something.
func soundError(t testing.TB, err error) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Errorf("%v is no *Error", err)
		return
	}
	for _, text := range []string{e.In(course.English), e.In(course.Chinese)} {
		if text == "" || strings.ContainsAny(text, "\n\r\x1b") || !utf8.ValidString(text) || len(text) > 4096 {
			t.Errorf("%q is no line for a person", text)
		}
	}
	if e.In(course.English) == e.In(course.Chinese) {
		t.Errorf("%q is said in one language", e.In(course.English))
	}
}

func TestNotes(t *testing.T) {
	at := folderOf(t, filepath.Join(t.TempDir(), "zhangsan"),
		item{name: "lessons/01-listen/server.go", body: "package listen\r\n"},
		item{name: "lessons/01-listen/mine.go"},
		item{name: "lessons/01-listen/more.go"},
		item{name: "lessons/01-listen/server_test.go"},
		item{name: "lessons/01-listen/README.md"},
		item{name: "lessons/01-listen/notes", body: "/etc", kind: link},
		item{name: "lessons/02-connect/client.go", body: "\ufeffpackage connect"})
	s, err := readAt(t, at, lessons)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range s.Notes {
		got = append(got, fmt.Sprintf("%s %s %s | %s", n.Rule, n.Lesson, n.Text.En, n.Text.Zh))
	}
	want := []string{
		"link  lessons/01-listen/notes: a link; links are never followed | lessons/01-listen/notes：是链接；链接一律不跟",
		"crlf 01-listen lessons/01-listen/server.go: lines end in CRLF, as on Windows; Go reads them all the same | " +
			"lessons/01-listen/server.go：行尾是 Windows 的 CRLF；Go 照样能读",
		"extra 01-listen lessons/01-listen/mine.go and 1 more: not one of this lesson's files; left out | " +
			"lessons/01-listen/mine.go 等 2 处：不是本课的文件，没有采用",
		"missing-file 01-listen lessons/01-listen/client.go: missing | lessons/01-listen/client.go：缺少这个文件",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
	if body := string(s.Files["02-connect"]["client.go"]); body != "\ufeffpackage connect" {
		t.Errorf("a byte order mark is graded as it was handed in; got %q", body)
	}
}

func TestHashSeesEveryByteAndWhereItIs(t *testing.T) {
	hashes := map[string]string{}
	for _, items := range [][]item{
		{{name: "02-connect/client.go", body: "a"}},
		{{name: "02-connect/client.go", body: "b"}},
		{{name: "01-listen/client.go", body: "a"}},
		{{name: "01-listen/server.go", body: "a"}},
		{{name: "01-listen/server.go", body: "a"}, {name: "01-listen/client.go", body: ""}},
		{{name: "01-listen/server.go", body: "a"}, {name: "02-connect/client.go", body: "\xff"}},
		{{name: "01-listen/server.go", body: "a"}, {name: "02-connect/client.go",
			body: strings.Repeat("x", syllabus.MaxFile+1)}},
		{{name: "07-other/client.go", body: "a"}},
	} {
		s, err := memory(t, zipOf(t, items...))
		if err != nil {
			t.Fatal(err)
		}
		name := fmt.Sprintf("%.80v", items)
		if other := hashes[s.Hash]; other != "" || len(s.Hash) != 64 {
			t.Errorf("%s and %s have the hash %s", name, other, s.Hash)
		}
		hashes[s.Hash] = name
	}
	before, _ := memory(t, zipOf(t, files("02-connect/client.go")...))
	after, _ := memory(t, zipOf(t, files("x/02-connect/mine.go", "x/02-connect/client.go", "x/README")...))
	if before.Hash == after.Hash {
		t.Error("the content differs, the hash does not") // content is the file's own path
	}
}

func TestListTellsOneSubmissionFromAClass(t *testing.T) {
	dir := t.TempDir()
	at := func(name string, names ...string) string {
		return folderOf(t, filepath.Join(dir, name), files(names...)...)
	}
	for title, c := range map[string]struct {
		path string
		want string
	}{
		"a repository":      {at("a/zhangsan", "lessons/01-listen/server.go", "go.mod"), "zhangsan"},
		"lesson folders":    {at("b/zhangsan", "01-listen/server.go"), "zhangsan"},
		"a lesson's folder": {at("c/01-listen", "server.go"), "01-listen"},
		"loose files":       {at("d/zhangsan", "server.go"), "zhangsan"},
		"a checkout":        {at("e/zhangsan", "handshake-main/lessons/01-listen/server.go"), "zhangsan"},
		"a class of one":    {at("f/class", "zhangsan/lessons/01-listen/server.go"), "zhangsan"},
		"a class": {at("g/class", "lisi.zip", "wangwu/01-listen/server.go",
			"zhang.san.tar.gz",
			"李四 2023.TGZ", "x.rar", ".DS_Store", "__MACOSX/x", "grades.csv", "index.html"),
			"lisi wangwu x zhang.san 李四 2023"},
		"Moodle's text boxes": {at("h/class", "Li_1_assignsubmission_file_/x.zip",
			"Li_1_assignsubmission_onlinetext_/onlinetext.html"),
			"Li_1_assignsubmission_file_"},
		"an archive": {filepath.Join(at("i", "zhangsan.zip"), "zhangsan.zip"), "zhangsan"},
		"odd names": {at("j/class", "a\x1b[31mb.zip", "e\u0301.zip", "\xd5\xc5\xc8\xfd.zip", "\u202egpj.zip"),
			"a�[31mb é 张三 �gpj"},
	} {
		entries, err := List([]string{c.path}, lessons)
		var got []string
		for _, e := range entries {
			got = append(got, e.Student)
			if _, err := os.Lstat(e.Path); err != nil {
				t.Errorf("%s: %v", title, err)
			}
		}
		slices.Sort(got)
		want := strings.Split(c.want, " ")
		slices.Sort(want)
		if err != nil ||
			!slices.Equal(strings.Fields(strings.Join(got, " ")), slices.Clone(want)) &&
				strings.Join(got, " ") != c.want {
			t.Errorf("%s: got %q, %v; want %q", title, got, err, c.want)
		}
	}
}

func TestListNamesWhatIsWrong(t *testing.T) {
	empty := t.TempDir()
	for _, p := range []string{empty, filepath.Join(empty, "nowhere")} {
		_, err := List([]string{p}, lessons)
		soundError(t, err)
		if err == nil || !strings.Contains(err.Error(), filepath.Base(p)) {
			t.Errorf("%v does not name %s", err, p)
		}
	}
}

func TestListKnowsAPathNamedTwice(t *testing.T) {
	class := folderOf(t, filepath.Join(t.TempDir(), "class"), files("a.zip", "b.zip")...)
	entries, err := List([]string{class, filepath.Join(class, "a.zip"), class}, lessons)
	if err != nil || len(entries) != 2 {
		t.Errorf("got %v, %v", entries, err)
	}
}

func TestListOpensNothing(t *testing.T) {
	class := t.TempDir()
	for i := range 1000 {
		// They lead nowhere: whoever opened one would fail.
		if err := os.Symlink("nowhere", filepath.Join(class, fmt.Sprintf("s%05d.zip", i))); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	entries, err := List([]string{class}, lessons)
	if err != nil || len(entries) != 1000 || entries[123].Student != "s00123" {
		t.Fatalf("%d entries, %v", len(entries), err)
	}
	s, err := entries[0].Read(t.Context(), lessons)
	if got := outline(s, err); got != "error link" {
		t.Errorf("a link among the submissions: %s", got)
	}
}

func TestFaults(t *testing.T) {
	dir := t.TempDir()
	for title, c := range map[string]struct {
		path string
		want Rule
	}{
		"an empty folder": {folderOf(t, filepath.Join(dir, "empty")), NoLesson},
		"an empty file":   {save(t, filepath.Join(dir, "empty.zip"), nil), NoLesson},
		"an empty zip":    {save(t, filepath.Join(dir, "none.zip"), zipOf(t)), NoLesson},
		"an empty tar":    {save(t, filepath.Join(dir, "none.tar.gz"), gz(t, tarOf(t))), NoLesson},
		"a short text":    {save(t, filepath.Join(dir, "text.zip"), []byte("package listen\n")), NoSubmission},
		"a long text": {save(t, filepath.Join(dir, "long.zip"), bytes.Repeat([]byte("package listen\n"), 100)),
			NoSubmission},
		"a RAR archive": {save(t, filepath.Join(dir, "rar.zip"), []byte("Rar!\x1a\x07\x01\x00")), NoSubmission},
		"no tar in the gz": {save(t, filepath.Join(dir, "gz.tar.gz"), gz(t,
			bytes.Repeat([]byte("package listen\n"), 100))),
			NoSubmission},
		"a zip called tar.gz": {save(t, filepath.Join(dir, "zip.tar.gz"), zipOf(t, files("01-listen/server.go")...)),
			""},
		"gone since": {filepath.Join(dir, "gone"), Unreadable},
		"an archive of an arc": {save(t, filepath.Join(dir, "all.zip"), zipOf(t, files("lisi.zip", "zhangsan.zip")...)),
			Nested},
	} {
		_, err := (Entry{"zhangsan", c.path}).Read(t.Context(), lessons)
		var e *Error
		switch {
		case c.want == "" && err == nil:
		case !errors.As(err, &e) || e.Rule != c.want || e.Infrastructure() != (c.want == Unreadable):
			t.Errorf("%s: %v, want %s", title, err, c.want)
		default:
			soundError(t, err)
		}
	}
}

func TestAFileThatVanishesIsNoStudentsFault(t *testing.T) {
	at := folderOf(t, filepath.Join(t.TempDir(), "zhangsan"), files("01-listen/server.go", "01-listen/client.go")...)
	tree, err := openTree(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	if _, err := search(t.Context(), tree, lessons); err != nil { // everything is listed now
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(at, "01-listen", "client.go")); err != nil {
		t.Fatal(err)
	}
	_, err = collect(t.Context(), tree, lessons, nil)
	var e *Error
	if !errors.As(err, &e) || !e.Infrastructure() || !strings.Contains(e.Error(), "client.go: changed") {
		t.Errorf("got %v", err)
	}
}

func TestWhatIsExchangedForALinkIsNotFollowed(t *testing.T) {
	at := folderOf(t, filepath.Join(t.TempDir(), "zhangsan"), files("01-listen/server.go", "02-connect/client.go")...)
	tree, err := openTree(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	if _, err := search(t.Context(), tree, lessons); err != nil {
		t.Fatal(err)
	}
	secret := folderOf(t, filepath.Join(t.TempDir(), "02-connect"), files("client.go")...)
	for _, name := range []string{"01-listen/server.go", "02-connect"} {
		full := filepath.Join(at, filepath.FromSlash(name))
		if err := os.RemoveAll(full); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(secret, full); err != nil {
			t.Skip("no symbolic links here:", err)
		}
	}
	s, err := collect(t.Context(), tree, lessons, nil)
	if got := outline(s, err); got != "01-listen refused link 02-connect refused link" {
		t.Errorf("got %s", got)
	}
}

func TestNothingIsOpenedThroughALink(t *testing.T) {
	at := folderOf(t, t.TempDir(),
		item{name: "a/b/f", body: "x"}, item{name: "l", body: "a", kind: link},
		item{name: "a/b/l", body: "f", kind: link})
	root, err := os.OpenRoot(at)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for name, want := range map[string]error{
		"a/b/f": nil, "a/b/l": errLink, "l/b/f": errLink, "a/b/none": fs.ErrNotExist,
		"a/b": errSpecial, "a/b/f/x": errSpecial,
	} {
		f, err := open(root, name, false)
		if err == nil {
			_ = f.Close()
		}
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
	if f, err := open(root, "../"+filepath.Base(at)+"/a/b/f", false); err == nil {
		t.Errorf("%s leads out", f.Name())
	}
	for _, dir := range []string{"", "a/b"} {
		f, err := open(root, dir, true)
		if err != nil {
			t.Fatalf("%q: %v", dir, err)
		}
		if names, err := f.Readdirnames(-1); err != nil || len(names) != 2 {
			t.Errorf("%q: %v %v", dir, names, err)
		}
		_ = f.Close()
	}
}

func TestTooManyFiles(t *testing.T) {
	at := folderOf(t, filepath.Join(t.TempDir(), "zhangsan"))
	tree, err := openTree(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Close()
	tree.(*folderTree).left = 3
	folderOf(t, at, files("a", "b", "c", "d")...)
	_, err = collect(t.Context(), tree, lessons, nil)
	if got := outline(Submission{}, err); got != "error too-many" {
		t.Errorf("got %s", got)
	}
	soundError(t, err)
}

func TestReadEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for way, at := range packed(t, "zhangsan", files("01-listen/server.go")...) {
		if _, err := (Entry{"zhangsan", at}).Read(ctx, lessons); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", way, err)
		}
	}
}
