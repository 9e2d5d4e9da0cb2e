package syllabus

import (
	"errors"
	"fmt"
	"io/fs"
	"path"

	"handshake/internal/course"
)

// MetadataError is a lesson.toml that cannot be used.
type MetadataError struct {
	Lesson string // "11-demo"
	Line   int    // 0 when unknown
	What   course.Text
	Err    error // the system's or the decoder's reason, if there is one
}

// File is the lesson.toml, relative to the root.
func (e *MetadataError) File() string { return path.Join(Dir, e.Lesson, MetadataFile) }

func (e *MetadataError) Error() string { return e.In(course.English) }
func (e *MetadataError) Unwrap() error { return e.Err }

// In is where the mistake is, and what it is, in lang.
func (e *MetadataError) In(lang course.Lang) string {
	place := e.File()
	if e.Line > 0 {
		place = fmt.Sprintf("%s:%d", place, e.Line)
	}
	return course.Text{En: place + ": " + e.What.En, Zh: place + "：" + e.What.Zh}.In(lang)
}

// AskedFor reports whether the lesson is among those that a person asks for, as in Select.
func (e *MetadataError) AskedFor(asked ...string) bool {
	for _, a := range asked {
		if _, err := Select([]Lesson{{Name: e.Lesson}}, []string{a}); err == nil {
			return true
		}
	}
	return false
}

// unreadable is a lesson.toml that is not there or may not be read.
func unreadable(lesson string, err error) *MetadataError {
	if errors.Is(err, fs.ErrNotExist) {
		return &MetadataError{Lesson: lesson, Err: err, What: course.Say("missing", "缺少这个文件")}
	}
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err // the path is told
	}
	return &MetadataError{Lesson: lesson, Err: err, What: course.Text{En: err.Error(), Zh: err.Error()}}
}
