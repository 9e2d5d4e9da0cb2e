package session

import (
	"errors"
	"io/fs"
	"slices"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/progress"
	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

// Select picks the lessons that a person asks for. A broken one that is asked for by its name or
// number is an error; among others, it is left out, and noted in LeftOut.
func (s *Session) Select(asked ...string) ([]syllabus.Lesson, error) {
	lessons, err := syllabus.Select(s.Lessons, asked)
	var unknown *syllabus.UnknownError
	if errors.As(err, &unknown) {
		for _, b := range s.Broken {
			if b.AskedFor(unknown.Asked) {
				return nil, Mend(b)
			}
		}
	}
	if err != nil {
		return nil, err
	}
	s.LeftOut = slices.DeleteFunc(slices.Clone(s.Broken), func(b *syllabus.MetadataError) bool {
		return !b.AskedFor(asked...)
	})
	return lessons, nil
}

// Choose collects the answers to the lessons that were asked for, or to the first that is not
// finished; to none when all are.
func (s *Session) Choose(asked ...string) (answer.Set, error) {
	if len(asked) > 0 {
		lessons, err := s.Select(asked...)
		if err != nil {
			return nil, err
		}
		return s.Collect(lessons)
	}
	for _, l := range s.Lessons {
		if err := s.brokenBefore(l.Name); err != nil {
			return nil, err
		}
		a, err := answer.Read(s.Root, l, s.From)
		if err != nil || s.Book.Passed[l.Name] != progress.Fingerprint(s.Root, a) {
			return answer.Set{a}, err
		}
	}
	return nil, s.brokenBefore("")
}

// brokenBefore is what keeps the student from going on to a lesson, or, with "", from being
// done with all: a lesson of the course before it that has been spoiled or is gone.
func (s *Session) brokenBefore(lesson string) error {
	for _, name := range handout.Lessons() {
		is := func(l syllabus.Lesson) bool { return l.Name == name }
		spoiled := func(b *syllabus.MetadataError) bool { return b.Lesson == name }
		if (lesson == "" || name < lesson) && !slices.ContainsFunc(s.Lessons, is) &&
			!slices.ContainsFunc(s.Broken, spoiled) {
			return &answer.Error{File: syllabus.Dir + "/" + name, Err: fs.ErrNotExist}
		}
	}
	for _, b := range s.Broken {
		if handout.Stubs(b.Lesson) != nil && (lesson == "" || b.Lesson < lesson) {
			return Mend(b)
		}
	}
	return nil
}

// Mend says what is wrong with a lesson.toml and what to do: an original comes back only where
// there is one.
func Mend(e *syllabus.MetadataError) *course.Error {
	file := e.File()
	switch {
	case handout.Has(file):
		return course.Fail(e,
			"%s; `git checkout %s` brings the original back",
			"%s；`git checkout %s` 可以恢复原文件", e, file)
	case errors.Is(e, fs.ErrNotExist):
		return course.Fail(e,
			"%s is still to be written: title, aim, files, imports and a [[spec]] for each promise, "+
				"as in the other lessons; see CONTRIBUTING.md",
			"%s 还没有写：要有 title、aim、files、imports，每条承诺一个 [[spec]]，写法照其他课；见 CONTRIBUTING.md", file)
	}
	return course.Fail(e, "%s; mend it, and the lesson is there", "%s；改好之后就能用这一课了", e)
}
