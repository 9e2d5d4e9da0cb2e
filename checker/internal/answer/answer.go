// Package answer is what somebody has answered to some lessons, as one value from where it is
// read to the report: the texts of the student's files, where they come from, their hash, and
// what they declare.
//
// A file is read once, and that text is what is hashed, remembered, told of and shown to the
// gate. It is also what is built, but for a file that lies on disk as it is, which is built from
// there: where its author saves it just then, a verdict on the newer text is remembered for the
// older one, and the next check judges it again. What strangers hand in has no such place, and
// whoever builds it writes the very bytes that the gate has seen.
package answer

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

// Answer is an answer to one lesson.
type Answer struct {
	Lesson syllabus.Lesson
	Files  []File // those that the lesson declares, in its order
	// Base are answers to the lessons that this one stands on, in the order of Lesson.Base.
	Base []Answer
	// Stray are Go files beside them that are not the lesson's, as a student is told of them: they
	// are neither built nor graded.
	Stray []string
}

// File is one of an answer's files.
type File struct {
	Name string // as lesson.toml declares it: "server.go"
	Text []byte
	// Path is where the text lies on disk; "" where it lies nowhere.
	Path string `json:"-"`
}

// Error is a file of an answer that cannot be used.
type Error struct {
	File string // relative to the root where possible
	Err  error
}

func (e *Error) Error() string { return fmt.Sprintf("%s: %v", e.File, e.Err) }
func (e *Error) Unwrap() error { return e.Err }

// In says in lang what to do about it.
func (e *Error) In(lang course.Lang) string {
	switch {
	case errors.Is(e.Err, fs.ErrNotExist) && handout.Has(e.File):
		return course.Say(
			"%s is missing; `git checkout %s` brings it back",
			"缺少 %s；`git checkout %s` 可以恢复它", e.File, e.File).In(lang)
	case errors.Is(e.Err, fs.ErrNotExist):
		return course.Say(
			"%s is missing: an answer has every file that its lesson.toml names",
			"缺少 %s：lesson.toml 里列出的文件，答案里都要有", e.File).In(lang)
	}
	return course.Say("%s cannot be read: %v", "无法读取 %s：%v", e.File, e.Err).In(lang)
}

// Read takes the declared files of the lesson from dir/<lesson>/, and nothing else; and those of the
// lessons that it stands on from beside them. What cannot be read is an *Error that names it from
// the root.
func Read(root string, l syllabus.Lesson, dir string) (Answer, error) {
	return (&reader{root, dir, map[string]Answer{}}).read(l)
}

// Reference is the course's own answer to a lesson, for the course at root.
func Reference(root string, l syllabus.Lesson) (Answer, error) {
	return Read(root, l, filepath.Join(root, syllabus.Solutions))
}

// reader reads answers from a folder, each once.
type reader struct {
	root, dir string
	done      map[string]Answer
}

func (r *reader) read(l syllabus.Lesson) (Answer, error) {
	if a, done := r.done[l.Name]; done {
		return a, nil
	}
	a, folder := Answer{Lesson: l}, filepath.Join(r.dir, l.Name)
	for _, name := range l.Files {
		path := filepath.Join(folder, name)
		text, err := read(path)
		if err != nil {
			return a, &Error{File: relative(r.root, path), Err: err}
		}
		a.Files = append(a.Files, File{Name: name, Text: text, Path: path})
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return a, &Error{File: relative(r.root, folder), Err: err}
	}
	for _, e := range entries {
		name := e.Name()
		isGo := strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go")
		if isGo && !slices.Contains(l.Files, name) {
			a.Stray = append(a.Stray, relative(r.root, filepath.Join(folder, name)))
		}
	}
	for _, below := range l.Base {
		b, err := r.read(below)
		if err != nil {
			return a, err
		}
		a.Base = append(a.Base, b)
	}
	r.done[l.Name] = a
	return a, nil
}

// Of is an answer that consists of texts, by the files' names. For what is missing the stubs are
// taken, as the course hands them out.
func Of(l syllabus.Lesson, texts map[string][]byte) Answer {
	a, stubs := Answer{Lesson: l}, handout.Stubs(l.Name)
	for _, name := range l.Files {
		text, given := texts[name]
		if !given {
			text = stubs[name]
		}
		a.Files = append(a.Files, File{Name: name, Text: text})
	}
	return a
}

