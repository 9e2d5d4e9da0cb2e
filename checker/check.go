package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/checker/internal/grading/gate"
	"handshake/checker/internal/grading/report"
	"handshake/checker/internal/progress"
	"handshake/checker/internal/screen"
	"handshake/checker/internal/verify"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// check is one run of "checker check".
type check struct {
	*app
	answers string // folder of the student's files, relative to the root
	format  string
	race    bool // ask the race detector too, where a lesson needs goroutines
	full    bool // show every broken promise whole

	lessons []syllabus.Lesson         // all of the course
	broken  []*syllabus.MetadataError // but for these
	leftOut []*syllabus.MetadataError // those of them that were asked for
	engine  *engine.Engine
	echoes  map[string]func(course.Printer) // what each of several lessons' code printed
	screen  screen.Screen
	printer course.Printer
	book    *progress.Book
}

func (a *app) checkCommand() *cobra.Command {
	c := &check{app: a}
	cmd := &cobra.Command{
		Use:   "check [LESSON…]",
		Short: a.say("judge your answers: the next unfinished lesson, or those you name (3, 03, accept, 01-06, all)", "评判你的答案：默认是下一课未完成的，也可以指定（3、03、accept、01-06、all）"),
		RunE:  func(cmd *cobra.Command, args []string) error { return c.run(cmd.Context(), args) },
	}
	cmd.Flags().StringVar(&c.answers, "answers", syllabus.Dir, a.say("take the student's files from `DIR`/<lesson>/", "从 `DIR`/<lesson>/ 取答案文件"))
	cmd.Flags().BoolVar(&c.race, "race", true, a.say("when a single lesson passes and needs goroutines, look for data races too", "只检查一课、通过之后，如果这一课用到 goroutine，再查数据竞争"))
	cmd.Flags().BoolVar(&c.full, "full", false, a.say("show every broken promise whole, not only the first", "没做到的每一条都完整列出，不只是第一条"))
	cmd.Flags().StringVar(&c.format, "format", "text", a.say("text, json or junit", "text、json 或 junit"))
	return cmd
}

func (c *check) run(ctx context.Context, asked []string) error {
	if !slices.Contains([]string{"text", "json", "junit"}, c.format) {
		return &usageError{c.say("--format takes text, json or junit, not "+c.format, "--format 只能是 text、json 或 junit，不能是 "+c.format)}
	}
	if err := c.open(); err != nil {
		return err
	}
	defer c.engine.Close()

	answers, err := c.collect(asked)
	if err != nil || len(answers) == 0 {
		return err
	}
	verdicts, err := c.judge(ctx, answers)
	if err != nil {
		return err
	}
	switch c.format {
	case "text":
		c.conclude(answers, verdicts)
	case "json":
		for _, v := range verdicts {
			if err := report.JSON(os.Stdout, v); err != nil {
				return err
			}
		}
	case "junit":
		if err := report.JUnit(os.Stdout, c.lang, verdicts); err != nil {
			return err
		}
	}
	for _, v := range verdicts {
		if !v.Passed() {
			return errFailed
		}
	}
	if len(c.leftOut) > 0 {
		return errFailed
	}
	return nil
}

// open loads the course and makes an engine whose progress is shown.
func (c *check) open() error {
	var err error
	if c.lessons, err = syllabus.Load(c.root); err != nil {
		return err
	}
	c.broken = syllabus.Broken(c.root)
	if c.engine, err = engine.New(c.root); err != nil {
		return err
	}
	status := newStatus(c.lang)
	c.engine.Progress = status.show
	c.screen = newScreen(c.lang)
	c.screen.Full = c.full
	c.printer = c.screen.Printer
	c.echoes = map[string]func(course.Printer){}
	c.book = progress.Open(c.root)
	return nil
}

// from is the folder that the answers are taken from.
func (c *check) from() string {
	if filepath.IsAbs(c.answers) {
		return c.answers
	}
	return filepath.Join(c.root, c.answers)
}

// own reports whether it is the student's own work that is judged.
func (c *check) own() bool { return filepath.Clean(c.from()) == filepath.Join(c.root, syllabus.Dir) }

