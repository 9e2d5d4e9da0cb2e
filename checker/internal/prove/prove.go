// Package prove shows that the course is true, step by step, where a person can watch: the
// tests of its book and programs, and the proof of its lessons.
package prove

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"handshake/checker/internal/engine"
	"handshake/checker/internal/toolchain"
	"handshake/checker/internal/verify"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
	"handshake/internal/thorough"
)

// Proof is one run of everything.
type Proof struct {
	Screen  *Screen
	Engine  *engine.Engine
	Lessons []syllabus.Lesson
	Race    bool // the race detector is available
	// Explain words an error for a person.
	Explain func(error) course.Text

	Passed, Failed int // tests, and answers of every kind

	passedTests int
	attacks     int            // of them: hostile submissions
	rounds      int            // that the solutions have passed
	judged      map[string]int // answers, by kind
	clauses     int            // of the lessons' contracts
	busy        int            // answers, on a busy machine
	inputs      int            // random ones
	scores      []scored       // of mutants
	skipped     map[course.Text][]string
}

// Failure is something that is not as the course says.
type Failure struct {
	Where string
	What  course.Text
}

// The tests, the quick ones first.
var (
	bookTests = tests{
		what: course.Say("the book, and every text of the programs", "书，以及程序里的每一句话"),
		args: []string{"./docs"}}
	sharedTests = tests{
		what: course.Say("what all parts share, packets, the original program", "各部分共用的代码、抓包、原来那个程序"),
		args: []string{"./internal/...", "./tcp/...", "./wire/...", "./lessons/internal/...", "./solutions/..."}}
	partTests = tests{
		what: course.Say("the parts of the checker", "检查器的各个部分"),
		args: []string{"./checker/internal/..."}}
	platformTests = tests{
		what: course.Say("the ready files for classroom platforms", "给各个教学平台的现成文件"),
		dir:  filepath.Join("checker", "deploy"),
		args: []string{"./..."}}
	checkerTests = tests{
		what: course.Say("the checker in use, and some of a class of attackers", "检查器的实际使用，和几名攻击者"),
		args: []string{"./checker"}}
)

// repeated are the tests that prove more the more often they are repeated.
var repeated = []tests{
	{
		what: course.Say("a grader that is killed again and again", "一次又一次被杀死的评分程序"),
		args: []string{"./checker", "-run", "^TestGradeSurvives"}},
	{
		what: course.Say("the whole class of attackers", "攻击者全班到齐"),
		args: []string{"./checker", "-run", "^TestAttacks"}},
}

// rounds is how often the solutions must pass in a row.
const rounds = 3

// Short proves everything once, in a few minutes.
func (p *Proof) Short(ctx context.Context) error {
	return p.all(ctx,
		p.step(bookTests),
		p.step(sharedTests),
		p.step(partTests),
		p.step(platformTests),
		p.lessons(&verify.Verifier{Rounds: rounds, Brief: true}),
		p.step(checkerTests))
}

// How often a long proof repeats: rounds of the solutions, and inputs of each fuzz target.
const (
	longRounds = 20
	longInputs = 50_000
)

// Long repeats, as many times as is asked for, what only repetition proves.
func (p *Proof) Long(ctx context.Context, times int) error {
	var steps []func(context.Context) error
	for _, t := range repeated {
		t.env = []string{fmt.Sprintf("%s=%d", thorough.Var, times)}
		t.args = append(slices.Clone(t.args), "-timeout", (hangs * time.Duration(times)).String())
		steps = append(steps, p.step(t))
	}
	steps = append(steps, p.mutants(times)...)
	return p.all(ctx, append(steps,
		p.fuzz(longInputs*times),
		p.lessons(&verify.Verifier{Soak: true, Rounds: longRounds * times}),
		p.lessons(&verify.Verifier{Busy: true, Rounds: times}))...)
}

