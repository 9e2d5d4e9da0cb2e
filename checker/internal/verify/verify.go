// Package verify proves lessons before a student sees them: the author's contract, and that specs
// hold each sentence of it; what the book says of them; and four verdicts. The stub fails every spec,
// and so does an answer that does nothing; the solution passes them all, again and again, under load,
// with the race detector; each known-wrong answer fails where it says it does, with words that teach;
// each unusual right answer passes.
package verify

import (
	"context"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	answers "handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/internal/book"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// Verifier proves some lessons of the course.
type Verifier struct {
	Engine  *engine.Engine
	Lessons []syllabus.Lesson
	Race    bool // the race detector is available
	Rounds  int  // how often the solutions must pass in a row
	Soak    bool // nothing but the solutions' verdict
	Busy    bool // nothing but that verdicts do not depend on how busy the machine is
	Brief   bool // not the book, which has tests of its own
	Clauses bool // nothing but the clauses
	Book    bool // nothing but the book
	Update  bool // renew what may be renewed: golden feedback, fenced code, figures
	// Reviewed records the sections of the book that have been read in both languages beside each
	// other: those that have Changed in both, or the one that is named, "07-framing#task".
	Reviewed string
	// Say hears what is being proved, Count how much of it has been judged, Found what is
	// wrong, as soon as that is known, and Skipped what a solution cannot be asked here. All
	// but Say may be nil.
	Say     func(course.Text)
	Count   func(done, of int)
	Found   func(Problem)
	Skipped func(course.Record)

	// Table are the clauses of each lesson, once they have been looked at.
	Table  []Clauses
	Judged map[string]int // how many answers of each kind have been judged: wrong, races, right

	mu       sync.Mutex
	problems []Problem
	done, of int
}

// Problem is something that an author has to mend, and how.
type Problem struct {
	Where string // a file or folder, relative to the root, and perhaps a line of it: file:line
	What  course.Text
}

// Run proves everything and returns what is wrong. An error means that it could not be found
// out.
func (v *Verifier) Run(ctx context.Context) ([]Problem, error) {
	solutions := step{course.Say(
		"solutions: every spec passes, %d× under load",
		"参考答案：负载下连续 %d 遍全部通过", v.Rounds), v.solutions}
	wrong := step{course.Say("wrong answers: each fails where it should", "错误答案：各自在该失败的地方失败"), v.wrong}
	chapters := step{course.Say("book: chapters, code, words and reading marks", "书：章节、代码、用词和对照记号"), v.book}
	figures := step{course.Say("figures: the packets are those that are sent now", "插图：和现在真实的数据包一致"), v.figures}
	clauses := step{course.Say(
		"clauses: specs hold each, and wrong answers break it",
		"条款：每一条都有测试来守，也有错误答案来违反"), v.clauses}
	steps := []step{
		{course.Say("contract: nothing missing, nothing stray", "作者约定：不缺什么，也不多什么"), v.contracts},
		clauses,
		{course.Say("stubs: every spec fails", "桩代码：每条测试都不通过"), v.stubs},
		{course.Say("idle answers: every spec fails", "什么也不做的答案：每条测试都不通过"), v.idle},
		solutions,
		{course.Say("right answers: every spec passes", "另类的正确答案：全部通过"), v.right},
		wrong,
	}
	if !v.Brief {
		steps = slices.Insert(steps, 1, figures, chapters)
	}
	if v.Race {
		steps = append(steps, step{course.Say(
			"racing answers: the race detector convicts each",
			"有数据竞争的答案：竞态检测器逐一查出"), v.races})
	}
	switch {
	case v.Soak:
		steps = []step{solutions}
	case v.Busy:
		steps = v.busySteps()
	case v.Clauses:
		steps = []step{clauses}
	case v.Book:
		steps = []step{figures, chapters}
	}
	v.Judged = map[string]int{}
	for _, step := range steps {
		v.Say(step.what)
		if err := step.prove(ctx); err != nil {
			return v.problems, err
		}
	}
	return v.problems, nil
}

// step is one part of the proof.
type step struct {
	what  course.Text
	prove func(context.Context) error
}

// problem notes something to mend; the words are as for course.Say.
func (v *Verifier) problem(where, en, zh string, values ...any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	p := Problem{where, course.Say(en, zh, values...)}
	v.problems = append(v.problems, p)
	if v.Found != nil {
		v.Found(p)
	}
}

// expect begins to count anew: this many are going to be judged.
func (v *Verifier) expect(of int) {
	v.mu.Lock()
	v.done, v.of = 0, of
	v.mu.Unlock()
	v.judged(0)
}

// judged counts some more that have been judged.
func (v *Verifier) judged(n int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.done += n
	if v.Count != nil {
		v.Count(v.done, v.of)
	}
}

func (v *Verifier) root() string { return v.Engine.Root }

// stubs is the first verdict.
func (v *Verifier) stubs(ctx context.Context) error {
	stubs, err := answers.AllHandedOut(v.root(), v.Lessons)
	if err != nil {
		return err
	}
	v.expect(len(v.Lessons))
	return v.judge(ctx, stubs, false, engine.Options{Lang: course.English}, func(got engine.Verdict) {
		defer v.judged(1)
		where := syllabus.Dir + "/" + got.Lesson.Name
		v.sameIDs(got)
		for _, r := range got.Records {
			switch {
			case r.Spec == "":
				v.problem(where, "the stub must compile as it stands:\n"+r.Message, "桩代码必须能直接编译：\n"+r.Message)
			case r.Status == course.Passed:
				v.problem(where,
					"the stub passes "+r.Spec+": the spec asserts nothing that a stub lacks",
					"桩代码竟然通过了 "+r.Spec+"：这条测试什么也没有要求")
			case r.Unwritten != "" && r.InVain:
				v.problem(where,
					r.Spec+" waits in vain on the stub, whose panic has come already: "+
						"pass it on at once, with Meanwhile or Check",
					r.Spec+" 在桩代码上白等了一场，panic 其实早就来了：要用 Meanwhile 或 Check 马上把它传出去")
			case r.Unwritten == "" && r.Status != course.Skipped:
				v.problem(where,
					r.Spec+" fails on the stub by other means than its TODO: call the student's function first",
					r.Spec+" 在桩代码上不是因 TODO 而失败：请先调用学生的函数")
			}
		}
	})
}

// sameIDs checks that lesson.toml and the specs name the same promises.
func (v *Verifier) sameIDs(got engine.Verdict) {
	l := got.Lesson
	file := filepath.ToSlash(filepath.Join(syllabus.Dir, l.Name, syllabus.MetadataFile))
	seen := map[string]bool{}
	for _, r := range got.Records {
		if r.Spec == "" {
			return
		}
		if _, ok := l.Spec(r.Spec); !ok {
			v.problem(file,
				"the spec %q has no [[spec]] here: add its weight and hints",
				"测试 %q 在这里没有 [[spec]]：请补上分值和提示", r.Spec)
		}
		if r.Title.En == r.Title.Zh {
			v.problem(file,
				"the title of %q is in one language only: write it with In(en, zh)",
				"%q 的标题只有一种语言：请用 In(en, zh) 来写", r.Spec)
		}
		if seen[r.Spec] {
			v.problem(file, "two specs are called %q: an id is unique in its lesson", "有两条测试都叫 %q：编号在一课之内不能重复", r.Spec)
		}
		seen[r.Spec] = true
	}
	for _, s := range l.Specs {
		if !seen[s.ID] {
			v.problem(file,
				"[[spec]] %q belongs to no spec: remove it or write the spec",
				"[[spec]] %q 没有对应的测试：请删掉它，或者写出这条测试", s.ID)
		}
	}
}

// solutions is the second verdict: with the race detector where there is one, in both
// languages by turns, and with every core kept busy by something else.
func (v *Verifier) solutions(ctx context.Context) error {
	answers, err := v.base()
	if err != nil {
		return err
	}
	bin, err := v.Engine.Build(ctx, answers, v.Race)
	if err != nil {
		return err
	}
	defer bin.Close()
	defer busy()()
	v.expect(v.Rounds * len(v.Lessons))
	for round := range v.Rounds {
		lang := []course.Lang{course.English, course.Chinese}[round%2]
		for got, err := range bin.Judge(ctx, engine.Options{Lang: lang, Seed: anySeed()}) {
			if err != nil {
				return err
			}
			v.mustPass(got, syllabus.Solutions+"/"+got.Lesson.Name)
			v.judged(1)
		}
	}
	return nil
}

// anySeed has the specs draw what they have not drawn before: a right answer passes whatever it is.
// Wrong answers are convicted by the seed that a student's check has, so that their feedback stays.
func anySeed() int64 { return 1 + rand.Int64N(math.MaxInt32) }

// busy keeps every core at work until the returned function is called.
func busy() (stop func()) {
	done := make(chan struct{})
	var spinning sync.WaitGroup
	for range runtime.NumCPU() {
		spinning.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	return func() { close(done); spinning.Wait() }
}

func (v *Verifier) mustPass(got engine.Verdict, where string) {
	for _, r := range got.Records {
		if !r.Good() {
			v.problem(where, "%s must pass, but is %s:\n%s", "%s 应当通过，结果却是 %s：\n%s", r.Name(), r.Status, r.Message)
		}
		if r.Status == course.Skipped && v.Skipped != nil {
			v.Skipped(r)
		}
	}
}

// right is the fourth verdict.
func (v *Verifier) right(ctx context.Context) error {
	english := []course.Lang{course.English}
	return v.each(ctx, "right", v.Race, english, func(a answer, got engine.Verdict, _ course.Lang) {
		v.mustPass(got, a.where)
	})
}

// wrong is the third verdict, with the golden feedback in both languages.
func (v *Verifier) wrong(ctx context.Context) error {
	b, err := book.Open(v.root())
	if err != nil {
		return err
	}
	told := b.Broken()
	return v.each(ctx, "wrong", false, []course.Lang{course.English, course.Chinese},
		func(a answer, got engine.Verdict, lang course.Lang) {
			v.mustFail(a, got, lang)
			if lang == course.English { // in the other language only those are judged that it names
				v.asTold(a, got, told[a.where])
			}
		})
}

// asTold checks that a wrong answer also fails the specs of which the chapter tells its readers that it
// does.
func (v *Verifier) asTold(a answer, got engine.Verdict, told []string) {
	for _, r := range got.Records {
		if r.Status == course.Passed && slices.Contains(told, r.Spec) {
			v.problem(a.where,
				"passes %q, and the chapter says that it does not: mend its section \"break\"",
				"通过了 %q，而这一章说它不通过：请改正小节 “break”", r.Spec)
		}
	}
}

// mustFail checks one wrong answer: every spec that it names fails, the first spec that
// fails is one of them, because that is the one a student reads first, and the words are
// the golden ones.
func (v *Verifier) mustFail(a answer, got engine.Verdict, lang course.Lang) {
	failed := map[string]course.Record{}
	first := ""
	for _, r := range got.Records {
		if r.Spec == "" {
			v.problem(a.where, "a wrong answer must compile:\n"+r.Message, "错误答案也必须能编译：\n"+r.Message)
			return
		}
		if !r.Good() {
			failed[r.Spec] = r
			if first == "" {
				first = r.Spec
			}
		}
	}
	named := false
	var said []course.Record
	for _, id := range a.fails {
		r, ok := failed[id]
		if !ok {
			v.problem(a.where, "passes %q, which it names: the spec does not catch it", "通过了它点名的 %q：这条测试没有抓住它", id)
			return
		}
		named = named || id == first
		said = append(said, r)
	}
	if !named {
		v.problem(a.where,
			"fails first at %q, which it does not name: what would a student make of it? %s",
			"最先在没有点名的 %q 失败：学生看到会怎么想？%s", first, failed[first].Message)
		return
	}
	v.brokenFirst(a, first)
	if !a.toDo() {
		v.golden(a, said, lang)
	}
}

// races is the third verdict on answers that are wrong only where two goroutines meet: most
// of the time they pass, and what convicts them is the race detector.
func (v *Verifier) races(ctx context.Context) error {
	return v.each(ctx, "races", true, []course.Lang{course.English}, func(a answer, got engine.Verdict, _ course.Lang) {
		i := slices.IndexFunc(got.Records, func(r course.Record) bool { return !r.Good() })
		switch {
		case i < 0:
			v.problem(a.where,
				"passes under the race detector: no spec makes its goroutines meet",
				"在竞态检测器下也通过了：没有一条测试让它的 goroutine 碰到一起")
		case !slices.Contains(a.fails, got.Records[i].Spec):
			v.problem(a.where,
				"fails first at %q, which it does not name: %s",
				"最先在没有点名的 %q 失败：%s", got.Records[i].Spec, got.Records[i].Message)
		}
	})
}

// judge builds and runs one set of answers once.
func (v *Verifier) judge(
	ctx context.Context, a answers.Set, race bool, o engine.Options, each func(engine.Verdict),
) error {
	bin, err := v.Engine.Build(ctx, a, race)
	if err != nil {
		return err
	}
	defer bin.Close()
	for got, err := range bin.Judge(ctx, o) {
		if err != nil {
			return err
		}
		each(got)
	}
	return nil
}

// base is the solutions to the lessons that are proved.
func (v *Verifier) base() (answers.Set, error) {
	return answers.ReadAll(v.root(), v.Lessons, filepath.Join(v.root(), syllabus.Solutions))
}

// answer is one folder below a solution's testdata/wrong, testdata/races or testdata/right.
type answer struct {
	lesson syllabus.Lesson
	where  string   // relative to the root
	what   string   // its first line: what it is
	fails  []string // the ids that a wrong answer names
	breaks string   // the clause that it breaks
}

// toDo reports whether the author has still to say what the answer is. The book's checks tell of
// that; until then there is nothing to approve.
func (a answer) toDo() bool { return strings.Contains(a.what, "TODO") }

// set is one answer of a kind to each of some lessons.
type set struct {
	answers answers.Set
	of      map[string]answer // by lesson
	turn    int
	seed    int64 // of the specs; 0: that of a check
}

// sets are all answers of one kind. The k-th answers to all lessons form one set, so that the
// whole matrix costs as many links as the lesson with the most answers.
func (v *Verifier) sets(kind string) (sets []set, count int, err error) {
	all := map[string][]answer{}
	most := 0
	for _, l := range v.Lessons {
		all[l.Name] = v.answers(l, kind)
		most = max(most, len(all[l.Name]))
		count += len(all[l.Name])
	}
	solutions, err := v.base()
	if err != nil {
		return nil, 0, err
	}
	for k := range most {
		s := set{of: map[string]answer{}, turn: k}
		if kind == "right" {
			s.seed = anySeed()
		}
		for _, solution := range solutions {
			if k >= len(all[solution.Lesson.Name]) {
				continue
			}
			a := all[solution.Lesson.Name][k]
			over, err := solution.Over(filepath.Join(v.root(), a.where))
			if err != nil {
				return nil, 0, err
			}
			s.answers, s.of[a.lesson.Name] = append(s.answers, over), a
		}
		sets = append(sets, s)
	}
	return sets, count, nil
}

// conviction looks at the verdict on an answer, in one language.
type conviction func(answer, engine.Verdict, course.Lang)

// each judges all answers of one kind: in the first of the languages by all specs, in the others
// by those that an answer names.
func (v *Verifier) each(ctx context.Context, kind string, race bool, langs []course.Lang, check conviction) error {
	sets, count, err := v.sets(kind)
	if err != nil {
		return err
	}
	v.expect(count)
	working, ctx := errgroup.WithContext(ctx)
	working.SetLimit(setsAtOnce)
	for _, s := range sets {
		working.Go(func() error { return v.set(ctx, s, race, langs, check) })
	}
	if err := working.Wait(); err != nil {
		return err
	}
	v.Judged[kind] = count
	return nil
}

// setsAtOnce is how many sets are proved at a time: wrong answers spend most of it hanging, and
// two cores have little to do for three sets.
const setsAtOnce = 6

// set judges one set.
func (v *Verifier) set(ctx context.Context, s set, race bool, langs []course.Lang, check conviction) error {
	bin, err := v.Engine.Build(ctx, s.answers, race)
	if err != nil {
		return err
	}
	defer bin.Close()
	var judging errgroup.Group
	for i, lang := range langs {
		o := engine.Options{Lang: lang, Seed: s.seed}
		if i > 0 { // which specs fail is known by then, but for the words
			o.Only = map[string][]string{}
			for lesson, a := range s.of {
				o.Only[lesson] = a.fails
			}
		}
		judging.Go(func() error {
			for got, err := range bin.Judge(ctx, o) {
				if err != nil {
					return err
				}
				check(s.of[got.Lesson.Name], got, lang)
			}
			return nil
		})
	}
	err = judging.Wait()
	v.judged(len(s.answers))
	return err
}

// answers lists the answers of one kind to a lesson that can be judged, in the order of their names.
func (v *Verifier) answers(l syllabus.Lesson, kind string) []answer {
	return slices.DeleteFunc(v.folders(l, kind), func(a answer) bool {
		return kind != "right" && len(a.fails) == 0 // the contract has complained
	})
}

// folders are all answers of one kind to a lesson. There may be none.
func (v *Verifier) folders(l syllabus.Lesson, kind string) (found []answer) {
	dir := syllabus.Solutions + "/" + l.Name + "/testdata/" + kind
	entries, _ := os.ReadDir(filepath.Join(v.root(), dir))
	for _, e := range entries {
		found = append(found, v.header(answer{lesson: l, where: dir + "/" + e.Name()}))
	}
	return found
}

// header is an answer with what the first comment lines of its files say: what it is, which specs it
// fails, and which clause it breaks.
func (v *Verifier) header(a answer) answer {
	for _, name := range a.lesson.Files {
		text, err := os.ReadFile(filepath.Join(v.root(), a.where, name))
		if err != nil {
			continue
		}
		lines := strings.SplitN(string(text), "\n", 4)
		lines = append(lines, "", "", "")
		if a.what == "" {
			a.what = lines[0]
		}
		if ids, ok := strings.CutPrefix(lines[1], "// fails: "); ok {
			a.fails = strings.Split(ids, ", ")
		}
		if id, ok := strings.CutPrefix(lines[2], "// breaks: "); ok && a.breaks == "" {
			a.breaks = strings.TrimSpace(id)
		}
	}
	return a
}
