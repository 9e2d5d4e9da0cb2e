// Package syllabus reads what the lessons say of themselves: the lesson folders in their
// order, and each one's lesson.toml.
package syllabus

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"handshake/internal/course"
)

// Dir is the folder that holds the lessons, below the root of the course.
const Dir = "lessons"

// Module is the course's Go module.
const Module = "handshake"

// Solutions is the folder that holds a complete answer to each lesson, below the root. A
// student's copy of the course may be without it.
const Solutions = "solutions"

// MetadataFile is the name of each lesson's metadata.
const MetadataFile = "lesson.toml"

// Everywhere are the packages that the files of every lesson may import: they compute, keep,
// print and wait. Of those that can do more the gate opens only a part.
var Everywhere = strings.Fields("bufio bytes cmp container/heap container/list container/ring context crypto/rand " +
	"crypto/sha256 encoding/base64 encoding/binary encoding/hex errors fmt hash hash/adler32 hash/crc32 hash/crc64 " +
	"hash/fnv hash/maphash io iter log log/slog maps math math/big math/bits math/cmplx math/rand math/rand/v2 " +
	"net/netip os regexp runtime runtime/debug slices sort strconv strings sync sync/atomic syscall text/tabwriter " +
	"time unicode unicode/utf16 unicode/utf8")

// Lesson is one lesson folder and its lesson.toml.
type Lesson struct {
	Name string `toml:"-"` // "01-listen"

	Title course.Text `toml:"title"`
	// Aim is one sentence: what the student will have built.
	Aim course.Text `toml:"aim"`
	// Files are the student's files; nothing else of a submission is ever read.
	Files []string `toml:"files"`
	// Imports are the packages that the student's files may import, besides those of Everywhere.
	Imports []string `toml:"imports"`
	// Needs are the lessons that this one stands on, by their names: the student's files may import
	// their packages, as the student has written them.
	Needs []string `toml:"needs"`
	// Base are those lessons, and those that they stand on in turn, in the order of the course.
	Base []Lesson `toml:"-"`
	// Race asks for a second verdict by the race detector: the task needs goroutines.
	Race bool `toml:"race"`
	// Specs are the promises in the order in which a student meets them.
	Specs []Spec `toml:"spec"`
}

// Spec is what lesson.toml says of one spec.
type Spec struct {
	ID     string        `toml:"id"`
	Weight int           `toml:"weight"` // points when graded
	Hints  []course.Text `toml:"hints"`  // from a nudge to nearly code
}

// Number is the lesson's number as its folder writes it: "01".
func (l Lesson) Number() string { return course.NumberOf(l.Name) }

// Word is the lesson's name without its number: "many-clients".
func (l Lesson) Word() string {
	_, word, _ := strings.Cut(l.Name, "-")
	return word
}

// Package is the name of the lesson's package, its word in one piece: "manyclients".
func (l Lesson) Package() string { return strings.ReplaceAll(l.Word(), "-", "") }

// Path is where one of the lesson's files lies, from the root of the course.
func (l Lesson) Path(file string) string { return Dir + "/" + l.Name + "/" + file }

// ImportPath is the path by which a lesson that needs this one imports it.
func (l Lesson) ImportPath() string { return Module + "/" + Dir + "/" + l.Name }

// Spec finds a spec by its id.
func (l Lesson) Spec(id string) (Spec, bool) {
	i := slices.IndexFunc(l.Specs, func(s Spec) bool { return s.ID == id })
	if i < 0 {
		return Spec{}, false
	}
	return l.Specs[i], true
}

// Order is the spec's place in the lesson, for sorting; unknown ids come last.
func (l Lesson) Order(id string) int {
	if i := slices.IndexFunc(l.Specs, func(s Spec) bool { return s.ID == id }); i >= 0 {
		return i
	}
	return len(l.Specs)
}

// MaxFile bounds what a student writes into one file, in bytes.
const MaxFile = 256 << 10

