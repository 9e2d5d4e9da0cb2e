package engine

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"handshake/checker/internal/answer"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
	"handshake/internal/cputime"
)

// Options say how answers are judged.
type Options struct {
	Lang course.Lang
	// Output receives what the student's code printed, lesson by lesson; nil discards it.
	Output func(lesson string, printed string)
	// Waiting hears that some specs ran out of time and are given more; nil if nobody asks.
	Waiting func()
	// Began hears of each spec that begins; nil if nobody asks.
	Began func(course.Record)
	// Only names the specs to be judged, by lesson; nil for all of them.
	Only map[string][]string
	// Seed is what the specs draw their random texts from; 0: another one for every process.
	Seed int64
	// Canaries has every process run some specs that show whether it was tampered with.
	Canaries bool
	// Together runs all lessons in one process, one after the other, as long as none of them
	// ends it. That takes less of the processor, and more time.
	Together bool
}

// confirmPatience multiplies the time limits when a wait that ran out is confirmed.
const confirmPatience = 4

// outputDelay is how long what a program has printed may still be on its way to us once it has
// ended, on a machine that is very busy. Only a child that it left behind makes us wait for it.
const outputDelay = 10 * time.Second

// errSilent is a binary that ended before it could say which specs it would run: some
// package of it does so as it is initialised.
var errSilent = errors.New("the test program ended before its first spec")

// ErrKilled is a confined program that was killed, and neither by the engine nor by a limit
// of its confinement, from within which nobody can do it: the machine is short of memory, or
// somebody has interfered. It says nothing of the answer.
var ErrKilled = errors.New("a test program was killed from outside")

// ends is how one process of a test binary came to its end.
type ends struct {
	plan   []course.Record
	ended  []course.Record
	began  *course.Record // without an end
	stderr string
	stdout string
	err    error       // from the process; decides nothing
	stuck  bool        // killed by the watchdog
	over   course.Text // the limit of its confinement that ended it, if one has
}

// own are the limits of a program that cannot even keep those of its specs, in time that it used
// or idled: a second more without any event than a spec may take, and no longer without reading
// its beats than a spec may take; less once an answer has been proven to keep the program busy.
func (b *Binary) own(patience int) limits {
	p := time.Duration(patience)
	most := limits{silence: time.Second + p*time.Second, deafness: p * time.Second}
	if b.busy.Load() {
		most.deafness = p * 6 * cputime.Beat
	}
	return most
}

// oneAtATime has a test program's goroutines take turns, and never in the middle of a store: a
// value of several words cannot be read half written, not even where the race detector looks
// away. Go's memory safety, and with it every mark, rests on that: see the guide for instructors.
var oneAtATime = []string{"GOMAXPROCS=1", "GODEBUG=asyncpreemptoff=1"}

// judge runs one lesson of the binary to a verdict on each of its specs, in the lesson's
// order, and goes on from what a first process has brought, if there has been one. Whatever a
// spec does to its process costs that spec only: the rest runs in a new one.
func (b *Binary) judge(ctx context.Context, a answer.Answer, first *ends, o Options) ([]course.Record, error) {
	l := a.Lesson
	var printed strings.Builder
	verdicts := map[string]course.Record{}
	stuck := map[string]bool{}
	note := func(end ends) {
		for _, r := range end.ended {
			verdicts[r.Spec] = r
			delete(stuck, r.Spec)
		}
		if end.began != nil {
			verdicts[end.began.Spec] = crash(a, end, o.Lang)
			stuck[end.began.Spec] = end.stuck
		}
		printed.WriteString(end.stdout)
	}

	if first == nil {
		end, err := b.run(ctx, []syllabus.Lesson{l}, o.Only[l.Name], o, 1)
		if err != nil {
			return nil, err
		}
		first = &end
	}
	if first.plan == nil {
		return []course.Record{crash(a, *first, o.Lang)}, errSilent
	}
	note(*first)
	if err := b.insist(ctx, l, *first, o, note); err != nil {
		return nil, err
	}
	spent, hangs := *first, ranOut(*first)
	for left := missing(first.plan, verdicts); len(left) > 0; {
		// A first hang may be the first of many: then nobody waits for them one by one. A
		// process ends with the first of its specs that hangs, and not all of them will.
		groups := [][]string{left}
		if hangs {
			groups = slices.Collect(slices.Chunk(left, (len(left)+atOnce-1)/atOnce))
		}
		more, err := b.runAll(ctx, l, groups, o, 1)
		if err != nil {
			return nil, err
		}
		for _, end := range more {
			note(end)
			spent, hangs = end, hangs || ranOut(end)
			if err := b.insist(ctx, l, end, o, note); err != nil {
				return nil, err
			}
		}
		still := missing(first.plan, verdicts)
		if len(still) == len(left) { // it starts now and then, by an initialiser that panics
			at := slices.IndexFunc(first.plan, func(r course.Record) bool { return r.Spec == left[0] })
			spent.began = &first.plan[at]
			verdicts[left[0]] = crash(a, spent, o.Lang)
			still = left[1:]
		}
		left = still
	}
	again, err := b.confirm(ctx, l, verdicts, stuck, o)
	if err != nil {
		return nil, err
	}
	for _, end := range again {
		note(end)
	}
	if o.Output != nil && printed.Len() > 0 {
		o.Output(l.Name, printed.String())
	}

	records := make([]course.Record, 0, len(first.plan))
	for _, planned := range first.plan {
		records = append(records, verdicts[planned.Spec])
	}
	slices.SortStableFunc(records, func(a, b course.Record) int { return l.Order(a.Spec) - l.Order(b.Spec) })
	return records, nil
}

