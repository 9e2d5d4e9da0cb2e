package prove

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"

	"handshake/checker/internal/mutants"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// Of so many right answers to each lesson, a long proof has so many mutants judged: always the same
// ones. Building them takes most of the time.
const (
	fewRight   = 2
	fewMutants = 15
)

// trialsAtOnce is how many answers have their mutants judged at a time: while one is built, others
// wait for what hangs.
const trialsAtOnce = 3

// scored is what became of the mutants of one lesson's solution, or of its right answers.
type scored struct {
	name  string
	score mutants.Score
}

// mutants has all mutants of the solutions judged, and some of some right answers.
func (p *Proof) mutants(times int) []func(context.Context) error {
	return []func(context.Context) error{
		p.trials(course.Say(
			"small changes of the solutions: a spec notices each",
			"参考答案的微小改动：每一处都有测试发现"), 0, 0),
		p.trials(course.Say(
			"small changes of right answers: a spec notices each",
			"另类正确答案的微小改动：每一处都有测试发现"), fewRight*times, fewMutants*times),
	}
}

// trials has mutants judged: all of the solutions, or so many of so many right answers to each lesson.
func (p *Proof) trials(what course.Text, right, most int) func(context.Context) error {
	return func(ctx context.Context) error {
		p.Screen.begin(what)
		trials, err := mutants.Trials(p.Engine, p.Lessons, right, most)
		if err != nil {
			return err
		}
		trials = slices.DeleteFunc(trials, func(t mutants.Trial) bool { return (t.Right != "") != (right > 0) })
		scores, err := p.try(ctx, trials)
		if err != nil {
			return err
		}
		p.end(p.noteScores(trials, scores))
		return nil
	}
}

// noteScores notes what became of the mutants of several answers, and returns what is wrong with them.
func (p *Proof) noteScores(trials []mutants.Trial, scores []mutants.Score) (failures []Failure) {
	for i, t := range trials {
		s := scores[i]
		p.Passed += s.Made - len(s.Survivors) - len(s.Denied)
		p.score(t.Lesson, t.Right != "", s)
		if !s.Good() {
			failures = append(failures, Failure{t.Folder(), wordsOf(t, s)})
		}
	}
	return failures
}

// try has the mutants of several answers judged, some at a time.
func (p *Proof) try(ctx context.Context, trials []mutants.Trial) ([]mutants.Score, error) {
	scores := make([]mutants.Score, len(trials))
	var mu sync.Mutex
	judged, done := map[int]int{}, 0
	working, ctx := errgroup.WithContext(ctx)
	working.SetLimit(trialsAtOnce)
	for i, t := range trials {
		working.Go(func() (err error) {
			t.Race = p.Race
			t.Far = func(n, _ int) {
				mu.Lock()
				defer mu.Unlock()
				judged[i] = max(judged[i], n)
				all := 0
				for _, n := range judged {
					all += n
				}
				p.Screen.far(same(fmt.Sprint(all)), same(fmt.Sprintf("%s %d/%d", t.Name(), done, len(trials))))
			}
			scores[i], err = t.Judge(ctx)
			mu.Lock()
			done++
			mu.Unlock()
			return err
		})
	}
	return scores, working.Wait()
}

// wordsOf are what is to be mended about an answer's mutants, and those that survive.
func wordsOf(t mutants.Trial, s mutants.Score) course.Text {
	problems := t.Problems(s)
	for _, m := range s.Survivors {
		problems = append(problems, same(fmt.Sprintf("  %s (%s:%d)", m.ID, m.File, m.Line)))
	}
	var en, zh []string
	for _, problem := range problems {
		en, zh = append(en, problem.En), append(zh, problem.Zh)
	}
	return course.Text{En: strings.Join(en, "\n"), Zh: strings.Join(zh, "\n")}
}

// score adds to the table of scores.
func (p *Proof) score(l syllabus.Lesson, right bool, s mutants.Score) {
	name := l.Name
	if right {
		name += " right"
	}
	i := slices.IndexFunc(p.scores, func(row scored) bool { return row.name == name })
	if i < 0 {
		i = len(p.scores)
		p.scores = append(p.scores, scored{name: name})
	}
	p.scores[i].score.Add(s)
}

// allScores is the sum of all scores.
func (p *Proof) allScores() (all mutants.Score) {
	for _, row := range p.scores {
		all.Add(row.score)
	}
	return all
}

// scoreTable tells what became of all mutants, lesson by lesson.
func (p *Proof) scoreTable() {
	if len(p.scores) == 0 {
		return
	}
	fmt.Fprintf(p.Screen.Out, "\n%s\n", p.Screen.paint(course.Faint, mutants.Head().In(p.Screen.Lang)))
	slices.SortStableFunc(p.scores, func(a, b scored) int { return strings.Compare(a.name, b.name) })
	for _, row := range p.scores {
		fmt.Fprintln(p.Screen.Out, row.score.Row(row.name))
	}
}