var lessonName = regexp.MustCompile(`^` + course.LessonPattern + `$`)

// IsName reports whether a folder's name is one that a lesson could have.
func IsName(folder string) bool { return lessonName.MatchString(folder) }

// ErrNoLessons is a course without lessons.
var ErrNoLessons error = course.Fail(nil,
	"the folder lessons holds no lesson; `git checkout -- lessons` brings those of the course back",
	"lessons 目录里一课也没有；`git checkout -- lessons` 可以恢复课程原有的各课")

// Load reads every lesson below root, in order. Those whose lesson.toml cannot be used are left
// out, and stop no other: see Broken. It fails if there is no other.
func Load(root string) ([]Lesson, error) {
	lessons, broken, err := load(root)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, err
	case len(lessons) == 0 && len(broken) > 0:
		return nil, broken[0]
	case len(lessons) == 0:
		return nil, ErrNoLessons
	}
	return lessons, nil
}

// Broken are the lessons that Load leaves out, in order, and why.
func Broken(root string) []*MetadataError {
	_, broken, _ := load(root)
	return broken
}

func load(root string) (lessons []Lesson, broken []*MetadataError, err error) {
	entries, err := os.ReadDir(filepath.Join(root, Dir))
	if err != nil {
		return nil, nil, err
	}
	for _, e := range entries {
		if !e.IsDir() || !IsName(e.Name()) {
			continue
		}
		lesson, wrong := read(root, e.Name())
		if wrong == nil {
			wrong = lesson.stand(lessons)
		}
		if wrong != nil {
			broken = append(broken, wrong)
			continue
		}
		lessons = append(lessons, lesson)
	}
	return lessons, broken, nil
}

func read(root, name string) (Lesson, *MetadataError) {
	lesson := Lesson{Name: name}
	f, err := os.Open(filepath.Join(root, Dir, name, MetadataFile))
	if err != nil {
		return lesson, unreadable(name, err)
	}
	defer f.Close()

	if line, what, err := Decode(f, &lesson); err != nil {
		return lesson, &MetadataError{Lesson: name, Line: line, What: what, Err: err}
	}
	if len(lesson.Files) == 0 || len(lesson.Specs) == 0 {
		return lesson, &MetadataError{
			Lesson: name, What: course.Say("names no files or no specs", "没有写 files，或者没有写 [[spec]]"),
		}
	}
	for _, f := range lesson.Files {
		if f != filepath.Base(f) || !strings.HasSuffix(f, ".go") {
			return lesson, &MetadataError{Lesson: name, What: course.Say(
				"%q is not the name of a Go file",
				"%q 不是 Go 文件的名字", f)}
		}
	}
	return lesson, nil
}

// Decode reads a TOML file of a lesson, which has no keys but those that are known. If that fails, it
// says what is wrong, and in which line; 0 if that is not known.
func Decode(file io.Reader, into any) (line int, what course.Text, err error) {
	err = toml.NewDecoder(file).DisallowUnknownFields().Decode(into)
	if err == nil {
		return 0, what, nil
	}
	what = course.Text{En: err.Error(), Zh: err.Error()}
	var decode *toml.DecodeError
	var strict *toml.StrictMissingError
	switch {
	case errors.As(err, &strict) && len(strict.Errors) > 0:
		line, _ = strict.Errors[0].Position()
		what = course.Say("unknown key %q", "不认识的键 %q", strings.Join(strict.Errors[0].Key(), "."))
	case errors.As(err, &decode):
		line, _ = decode.Position()
	}
	return line, what, err
}

// WithBase are the lessons and all that they stand on, in the order of the course.
func WithBase(lessons []Lesson) (all []Lesson) {
	for _, l := range lessons {
		for _, one := range append(slices.Clone(l.Base), l) {
			if !slices.ContainsFunc(all, func(other Lesson) bool { return other.Name == one.Name }) {
				all = append(all, one)
			}
		}
	}
	slices.SortFunc(all, func(a, b Lesson) int { return strings.Compare(a.Name, b.Name) })
	return all
}

