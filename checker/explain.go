package main

import (
	"errors"

	"handshake/checker/internal/engine"
	"handshake/internal/course"
)

// words are those of errors that have not got theirs with them.
func words(err error) (course.Text, bool) {
	if errors.Is(err, engine.ErrNoCache) {
		return course.Say(
			"there is no folder for temporary files: set %s to one that you may write to",
			"没有放临时文件的目录：请把 %s 设为一个你能写入的目录", cacheVariable()), true
	}
	return course.Text{}, false
}
