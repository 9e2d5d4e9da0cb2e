// Command checker is the course's one tool: it judges a student's answers, gives hints,
// shows the original conversation, and proves the course itself.
package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"charm.land/lipgloss/v2"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"handshake/checker/internal/engine"
	"handshake/checker/internal/grading/gate"
	"handshake/checker/internal/grading/sandbox"
	"handshake/checker/internal/load"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// Exit codes. A broken installation is never mistaken for a student's failure.
const (
	exitPassed = 0
	exitFailed = 1
	exitBroken = 2
)

// errFailed ends the command with exitFailed; everything has been said already.
var errFailed = errors.New("some spec failed")

func main() {
	sandbox.Init()    // does not return where this process is to become a confined program
	load.Init()       // nor where it is to keep a core busy
	gate.InitWorker() // nor where it is to ask about strangers' files
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:]))
}

func run(ctx context.Context, args []string) int {
	a := &app{lang: langOf(args)}
	err := a.command(args).ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitPassed
	case errors.Is(err, errFailed):
		return exitFailed
	case ctx.Err() != nil:
		err = errInterrupted
	}
	lipgloss.Fprintln(os.Stderr, lipgloss.NewStyle().Bold(true).Render("✗")+" "+a.explain(err).In(a.lang))
	return exitBroken
}

var errInterrupted = errors.New("interrupted")

// app is what all commands share.
type app struct {
	lang      course.Lang
	root      string
	journaled bool // what is done is kept in a journal
}

// say is course.Say in the language of the run.
func (a *app) say(en, zh string, values ...any) string {
	return course.Say(en, zh, values...).In(a.lang)
}

// langOf finds the language before the command line is parsed, because help and errors are
// told in it too.
func langOf(args []string) course.Lang {
	for i, arg := range args {
		value, ok := strings.CutPrefix(arg, "--lang=")
		if !ok && arg == "--lang" && i+1 < len(args) {
			value, ok = args[i+1], true
		}
		if lang, known := course.ParseLang(value); ok && known {
			return lang
		}
	}
	return course.EnvLang(os.Getenv)
}

func (a *app) command(args []string) *cobra.Command {
	root := &cobra.Command{
		Use:   "checker",
		Short: a.say("Judges the answers to the lessons of Handshake", "握手课程的检查器：评判各课的答案"),
		Args:  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return &usageError{a.say("unknown command "+args[0], "没有 "+args[0]+" 这个命令")}
			}
			return cmd.Help()
		},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if value := cmd.Flag("lang").Value.String(); value != "" {
				if _, ok := course.ParseLang(value); !ok {
					return &usageError{a.say("--lang takes zh or en, not "+value, "--lang 只能是 zh 或 en，不能是 "+value)}
				}
			}
			var err error
			a.root, err = findRoot()
			return err
		},
		SilenceErrors:     true,
		SilenceUsage:      true,
		CompletionOptions: cobra.CompletionOptions{DisableDefaultCmd: true},
	}
	root.SetArgs(args)
	root.PersistentFlags().String("lang", "", a.say("language: zh or en", "语言：zh 或 en"))
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return &usageError{a.flagError(err)} })
	root.SetUsageTemplate(a.usageTemplate())
	root.SetHelpCommand(&cobra.Command{Hidden: true})
	root.AddCommand(a.checkCommand(), a.hintCommand(), a.demoCommand(), a.verifyCommand(), a.doctorCommand(), a.gradeCommand(), a.mergeCommand(), a.proveCommand())
	for _, cmd := range append(root.Commands(), root) {
		cmd.Flags().BoolP("help", "h", false, a.say("show this help", "显示这份帮助"))
	}
	return root
}

func (a *app) usageTemplate() string {
	return a.say("Usage:", "用法：") + `
  {{.UseLine}}{{if .HasAvailableSubCommands}}

` + a.say("Commands:", "命令：") + `{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableFlags}}

` + a.say("Flags:", "选项：") + `
{{.Flags.FlagUsages | trimTrailingWhitespaces}}{{end}}
`
}

