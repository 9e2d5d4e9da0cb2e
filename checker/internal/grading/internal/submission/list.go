package submission

import (
	"cmp"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"handshake/internal/course/syllabus"
)

// Entry is one student's submission, not opened yet.
type Entry struct {
	// Student is the name of the file or folder without an archive's extension; the roster's Match
	// gives it the student's id.
	Student string
	Path    string
}

// List finds the submissions at paths, sorted by student. A path is a file, which is one
// submission; a folder that holds lessons/, a lesson's folder or Go files, or nothing but a
// checkout of the course that does, which is one submission too; or else a folder of
// submissions, one in each file and folder. No submission is opened.
func List(paths []string, lessons []syllabus.Lesson) ([]Entry, error) {
	names := map[string]bool{}
	for _, l := range lessons {
		names[l.Name] = true
	}
	var entries []Entry
	seen := map[string]bool{} // a path named twice is one submission
	add := func(e Entry) {
		if !seen[e.Path] {
			seen[e.Path] = true
			entries = append(entries, e)
		}
	}
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, Unopened(p, err)
		}
		// What the teacher names may be a link; nothing inside may.
		name, err := filepath.Abs(p)
		if err != nil {
			return nil, Unopened(p, err)
		}
		target, err := filepath.EvalSymlinks(name)
		if err != nil {
			return nil, Unopened(p, err)
		}
		if !info.IsDir() {
			add(Entry{studentOf(name, false), target})
			continue
		}
		found, err := listFolder(name, target, names)
		if err != nil {
			return nil, Unopened(p, err)
		}
		if len(found) == 0 {
			return nil, Fail(NoSubmission, p, nil,
				"holds no submission: name the folder that the students' folders or archives are in",
				"里面没有人交作业：请给出存放学生目录或压缩包的那个目录")
		}
		for _, e := range found {
			add(e)
		}
	}
	slices.SortFunc(entries, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Student, b.Student), cmp.Compare(a.Path, b.Path))
	})
	return entries, nil
}

// Unopened is a path on the command line that cannot be opened.
func Unopened(p string, err error) *Error {
	if errors.Is(err, fs.ErrNotExist) {
		return Fail(NoSubmission, p, err,
			"there is no such file or folder: check the path",
			"没有这个文件或目录：请检查路径")
	}
	return unreadable(p, err)
}

// listFolder finds the submissions in a folder; names are those of the lessons.
func listFolder(name, target string, names map[string]bool) ([]Entry, error) {
	inside, err := os.ReadDir(target)
	if err != nil {
		return nil, err
	}
	inside = slices.DeleteFunc(inside, func(e fs.DirEntry) bool { return hidden(e.Name()) })
	one := holdsLessons(inside, names) || names[filepath.Base(name)] && len(inside) > 0
	if !one && len(inside) == 1 && inside[0].IsDir() && checkout(inside[0].Name()) {
		deeper, err := os.ReadDir(filepath.Join(target, inside[0].Name()))
		if err != nil {
			return nil, err
		}
		one = holdsLessons(deeper, names)
	}
	if one {
		return []Entry{{studentOf(name, true), target}}, nil
	}
	var entries []Entry
	for _, e := range inside {
		if !companion(e) {
			entries = append(entries, Entry{studentOf(e.Name(), e.IsDir()), filepath.Join(target, e.Name())})
		}
	}
	return entries, nil
}

func holdsLessons(inside []fs.DirEntry, names map[string]bool) bool {
	return slices.ContainsFunc(inside, func(e fs.DirEntry) bool {
		if e.IsDir() {
			return e.Name() == syllabus.Dir || names[e.Name()]
		}
		return strings.HasSuffix(e.Name(), ".go")
	})
}

// checkout reports whether a folder is named as forges unpack the course itself. Any other
// lone folder in a folder is a class of one.
func checkout(name string) bool {
	return slices.Contains([]string{"handshake", "handshake-main", "handshake-master"}, strings.ToLower(name))
}

// companion reports whether a file lies beside submissions without being one: the teacher's
// tables, and the pages that learning platforms add.
func companion(e fs.DirEntry) bool {
	if strings.Contains(e.Name(), "_assignsubmission_onlinetext") {
		return true // Moodle's text box, in a folder of its own
	}
	suffixes := []string{".csv", ".txt", ".html"}
	return !e.IsDir() && slices.Contains(suffixes, strings.ToLower(filepath.Ext(e.Name())))
}

// studentOf is the student whom a file or folder is named after, as it may be shown.
func studentOf(name string, dir bool) string {
	base := filepath.Base(name)
	if !dir {
		if s := stem(base); s != base {
			base = s
		} else if cut := strings.TrimSuffix(base, filepath.Ext(base)); cut != "" {
			base = cut
		}
	}
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return unicode.ReplacementChar
		}
		return r
	}, decode(base))
}
