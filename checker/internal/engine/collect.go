// Package engine turns answers into records in three steps: collect the student's files,
// build them into one binary with the trusted specs, run it and listen.
package engine

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"handshake/internal/course/syllabus"
)

// Answers is one set of student's files: at most one answer to each lesson.
type Answers struct {
	Lessons []syllabus.Lesson
	files   map[string]map[string]string // lesson → declared file → where it really is
	stray   map[string][]string          // lesson → Go files that are none of the student's
}

// FileError is a file of an answer that cannot be used.
type FileError struct {
	File string // relative to the root where possible
	Err  error
}

func (e *FileError) Error() string { return fmt.Sprintf("%s: %v", e.File, e.Err) }
func (e *FileError) Unwrap() error { return e.Err }

// Collect takes the declared files of the lessons from dir/<lesson>/, and nothing else.
func Collect(root string, lessons []syllabus.Lesson, dir string) (Answers, error) {
	a := Answers{Lessons: lessons, files: map[string]map[string]string{}, stray: map[string][]string{}}
	for _, l := range lessons {
		a.files[l.Name] = map[string]string{}
		for _, name := range l.Files {
			path := filepath.Join(dir, l.Name, name)
			if err := readable(path); err != nil {
				return a, &FileError{File: relative(root, path), Err: err}
			}
			a.files[l.Name][name] = path
		}
		entries, err := os.ReadDir(filepath.Join(dir, l.Name))
		if err != nil {
			return a, &FileError{File: relative(root, filepath.Join(dir, l.Name)), Err: err}
		}
		for _, e := range entries {
			name := e.Name()
			if strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && !slices.Contains(l.Files, name) {
				a.stray[l.Name] = append(a.stray[l.Name], relative(root, filepath.Join(dir, l.Name, name)))
			}
		}
	}
	return a, nil
}

// Replace is the same set with some of one lesson's files taken from dir.
func (a Answers) Replace(l syllabus.Lesson, dir string) (Answers, error) {
	files := maps.Clone(a.files[l.Name])
	for _, name := range l.Files {
		path := filepath.Join(dir, name)
		if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err := readable(path); err != nil {
			return a, &FileError{File: path, Err: err}
		}
		files[name] = path
	}
	a.files = maps.Clone(a.files)
	a.files[l.Name] = files
	return a, nil
}

// Only is the set without the lessons that keep refuses.
func (a Answers) Only(keep func(syllabus.Lesson) bool) Answers {
	a.Lessons = slices.DeleteFunc(slices.Clone(a.Lessons), func(l syllabus.Lesson) bool { return !keep(l) })
	return a
}

// Files are where the lesson's declared files really are, in the order of their declaration.
func (a Answers) Files(l syllabus.Lesson) []string {
	var paths []string
	for _, name := range l.Files {
		paths = append(paths, a.files[l.Name][name])
	}
	return paths
}

// Stray are Go files beside a lesson's own that are not built: they would not be graded.
func (a Answers) Stray(l syllabus.Lesson) []string { return a.stray[l.Name] }

func readable(path string) error {
	f, err := os.Open(path)
	if err != nil {
		var pathErr *fs.PathError
		if errors.As(err, &pathErr) {
			return pathErr.Err
		}
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return err
	case !info.Mode().IsRegular():
		return errors.New("not a regular file")
	case info.Size() > syllabus.MaxFile:
		return fmt.Errorf("larger than %d KiB", syllabus.MaxFile>>10)
	}
	return nil
}

func relative(root, path string) string {
	if rel, err := filepath.Rel(root, path); err == nil && filepath.IsLocal(rel) {
		return filepath.ToSlash(rel)
	}
	return path
}
