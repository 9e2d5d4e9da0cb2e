// Package session is a student's sitting at the course, from the first look at it to the advice
// on what to do next: it opens the course, chooses lessons, judges the answers to them, and
// remembers the verdicts. It prints nothing; what there is to say, it hands to the commands.
package session

import (
	"errors"
	"path/filepath"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/checker/internal/progress"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// Session is the course as it lies on disk, and whose answers are judged.
type Session struct {
	Root string
	Lang course.Lang
	// From is the folder of the answers, absolute: From/<lesson>/<file>.
	From    string
	Lessons []syllabus.Lesson         // all of the course
	Broken  []*syllabus.MetadataError // but for these
	LeftOut []*syllabus.MetadataError // those of them that were asked for
	Engine  *engine.Engine
	Book    *progress.Book
}

// Open opens the course at root for answers in the folder from, absolute or below root. What
// takes long is told to status. Close ends it.
func Open(root string, lang course.Lang, from string, status func(course.Text)) (*Session, error) {
	lessons, err := syllabus.Load(root)
	if broken := (*syllabus.MetadataError)(nil); errors.As(err, &broken) {
		return nil, Mend(broken)
	} else if err != nil {
		return nil, err
	}
	e, err := engine.New(root)
	if err != nil {
		return nil, err
	}
	e.Progress = status
	if !filepath.IsAbs(from) {
		from = filepath.Join(root, from)
	}
	return &Session{Root: root, Lang: lang, From: from, Lessons: lessons, Broken: syllabus.Broken(root),
		Engine: e, Book: progress.Open(root)}, nil
}

// Close removes what was built.
func (s *Session) Close() error { return s.Engine.Close() }

// Own reports whether it is the student's own work that is judged.
func (s *Session) Own() bool { return filepath.Clean(s.From) == filepath.Join(s.Root, syllabus.Dir) }

// Collect takes the answers to the lessons.
func (s *Session) Collect(lessons []syllabus.Lesson) (answer.Set, error) {
	return answer.ReadAll(s.Root, lessons, s.From)
}
