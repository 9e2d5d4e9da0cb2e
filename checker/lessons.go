package main

import (
	"errors"
	"io/fs"
	"os"
	"slices"

	"charm.land/lipgloss/v2"

	"handshake/checker/internal/answer"
	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

// selected are the lessons that a person asks for. A broken one that is asked for by its name or
// number is an error; among others, it is told and left out.
func (c *check) selected(asked []string) ([]syllabus.Lesson, error) {
	lessons, err := syllabus.Select(c.lessons, asked)
	var unknown *syllabus.UnknownError
	if errors.As(err, &unknown) {
		for _, b := range c.broken {
			if b.AskedFor(unknown.Asked) {
				return nil, b
			}
		}
	}
	if err != nil {
		return nil, err
	}
	for _, b := range c.broken {
		if b.AskedFor(asked...) {
			c.leftOut = append(c.leftOut, b)
			why := mend(b)
			lipgloss.Fprintln(os.Stderr, c.say("! left out: "+why.En, "！跳过："+why.Zh))
		}
	}
	return lessons, nil
}

// brokenBefore is what keeps the student from going on to a lesson, or, with "", from being
// done with all: a lesson of the course before it that has been spoiled or is gone.
func (c *check) brokenBefore(lesson string) error {
	for _, name := range handout.Lessons() {
		is := func(l syllabus.Lesson) bool { return l.Name == name }
		spoiled := func(b *syllabus.MetadataError) bool { return b.Lesson == name }
		if (lesson == "" || name < lesson) && !slices.ContainsFunc(c.lessons, is) && !slices.ContainsFunc(c.broken, spoiled) {
			return &answer.Error{File: syllabus.Dir + "/" + name, Err: fs.ErrNotExist}
		}
	}
	for _, b := range c.broken {
		if handout.Stubs(b.Lesson) != nil && (lesson == "" || b.Lesson < lesson) {
			return b
		}
	}
	return nil
}

// mend says what is wrong with a lesson.toml and what to do: an original comes back only where
// there is one.
func mend(e *syllabus.MetadataError) course.Text {
	file := e.File()
	switch {
	case handout.Has(file):
		return course.Say(
			"%s; `git checkout %s` brings the original back",
			"%s；`git checkout %s` 可以恢复原文件", e, file)
	case errors.Is(e, fs.ErrNotExist):
		return course.Say(
			"%s is still to be written: title, aim, files, imports and a [[spec]] for each promise, as in the other lessons; see CONTRIBUTING.md",
			"%s 还没有写：要有 title、aim、files、imports，每条承诺一个 [[spec]]，写法照其他课；见 CONTRIBUTING.md", file)
	}
	return course.Text{
		En: e.In(course.English) + "; mend it, and the lesson is there",
		Zh: e.In(course.Chinese) + "；改好之后就能用这一课了"}
}
