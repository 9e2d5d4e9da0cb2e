package main

import (
	"errors"

	"handshake/checker/internal/engine"
	"handshake/checker/internal/grading/grade"
	"handshake/checker/internal/grading/report"
	"handshake/checker/internal/grading/sandbox"
	"handshake/internal/course"
)

// words are those of errors that have not got theirs with them.
func words(err error) (course.Text, bool) {
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
	case errors.Is(err, engine.ErrNoCache):
		return course.Say(
			"there is no folder for temporary files: set %s to one that you may write to",
			"没有放临时文件的目录：请把 %s 设为一个你能写入的目录", cacheVariable()), true
	case errors.As(err, &layer):
		return course.Say(
			"the sandbox fails (%s: %v); `make doctor` tells more",
			"沙箱出了问题（%s：%v）；`make doctor` 会说明详情", layer.Layer, layer.Err), true
	}
	return course.Text{}, false
}
