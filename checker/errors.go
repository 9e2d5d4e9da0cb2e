package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"handshake/checker/internal/engine"
	"handshake/internal/course"
)

// usage is a command line that cannot be understood; the words are as for course.Say.
func usage(en, zh string, values ...any) error {
	return course.Fail(nil,
		"%s; `checker --help` lists what there is",
		"%s；`checker --help` 列出全部用法", course.Say(en, zh, values...))
}

var errNoCourse = course.Fail(nil,
	"this folder is not inside the course: change to the folder you cloned and try again",
	"这里不在课程目录里：请先进入克隆下来的目录再试")

var errInterrupted = course.Fail(nil, "interrupted; nothing was changed", "已中断；什么都没有改动")

// explain says what went wrong and what to do about it, in one line. Errors have their words with
// them; but the system's have not.
func explain(err error) course.Text {
	var told interface{ In(course.Lang) string }
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &told):
		return course.Say("%s", "%s", told)
	case errors.As(err, &path):
		return explainPath(path.Op, path.Path, path.Err)
	case errors.As(err, &link):
		return explainPath(link.Op, link.New, link.Err)
	}
	return course.Say("something went wrong: %v", "出错了：%v", err)
}

// explainPath says what to do about a path that cannot be read or written. Only the folder that
// the checker has chosen by itself can be moved by the environment.
func explainPath(op, path string, err error) course.Text {
	if inCache(path) {
		return course.Say(
			"cannot %s %s: %v; free some room or permit it, or set %s to another folder",
			"无法对 %[2]s 执行 %[1]s：%[3]v；请腾出空间、开放权限，或者把 %[4]s 设为别的目录",
			op, path, err, engine.CacheVariable())
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

// takes makes a command say in the language of the run how many arguments it takes: too few are
// told by missing, what is too much by its name.
func (a *app) takes(least, most int, missing course.Text) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usage("%s", "%s", missing)
		case most >= 0 && len(args) > most:
			return usage("%s does not take %s as well", "%s 后面不能再跟 %s", cmd.Name(), strings.Join(args[most:], " "))
		}
		return nil
	}
}

// flagError says what is wrong with an option.
func flagError(err error) error {
	var unknown *pflag.NotExistError
	var missing *pflag.ValueRequiredError
	var invalid *pflag.InvalidValueError
	var syntax *pflag.InvalidSyntaxError
	switch {
	case errors.As(err, &unknown):
		name := "--" + unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			name = "-" + unknown.GetSpecifiedName()
		}
		return usage("unknown option %s", "没有 %s 这个选项", name)
	case errors.As(err, &missing):
		return usage("--%s wants a value", "--%s 后面要跟一个值", missing.GetSpecifiedName())
	case errors.As(err, &invalid):
		return usage("--%s does not take %s", "--%s 不能取 %s", invalid.GetFlag().Name, invalid.GetValue())
	case errors.As(err, &syntax):
		return usage("%s is not an option", "%s 不是选项", syntax.GetSpecifiedFlag())
	}
	return usage("%v", "%v", err)
}
