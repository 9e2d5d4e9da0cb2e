// Command checker is the course's one tool: it judges a student's answers, gives hints,
// shows the original conversation, and proves the course itself.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"handshake/checker/internal/grading"
	"handshake/checker/internal/reexec"
	"handshake/checker/internal/screen"
	"handshake/checker/internal/session"
	"handshake/internal/course"
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
	reexec.Run() // does not return where this process is a helper of another one
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
	case ctx.Err() != nil && !errors.Is(err, grading.ErrInterrupted):
		err = errInterrupted
	}
	screen.Error(a.lang, explain(err))
	return exitBroken
}

// app is what all commands share.
type app struct {
	lang course.Lang
	root string
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
				return usage("unknown command %s", "没有 %s 这个命令", args[0])
			}
			return cmd.Help()
		},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if value := cmd.Flag("lang").Value.String(); value != "" {
				if _, ok := course.ParseLang(value); !ok {
					return usage("--lang takes zh or en, not %s", "--lang 只能是 zh 或 en，不能是 %s", value)
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
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagError(err) })
	root.SetUsageTemplate(a.usageTemplate())
	root.SetHelpCommand(&cobra.Command{Hidden: true})
	root.AddCommand(
		a.checkCommand(), a.hintCommand(), a.demoCommand(), a.tryCommand(), a.verifyCommand(), a.doctorCommand(),
		a.mutantsCommand(), a.gradeCommand(), a.mergeCommand(), a.proveCommand(), a.newCommand())
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

// open opens the course for answers in a folder, and shows what takes long.
func (a *app) open(answers string) (*session.Session, error) {
	return session.Open(a.root, a.lang, answers, screen.NewStatus(a.lang).Show)
}

// leftOut tells which of the lessons that were asked for cannot be used, and why.
func (a *app) leftOut(s *session.Session) {
	for _, b := range s.LeftOut {
		screen.Warn(a.lang, course.Say("! left out: %s", "！跳过：%s", session.Mend(b)))
	}
}
