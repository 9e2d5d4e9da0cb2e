package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/term"
	"github.com/spf13/cobra"

	"handshake/checker/internal/engine"
	"handshake/checker/internal/gate"
	"handshake/checker/internal/progress"
	"handshake/checker/internal/report"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// check is one run of "checker check".
type check struct {
	*app
	answers string // folder of the student's files, relative to the root
	format  string
	race    bool // ask the race detector too, where a lesson needs goroutines

	lessons []syllabus.Lesson         // all of the course
	broken  []*syllabus.MetadataError // but for these
	leftOut []*syllabus.MetadataError // those of them that were asked for
	engine  *engine.Engine
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
	if err != nil || len(answers.Lessons) == 0 {
		return err
	}
	verdicts, err := c.judge(ctx, answers)
	if err != nil {
		return err
	}
	if c.format == "junit" {
		if err := report.JUnit(os.Stdout, c.lang, verdicts); err != nil {
			return err
		}
	}
	if c.format == "text" {
		c.next(answers, verdicts)
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
	c.printer = newPrinter(c.lang)
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
func (c *check) collect(asked []string) (engine.Answers, error) {
	chosen, err := c.choose(asked)
	if err != nil {
		return engine.Answers{}, err
	}
	return engine.Collect(c.root, chosen, c.from())
}

// choose picks the lessons that were asked for, or the first that is not finished.
func (c *check) choose(asked []string) ([]syllabus.Lesson, error) {
	if len(asked) > 0 {
		return c.selected(asked)
	}
	for _, l := range c.lessons {
		if err := c.brokenBefore(l.Name); err != nil {
			return nil, err
		}
		answers, err := engine.Collect(c.root, []syllabus.Lesson{l}, c.from())
		if err != nil {
			return nil, err
		}
		if c.book.Passed[l.Name] != progress.Fingerprint(c.root, l, answers) {
			return []syllabus.Lesson{l}, nil
		}
	}
	if err := c.brokenBefore(""); err != nil {
		return nil, err
	}
	c.printer.Say(course.Right, 0, course.Text{
		En: fmt.Sprintf("All %d lessons are done. `make check LESSON=all` proves it once more.", len(c.lessons)),
		Zh: fmt.Sprintf("%d 课全部完成。`make check LESSON=all` 可以再证明一遍。", len(c.lessons))})
	return nil, nil
}

// judge runs the answers and reports each lesson as soon as its verdict is there: first the
// plain verdict, then, for a lesson that needs goroutines, the race detector's.
func (c *check) judge(ctx context.Context, answers engine.Answers) ([]engine.Verdict, error) {
	var verdicts []engine.Verdict
	printed := map[string]string{}
	options := engine.Options{Lang: c.lang, Output: func(lesson, text string) { printed[lesson] = text }, Waiting: c.patience}
	brief := len(answers.Lessons) > 1
	refused := c.atTheGate(ctx, answers)
	bin, err := c.engine.Build(ctx, answers, false)
	if err != nil {
		return nil, err
	}
	err = bin.Judge(ctx, options, func(v engine.Verdict) {
		v = c.asHandedOut(v)
		verdicts = append(verdicts, v)
		switch c.format {
		case "json":
			_ = report.JSON(os.Stdout, v)
		case "text":
			c.tell(answers, v, refused(v.Lesson), brief)
			c.echo(printed[v.Lesson.Name])
		}
	})
	if err != nil || len(verdicts) != 1 || !verdicts[0].Passed() || !verdicts[0].Lesson.Race || !c.race {
		c.remember(answers, verdicts)
		return verdicts, err
	}
	raced, err := c.underRace(ctx, answers)
	if err != nil {
		return nil, err
	}
	if raced != nil {
		verdicts = []engine.Verdict{*raced}
	}
	c.remember(answers, verdicts)
	return verdicts, nil
}

// patience tells why the verdict takes longer than usual.
func (c *check) patience() {
	c.engine.Progress(course.Text{
		En: "Time ran out for some specs; giving your code more, to be sure …",
		Zh: "有的测试等到了时间用完；再多给你的代码一些时间，以免错怪……"})
}

// underRace judges one lesson once more under the race detector; nil where there is none.
func (c *check) underRace(ctx context.Context, answers engine.Answers) (*engine.Verdict, error) {
	if !engine.RaceDetector(ctx) {
		c.note(course.Text{
			En: "Data races were not looked for: the race detector needs a C compiler (gcc or clang).",
			Zh: "没有检查数据竞争：竞态检测器需要 C 编译器（gcc 或 clang）。"})
		return nil, nil
	}
	bin, err := c.engine.Build(ctx, answers, true)
	if err != nil {
		return nil, err
	}
	var verdict engine.Verdict
	err = bin.Judge(ctx, engine.Options{Lang: c.lang}, func(v engine.Verdict) { verdict = v })
	if err != nil {
		return nil, err
	}
	if verdict.Passed() {
		c.note(course.Text{En: "The race detector found nothing either.", Zh: "竞态检测器也没有发现问题。"})
		return nil, nil
	}
	switch c.format {
	case "json":
		_ = report.JSON(os.Stdout, verdict)
	case "text":
		c.note(course.Text{En: "Under the race detector:", Zh: "在竞态检测器下："})
		for _, r := range verdict.Records {
			if !r.Good() {
				c.printer.Record(r)
			}
		}
	}
	return &verdict, nil
}

func (c *check) note(t course.Text) {
	if c.format == "text" {
		c.printer.Say(course.Faint, 0, t)
	}
}

// tell reports one lesson: all of its specs, or, among several lessons, those that failed.
func (c *check) tell(answers engine.Answers, v engine.Verdict, refused []gate.Refusal, brief bool) {
	kept := 0
	for _, r := range v.Records {
		if r.Good() {
			kept++
		}
	}
	heading := fmt.Sprintf("%s · %s", v.Lesson.Name, v.Lesson.Title.In(c.lang))
	if brief {
		heading += fmt.Sprintf("  %d/%d", kept, len(v.Lesson.Specs))
	}
	fmt.Fprintln(c.printer.Out, c.printer.Paint(course.Strong, heading))
	for _, r := range v.Records {
		if !brief || !r.Good() {
			c.printer.Record(r)
		}
	}
	for _, path := range answers.Stray(v.Lesson) {
		c.printer.Say(course.Waiting, 0, course.Text{
			En: fmt.Sprintf("! %s is not one of this lesson's files (%s): it is left out here and when graded", path, strings.Join(v.Lesson.Files, ", ")),
			Zh: fmt.Sprintf("! %s 不是本课的文件（%s）：检查和评分时都不会用到它", path, strings.Join(v.Lesson.Files, "、"))})
	}
	for _, r := range refused {
		c.printer.Say(course.Waiting, 0, course.Text{
			En: fmt.Sprintf("! %s: grading would refuse this: %s", r.Place, r.Why.En),
			Zh: fmt.Sprintf("! %s：评分时会被拒绝：%s", r.Place, r.Why.Zh)})
	}
}

// atTheGate asks, while the answers are built and run, what grading would refuse of them. It
// is a warning: what cannot be asked is passed over.
func (c *check) atTheGate(ctx context.Context, answers engine.Answers) func(syllabus.Lesson) []gate.Refusal {
	opened := make(chan *gate.Gate, 1)
	go func() {
		g, err := gate.New(ctx, c.root, answers.Lessons)
		if err != nil {
			g = nil
		}
		opened <- g
	}()
	ask := sync.OnceValue(func() *gate.Gate { return <-opened })
	return func(l syllabus.Lesson) []gate.Refusal {
		var files []gate.File
		for i, path := range answers.Files(l) {
			text, err := os.ReadFile(path)
			if err != nil {
				return nil
			}
			files = append(files, gate.File{Name: l.Files[i], Text: text})
		}
		g := ask()
		if g == nil {
			return nil
		}
		found, err := g.Check(ctx, l, files)
		if err != nil {
			return nil
		}
		return found.Refusals
	}
}

// maxEcho is how many lines of a student's own output are shown.
const maxEcho = 40

// echo shows what the student's code printed: a print is a beginner's debugger.
func (c *check) echo(printed string) {
	var lines []string
	for line := range strings.Lines(printed) {
		line = strings.TrimRight(line, "\r\n")
		if line != "PASS" && line != "FAIL" && !strings.HasPrefix(line, "--- ") {
			lines = append(lines, line)
		}
	}
	if strings.TrimSpace(strings.Join(lines, "")) == "" {
		return
	}
	c.note(course.Text{En: "Your code printed:", Zh: "你的代码打印了："})
	for i, line := range lines {
		if i == maxEcho {
			c.note(course.Text{En: "  …", Zh: "  ……"})
			break
		}
		fmt.Fprintf(c.printer.Out, "  │ %s\n", line)
	}
}

// next tells the student what to do now.
func (c *check) next(answers engine.Answers, verdicts []engine.Verdict) {
	fmt.Fprintln(c.printer.Out)
	for _, v := range verdicts {
		if v.Passed() {
			continue
		}
		c.nextStep(answers, v)
		return
	}
	last := verdicts[len(verdicts)-1].Lesson
	i := slices.IndexFunc(c.lessons, func(l syllabus.Lesson) bool { return l.Name == last.Name })
	if !c.own() || len(verdicts) > 1 || i+1 == len(c.lessons) {
		c.printer.Say(course.Right, 0, course.Text{En: "Every promise is kept.", Zh: "每一条都做到了。"})
		return
	}
	following := c.lessons[i+1]
	c.printer.Say(course.Right, 0, course.Text{
		En: fmt.Sprintf("Every promise is kept: %s is done.", last.Name),
		Zh: fmt.Sprintf("每一条都做到了：%s 完成。", last.Name)})
	c.printer.Say(course.Plain, 0, course.Text{
		En: fmt.Sprintf("Next: read docs/en/%s.md, then `make check` again.", following.Name),
		Zh: fmt.Sprintf("接下来：读 docs/zh/%s.md，然后再 `make check`。", following.Name)})
}

func (c *check) nextStep(answers engine.Answers, v engine.Verdict) {
	l := v.Lesson
	all, unwritten := answers.Functions(l)
	i := slices.IndexFunc(v.Records, func(r course.Record) bool { return !r.Good() && r.Unwritten == "" })
	switch {
	case i < 0 && len(unwritten) == len(all):
		c.printer.Say(course.Strong, 0, course.Text{
			En: fmt.Sprintf("Next: read docs/en/%s.md, write %s in lessons/%s/, and `make check` again.", l.Name, strings.Join(unwritten, " and "), l.Name),
			Zh: fmt.Sprintf("接下来：读 docs/zh/%s.md，在 lessons/%s/ 里写出 %s，再 `make check`。", l.Name, l.Name, strings.Join(unwritten, " 和 "))})
	case i < 0 && len(unwritten) > 0:
		c.printer.Say(course.Strong, 0, course.Text{
			En: fmt.Sprintf("Next: what you wrote is right so far. Now write %s.", strings.Join(unwritten, " and ")),
			Zh: fmt.Sprintf("接下来：已经写好的都对了，再写 %s。", strings.Join(unwritten, " 和 "))})
	case i >= 0 && v.Records[i].Status == course.Rejected:
		c.printer.Say(course.Strong, 0, course.Text{
			En: "Next: bring the course's own files back, as told above, and `make check` again.",
			Zh: "接下来：按上面说的恢复课程的文件，再 `make check`。"})
	case i >= 0 && v.Records[i].Spec == "":
		c.printer.Say(course.Strong, 0, course.Text{
			En: "Next: mend what the compiler says, from the top: one mistake often causes several complaints.",
			Zh: "接下来：从上往下改编译器指出的问题，一个错误常常引出好几条报错。"})
	case i >= 0:
		c.printer.Say(course.Strong, 0, course.Text{
			En: fmt.Sprintf("Next: the first ✗ from the top, %s. `make hint LESSON=%s` helps.", v.Records[i].Name(), l.Number()),
			Zh: fmt.Sprintf("接下来：先看最上面的 ✗，%s。`make hint LESSON=%s` 会给提示。", v.Records[i].Name(), l.Number())})
	}
}

// remember notes the lessons that the student has passed.
func (c *check) remember(answers engine.Answers, verdicts []engine.Verdict) {
	if !c.own() {
		return
	}
	for _, v := range verdicts {
		if v.Passed() {
			c.book.Passed[v.Lesson.Name] = progress.Fingerprint(c.root, v.Lesson, answers)
		} else {
			delete(c.book.Passed, v.Lesson.Name)
		}
	}
	c.book.Save()
}

// newPrinter prints to standard output, in its width and with colours where it has any.
func newPrinter(lang course.Lang) course.Printer {
	styles := map[course.Tone]lipgloss.Style{
		course.Right:   lipgloss.NewStyle().Foreground(lipgloss.Green),
		course.Wrong:   lipgloss.NewStyle().Foreground(lipgloss.Red).Bold(true),
		course.Waiting: lipgloss.NewStyle().Foreground(lipgloss.Yellow),
		course.Faint:   lipgloss.NewStyle().Faint(true),
		course.Strong:  lipgloss.NewStyle().Bold(true),
	}
	width, _, err := term.GetSize(os.Stdout.Fd())
	if err != nil {
		width = 80
	}
	return course.Printer{
		Out:   lipgloss.Writer,
		Lang:  lang,
		Width: min(width, 100),
		Paint: func(t course.Tone, s string) string { return styles[t].Render(s) },
	}
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