// fuzz gives each fuzz target of the course that many random inputs.
func (p *Proof) fuzz(inputs int) func(context.Context) error {
	return func(ctx context.Context) error {
		p.Screen.begin(course.Say("random input", "随机输入"))
		targets, err := p.fuzzTargets(ctx)
		if err != nil {
			return err
		}
		for _, t := range targets {
			t.args = append(t.args, "-fuzztime", fmt.Sprintf("%dx", inputs))
			if err := p.tests(ctx, t); err != nil {
				return err
			}
			p.inputs += inputs
		}
		return nil
	}
}

// fuzzTargets finds the fuzz targets of the course.
func (p *Proof) fuzzTargets(ctx context.Context) (found []tests, err error) {
	cmd := exec.CommandContext(ctx, "go", "test", "-json", "-list", "^Fuzz", "./checker/...", "./internal/...",
		"./tcp/...", "./wire/...")
	cmd.Dir = p.Engine.Root
	out, err := cmd.Output()
	if err != nil {
		return nil, &toolchain.Error{Output: string(out), Err: err}
	}
	for line := range bytes.Lines(out) {
		e, _ := decode(line)
		if target := strings.TrimSpace(e.Output); strings.HasPrefix(target, "Fuzz") {
			folder := strings.TrimPrefix(e.Package, modulePrefix)
			found = append(found, tests{
				what: course.Text{
					En: "random input: " + target + " of " + path.Base(folder),
					Zh: "随机输入：" + path.Base(folder) + " 的 " + target,
				},
				args: []string{"./" + folder, "-run", "^$", "-fuzz", "^" + target + "$"}})
		}
	}
	return found, nil
}

// all takes one step after the other, whatever becomes of each, and sums up.
func (p *Proof) all(ctx context.Context, steps ...func(context.Context) error) error {
	p.skipped = map[course.Text][]string{}
	began := time.Now()
	p.Engine.Progress = p.Screen.now
	stop := p.Screen.watch()
	defer stop()
	for _, step := range steps {
		if err := step(ctx); ctx.Err() != nil {
			return ctx.Err()
		} else if err != nil {
			p.end([]Failure{{Where: "go", What: p.Explain(err)}})
		}
	}
	p.sumUp(time.Since(began))
	return nil
}

func (p *Proof) step(t tests) func(context.Context) error {
	return func(ctx context.Context) error { return p.tests(ctx, t) }
}

// end ends the step at work.
func (p *Proof) end(failures []Failure) {
	p.Failed += len(failures)
	p.Screen.end(failures)
}

func (p *Proof) skip(reason course.Text, names ...string) {
	p.skipped[reason] = append(p.skipped[reason], names...)
}

// lessons is the proof of the lessons; each part of it has a line of its own.
func (p *Proof) lessons(v *verify.Verifier) func(context.Context) error {
	return func(ctx context.Context) error {
		v.Engine, v.Lessons, v.Race = p.Engine, p.Lessons, p.Race
		var failures []Failure
		spoiled := map[string]bool{} // what has failed
		judged, before := 0, 0       // the part may count more than once
		part := func() {
			p.Passed += max(0, before+judged-len(spoiled))
			p.end(failures)
			failures, spoiled, judged, before = nil, map[string]bool{}, 0, 0
		}
		first := true
		v.Say = func(what course.Text) {
			if !first {
				part()
			}
			first = false
			p.Screen.begin(what)
		}
		v.Count = func(done, of int) {
			if done < judged {
				before += judged
			}
			judged = done
			p.Screen.far(same(fmt.Sprintf("%d/%d", done, of)), course.Text{})
		}
		v.Found = func(found verify.Problem) {
			failures = append(failures, Failure{found.Where, found.What})
			spoiled[found.Where] = true
		}
		v.Skipped = func(r course.Record) { p.skip(same(r.Message), r.Name()) }
		_, err := v.Run(ctx)
		if err != nil {
			return err
		}
		part()
		if v.Busy {
			p.busy = v.Judged["right"] + v.Judged["wrong"]
		} else {
			p.rounds += v.Rounds
			p.judged = v.Judged
			for _, table := range v.Table {
				p.clauses += len(table.Clauses)
			}
		}
		if !v.Race {
			p.skip(course.Say("the race detector needs a C compiler (gcc or clang)", "竞态检测器需要 C 编译器（gcc 或 clang）"),
				"data races")
		}
		return nil
	}
}

