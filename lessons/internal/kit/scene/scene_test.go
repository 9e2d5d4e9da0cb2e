package scene

import (
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"handshake/lessons/internal/kit"
	"handshake/lessons/internal/kit/line"
)

// wrongIn plays scenes until one goes wrong, and makes that one small.
func wrongIn(t *testing.T, play func(*Dice, *Stage)) *unlike {
	t.Helper()
	kit.T = t
	for number := range 300 {
		dice := drawn(1, t.Name(), number, fullPurse())
		if wrong := try(dice, play, false); wrong != nil {
			return smallest(wrong, dice.made, triesInVirtualTime, func(choices []int) (*unlike, []int) {
				dice := &Dice{given: choices}
				return try(dice, play, false), dice.made
			})
		}
	}
	return nil
}

func TestASceneIsMadeSmall(t *testing.T) {
	wrong := wrongIn(t, func(d *Dice, s *Stage) {
		_ = d.Pause()
		numbers := make([]int, d.Below(20))
		for i := range numbers {
			numbers[i] = d.Below(1000)
		}
		s.Given("%v", "%v", numbers)
		at := slices.IndexFunc(numbers, func(n int) bool { return n >= 100 })
		s.Check(at < 0, "too large", "small numbers", fmt.Sprint(numbers))
	})
	if wrong == nil || wrong.saw != "[100]" {
		t.Errorf("got %+v, want the scene [100]", wrong)
	}
}

func TestAnAnswerThatKeepsTheModelIsNeverWrong(t *testing.T) {
	if wrong := wrongIn(t, readsAll(t, io.ReadAll)); wrong != nil {
		t.Errorf("went wrong: %s", strings.Join(wrong.story(""), "\n"))
	}
}

func TestAnAnswerThatTakesAnEmptyReadForTheEnd(t *testing.T) {
	wrong := wrongIn(t, readsAll(t, func(r io.Reader) (all []byte, err error) {
		buf := make([]byte, 512)
		for {
			n, err := r.Read(buf)
			if all = append(all, buf[:n]...); n == 0 || err != nil {
				if err == io.EOF {
					err = nil
				}
				return all, err
			}
		}
	}))
	if wrong == nil || !strings.Contains(wrong.given[0], `["" `) {
		t.Errorf("got %+v, want a scene that begins with an empty Read", wrong)
	}
}

// readsAll is a scene in which read should read everything until io.EOF.
func readsAll(t *testing.T, read func(io.Reader) ([]byte, error)) func(*Dice, *Stage) {
	return func(d *Dice, s *Stage) {
		text := d.Text(100)
		says, pause, trouble := d.Pieces(text), d.Pause(), d.Trouble()
		end := One(d, io.EOF, trouble.Err)
		conn := line.Script{Says: says, Pauses: pause, Ends: end, AtOnce: d.Sometimes(), Bare: true}.Conn()
		s.Finally(func() { _ = conn.Close() })
		s.Given("the peer says %q", "对端说 %q", says)
		s.Takes(pause * time.Duration(len(says)+1))
		type result struct {
			text string
			err  error
		}
		got := Call(s, func() result {
			all, err := read(conn)
			return result{string(all), err}
		}, "it never came back")
		if end == io.EOF {
			s.Check(got.err == nil, "io.EOF is the end", "no error", fmt.Sprint(got.err))
		} else {
			s.Kinds("the reason", got.err, end)
		}
		s.Same("the text", got.text, text)
		s.Check(s.Now() == pause*time.Duration(len(says)+1) || len(says) > 0, "at once", pause.String(),
			s.Now().String())
	}
}

func TestKinds(t *testing.T) {
	for _, c := range []struct {
		got, of error
		also    []error
		ok      bool
	}{
		{io.EOF, io.EOF, nil, true},
		{fmt.Errorf("read: %w", syscall.EPIPE), syscall.EPIPE, nil, true},
		{errors.Join(syscall.EPIPE, net.ErrClosed), syscall.EPIPE, nil, false},
		{errors.Join(syscall.EPIPE, net.ErrClosed), syscall.EPIPE, []error{net.ErrClosed}, true},
		{syscall.ECONNRESET, syscall.EPIPE, nil, false},
		{errors.New("text"), syscall.EPIPE, nil, false},
		{nil, syscall.EPIPE, nil, false},
	} {
		kit.T = t
		wrong := try(&Dice{}, func(_ *Dice, s *Stage) { s.Kinds("why", c.got, c.of, c.also...) }, false)
		if (wrong == nil) != c.ok {
			t.Errorf("Kinds of %v as those of %v, and perhaps %v: %v", c.got, c.of, c.also, wrong)
		}
	}
}

func TestTheSameSeedDrawsTheSameScene(t *testing.T) {
	draw := func(seed int64, number int) string {
		d := drawn(seed, "name", number, fullPurse())
		return fmt.Sprint(d.Text(50), d.Pieces("abcdef"), d.Pause(), d.Trouble(), d.Limit(7), d.Bytes(4))
	}
	if again := draw(1, 1); again != draw(1, 1) || draw(1, 1) == draw(1, 2) || draw(1, 1) == draw(2, 1) {
		t.Error("a scene is not what its seed and its number say")
	}
}

func TestPiecesAreTheText(t *testing.T) {
	for number := range 2000 {
		d := drawn(1, t.Name(), number, fullPurse())
		text := d.Text(300)
		if pieces := d.Pieces(text); strings.Join(pieces, "") != text {
			t.Fatalf("%q in pieces is %q", text, pieces)
		}
	}
}

func TestHundredsOfScenesCostLittle(t *testing.T) {
	kit.T = t
	play := readsAll(t, io.ReadAll)
	began := time.Now()
	const scenes = 300
	for number := range scenes {
		try(drawn(1, t.Name(), number, fullPurse()), play, false)
	}
	t.Logf("%d scenes in %v", scenes, time.Since(began))
}