// collect takes the answers to the lessons that were asked for; to none when everything is
// done.
func (c *check) collect(asked []string) (answer.Set, error) {
	if len(asked) == 0 {
		return c.unfinished()
	}
	chosen, err := c.selected(asked)
	if err != nil {
		return nil, err
	}
	return answer.ReadAll(c.root, chosen, c.from())
}

// unfinished is the answer to the first lesson that is not finished, if there is one.
func (c *check) unfinished() (answer.Set, error) {
	for _, l := range c.lessons {
		if err := c.brokenBefore(l.Name); err != nil {
			return nil, err
		}
		a, err := answer.Read(c.root, l, c.from())
		if err != nil {
			return nil, err
		}
		if c.book.Passed[l.Name] != progress.Fingerprint(c.root, a) {
			return answer.Set{a}, nil
		}
	}
	if err := c.brokenBefore(""); err != nil {
		return nil, err
	}
	c.printer.Say(course.Right, 0, course.Say(
		"All %d lessons are done. `make check LESSON=all` proves it once more.",
		"%d 课全部完成。`make check LESSON=all` 可以再证明一遍。", len(c.lessons)))
	return nil, nil
}

// judge runs the answers and tells of each lesson as soon as its verdict is there: first of
// the plain verdict, then, for a single lesson that needs goroutines, of the race detector's,
// which takes the place of the plain one if it is worse.
func (c *check) judge(ctx context.Context, answers answer.Set) ([]engine.Verdict, error) {
	var verdicts []engine.Verdict
	var printed sync.Map // lesson → what its code has printed
	options := engine.Options{Lang: c.lang, Output: func(lesson, text string) { printed.Store(lesson, text) }, Waiting: c.patience}
	refused := c.atTheGate(ctx, answers)
	bin, err := c.engine.Build(ctx, answers, false)
	if err != nil {
		return nil, err
	}
	err = bin.Judge(ctx, options, func(v engine.Verdict) {
		v = c.asHandedOut(v)
		verdicts = append(verdicts, v)
		if c.format != "text" {
			return
		}
		a := answers.To(v.Lesson.Name)
		text, _ := printed.Load(v.Lesson.Name)
		output, _ := text.(string)
		c.tell(answers, v,
			func(p course.Printer) { warn(p, a, refused(a)) },
			func(p course.Printer) { echo(p, output) })
	})
	if err == nil && len(verdicts) == 1 && verdicts[0].Passed() && verdicts[0].Lesson.Race && c.race {
		verdicts[0], err = c.underRace(ctx, answers, verdicts[0])
	}
	if err != nil {
		return nil, err
	}
	c.remember(answers, verdicts)
	return verdicts, nil
}

// patience tells why the verdict takes longer than usual.
func (c *check) patience() {
	c.engine.Progress(course.Say(
		"Time ran out for some specs; giving your code more, to be sure …",
		"有的测试等到了时间用完；再多给你的代码一些时间，以免错怪……"))
}

// underRace judges one lesson once more under the race detector, where there is one, and
// returns the worse of its verdict and the plain one.
func (c *check) underRace(ctx context.Context, answers answer.Set, plain engine.Verdict) (engine.Verdict, error) {
	if !engine.RaceDetector(ctx) {
		c.note(course.Say(
			"Data races were not looked for: the race detector needs a C compiler (gcc or clang).",
			"没有检查数据竞争：竞态检测器需要 C 编译器（gcc 或 clang）。"))
		return plain, nil
	}
	bin, err := c.engine.Build(ctx, answers, true)
	if err != nil {
		return plain, err
	}
	var verdict engine.Verdict
	err = bin.Judge(ctx, engine.Options{Lang: c.lang}, func(v engine.Verdict) { verdict = v })
	if err != nil {
		return plain, err
	}
	if verdict.Passed() {
		c.note(course.Say("The race detector found nothing either.", "竞态检测器也没有发现问题。"))
		return plain, nil
	}
	c.note(course.Say("Under the race detector:", "在竞态检测器下："))
	if c.format == "text" {
		c.tell(answers, verdict)
	}
	return verdict, nil
}

func (c *check) note(t course.Text) {
	if c.format == "text" {
		c.printer.Say(course.Faint, 0, t)
	}
}