// confirm gives each spec that has waited in vain, or that the machine could not prepare, a
// process of its own and more time, all at once: a busy machine must never fail a right
// answer, and a wrong one shall not wait for long. What was stuck has been tried again already.
func (b *Binary) confirm(ctx context.Context, l syllabus.Lesson, verdicts map[string]course.Record, stuck map[string]bool, o Options) ([]ends, error) {
	var ids []string
	for id, r := range verdicts {
		if r.InVain && r.Unwritten == "" && !stuck[id] {
			ids = append(ids, id)
		}
	}
	if len(ids) > 0 && o.Waiting != nil {
		o.Waiting()
	}
	return b.runAll(ctx, l, slices.Collect(slices.Chunk(ids, 1)), o, confirmPatience)
}

// insist gives a spec that kept the program busy until it was stopped more time, at once. If it
// does so again, this is proven of the answer, and the other specs that do so are believed: each
// would cost seconds of a processor, and they have used what they had.
func (b *Binary) insist(ctx context.Context, l syllabus.Lesson, end ends, o Options, note func(ends)) error {
	if !end.stuck || end.began == nil || b.busy.Load() {
		return nil
	}
	if o.Waiting != nil {
		o.Waiting()
	}
	again, err := b.run(ctx, []syllabus.Lesson{l}, []string{end.began.Spec}, o, confirmPatience)
	if err != nil {
		return err
	}
	note(again)
	if again.stuck {
		b.busy.Store(true)
	}
	return nil
}

// atOnce bounds how many processes run for one lesson at a time. Most of them only wait.
const atOnce = 8

// runAll starts a process for each group of specs, several at a time.
func (b *Binary) runAll(ctx context.Context, l syllabus.Lesson, groups [][]string, o Options, patience int) ([]ends, error) {
	all, failed := make([]ends, len(groups)), make([]error, len(groups))
	slots := make(chan struct{}, atOnce)
	var running sync.WaitGroup
	for i, ids := range groups {
		running.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			all[i], failed[i] = b.run(ctx, []syllabus.Lesson{l}, ids, o, patience)
		})
	}
	running.Wait()
	return all, errors.Join(failed...)
}

// ranOut reports whether a process ended because a spec waited in vain.
func ranOut(end ends) bool {
	return end.stuck || len(end.ended) > 0 && end.ended[len(end.ended)-1].InVain
}

func missing(plan []course.Record, verdicts map[string]course.Record) (ids []string) {
	for _, r := range plan {
		if _, ok := verdicts[r.Spec]; !ok {
			ids = append(ids, r.Spec)
		}
	}
	return ids
}

// together runs all specs of all sound lessons in one process, and deals out what it has
// brought, lesson by lesson. Where that is not even a plan, it is nobody's.
func (b *Binary) together(ctx context.Context, o Options) (map[string]*ends, error) {
	all, err := b.run(ctx, b.sound.Lessons(), nil, o, 1)
	if err != nil || all.plan == nil {
		return nil, err
	}
	parts := map[string]*ends{}
	for _, l := range b.sound.Lessons() {
		of := func(records []course.Record) []course.Record {
			return slices.DeleteFunc(slices.Clone(records), func(r course.Record) bool { return r.Lesson != l.Name })
		}
		part := ends{plan: of(all.plan), ended: of(all.ended)}
		if all.began != nil && all.began.Lesson == l.Name {
			part.began, part.stderr, part.err, part.stuck, part.over = all.began, all.stderr, all.err, all.stuck, all.over
		}
		parts[l.Name] = &part
	}
	return parts, nil
}

