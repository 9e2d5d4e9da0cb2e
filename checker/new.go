package main

import (
	"strings"

	"github.com/spf13/cobra"

	"handshake/checker/internal/scaffold"
	"handshake/checker/internal/screen"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

func (a *app) newCommand() *cobra.Command {
	var files []string
	cmd := &cobra.Command{
		Use:   "new NAME",
		Short: a.say("begin a lesson as an author, in both languages: 13-demo", "作者新开一课，中英文都有：13-demo"),
		Args: a.takes(1, 1, course.Say(
			"name the new lesson, as in 13-demo",
			"请写出新一课的名字，例如 13-demo")),
		RunE: func(_ *cobra.Command, args []string) error {
			written, err := scaffold.Lesson(a.root, args[0], files)
			if err != nil {
				return err
			}
			p := screen.Stdout(a.lang).Printer
			p.Say(course.Plain, 0, course.Say("%s", "%s", strings.Join(written, "\n")))
			p.Say(course.Strong, 0, course.Say(
				"Next: write the solution, then everything that says TODO; `make verify LESSON=%s` lists what is left.",
				"接下来：先写参考答案，再写所有标着 TODO 的地方；`make verify LESSON=%s` 会列出还剩什么。",
				syllabus.Lesson{Name: args[0]}.Number()))
			return nil
		},
	}
	cmd.Flags().StringSliceVar(&files, "files", []string{"server.go", "client.go"}, a.say(
		"the files that the student writes", "要学生写的文件"))
	return cmd
}