// sumUp tells what was left out and why, and what has been proved. The last line is the same
// in every language, for programs that read it.
func (p *Proof) sumUp(took time.Duration) {
	out := p.Screen
	skipped := 0
	for _, reason := range slices.SortedFunc(maps.Keys(p.skipped), func(a, b course.Text) int {
		return strings.Compare(a.En, b.En)
	}) {
		names := slices.Compact(slices.Sorted(slices.Values(p.skipped[reason])))
		skipped += len(names)
		out.Say(course.Waiting, 0, course.Say(
			"– %d left out: %s",
			"– 略过 %d 项：%s", len(names), reason))
		for _, name := range names {
			out.Say(course.Faint, 4, same(name))
		}
	}
	p.scoreTable()
	fmt.Fprintln(out.Out)
	if p.Failed > 0 {
		out.Say(course.Wrong, 0, course.Say(
			"Not proved, after %s: see what is marked ✗ above.",
			"没能证明，用时 %s：看上面标着 ✗ 的地方。", clock(took)))
		out.again()
	} else {
		out.Say(course.Right, 0, course.Text{
			En: fmt.Sprintf("Proved in %s: %s.", clock(took), strings.Join(p.proved(course.English), "; ")),
			Zh: fmt.Sprintf("用 %s 证明了：%s。", clock(took), strings.Join(p.proved(course.Chinese), "；"))})
	}
	closing := fmt.Sprintf("%d passed, %d failed", p.Passed, p.Failed)
	if skipped > 0 {
		closing += fmt.Sprintf(", %d skipped", skipped)
	}
	fmt.Fprintln(out.Out, closing)
}

// proved says in numbers what has been proved.
func (p *Proof) proved(lang course.Lang) (said []string) {
	promises, mutated := 0, p.allScores()
	for _, l := range p.Lessons {
		promises += len(l.Specs)
	}
	for _, fact := range []struct {
		n    int
		text course.Text
	}{
		{p.rounds, course.Say(
			"the solutions keep all %d promises of %d lessons, %d times in a row and under load",
			"参考答案守住 %[2]d 课的全部 %[1]d 条承诺，在负载下连续 %[3]d 遍", promises, len(p.Lessons), p.rounds)},
		{p.clauses, course.Say(
			"specs hold all %d clauses of the contracts, and wrong answers break each",
			"%d 条合约条款都有测试来守，也都有错误答案来违反", p.clauses)},
		{p.judged["wrong"], course.Say(
			"the stubs keep none, and %d wrong answers fail where they should, in words that teach",
			"桩代码一条也守不住；%d 个错误答案各自在该失败的地方失败，话也说得明白", p.judged["wrong"])},
		{p.judged["right"], course.Say(
			"%d unusual right answers pass",
			"%d 个另类的正确答案全部通过", p.judged["right"])},
		{p.judged["races"], course.Say(
			"%d racing answers are convicted",
			"%d 个有数据竞争的答案都被查出", p.judged["races"])},
		{p.busy, course.Say(
			"%d right and wrong answers get the same verdict on a busy machine",
			"机器再忙，%d 个正确和错误答案的裁决也不变", p.busy)},
		{mutated.Convicted, course.Say(
			"%d small changes of right answers are noticed, and %d cannot be",
			"正确答案的 %d 处微小改动都被发现，另有 %d 处无从发现", mutated.Convicted, mutated.Equal)},
		{p.attacks, course.Say(
			"%d hostile submissions earn nothing that is not theirs",
			"%d 份恶意作业一分也没有骗到", p.attacks)},
		{p.inputs, course.Say(
			"%d random inputs break nothing",
			"%d 份随机输入什么也没有弄坏", p.inputs)},
		{p.passedTests, course.Say(
			"%d tests pass",
			"%d 项测试全部通过", p.passedTests)},
	} {
		if fact.n > 0 {
			said = append(said, fact.text.In(lang))
		}
	}
	return said
}