// stand finds the lessons that this one needs among those before it. Whatever stands on a later
// lesson, or on one that stands on it, would have no beginning.
func (l *Lesson) stand(before []Lesson) *MetadataError {
	base := map[string]bool{}
	for _, name := range l.Needs {
		i := slices.IndexFunc(before, func(b Lesson) bool { return b.Name == name })
		switch {
		case i >= 0:
			base[name] = true
			for _, below := range before[i].Base {
				base[below.Name] = true
			}
		case IsName(name) && name >= l.Name:
			return &MetadataError{Lesson: l.Name, What: course.Say(
				"needs %q, which does not come before it: a lesson stands on earlier ones only",
				"needs 里的 %q 不在这一课之前：一课只能建立在更早的课上", name)}
		default:
			return &MetadataError{Lesson: l.Name, What: course.Say(
				"needs %q, and there is no such lesson that can be used",
				"needs 里的 %q 不是一节可用的课", name)}
		}
	}
	for _, b := range before {
		if base[b.Name] {
			l.Base = append(l.Base, b)
		}
	}
	return nil
}

// UnknownError is a lesson that nobody has written.
type UnknownError struct {
	Asked string
	Known []string
}

func (e *UnknownError) Error() string { return e.In(course.English) }

// In says in lang which lessons there are.
func (e *UnknownError) In(lang course.Lang) string {
	return course.Say(
		"there is no lesson %q; there are: %s (or all)",
		"没有 %q 这一课；现有：%s（或 all）", e.Asked, strings.Join(e.Known, " ")).In(lang)
}

// Select picks lessons by what a person types: "3", "03", "03-accept", "accept", a range
// "01-06", or "all"; by a spec's name as a line of the report shows it, "03-accept/closed"; or
// by the path of the lesson's folder or of a file in it. The result is in course order, each
// lesson once.
func Select(lessons []Lesson, asked []string) ([]Lesson, error) {
	chosen := make([]bool, len(lessons))
	for _, a := range asked {
		found := false
		for i, l := range lessons {
			if matches(l, a) {
				chosen[i], found = true, true
			}
		}
		if !found {
			names := make([]string, len(lessons))
			for i, l := range lessons {
				names[i] = l.Name
			}
			return nil, &UnknownError{Asked: a, Known: names}
		}
	}
	var out []Lesson
	for i, l := range lessons {
		if chosen[i] {
			out = append(out, l)
		}
	}
	return out, nil
}

// SpecIn is the spec of the lesson whose name a person has typed, "03-accept/closed"; false
// where only the lesson is named.
func SpecIn(l Lesson, asked string) (Spec, bool) {
	_, id := split(asked)
	return l.Spec(id)
}

// split parts what a person types into the lesson and what they name in it: a spec or a file.
// On a path, the lesson follows the folder of the lessons.
func split(asked string) (lesson, part string) {
	path := strings.TrimSuffix(strings.ReplaceAll(asked, `\`, "/"), "/")
	if at := strings.LastIndex("/"+path, "/"+Dir+"/"); at >= 0 {
		path = path[at+len(Dir)+1:]
	}
	lesson, part, _ = strings.Cut(path, "/")
	return lesson, part
}

func matches(l Lesson, asked string) bool {
	lesson, part := split(asked)
	if _, isSpec := l.Spec(part); part != "" && !isSpec && filepath.Ext(part) == "" {
		return false
	}
	if lesson == "all" || lesson == l.Name || lesson == l.Word() {
		return true
	}
	number, _ := strconv.Atoi(l.Number())
	if first, last, ok := strings.Cut(lesson, "-"); ok {
		from, err1 := strconv.Atoi(first)
		to, err2 := strconv.Atoi(last)
		return err1 == nil && err2 == nil && from <= number && number <= to
	}
	n, err := strconv.Atoi(lesson)
	return err == nil && n == number
}
