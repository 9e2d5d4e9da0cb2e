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
	"handshake/checker/internal/screen"
	"handshake/checker/internal/session"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// demoDir is the folder of a lesson that holds, under its name, each program that shows the
// lesson's two halves at work.
const demoDir = "demo"

func (a *app) demoCommand() *cobra.Command {
	var from string
	cmd := &cobra.Command{
		Use:   "demo [NAME]",
		Short: a.say("show a server and a client in conversation over real loopback TCP", "演示服务端与客户端在本机 TCP 上的一次真实对话"),
		Args:  a.takes(0, 1, course.Text{}),
		RunE:  func(cmd *cobra.Command, args []string) error { return a.demo(cmd.Context(), from, args) },
	}
	cmd.Flags().StringVar(&from, "answers", syllabus.Solutions, a.say(
		"whose server and client: `DIR`/<lesson>/", "用谁的服务端和客户端：`DIR`/<lesson>/"))
	return cmd
}

func (a *app) demo(ctx context.Context, from string, asked []string) error {
	s, err := a.open(from)
	if err != nil {
		return err
	}
	defer s.Close()
	lesson, name, err := demonstrated(s, asked)
	if err != nil {
		return err
	}
	if _, err := os.Stat(s.From); err != nil {
		s.From = filepath.Join(s.Root, syllabus.Dir) // a student's copy of the course has no solutions
	}
	return a.play(ctx, s, lesson, name)
}

// tryName is the demo of each lesson in which its functions are at work with something of the course's
// own, for the student who writes them.
const tryName = "try"

func (a *app) tryCommand() *cobra.Command {
	var from string
	cmd := &cobra.Command{
		Use: "try [LESSON]",
		Short: a.say(
			"see your own functions at work: those of the next unfinished lesson, or of the one you name",
			"看你自己写的函数干活：下一课未完成的，或者你指定的一课"),
		Args: a.takes(0, 1, course.Text{}),
		RunE: func(cmd *cobra.Command, args []string) error { return a.try(cmd.Context(), from, args) },
	}
	cmd.Flags().StringVar(&from, "answers", syllabus.Dir, a.say(
		"whose functions: `DIR`/<lesson>/", "用谁写的函数：`DIR`/<lesson>/"))
	return cmd
}

func (a *app) try(ctx context.Context, from string, asked []string) error {
	s, err := a.open(from)
	if err != nil {
		return err
	}
	defer s.Close()
	answers, err := s.Choose(asked...)
	switch {
	case err != nil:
		return err
	case len(answers) == 0:
		return usage("every lesson is done: name the one to try", "每一课都完成了：请指定一课")
	case len(answers) > 1:
		return usage("name one lesson", "一次只能指定一课")
	}
	lesson := answers[0].Lesson
	if _, err := os.Stat(filepath.Join(s.Root, lesson.Path(demoDir), tryName)); err != nil {
		return usage("%s has nothing to try", "%s 没有可以试的", lesson.Name)
	}
	return a.play(ctx, s, lesson, tryName)
}

// play builds a demo of a lesson with somebody's answer, and runs it.
func (a *app) play(ctx context.Context, s *session.Session, lesson syllabus.Lesson, name string) error {
	shown, err := answer.Read(s.Root, lesson, s.From)
	if err != nil {
		return err
	}
	program, err := s.Engine.Program(ctx, shown, demoDir+"/"+name, a.lang)
	var broken *engine.AnswerError
	if errors.As(err, &broken) {
		p := screen.Stdout(a.lang).Printer
		p.Record(p.Fitted(broken.Record))
		return errFailed
	}
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, program)
	cmd.Env = append(os.Environ(), course.LangVar+"="+string(a.lang))
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
func demonstrated(s *session.Session, asked []string) (lesson syllabus.Lesson, name string, err error) {
	var known []string
	for _, l := range s.Lessons {
		demos, _ := os.ReadDir(filepath.Join(s.Root, syllabus.Dir, l.Name, demoDir))
		for _, d := range demos {
			if d.Name() == tryName {
				continue
			}
			if len(asked) == 0 || asked[0] == d.Name() {
				return l, d.Name(), nil
			}
			known = append(known, d.Name())
		}
	}
	return lesson, "", usage(
		"there is no such demo; there are: %s",
		"没有这个演示；现有：%s", strings.Join(known, ", "))
}
