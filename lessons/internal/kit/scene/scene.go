// Package scene holds a function to a model of its contract in scenes that are drawn by chance:
// what a peer says and when, how it ends, what the limits are. A scene in which the function
// does something else than the model is made as small as possible, and told as a story.
package scene

import (
	"flag"
	"fmt"
	"runtime"
	"sync"
	"time"

	. "github.com/onsi/ginkgo/v2"

	"handshake/internal/course"
	. "handshake/lessons/internal/kit"
)

// Play draws n scenes and plays each in virtual time, in a bubble of its own. The first that
// goes wrong is made smaller, and fails the spec. What play does may depend on its dice alone, so
// that a scene can be played again; it asserts with its stage, and not with Gomega.
func Play(n int, play func(*Dice, *Stage)) {
	GinkgoHelper()
	playAll(n, play, false, triesInVirtualTime)
}

// PlayLive is Play on real sockets and in real time.
func PlayLive(n int, play func(*Dice, *Stage)) {
	GinkgoHelper()
	playAll(n, play, true, triesLive)
}

// long is how long a scene on real sockets may take. Behind one that took longer, no smaller one is
// looked for.
const long = 400 * time.Millisecond

// How often a scene that went wrong is played again to find a smaller one.
const (
	triesInVirtualTime = 400
	triesLive          = 40
)

func playAll(n int, play func(*Dice, *Stage), live bool, tries int) {
	GinkgoHelper()
	name, spare := fmt.Sprint(CurrentSpecReport().LeafNodeLabels), purseOfSpec()
	for number := range n {
		dice := drawn(seed(), name, number, spare)
		slow := false
		timed := func(dice *Dice) *unlike {
			began := time.Now()
			defer func() { slow = slow || live && time.Since(began) > long }()
			return try(dice, play, live)
		}
		wrong := timed(dice)
		if wrong == nil {
			continue
		}
		wrong = smallest(wrong, dice.made, tries, func(choices []int) (*unlike, []int) {
			dice := &Dice{given: choices}
			if slow {
				return nil, nil // every other try may take as long
			}
			return timed(dice), dice.made
		})
		wrong.tell(fmt.Sprintf(In(
			"(scene %d of seed %d, made as small as possible)",
			"（种子 %[2]d 的第 %[1]d 场，已缩到最小）"), number+1, seed()))
	}
}

// purseOfSpec is the time that the scenes of the running spec have left.
func purseOfSpec() *purse {
	if began := CurrentSpecReport().StartTime; !began.Equal(lent.to) {
		lent.to, lent.purse = began, fullPurse()
	}
	return lent.purse
}

var lent struct {
	to    time.Time // when the spec began
	purse *purse
}

// seed is what the scenes depend on: always the same, unless whoever runs the specs has chosen
// one. An answer that passes once then passes the next time, too.
var seed = sync.OnceValue(func() int64 {
	chosen := int64(1)
	flag.Visit(func(f *flag.Flag) {
		if f.Name == "ginkgo.seed" {
			chosen = GinkgoRandomSeed()
		}
	})
	return chosen
})

// Stage is where a scene is played. Everything but Now is for the goroutine that plays it.
type Stage struct {
	live    bool
	began   time.Time
	workers int // goroutines when it began
	takes   time.Duration
	given   []string
	then    []string
	finally []func()
	wrong   *unlike
}

// unlike is what a scene has shown that the model does not.
type unlike struct {
	why, want, saw string
	shown          string // instead of want and saw
	given, then    []string
	check          func() // passes on the student's panic
	inVain         bool
}

// over ends a scene: it is thrown by whatever found that the scene went wrong.
type over struct{}

// try plays a scene, and returns what went wrong.
func try(dice *Dice, play func(*Dice, *Stage), live bool) *unlike {
	s := &Stage{live: live}
	act := func() {
		defer func() {
			for i := len(s.finally) - 1; i >= 0; i-- {
				s.finally[i]()
			}
			if thrown := recover(); thrown != nil && thrown != (over{}) {
				panic(thrown) // a mistake of the spec's
			}
		}()
		s.began, s.workers = time.Now(), runtime.NumGoroutine()
		play(dice, s)
	}
	if live {
		act()
		return s.wrong
	}
	if left := InBubble(act); left != "" && s.wrong == nil {
		s.wrong = &unlike{shown: left, given: s.given, then: s.then}
	}
	return s.wrong
}

// Given tells what is so from the beginning. It is a step of the story that a student reads if the
// scene goes wrong; the words are as for In, with values to fill in.
func (s *Stage) Given(en, zh string, values ...any) { s.given = append(s.given, words(en, zh, values)) }

// Then tells what is done.
func (s *Stage) Then(en, zh string, values ...any) { s.then = append(s.then, words(en, zh, values)) }

func words(en, zh string, values []any) string {
	text := en
	if Lang() == course.Chinese {
		text = zh
	}
	if len(values) == 0 {
		return text
	}
	return fmt.Sprintf(text, values...)
}

// Now is how long the scene has been going on.
func (s *Stage) Now() time.Duration { return time.Since(s.began) }

// Takes says that a right answer may take this long in virtual time, beside the ten minutes that
// every call has.
func (s *Stage) Takes(d time.Duration) { s.takes += d }

// Finally has f called when the scene is over, however it ends; the last one first.
func (s *Stage) Finally(f func()) { s.finally = append(s.finally, f) }

// Check ends the scene if it is not ok: why names the misconception, want is what the contract
// asks for, saw what there was.
func (s *Stage) Check(ok bool, why, want, saw string) {
	if !ok {
		s.end(unlike{why: why, want: want, saw: saw})
	}
}

// Same ends the scene unless the two are the same bytes.
func (s *Stage) Same(why, got, want string) {
	if got != want {
		s.end(unlike{why: why, shown: Difference([]byte(got), []byte(want))})
	}
}

// Nothing ends the scene if a goroutine of the student's is left at this instant. It is for
// scenes in virtual time.
func (s *Stage) Nothing(why string) {
	Settle()
	if runtime.NumGoroutine() <= s.workers {
		return // whose they are takes long to find out
	}
	if left := GoroutinesLeft(); left != "" {
		s.end(unlike{why: why, shown: left})
	}
}

func (s *Stage) end(wrong unlike) {
	wrong.given, wrong.then = s.given, s.then
	s.wrong = &wrong
	panic(over{})
}

// Call calls a function of the student's and returns its result. One that does not return ends
// the scene with orElse, and so does one that panics, with its panic.
func Call[T any](s *Stage, call func() T, orElse string) T {
	return Return(s, Start(call), orElse)
}

// Return is the result of a function of the student's that has been started. It is waited for as
// in Call.
func Return[T any](s *Stage, at *Running[T], orElse string) T {
	if !s.live && s.takes > 0 {
		select {
		case <-at.Returned():
		case <-time.After(s.takes):
		}
	}
	if !at.InTime() {
		s.end(unlike{why: orElse, shown: at.Waits(), inVain: s.live})
	}
	if at.HasPanicked() {
		s.end(unlike{why: "panic", check: at.Again()})
	}
	return at.Result(orElse)
}
