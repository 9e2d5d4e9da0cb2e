package main

import (
	"context"
	"os"

	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"handshake/checker/internal/prove"
	"handshake/checker/internal/screen"
	"handshake/checker/internal/toolchain"
	"handshake/internal/course/syllabus"
)

func (a *app) proveCommand() *cobra.Command {
	var long bool
	var times int
	cmd := &cobra.Command{
		Use:   "prove",
		Short: a.say("prove the whole course: its lessons, its book and its programs", "证明整个课程：每一课、书和程序"),
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return a.prove(cmd.Context(), long, times) },
	}
	cmd.Flags().BoolVar(&long, "long", false, a.say(
		"instead, repeat many times what only repetition proves",
		"改为多次重复那些只有重复才能证明的事"))
	cmd.Flags().IntVar(&times, "times", 1, a.say(
		"with --long: repeat this many times as much",
		"和 --long 一起用：重复次数再乘以几"))
	return cmd
}

func (a *app) prove(ctx context.Context, long bool, times int) error {
	if times < 1 {
		return usage("--times takes 1 or more", "--times 至少是 1")
	}
	s, err := a.open(syllabus.Dir)
	if err != nil {
		return err
	}
	defer s.Close()
	p := &prove.Proof{
		Screen:  &prove.Screen{Printer: screen.Stdout(a.lang).Printer, Terminal: term.IsTerminal(os.Stdout.Fd())},
		Engine:  s.Engine,
		Lessons: s.Lessons,
		Race:    toolchain.RaceDetector(ctx),
		Explain: explain,
	}
	if long {
		err = p.Long(ctx, times)
	} else {
		err = p.Short(ctx)
	}
	if err == nil && p.Failed > 0 {
		err = errFailed
	}
	return err
}
