package engine

import (
	"crypto/rand"
	mathrand "math/rand/v2"
	"slices"
	"strings"

	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// canaries are the specs in one process of a test binary that have nothing to do with the
// answer: some must pass and some must fail, whatever it does. Where one does not, something
// other than the specs has had a hand in the verdicts.
type canaries struct {
	course.Canaries
	due      []string       // those that the plan has and that have not ended, in its order
	after    map[string]int // by the lesson's specs: how many come before it in the plan
	tampered bool
}

// draw makes canaries for the lessons of one process: for each of them three, one of which must
// fail at least, and one pass; and one more that must fail at the very end, whatever came before.
func draw(lessons []syllabus.Lesson) *canaries {
	c := &canaries{after: map[string]int{}}
	for _, l := range lessons {
		fates := []bool{true, false, mathrand.IntN(2) == 0}
		mathrand.Shuffle(len(fates), func(i, j int) { fates[i], fates[j] = fates[j], fates[i] })
		for _, fails := range fates {
			c.Canaries = append(c.Canaries, hatch(l.Name, fails))
		}
	}
	if len(lessons) > 0 {
		last := hatch(lessons[mathrand.IntN(len(lessons))].Name, true)
		last.Last = true
		c.Canaries = append(c.Canaries, last)
	}
	return c
}

func hatch(lesson string, fails bool) course.Canary {
	canary := course.Canary{Lesson: lesson, Spec: strings.ToLower(rand.Text()), Got: rand.Text()}
	if canary.Want = canary.Got; fails {
		canary.Want = rand.Text()
	}
	return canary
}

// find is the canary with a spec's id, or nil.
func (c *canaries) find(spec string) *course.Canary {
	if i := slices.IndexFunc(c.Canaries, func(canary course.Canary) bool { return canary.Spec == spec }); i >= 0 {
		return &c.Canaries[i]
	}
	return nil
}

// ids are the canaries' specs.
func (c *canaries) ids() (ids []string) {
	for _, canary := range c.Canaries {
		ids = append(ids, canary.Spec)
	}
	return ids
}

// hear looks at an event for signs of tampering, and returns what of it is about the answer's
// own specs, if anything is.
func (c *canaries) hear(e course.Event) (own course.Event) {
	switch {
	case e.Plan != nil:
		own.Plan = []course.Record{}
		for _, r := range e.Plan {
			if c.find(r.Spec) != nil {
				c.due = append(c.due, r.Spec)
				continue
			}
			c.after[r.Name()] = len(c.due)
			own.Plan = append(own.Plan, r)
		}
		c.tampered = c.tampered || len(c.due) != len(c.Canaries)
	case e.Began != nil && c.find(e.Began.Spec) == nil:
		// The specs run in the plan's order: whoever makes verdicts up does not know which of
		// those before it were canaries.
		ended := len(c.Canaries) - len(c.due)
		c.tampered = c.tampered || c.after[e.Began.Name()] > ended
		own.Began = e.Began
	case e.Ended != nil:
		canary := c.find(e.Ended.Spec)
		if canary == nil {
			own.Ended = e.Ended
			break
		}
		c.due = slices.DeleteFunc(c.due, func(spec string) bool { return spec == canary.Spec })
		fails := canary.Got != canary.Want
		saw := e.Ended.Status == course.Failed && strings.Contains(e.Ended.Message, canary.Got)
		c.tampered = c.tampered || fails && e.Ended.Good() || !fails && saw
	}
	return own
}