// run starts one process for some lessons, or for the given specs of a single one, and listens
// until it ends.
func (b *Binary) run(ctx context.Context, lessons []syllabus.Lesson, ids []string, o Options, patience int) (ends, error) {
	names := make([]string, len(lessons))
	for i, l := range lessons {
		names[i] = l.Name
	}
	watched := lessons
	if !o.Canaries {
		watched = nil
	}
	canaries := draw(watched)
	filter := strings.Join(names, " || ")
	if len(ids) > 0 {
		filter += " && (" + strings.Join(append(canaries.ids(), ids...), " || ") + ")"
	}
	folder := filepath.Join(b.engine.Root, syllabus.Dir)
	if len(lessons) == 1 {
		folder = filepath.Join(folder, lessons[0].Name)
	}
	ctx, kill := context.WithCancel(ctx)
	defer kill()
	cmd := command(ctx, b.path, "-test.timeout=0", "-test.paniconexit0", "-ginkgo.label-filter="+filter)
	if o.Seed != 0 {
		cmd.Args = append(cmd.Args, fmt.Sprintf("-ginkgo.seed=%d", o.Seed))
	}
	cmd.Dir = folder
	cmd.Env = []string{course.LangVar + "=" + string(o.Lang), fmt.Sprintf("%s=%d", course.PatienceVar, patience),
		"GORACE=halt_on_error=1 atexit_sleep_ms=0", "GOTRACEBACK=all"}
	cmd.Env = append(cmd.Env, oneAtATime...)
	launch := b.engine.Launch
	if launch == nil {
		launch = Unconfined
		cmd.Env = append(os.Environ(), cmd.Env...)
	}
	stdout, stderr := &capped{}, &capped{}
	cmd.Stdout, cmd.Stderr = stdout, stderr

	theirs, stdin, err := os.Pipe()
	if err != nil {
		return ends{}, err
	}
	defer theirs.Close()
	defer stdin.Close()
	cmd.Stdin = theirs
	events, err := listen(cmd, b.engine.Work)
	if err != nil {
		return ends{}, err
	}
	defer events.Close()
	over, err := launch(cmd)
	if err != nil {
		return ends{}, err
	}
	events.started()
	seal := rand.Text()
	_, _ = io.WriteString(stdin, seal+"\n")
	if err := json.NewEncoder(stdin).Encode(canaries.Canaries); err != nil {
		kill()
	}

	end := ends{}
	pacemaker := pace(cmd.Process.Pid, stdin, b.own(patience), kill)
	listening := sync.WaitGroup{}
	listening.Go(func() {
		_ = course.ReadEvents(events, seal, func(event course.Event) {
			pacemaker.heard(event.Began != nil)
			event = canaries.hear(event)
			end.hear(names, event)
			if o.Began != nil && event.Began != nil {
				o.Began(*event.Began)
			}
		})
		_, _ = io.Copy(io.Discard, events)
	})
	end.err = cmd.Wait()
	events.finished()
	listening.Wait()
	end.stdout, end.stderr, end.stuck = stdout.String(), stderr.String(), pacemaker.stop()
	end.over = over()
	if canaries.tampered {
		b.tampered.Store(true)
	}
	if err := context.Cause(ctx); err != nil && !end.stuck {
		return end, err
	}
	if b.engine.Launch != nil && !end.stuck && end.over == (course.Text{}) && killed(end.err) {
		return end, ErrKilled
	}
	return end, nil
}

// hear takes in an event if it is its turn: each spec of the lessons begins, and then it ends,
// once.
func (end *ends) hear(lessons []string, event course.Event) {
	switch {
	case event.Plan != nil && end.plan == nil:
		end.plan = event.Plan
	case event.Began != nil && end.began == nil && slices.Contains(lessons, event.Began.Lesson):
		end.began = event.Began
	case event.Ended != nil && end.began != nil && event.Ended.Name() == end.began.Name():
		end.ended = append(end.ended, *event.Ended)
		end.began = nil
	}
}

// Unconfined is a Launch that keeps nothing from the program.
func Unconfined(cmd *exec.Cmd) (over func() course.Text, err error) {
	return func() course.Text { return course.Text{} }, cmd.Start()
}

// capped keeps the first and the last half MiB of what is written to it.
type capped struct {
	mu         sync.Mutex
	head, tail []byte
	cut        int // bytes between them that were thrown away
}

