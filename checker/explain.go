package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/internal/course"
	"handshake/internal/course/handout"
)

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

// explainPath says what to do about a path that cannot be read or written. Only the folder that
// the checker has chosen by itself can be moved by the environment.
func explainPath(op, path string, err error) course.Text {
	if inCache(path) {
		return course.Say(
			"cannot %s %s: %v; free some room or permit it, or set %s to another folder",
			"无法对 %[2]s 执行 %[1]s：%[3]v；请腾出空间、开放权限，或者把 %[4]s 设为别的目录", op, path, err, cacheVariable())
	}
	return course.Say(
		"cannot %s %s: %v; see that it is there, that you may use it and that there is room, or name another path",
		"无法对 %[2]s 执行 %[1]s：%[3]v；请看看它在不在、有没有权限、还有没有空间，或者换一个路径", op, path, err)
}

// inCache reports whether a path is the checker's folder in the user's cache, in it, or on the
// way to it.
func inCache(path string) bool {
	base, err := os.UserCacheDir()
	if err != nil {
		return false
	}
	within := func(path, dir string) bool {
		rel, err := filepath.Rel(dir, path)
		return err == nil && filepath.IsLocal(rel)
	}
	return within(path, filepath.Join(base, engine.CacheName)) || within(base, path)
}

// cacheVariable is what moves the user's cache on this system.
func cacheVariable() string {
	switch runtime.GOOS {
	case "windows":
		return "LocalAppData"
	case "darwin":
		return "HOME"
	}
	return "XDG_CACHE_HOME"
}

// takes makes a command say in the language of the run how many arguments it takes: too few are
// told by missing, what is too much by its name.
func (a *app) takes(least, most int, missing course.Text) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return &usageError{missing.In(a.lang)}
		case most >= 0 && len(args) > most:
			extra := strings.Join(args[most:], " ")
			return &usageError{a.say(cmd.Name()+" does not take "+extra+" as well", cmd.Name()+" 后面不能再跟 "+extra)}
		}
		return nil
	}
}