// usageError is a command line that cannot be understood.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func (a *app) flagError(err error) string {
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
		return a.say("unknown option "+name, "没有 "+name+" 这个选项")
	case errors.As(err, &missing):
		name := "--" + missing.GetSpecifiedName()
		return a.say(name+" wants a value", name+" 后面要跟一个值")
	case errors.As(err, &invalid):
		name := "--" + invalid.GetFlag().Name
		return a.say(name+" does not take "+invalid.GetValue(), name+" 不能取 "+invalid.GetValue())
	case errors.As(err, &syntax):
		name := syntax.GetSpecifiedFlag()
		return a.say(name+" is not an option", name+" 不是选项")
	}
	return err.Error()
}

// errNoCourse is a working directory outside any checkout of the course.
var errNoCourse = errors.New("not inside the course")

// findRoot looks for the course upwards from the working directory.
func findRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && strings.HasPrefix(string(text), "module handshake\n") {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errNoCourse
		}
		dir = parent
	}
}

// explain says what went wrong and what to do about it, in one line.
func (a *app) explain(err error) course.Text {
	var usage *usageError
	var unknown *syllabus.UnknownError
	var metadata *syllabus.MetadataError
	var file *engine.FileError
	var goErr *engine.GoError
	var path *fs.PathError
	var link *os.LinkError
	var told interface{ In(course.Lang) string }
	switch {
	case errors.As(err, &usage):
		return course.Text{
			En: usage.text + "; `checker --help` lists what there is",
			Zh: usage.text + "；`checker --help` 列出全部用法"}
	case errors.As(err, &metadata):
		return mend(metadata)
	case errors.As(err, &told):
		return course.Text{En: told.In(course.English), Zh: told.In(course.Chinese)}
	case errors.Is(err, errInterrupted) && a.journaled:
		return course.Say("interrupted; what was judged is safe: the same command goes on from there", "已中断；评过的都在：再运行一次同样的命令，就会接着往下评")
	case errors.Is(err, errInterrupted):
		return course.Say("interrupted; nothing was changed", "已中断；什么都没有改动")
	case errors.Is(err, syllabus.ErrNoLessons):
		return course.Say(
			"the folder lessons holds no lesson; `git checkout -- lessons` brings those of the course back",
			"lessons 目录里一课也没有；`git checkout -- lessons` 可以恢复课程原有的各课")
	case errors.Is(err, errNoCourse):
		return course.Say(
			"this folder is not inside the course: change to the folder you cloned and try again",
			"这里不在课程目录里：请先进入克隆下来的目录再试")
	case errors.Is(err, engine.ErrNoGo):
		return course.Say(
			"there is no go command on PATH: install Go from https://go.dev/dl/ and open a new terminal",
			"PATH 里找不到 go 命令：请从 https://go.dev/dl/ 安装 Go，再打开一个新的终端")
	case errors.As(err, &unknown):
		known := strings.Join(unknown.Known, " ")
		return course.Say(
			"there is no lesson %q; there are: %s (or all)",
			"没有 %q 这一课；现有：%s（或 all）", unknown.Asked, known)
	case errors.As(err, &file):
		return explainFile(file)
	case errors.As(err, &goErr):
		return explainGo(goErr)
	case errors.Is(err, engine.ErrNoCache):
		return course.Text{
			En: "there is no folder for temporary files: set " + cacheVariable() + " to one that you may write to",
			Zh: "没有放临时文件的目录：请把 " + cacheVariable() + " 设为一个你能写入的目录"}
	case errors.Is(err, engine.ErrKilled):
		return course.Say(
			"a test program was killed from outside, perhaps for want of memory: close what else is running and try again",
			"测试程序被外力杀掉了，可能是内存不够：关掉别的程序再试一次")
	case errors.As(err, &path):
		return explainPath(path.Op, path.Path, path.Err)
	case errors.As(err, &link):
		return explainPath(link.Op, link.New, link.Err)
	}
	return course.Text{En: "something went wrong: " + err.Error(), Zh: "出错了：" + err.Error()}
}
