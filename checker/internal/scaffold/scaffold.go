// Package scaffold begins a lesson: everything that a lesson consists of, in both languages and in
// all the places where its name is found, with a TODO wherever its author is to write.
package scaffold

import (
	"bytes"
	"embed"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/template"

	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

//go:embed templates
var files embed.FS

var templates = template.Must(template.ParseFS(files, "templates/*.tmpl"))

// lesson is what the templates are filled in with.
type lesson struct {
	syllabus.Lesson
	Halves []half
}

// half is one of the student's files.
type half struct {
	File string // "server.go"
	Base string // "server"
	Func string // the function that it declares: "Server"
	lesson
}

// First is the file that the examples of answers replace.
func (l lesson) First() half { return l.Halves[0] }

// List are the student's files as lesson.toml has them.
func (l lesson) List() string { return `"` + strings.Join(l.Files, `", "`) + `"` }

var fileName = regexp.MustCompile(`^[a-z][a-z0-9]*\.go$`)

// Lesson writes a new lesson of that name into the course at root, with the student's files that
// are named, and returns what it has written, by paths from the root. It writes all or nothing. A
// name that is malformed or taken is a *course.Error.
func Lesson(root, name string, files []string) (written []string, err error) {
	l := lesson{Lesson: syllabus.Lesson{Name: name, Files: files}}
	if err := l.check(root); err != nil {
		return nil, err
	}
	for _, f := range files {
		base := strings.TrimSuffix(f, ".go")
		l.Halves = append(l.Halves, half{File: f, Base: base, Func: strings.ToUpper(base[:1]) + base[1:], lesson: l})
	}
	defer func() {
		if err != nil {
			for _, place := range l.places() {
				_ = os.RemoveAll(filepath.Join(root, place))
			}
		}
	}()
	for _, f := range l.files() {
		var text bytes.Buffer
		if err := templates.ExecuteTemplate(&text, f.template+".tmpl", f.data); err != nil {
			return nil, err
		}
		path := filepath.Join(root, f.path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(path, text.Bytes(), 0o644); err != nil {
			return nil, err
		}
		written = append(written, f.path)
	}
	return written, nil
}

// places are the files and folders that a lesson consists of; nothing of it lies elsewhere.
func (l lesson) places() []string {
	return []string{
		syllabus.Dir + "/" + l.Name,
		syllabus.Solutions + "/" + l.Name,
		"docs/en/" + l.Name + ".md",
		"docs/zh/" + l.Name + ".md",
	}
}

// file is one that is to be written.
type file struct {
	path, template string
	data           any
}

func (l lesson) files() []file {
	at := l.places()
	folder, solution, english, chinese := at[0], at[1], at[2], at[3]
	first := l.First()
	all := []file{
		{folder + "/README.md", "README.md", l},
		{folder + "/" + syllabus.MetadataFile, syllabus.MetadataFile, l},
		{folder + "/contract.toml", "contract.toml", l},
		{folder + "/suite_test.go", "suite_test.go", l},
		{solution + "/testdata/wrong/one/" + first.File, "wrong.go", first},
		{solution + "/testdata/right/one/" + first.File, "right.go", first},
		{english, "chapter.en.md", l},
		{chinese, "chapter.zh.md", l},
	}
	for _, h := range l.Halves {
		all = append(all,
			file{folder + "/" + h.File, "stub.go", h},
			file{folder + "/" + h.Base + "_test.go", "spec_test.go", h},
			file{solution + "/" + h.File, "solution.go", h})
	}
	return all
}

// check refuses a name or files that no lesson may have, or that another has.
func (l lesson) check(root string) error {
	if !syllabus.IsName(l.Name) {
		return course.Fail(nil,
			"%q is not the name of a lesson: two digits, a hyphen, and words of small letters, as in 13-demo",
			"%q 不是课程的名字：应当是两位数字、连字符和小写英文词，例如 13-demo", l.Name)
	}
	if p := l.Package(); token.IsKeyword(p) || p == "main" || p == "all" {
		return course.Fail(nil,
			"a lesson cannot be called %s, which has a meaning of its own: choose another word",
			"课程不能叫 %s，这个词另有所指：请换一个", l.Word())
	}
	for i, f := range l.Files {
		if !fileName.MatchString(f) || slices.Contains(l.Files[:i], f) || f == "suite.go" {
			return course.Fail(nil,
				"%q is not a name for a student's file: each is called once, in small letters, as in server.go",
				"%q 不能作学生文件的名字：各不相同，全用小写字母，例如 server.go", f)
		}
	}
	if len(l.Files) == 0 {
		return course.Fail(nil, "a lesson has files for the student to write", "一课总要有给学生写的文件")
	}
	entries, err := os.ReadDir(filepath.Join(root, syllabus.Dir))
	if err != nil {
		return err
	}
	for _, e := range entries {
		other := syllabus.Lesson{Name: e.Name()}
		if syllabus.IsName(other.Name) && (other.Number() == l.Number() || other.Package() == l.Package()) {
			return taken(syllabus.Dir + "/" + other.Name)
		}
	}
	for _, place := range l.places() {
		if _, err := os.Lstat(filepath.Join(root, place)); err == nil {
			return taken(place)
		}
	}
	return nil
}

func taken(place string) error {
	return course.Fail(nil,
		"there is %s already: choose another number and another word",
		"已经有 %s 了：请换一个编号和名字", place)
}
