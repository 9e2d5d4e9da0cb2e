package main

import (
	"errors"
	"io/fs"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/internal/course"
	"handshake/internal/course/handout"
)

// words are those of errors that have not got theirs with them.
func words(err error) (course.Text, bool) {
	var file *answer.Error
	var goErr *engine.GoError
	switch {
	case errors.Is(err, engine.ErrNoGo):
		return course.Say(
			"there is no go command on PATH: install Go from https://go.dev/dl/ and open a new terminal",
			"PATH 里找不到 go 命令：请从 https://go.dev/dl/ 安装 Go，再打开一个新的终端"), true
	case errors.As(err, &file):
		return explainFile(file), true
	case errors.As(err, &goErr):
		return explainGo(goErr), true
	case errors.Is(err, engine.ErrNoCache):
		return course.Say(
			"there is no folder for temporary files: set %s to one that you may write to",
			"没有放临时文件的目录：请把 %s 设为一个你能写入的目录", cacheVariable()), true
	case errors.Is(err, engine.ErrKilled):
		return course.Say(
			"a test program was killed from outside, perhaps for want of memory: close what else is running and try again",
			"测试程序被外力杀掉了，可能是内存不够：关掉别的程序再试一次"), true
	}
	return course.Text{}, false
}

// explainGo says what to do about a failure of the go command that is no student's fault.
func explainGo(err *engine.GoError) course.Text {
	if err.Unfetched() {
		return course.Say(
			"modules that the course is built from are missing, and cannot be fetched (%v): set a module proxy that you can reach, in mainland China usually `go env -w GOPROXY=https://goproxy.cn,direct`, and run `go mod download`",
			"缺少构建课程要用的模块，又下载不到（%v）：请设一个连得上的模块代理，在中国大陆通常是 `go env -w GOPROXY=https://goproxy.cn,direct`，再运行 `go mod download`", err)
	}
	return course.Say(
		"the go command failed, and not because of your files: %v; `make doctor` may tell why",
		"go 命令失败了，但不是你的代码引起的：%v；可以用 `make doctor` 查原因", err)
}

// explainFile says what to do about a file of an answer that cannot be used.
func explainFile(err *answer.Error) course.Text {
	switch {
	case errors.Is(err, fs.ErrNotExist) && handout.Has(err.File):
		return course.Say(
			"%s is missing; `git checkout %s` brings it back",
			"缺少 %s；`git checkout %s` 可以恢复它", err.File, err.File)
	case errors.Is(err, fs.ErrNotExist):
		return course.Say(
			"%s is missing: an answer has every file that its lesson.toml names",
			"缺少 %s：lesson.toml 里列出的文件，答案里都要有", err.File)
	}
	return course.Say(
		"%s cannot be read: %v",
		"无法读取 %s：%v", err.File, err.Err)
}