// tell shows the verdict on one lesson: whole, or in one line as one of several.
func (c *check) tell(answers answer.Set, v engine.Verdict, notes ...func(course.Printer)) {
	if len(answers) == 1 {
		var next func(course.Printer)
		if !v.Passed() {
			next = func(p course.Printer) { nextStep(p, answers, v) }
		}
		c.screen.Lesson(v, notes, next)
		return
	}
	if c.full {
		c.screen.Lesson(v, notes, nil)
		return
	}
	c.screen.Row(v)
	notes[0](c.printer)
	c.echoes[v.Lesson.Name] = notes[1]
}

// warn tells what of the answer does not count, or would not when it is graded.
func warn(p course.Printer, a answer.Answer, refused []gate.Refusal) {
	for _, path := range a.Stray {
		p.Say(course.Waiting, 0, course.Say(
			"! %s is not one of this lesson's files (%s): it is left out here and when graded",
			"! %s 不是本课的文件（%s）：检查和评分时都不会用到它", path, course.Commas(a.Lesson.Files)))
	}
	for _, r := range refused {
		p.Say(course.Waiting, 0, course.Say(
			"! %s: grading would refuse this: %s",
			"! %s：评分时会被拒绝：%s", r.Place, r.Why))
	}
}

// atTheGate asks, while the answers are built and run, what grading would refuse of them. It
// is a warning: what cannot be asked is passed over.
func (c *check) atTheGate(ctx context.Context, answers answer.Set) func(answer.Answer) []gate.Refusal {
	opened := make(chan *gate.Gate, 1)
	go func() {
		g, err := gate.New(ctx, c.root, answers.Lessons())
		if err != nil {
			g = nil
		}
		opened <- g
	}()
	ask := sync.OnceValue(func() *gate.Gate { return <-opened })
	return func(a answer.Answer) []gate.Refusal {
		g := ask()
		if g == nil {
			return nil
		}
		found, err := g.Check(ctx, a)
		if err != nil {
			return nil
		}
		return found.Refusals
	}
}

// echo shows what the student's code printed, without what Go's own testing adds.
func echo(p course.Printer, printed string) {
	out := course.Echo{Printer: p}
	for line := range strings.Lines(printed) {
		if end := strings.TrimRight(line, "\r\n"); end != "PASS" && end != "FAIL" && !strings.HasPrefix(end, "--- ") {
			_, _ = io.WriteString(&out, line)
		}
	}
	out.End()
}

// conclude tells the student what to do now, where that has not been told: after a lesson that
// is done, and after several.
func (c *check) conclude(answers answer.Set, verdicts []engine.Verdict) {
	open := slices.IndexFunc(verdicts, func(v engine.Verdict) bool { _, is := screen.Broken(v); return is })
	if open < 0 {
		open = slices.IndexFunc(verdicts, func(v engine.Verdict) bool { return !v.Passed() })
	}
	switch {
	case open < 0:
		c.done(verdicts[len(verdicts)-1].Lesson, len(verdicts) > 1)
	case len(verdicts) > 1:
		v := verdicts[open]
		if c.full {
			fmt.Fprintln(c.printer.Out)
			for _, each := range verdicts {
				c.screen.Row(each)
			}
		}
		c.screen.First(v, c.echoes[v.Lesson.Name], func(p course.Printer) { nextStep(p, answers, v) })
	}
}

