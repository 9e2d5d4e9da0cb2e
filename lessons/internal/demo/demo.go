// Package demo is what the programs that show a lesson's two halves at work have in common.
package demo

import (
	"fmt"
	"os"

	"handshake/internal/course"
)

// Say chooses between two texts by the language of the run.
func Say(en, zh string) string {
	return course.Text{En: en, Zh: zh}.In(course.EnvLang(os.Getenv))
}

// UnwrittenError is a function of a lesson that is still a stub.
type UnwrittenError struct{ Lesson, Name string }

func (e *UnwrittenError) Error() string {
	return Say(e.Name+" is still to be written: see lessons/"+e.Lesson, e.Name+" 还没有写：见 lessons/"+e.Lesson)
}

// Written is the error of work, which calls a lesson's functions, or, where one of them is
// still a stub, an *UnwrittenError.
func Written(lesson string, work func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			name := course.UnwrittenIn(fmt.Sprint(v))
			if name == "" {
				panic(v)
			}
			err = &UnwrittenError{lesson, name}
		}
	}()
	return work()
}
