package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"handshake/checker/internal/answer"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// play is a test binary that is only played: what becomes of a spec is decided by its name, and by
// how much patience there is.
//
//	passes, fails     as it says
//	crashes           ends the process with a panic
//	waits, recovers   waits in vain and ends the process; the latter passes with patience
//	spins, settles    keeps the program busy until it is stopped; the latter passes with patience
//	unprepared        finds the machine unable, at first
//	leaves            passes, and ends the process
type play struct {
	mu    sync.Mutex
	tasks []string // what each process was asked, in order
	plans map[string][]string
	odd   func(t task) *ends // an end out of the ordinary; nil for others
}

// played is a binary of some lessons with these specs.
func played(odd func(task) *ends, plans ...[]string) (*Binary, *play) {
	p := &play{plans: map[string][]string{}, odd: odd}
	b := &Binary{broken: map[string][]complaint{}, refused: map[string]Refusal{}, perform: p.perform}
	for i, specs := range plans {
		l := syllabus.Lesson{Name: fmt.Sprintf("%02d-played", i+1), Files: []string{"server.go"}}
		for _, id := range specs {
			l.Specs = append(l.Specs, syllabus.Spec{ID: id})
		}
		p.plans[l.Name] = specs
		b.answers = append(b.answers, answer.Of(l, map[string][]byte{"server.go": []byte("package played\n")}))
	}
	b.judged, b.sound = b.answers, b.answers
	return b, p
}