const half = 512 << 10

func (c *capped) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := len(p)
	if room := half - len(c.head); room > 0 {
		take := min(room, len(p))
		c.head = append(c.head, p[:take]...)
		p = p[take:]
	}
	c.tail = append(c.tail, p...)
	if len(c.tail) > 2*half {
		c.cut += len(c.tail) - half
		c.tail = slices.Clone(c.tail[len(c.tail)-half:])
	}
	return n, nil
}

func (c *capped) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cut > 0 {
		return fmt.Sprintf("%s\n… %d bytes …\n%s", c.head, c.cut, c.tail)
	}
	return string(c.head) + string(c.tail)
}

// quitLine is where a program begins to say what it was doing when it was asked.
var (
	quitLine    = regexp.MustCompile(`(?m)^SIGQUIT: quit$`)
	verdictLine = regexp.MustCompile(`(?m)^(panic|fatal error): (.*)$`)
	raceLine    = regexp.MustCompile(`(?m)^WARNING: DATA RACE$`)
)

// lastWords is what a program has written to standard error since it came to its end: its own
// code may have printed stacks before.
func lastWords(stderr string) string {
	at := 0
	for _, line := range []*regexp.Regexp{verdictLine, raceLine, quitLine} {
		if found := line.FindAllStringIndex(stderr, -1); len(found) > 0 {
			at = max(at, found[len(found)-1][0])
		}
	}
	return stderr[at:]
}

// nowhere is where the compiler puts a loop with nothing in it.
const nowhere = ":1"

// crash is the verdict on the spec in which a process ended or fell silent; without one, on
// the lesson.
func crash(a answer.Answer, end ends, lang course.Lang) course.Record {
	l := a.Lesson
	r := course.Record{Lesson: l.Name, Title: l.Title}
	if end.began != nil {
		r = *end.began
	}
	r.Status = course.Crashed
	trace := lastWords(filepath.ToSlash(end.stderr))
	r.Place = course.PlaceIn(trace)
	say := verdictLine.FindStringSubmatch(trace)
	switch {
	case end.over != course.Text{}:
		r.Message, r.InVain = end.over.In(lang), true // the specs before it have used some of the limit
	case end.stuck:
		r.Status, r.InVain = course.Timeout, true
		r.Message = course.Say(
			"your code kept the whole program busy until it was stopped",
			"你的代码让整个程序一直忙着，直到被强行停止").In(lang)
	case raceLine.MatchString(trace):
		r.Message = course.Say(
			"data race: two goroutines use the same memory at the same time, and at least one of them writes; guard it with a mutex or pass it through a channel",
			"数据竞争：两个 goroutine 同时使用同一块内存，其中至少一个在写；用互斥锁保护它，或者通过 channel 传递").In(lang)
		r.Message += "\n" + strings.Join(course.PlacesIn(trace), "\n")
	case say != nil && course.UnwrittenIn(say[2]) != "":
		r.Status, r.Unwritten = course.Failed, course.UnwrittenIn(say[2])
	case say != nil && say[0] == "fatal error: stack overflow":
		r.Message = course.Say(
			"a function of yours calls itself again and again without end, until its stack is full (stack overflow)",
			"你的某个函数不停地调用自己，没有尽头，直到把栈用满（stack overflow）").In(lang)
	case say != nil && say[1] == "fatal error":
		r.Message = course.Say(
			"the Go runtime found your code in a state it cannot go on from, and ended the whole program: ",
			"Go 运行时发现你的代码已无法继续执行，结束了整个程序：").In(lang) + say[2]
	case say != nil:
		what := course.PanicIn(say[2])
		r.Message = course.Text{
			En: "your code panicked where nobody could catch it, and the whole program ended: " + what.En,
			Zh: "你的代码 panic 了，没有人能接住，整个程序因此结束：" + what.Zh}.In(lang)
	default:
		r.Message = course.Say(
			"the whole program ended in the middle of this spec; a function should return an error and leave it to its caller to end the program",
			"整个程序在这条测试中途结束了；函数应当返回错误，要不要结束程序由调用者决定").In(lang)
		if place, call := a.ExitCall(); place != "" {
			r.Place = place
			r.Message += "\n" + call + course.Say(" ends the whole program", " 会结束整个程序").In(lang)
		}
	}
	if r.Place = strings.TrimSuffix(r.Place, nowhere); r.Place == "" {
		r.Place = "lessons/" + l.Name
	}
	return r
}
