package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// demoDir is the folder of a lesson that holds, under its name, each program that shows the
// lesson's two halves at work.
const demoDir = "demo"

func (a *app) demoCommand() *cobra.Command {
	c := &check{app: a}
	cmd := &cobra.Command{
		Use:   "demo [NAME]",
		Short: a.say("show a server and a client in conversation over real loopback TCP", "演示服务端与客户端在本机 TCP 上的一次真实对话"),
		Args:  a.takes(0, 1, course.Text{}),
		RunE:  func(cmd *cobra.Command, args []string) error { return c.demo(cmd.Context(), args) },
	}
	cmd.Flags().StringVar(&c.answers, "answers", "solutions", a.say("whose server and client: `DIR`/<lesson>/", "用谁的服务端和客户端：`DIR`/<lesson>/"))
	return cmd
}

func (c *check) demo(ctx context.Context, asked []string) error {
	if err := c.open(); err != nil {
		return err
	}
	defer c.engine.Close()
	lesson, name, err := c.demonstrated(asked)
	if err != nil {
		return err
	}
	if _, err := os.Stat(c.from()); err != nil {
		c.answers = syllabus.Dir // a student's copy of the course has no solutions
	}
	shown, err := answer.Read(c.root, lesson, c.from())
	if err != nil {
		return err
	}
	program, err := c.engine.Program(ctx, shown, demoDir+"/"+name, c.lang)
	var broken *engine.AnswerError
	if errors.As(err, &broken) {
		c.printer.Record(c.printer.Fitted(broken.Record))
		return errFailed
	}
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, program)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	var exit *exec.ExitError
	if err := cmd.Run(); errors.As(err, &exit) && ctx.Err() == nil {
		return errFailed // the program has said why
	} else if err != nil {
		return err
	}
	return nil
}

// demonstrated is the demo that was asked for, or the course's first, and its lesson.
func (c *check) demonstrated(asked []string) (lesson syllabus.Lesson, name string, err error) {
	var known []string
	for _, l := range c.lessons {
		demos, _ := os.ReadDir(filepath.Join(c.root, syllabus.Dir, l.Name, demoDir))
		for _, d := range demos {
			if len(asked) == 0 || asked[0] == d.Name() {
				return l, d.Name(), nil
			}
			known = append(known, d.Name())
		}
	}
	names := strings.Join(known, ", ")
	return syllabus.Lesson{}, "", &usageError{c.say("there is no such demo; there are: "+names, "没有这个演示；现有："+names)}
}