func (p *play) perform(ctx context.Context, t task, _ Options) (ends, error) {
	if ctx.Err() != nil {
		return ends{}, ctx.Err()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	asked := strings.Join(lessonNames(t.lessons), " ") + ":" + strings.Join(t.specs, ",")
	p.tasks = append(p.tasks, fmt.Sprintf("%s×%d", asked, t.patience))
	if p.odd != nil {
		if end := p.odd(t); end != nil {
			return *end, nil
		}
	}
	var end ends
	for _, l := range t.lessons {
		for _, id := range p.plans[l.Name] {
			end.plan = append(end.plan, course.Record{Lesson: l.Name, Spec: id})
		}
	}
	for _, r := range end.plan {
		if len(t.specs) > 0 && !slices.Contains(t.specs, r.Spec) {
			continue
		}
		kind, _, _ := strings.Cut(r.Spec, "-")
		r.Status = course.Passed
		switch {
		case kind == "fails":
			r.Status = course.Failed
		case kind == "crashes":
			end.began, end.stderr = &r, "panic: boom\n"
		case kind == "spins", kind == "settles" && t.patience == 1:
			end.began, end.stuck = &r, true
		case kind == "waits", kind == "recovers" && t.patience == 1:
			r.Status, r.InVain = course.Timeout, true
		case kind == "unprepared" && t.patience == 1:
			r.Status, r.InVain = course.Infrastructure, true
		}
		if end.began != nil {
			return end, nil
		}
		end.ended, end.stdout = append(end.ended, r), end.stdout+r.Spec+"\n"
		if kind == "leaves" || r.InVain && r.Status == course.Timeout {
			return end, nil
		}
	}
	return end, nil
}

// judged are the verdicts of a played binary, "spec:status" for each lesson.
func judged(t *testing.T, b *Binary, o Options) (lessons []string) {
	t.Helper()
	for v, err := range b.Judge(t.Context(), o) {
		if err != nil {
			t.Fatal(err)
		}
		var specs []string
		for _, r := range v.Records {
			specs = append(specs, fmt.Sprintf("%s:%s", r.Spec, r.Status))
		}
		lessons = append(lessons, strings.Join(specs, " "))
	}
	return lessons
}

func TestWhateverASpecDoesToItsProcessCostsThatSpecOnly(t *testing.T) {
	for name, c := range map[string]struct {
		specs   string
		want    string
		tasks   string
		waiting int
	}{
		"all is well": {"passes fails", "passes:passed fails:failed", "×1", 0},
		"a crash in the middle": {"passes crashes passes-too", "passes:passed crashes:crashed passes-too:passed",
			"×1 passes-too×1", 0},
		"a hang is confirmed": {"waits passes", "waits:timeout passes:passed", "×1 passes×1 waits×4", 1},
		"a hang passes with patience": {"recovers passes", "recovers:passed passes:passed",
			"×1 passes×1 recovers×4", 1},
		"stuck, and stuck again": {"passes spins passes-too", "passes:passed spins:timeout passes-too:passed",
			"×1 spins×4 passes-too×1", 1},
		"stuck, and not again":   {"settles passes", "settles:passed passes:passed", "×1 settles×4 passes×1", 1},
		"the machine was unable": {"unprepared passes", "unprepared:passed passes:passed", "×1 unprepared×4", 1},
	} {
		t.Run(name, func(t *testing.T) {
			b, p := played(nil, strings.Fields(c.specs))
			waiting := 0
			got := judged(t, b, Options{Lang: course.English, Waiting: func() { waiting++ }})
			if len(got) != 1 || got[0] != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if tasks := strings.ReplaceAll(strings.Join(p.tasks, " "), "01-played:", ""); tasks != c.tasks {
				t.Errorf("processes: %s, want %s", tasks, c.tasks)
			}
			if waiting != c.waiting {
				t.Errorf("somebody was told to wait %d times, want %d", waiting, c.waiting)
			}
		})
	}
}

// Once it is proven that an answer keeps the program busy, this is believed of its other specs.
func TestOnlyTheFirstStuckSpecIsTriedAgain(t *testing.T) {
	b, p := played(nil, []string{"spins", "spins-too", "passes"})
	got := judged(t, b, Options{})
	if got[0] != "spins:timeout spins-too:timeout passes:passed" {
		t.Errorf("got %q", got)
	}
	again := slices.DeleteFunc(slices.Clone(p.tasks), func(task string) bool { return strings.HasSuffix(task, "×1") })
	if !slices.Equal(again, []string{"01-played:spins×4"}) || !b.busy.Load() {
		t.Errorf("tried again: %v", again)
	}
}

// After a first hang nobody waits for the others one by one.
func TestAfterAHangTheRestRunsInGroups(t *testing.T) {
	specs := []string{"waits"}
	for i := range 20 {
		specs = append(specs, fmt.Sprintf("passes-%02d", i))
	}
	b, p := played(nil, specs)
	if got := judged(t, b, Options{}); strings.Count(got[0], ":passed") != 20 {
		t.Errorf("got %q", got)
	}
	if groups := len(p.tasks) - 2; groups != 7 { // of three, as at most eight run at a time
		t.Errorf("%d groups: %v", groups, p.tasks)
	}
	b, p = played(nil, append([]string{"crashes"}, specs[1:]...))
	if judged(t, b, Options{}); len(p.tasks) != 2 {
		t.Errorf("after a crash: %v", p.tasks)
	}
}

// A program that ends before its first spec is the answer's alone.
func TestAProgramThatSaysNothing(t *testing.T) {
	b, _ := played(func(task) *ends { return &ends{stderr: "panic: at once\n"} }, []string{"passes"})
	if got := judged(t, b, Options{}); got[0] != ":crashed" {
		t.Errorf("got %q", got)
	}
}

// Where it does so now and then, by an initialiser that panics, it costs a spec each time, and
// comes to an end.
func TestAProgramThatStartsNowAndThen(t *testing.T) {
	starts := 0
	b, _ := played(func(task) *ends {
		if starts++; starts == 1 {
			return nil
		}
		return &ends{stderr: "panic: at once\n"}
	}, []string{"crashes", "passes", "passes-too"})
	if got := judged(t, b, Options{}); got[0] != "crashes:crashed passes:crashed passes-too:crashed" {
		t.Errorf("got %q", got)
	}
}

// In a binary of all lessons, one that ends the program at once would cost each of them its verdict:
// they are judged alone then, and what is seen there counts.
func TestOnlyTheCulpritPaysForAProgramThatSaysNothing(t *testing.T) {
	for _, tampered := range []bool{false, true} {
		b, _ := played(func(task) *ends { return &ends{stderr: "panic: at once\n"} }, []string{"passes"},
			[]string{"passes"})
		b.rebuild = func(_ context.Context, a answer.Answer) (*Binary, error) {
			own, p := played(nil, []string{"passes"}, []string{"passes"})
			own.sound = answer.Set{a}
			if a.Lesson.Name == "02-played" {
				p.odd = func(task) *ends { return &ends{stderr: "panic: at once\n", tampered: tampered} }
			}
			return own, nil
		}
		if got := judged(t, b, Options{}); !slices.Equal(got, []string{"passes:passed", ":crashed"}) {
			t.Errorf("got %q", got)
		}
		if b.Tampered() != tampered {
			t.Errorf("tampered: %v", b.Tampered())
		}
	}
}

func TestALimitIsToldAndTriedAgain(t *testing.T) {
	b, p := played(func(t task) *ends {
		if t.patience > 1 {
			return nil
		}
		began := course.Record{Lesson: "01-played", Spec: "passes"}
		return &ends{plan: []course.Record{began}, began: &began, limit: Limit{Of: Memory, Most: 1 << 30}}
	}, []string{"passes"})
	if got := judged(t, b, Options{}); got[0] != "passes:passed" || len(p.tasks) != 2 {
		t.Errorf("got %q by %v", got, p.tasks)
	}
	end := ends{began: &course.Record{}, limit: Limit{Of: SharedMemory, Used: 3 << 20, Most: 5 << 20}}
	for lang, says := range map[course.Lang]string{
		course.English: "than 3 MiB of memory, while",
		course.Chinese: "合计只能用 5 MiB",
	} {
		if r := crash(b.answers[0], end, lang); !strings.Contains(r.Message, says) || !r.InVain ||
			r.Status != course.Crashed {
			t.Errorf("got %+v", r)
		}
	}
}

func TestVerdictsComeInTheOrderOfTheCourse(t *testing.T) {
	b, _ := played(nil, []string{"waits"}, []string{"passes"}, []string{"fails"})
	b.broken["02-played"] = []complaint{{file: "lessons/02-played/server.go", line: 1, says: "undefined: x"}}
	b.sound = answer.Set{b.answers[0], b.answers[2]}
	if got := judged(t, b, Options{}); !slices.Equal(got, []string{"waits:timeout", ":compile-error", "fails:failed"}) {
		t.Errorf("got %q", got)
	}
}

// Whoever asks no more than whether some spec fails waits for no other, and nobody gets more time.
func TestBriefVerdictsGiveNobodyMoreTime(t *testing.T) {
	b, p := played(nil, []string{"passes", "waits", "fails"}, []string{"spins", "passes"}, []string{"crashes"})
	want := []string{"passes:passed waits:timeout", "spins:timeout", "crashes:crashed"}
	if got := judged(t, b, Options{Brief: true}); !slices.Equal(got, want) || len(p.tasks) != 3 {
		t.Errorf("got %q by %q", got, p.tasks)
	}
}

// A process that ends with a spec that passes has not passed the others.
func TestABriefVerdictIsOnAllSpecsOfWhatPasses(t *testing.T) {
	b, p := played(nil, []string{"leaves-1", "leaves-2", "fails", "passes"}, []string{"passes", "leaves", "passes-2"})
	want := []string{"leaves-1:passed leaves-2:passed fails:failed passes:passed",
		"passes:passed leaves:passed passes-2:passed"}
	if got := judged(t, b, Options{Brief: true}); !slices.Equal(got, want) || len(p.tasks) != 5 {
		t.Errorf("got %q by %q", got, p.tasks)
	}
	b, _ = played(func(t task) *ends {
		plan := []course.Record{{Lesson: "01-played", Spec: "passes"}}
		return &ends{plan: plan, stderr: "panic: boom\n"}
	}, []string{"passes"})
	if got := judged(t, b, Options{Brief: true}); got[0] != "passes:crashed" {
		t.Errorf("got %q of a process that never begins a spec", got)
	}
}

func TestWhatIsPrintedBelongsToTheVerdict(t *testing.T) {
	b, _ := played(nil, []string{"passes", "crashes", "fails"})
	for v := range b.Judge(t.Context(), Options{}) {
		if v.Printed != "passes\nfails\n" {
			t.Errorf("got %q", v.Printed)
		}
	}
}

func TestOnlyTheNamedSpecsRun(t *testing.T) {
	b, p := played(nil, []string{"passes", "fails"})
	b.perform = func(ctx context.Context, t task, o Options) (ends, error) {
		end, err := p.perform(ctx, t, o)
		end.plan = end.plan[1:]
		return end, err
	}
	got := judged(t, b, Options{Only: map[string][]string{"01-played": {"fails"}}})
	if got[0] != "fails:failed" || !slices.Equal(p.tasks, []string{"01-played:fails×1"}) {
		t.Errorf("got %q by %v", got, p.tasks)
	}
}

// All lessons share a process, and each goes on from what that has brought of it.
func TestTogether(t *testing.T) {
	b, p := played(nil, []string{"passes"}, []string{"crashes", "passes"}, []string{"fails"})
	got := judged(t, b, Options{Together: true})
	if !slices.Equal(got, []string{"passes:passed", "crashes:crashed passes:passed", "fails:failed"}) {
		t.Errorf("got %q", got)
	}
	slices.Sort(p.tasks)
	if !slices.Equal(p.tasks, []string{"01-played 02-played 03-played:×1", "02-played:passes×1", "03-played:fails×1"}) {
		t.Errorf("processes: %v", p.tasks)
	}
}

// A shared process without even a plan is nobody's.
func TestTogetherWithoutAPlan(t *testing.T) {
	b, _ := played(func(t task) *ends {
		if len(t.lessons) > 1 {
			return &ends{stderr: "panic: at once\n"}
		}
		return nil
	}, []string{"passes"}, []string{"fails"})
	if got := judged(t, b, Options{Together: true}); !slices.Equal(got, []string{"passes:passed", "fails:failed"}) {
		t.Errorf("got %q", got)
	}
}

// One process in which a canary ended otherwise is enough, whichever it is.
func TestAnyProcessMayHaveBeenTamperedWith(t *testing.T) {
	b, p := played(nil, []string{"waits", "passes"})
	if judged(t, b, Options{}); b.Tampered() {
		t.Error("nothing was tampered with")
	}
	b.perform = func(ctx context.Context, t task, o Options) (ends, error) {
		end, err := p.perform(ctx, t, o)
		end.tampered = t.patience > 1
		return end, err
	}
	if judged(t, b, Options{}); !b.Tampered() {
		t.Error("nobody has noticed")
	}
}

func TestAnErrorEndsTheJudging(t *testing.T) {
	b, p := played(nil, []string{"passes"}, []string{"passes"}, []string{"passes"})
	full := errors.New("the disk is full")
	b.perform = func(ctx context.Context, t task, o Options) (ends, error) {
		if t.lessons[0].Name == "02-played" {
			return ends{}, full
		}
		return p.perform(ctx, t, o)
	}
	var errs []error
	for _, err := range b.Judge(t.Context(), Options{}) {
		errs = append(errs, err)
	}
	if len(errs) != 2 || errs[0] != nil || !errors.Is(errs[1], full) {
		t.Errorf("got %v", errs)
	}
	b.perform = func(context.Context, task, Options) (ends, error) { return ends{}, full }
	for v, err := range b.Judge(t.Context(), Options{Together: true}) {
		if !errors.Is(err, full) {
			t.Errorf("got %v, %v", v, err)
		}
	}
}

// Whoever has heard enough stops what is still running.
func TestWhoeverHasHeardEnoughWaitsForNobody(t *testing.T) {
	b, p := played(nil, []string{"passes"}, []string{"passes"})
	stopped := make(chan struct{})
	b.perform = func(ctx context.Context, t task, o Options) (ends, error) {
		if t.lessons[0].Name == "02-played" {
			<-ctx.Done()
			close(stopped)
			return ends{}, ctx.Err()
		}
		return p.perform(ctx, t, o)
	}
	for range b.Judge(t.Context(), Options{}) {
		break
	}
	<-stopped
}
