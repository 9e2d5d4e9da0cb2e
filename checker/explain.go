package main

import (
	"errors"
	"io/fs"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/checker/internal/grading/grade"
	"handshake/checker/internal/grading/report"
	"handshake/checker/internal/grading/sandbox"
	"handshake/internal/course"
	"handshake/internal/course/handout"
)

// words are those of errors that have not got theirs with them.
func words(err error) (course.Text, bool) {
	var file *answer.Error
	var goErr *engine.GoError
	var layer *sandbox.LayerError
	var journal *grade.JournalError
	var damaged *grade.DamagedError
	var unfit *grade.UnfitError
	switch {
	case errors.As(err, &journal):
		return course.Say(
			"%s cannot be written (%v); what was judged before is safe: make room and run the same command again",
			"%s 写不进去（%v）；此前的结论都在：腾出空间，再运行一次同样的命令", journal.File, journal.Err), true
	case errors.As(err, &damaged):
		return course.Say(
			"%s:%d is damaged (%v): mend or delete that line and run the same command again",
			"%s:%d 已损坏（%v）：修好或删掉这一行，再运行一次同样的命令", damaged.File, damaged.Line, damaged.Err), true
	case errors.As(err, &unfit):
		return course.Say(
			"nobody is marked here: the solution does not pass %s (%s); `make verify` tells more",
			"这台机器上谁也不评：参考答案没有通过 %s（%s）；`make verify` 会说明详情", unfit.Record.Name(), unfit.Record.Status), true
	case errors.Is(err, grade.ErrBusy):
		return course.Say(
			"another grader is at work in that folder: wait for it, or give --out another folder",
			"另一个评分程序正在那个目录里工作：等它结束，或者用 --out 换一个目录"), true
	case errors.Is(err, report.ErrPending):
		return course.Say(
			"nothing is written for the platform, because an answer is set aside: the machine failed, not the student; run the same command again",
			"没有给平台写结果，因为有答案暂缓评分：出错的是机器，不是学生；请再运行一次同样的命令"), true
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
	case errors.As(err, &layer):
		return course.Say(
			"the sandbox fails (%s: %v); `make doctor` tells more",
			"沙箱出了问题（%s：%v）；`make doctor` 会说明详情", layer.Layer, layer.Err), true
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
