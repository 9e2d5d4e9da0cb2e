package scene

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// Dice draw a scene. Every choice is a number below some bound, and the smaller it is, the
// simpler is the scene: a scene is made smaller by making its choices smaller.
type Dice struct {
	random *rand.Rand // nil: choices that are not given are 0
	time   *purse     // what the scenes of a spec have left, where they are drawn by chance
	given  []int      // choices to repeat
	made   []int      // choices that were made
}

// purse is the time that all the scenes of a spec may draw together.
type purse struct {
	left time.Duration
	long bool // somebody has waited for more than an hour
}

func fullPurse() *purse { return &purse{left: time.Hour} }

// pays reports whether there is this much time left, and takes it. A few seconds are always there. No
// time is more than a quarter of what is left, so that there is some for many scenes; and one in the
// whole spec is more than an hour.
func (p *purse) pays(t time.Duration) bool {
	switch {
	case t <= 10*time.Second:
		return true
	case t > time.Hour:
		first := !p.long
		p.long = true
		return first
	case t > p.left/4:
		return false
	}
	p.left -= t
	return true
}

// drawn are dice for a scene by chance: one of many, which depend on seed alone.
func drawn(seed int64, name string, number int, time *purse) *Dice {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(name))
	return &Dice{random: rand.New(rand.NewPCG(uint64(seed)^sum.Sum64(), uint64(number))), time: time}
}

// Below is a number from 0 to n-1.
func (d *Dice) Below(n int) int {
	choice := 0
	switch at := len(d.made); {
	case at < len(d.given):
		choice = min(d.given[at], n-1)
	case d.random != nil:
		choice = d.random.IntN(n)
	}
	d.made = append(d.made, choice)
	return choice
}

// Sometimes is true one time in two.
func (d *Dice) Sometimes() bool { return d.Below(2) == 1 }

// One is one of several, of which the first is the simplest.
func One[T any](d *Dice, of ...T) T { return of[d.Below(len(of))] }

// Bytes are n bytes of any value.
func (d *Dice) Bytes(n int) []byte {
	// One choice for all: there is nothing to learn from a smaller value of one of many bytes.
	random := rand.New(rand.NewPCG(uint64(d.Below(1<<16)), 0))
	bytes := make([]byte, n)
	for i := range bytes {
		bytes[i] = byte(random.Uint32())
	}
	return bytes
}

// odd are texts that a connection carries like any other.
var odd = []string{
	"hi", "", "one two", " blank edges ", "line\n", "line\r\n", "two\nlines", "100% %s %d", "\x00zero\x00",
	"你好，握手", "\xff\xfe\x80", "\ufefftext", "\t", "a\x1a\x04b", "\\n\\r", "\r", "\n",
}

// Text is a text of at most this many bytes: an odd one, or bytes of any value.
func (d *Dice) Text(most int) string {
	const long = 3 // times as often odd as of any length
	if kind := d.Below(len(odd) + len(odd)/long); kind < len(odd) {
		text := odd[kind]
		return text[:min(len(text), most)]
	}
	return string(d.Bytes(d.Below(most + 1)))
}

// Pieces are a text cut anywhere: whole, byte by byte, or in uneven pieces, perhaps with empty
// ones between them.
func (d *Dice) Pieces(text string) (pieces []string) {
	const most = 64 // pieces of an uneven cut
	way := d.Below(4)
	switch {
	case text == "":
	case way == 0:
		pieces = []string{text}
	case way == 1 && len(text) <= 1<<10:
		for i := range len(text) {
			pieces = append(pieces, text[i:i+1])
		}
	default:
		for len(text) > 0 && len(pieces) < most {
			n := 1 + d.Below(len(text))
			pieces, text = append(pieces, text[:n]), text[n:]
		}
		if text != "" {
			pieces = append(pieces, text)
		}
	}
	if way == 3 {
		at := d.Below(len(pieces) + 1)
		pieces = slices.Insert(pieces, at, slices.Repeat([]string{""}, 1+d.Below(2))...)
	}
	return pieces
}

// Limit is a number at or near the bound n, or at an end of what there is.
func (d *Dice) Limit(n int) int {
	return max(0, One(d, n, n+1, n-1, 0, 1, 2*n, math.MaxInt))
}

// Time is one of several times, of which the first is the simplest and the shortest. The scenes of a spec
// share what there is of it: an answer that looks every few milliseconds whether something has happened
// is right, and must not run out of time for it.
func (d *Dice) Time(of ...time.Duration) time.Duration { return d.TimeFor(1, of...) }

// TimeFor is Time for what takes this time n times.
func (d *Dice) TimeFor(n int, of ...time.Duration) time.Duration {
	choice := d.Below(len(of))
	if d.random != nil && !d.time.pays(of[choice]*time.Duration(n)) {
		choice = 0
		d.made[len(d.made)-1] = choice
	}
	return of[choice]
}

// Pause is a time of silence: none, short, or now and then as long as six minutes.
func (d *Dice) Pause() time.Duration {
	return d.Time(0, time.Millisecond, time.Second, 100*time.Millisecond, 7*time.Second, 40*time.Second, 6*time.Minute)
}