// On is the answer as it stands on these, and on the stubs of what is not among them.
func (a Answer) On(base Set) Answer {
	a.Base = nil
	for _, l := range a.Lesson.Base {
		b := base.To(l.Name)
		if len(b.Files) == 0 {
			b = Of(l, nil).On(base)
		}
		a.Base = append(a.Base, b)
	}
	return a
}

// HandedOut is a lesson's stubs as the course hands them out, whatever has become of those in the
// checkout at root. Only what was never handed out is taken from there. They stand on the course's
// own answers.
func HandedOut(root string, l syllabus.Lesson) (Answer, error) {
	a := Of(l, nil)
	for i, f := range a.Files {
		if f.Text != nil {
			continue
		}
		path := filepath.Join(root, filepath.FromSlash(l.Path(f.Name)))
		text, err := read(path)
		if err != nil {
			return a, &Error{File: l.Path(f.Name), Err: err}
		}
		a.Files[i].Text, a.Files[i].Path = text, path
	}
	for _, below := range l.Base {
		b, err := Reference(root, below)
		if err != nil {
			return a, err
		}
		a.Base = append(a.Base, b)
	}
	return a, nil
}

// Over is the answer with those of its files replaced that dir has.
func (a Answer) Over(dir string) (Answer, error) {
	a.Files = slices.Clone(a.Files)
	for i := range a.Files {
		f := &a.Files[i]
		path := filepath.Join(dir, f.Name)
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		text, err := read(path)
		if err != nil {
			return a, &Error{File: path, Err: err}
		}
		f.Text, f.Path = text, path
	}
	return a, nil
}

// Canonical is the answer, or the stubs themselves where it differs from them in comments and
// spaces only: nobody has to build it twice.
func (a Answer) Canonical() Answer {
	stub := Of(a.Lesson, nil)
	if slices.EqualFunc(a.Files, stub.Files, sameProgram) {
		a.Files = stub.Files
	}
	return a
}

// Hash is a fingerprint of the files, byte for byte.
func (a Answer) Hash() string {
	h := sha256.New()
	for _, f := range a.Files {
		fmt.Fprintf(h, "%s %d\n%s", f.Name, len(f.Text), f.Text)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Fingerprint is that of the files and of all that they stand on.
func (a Answer) Fingerprint() string {
	if len(a.Base) == 0 {
		return a.Hash()
	}
	h := sha256.New()
	for _, b := range append(slices.Clone(a.Base), a) {
		fmt.Fprintf(h, "%s %s\n", b.Lesson.Name, b.Hash())
	}
	return hex.EncodeToString(h.Sum(nil))
}

// Set is at most one answer to each lesson, in the order of the course.
type Set []Answer

// ReadAll reads an answer to each of the lessons from dir.
func ReadAll(root string, lessons []syllabus.Lesson, dir string) (Set, error) {
	return each(lessons, (&reader{root, dir, map[string]Answer{}}).read)
}

// AllHandedOut is the stubs of all the lessons.
func AllHandedOut(root string, lessons []syllabus.Lesson) (Set, error) {
	return each(lessons, func(l syllabus.Lesson) (Answer, error) { return HandedOut(root, l) })
}

func each(lessons []syllabus.Lesson, answer func(syllabus.Lesson) (Answer, error)) (Set, error) {
	var all Set
	for _, l := range lessons {
		a, err := answer(l)
		if err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	return all, nil
}

// To is the answer to the lesson of that name; one without files, where there is none.
func (s Set) To(lesson string) Answer {
	if i := slices.IndexFunc(s, func(a Answer) bool { return a.Lesson.Name == lesson }); i >= 0 {
		return s[i]
	}
	return Answer{Lesson: syllabus.Lesson{Name: lesson}}
}

// Lessons are those that are answered.
func (s Set) Lessons() []syllabus.Lesson {
	lessons := make([]syllabus.Lesson, len(s))
	for i, a := range s {
		lessons[i] = a.Lesson
	}
	return lessons
}

// read is the text of a source file.
func read(path string) ([]byte, error) {
	text, err := readRegular(path)
	var at *fs.PathError
	if errors.As(err, &at) {
		return nil, at.Err // the path is told
	}
	return text, err
}

func readRegular(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("not a regular file")
	}
	text, err := io.ReadAll(io.LimitReader(f, syllabus.MaxFile+1))
	if len(text) > syllabus.MaxFile {
		return nil, fmt.Errorf("larger than %d KiB", syllabus.MaxFile>>10)
	}
	return text, err
}

func relative(root, path string) string {
	if rel, err := filepath.Rel(root, path); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return path
}