// done tells that a lesson, or the last of several, is done, and what comes next.
func (c *check) done(l syllabus.Lesson, several bool) {
	fmt.Fprintln(c.printer.Out)
	i := slices.IndexFunc(c.lessons, func(other syllabus.Lesson) bool { return other.Name == l.Name })
	if !c.own() || several {
		c.printer.Say(course.Right, 0, course.Say("Every promise is kept.", "每一条都做到了。"))
		return
	}
	c.printer.Say(course.Right, 0, course.Say(
		"Every promise is kept: %s is done.",
		"每一条都做到了：%s 完成。", l.Name))
	if solution := verify.Solutions + "/" + l.Name; isFolder(filepath.Join(c.root, solution)) {
		c.printer.Say(course.Plain, 0, course.Say(
			"Compare yours with ours if you like: %s/",
			"想对照的话，我们的答案在 %s/", solution))
	}
	if i+1 < len(c.lessons) {
		following := c.lessons[i+1]
		c.printer.Say(course.Plain, 0, course.Say(
			"Next: read docs/en/%s.md, then `make check` again.",
			"接下来：读 docs/zh/%s.md，然后再 `make check`。", following.Name))
	}
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// nextStep tells what to do about a lesson that is not done. A broken promise stands right
// above.
func nextStep(p course.Printer, answers answer.Set, v engine.Verdict) {
	l := v.Lesson
	all, unwritten := answers.To(l.Name).Functions()
	names := course.List(unwritten)
	first, broken := screen.Broken(v)
	fmt.Fprintln(p.Out)
	switch {
	case !broken && len(unwritten) == len(all):
		p.Say(course.Strong, 0, course.Say(
			"Next: read docs/en/%[1]s.md, write %[2]s in lessons/%[1]s/, and `make check` again.",
			"接下来：读 docs/zh/%[1]s.md，在 lessons/%[1]s/ 里写出 %[2]s，再 `make check`。", l.Name, names))
	case !broken:
		p.Say(course.Strong, 0, course.Say(
			"Next: what you wrote is right so far. Now write %s.",
			"接下来：已经写好的都对了，再写 %s。", names))
	case first.Status == course.CompileError:
		p.Say(course.Strong, 0, course.Say(
			"Next: mend the first of these, then `make check` again; one mistake often causes several complaints.",
			"接下来：先改上面的第一处，再 `make check`；一个错误常常引出好几条报错。"))
	case first.Spec == "":
		p.Say(course.Strong, 0, course.Say(
			"Next: mend what stands above, then `make check` again.",
			"接下来：先解决上面的问题，再 `make check`。"))
	default:
		p.Say(course.Strong, 0, course.Say(
			"Next: mend the ✗ above, then `make check` again. `make hint LESSON=%s` helps.",
			"接下来：改好上面这条 ✗，再 `make check`。`make hint LESSON=%s` 会给提示。", l.Number()))
	}
}

// remember notes the verdicts on the student's own work.
func (c *check) remember(answers answer.Set, verdicts []engine.Verdict) {
	if !c.own() {
		return
	}
	for _, v := range verdicts {
		c.book.Remember(v.Lesson.Name, progress.Fingerprint(c.root, answers.To(v.Lesson.Name)), c.lang, v.Records)
	}
	c.book.Save()
}

// newScreen is standard output, in its size and with colours where it has any.
func newScreen(lang course.Lang) screen.Screen {
	styles := map[course.Tone]lipgloss.Style{
		course.Right:   lipgloss.NewStyle().Foreground(lipgloss.Green),
		course.Wrong:   lipgloss.NewStyle().Foreground(lipgloss.Red).Bold(true),
		course.Waiting: lipgloss.NewStyle().Foreground(lipgloss.Yellow),
		course.Faint:   lipgloss.NewStyle().Faint(true),
		course.Strong:  lipgloss.NewStyle().Bold(true),
	}
	width, height, err := term.GetSize(os.Stdout.Fd())
	if err != nil {
		width, height = 80, 0
	}
	return screen.Screen{Rows: height, Printer: course.Printer{
		Out:   lipgloss.Writer,
		Lang:  lang,
		Width: min(width, 100),
		Paint: func(t course.Tone, s string) string { return styles[t].Render(s) },
	}}
}

// status shows on standard error what a long build is doing: one line that is overwritten
// on a terminal, and otherwise the first words only.
type status struct {
	lang     course.Lang
	terminal bool
	shown    time.Time
}

func newStatus(lang course.Lang) *status {
	return &status{lang: lang, terminal: term.IsTerminal(os.Stderr.Fd())}
}

func (s *status) show(t course.Text) {
	text := t.In(s.lang)
	switch {
	case text == "" && s.terminal:
		fmt.Fprint(os.Stderr, "\r\x1b[K")
	case text != "" && !strings.HasPrefix(text, " "):
		fmt.Fprintln(os.Stderr, text)
	case text != "" && s.terminal && time.Since(s.shown) > 100*time.Millisecond:
		s.shown = time.Now()
		fmt.Fprintf(os.Stderr, "\r\x1b[K%s\r", course.Fold(text, 78)[0])
	}
}
