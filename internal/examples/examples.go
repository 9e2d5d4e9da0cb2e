// Package examples holds the Go that the chapters show beside their task: a few lines on another
// task, compiled and run by its tests.
package examples

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"sync"
	"time"
)

// size is how long a file is.
func size(name string) (int64, error) {
	info, err := os.Stat(name)
	if err != nil {
		return 0, fmt.Errorf("no size: %w", err) // the reason is still inside
	}
	return info.Size(), nil
}

// isMissing reports whether a file is not there.
func isMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

// rest sleeps until the pause is over, or until ctx ends.
func rest(ctx context.Context, pause time.Duration) error {
	select {
	case <-time.After(pause):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// boil hands the tea over, unless nobody wants it any more.
func boil(tea chan<- string, quit <-chan struct{}) string {
	select {
	case tea <- "green tea": // waits until somebody takes it
		return "served"
	case <-quit: // closed by the one who no longer waits
		return "poured away"
	}
}

// wash washes one cup after the other, and puts each away before the next.
func wash(cups []string, say func(string)) {
	for _, cup := range cups {
		func() {
			say("take " + cup)
			defer say("put " + cup + " away") // at the end of this function, also if it panics
			say("wash " + cup)
		}()
	}
}

// hasColor finds, in err or anything inside it, something that has a color.
func hasColor(err error) (color string, ok bool) {
	var colored interface{ Color() string }
	if errors.As(err, &colored) {
		return colored.Color(), true
	}
	return "", false
}

// count counts the bytes up to the end of r.
func count(r io.Reader) (sum int, err error) {
	buf := make([]byte, 512)
	for {
		n, err := r.Read(buf)
		sum += n // first the bytes, then the error
		if err == io.EOF {
			return sum, nil // the end is not a failure
		}
		if err != nil {
			return sum, err
		}
	}
}

// errTooMuch is the error for a text that is too long.
var errTooMuch = errors.New("too much")

// atMost reads r to its end, unless that is more than most bytes away.
func atMost(r io.Reader, most int64) ([]byte, error) {
	all, err := io.ReadAll(io.LimitReader(r, most+1)) // one more than allowed tells that there is more
	if err == nil && int64(len(all)) > most {
		err = errTooMuch
	}
	return all, err
}

// excuse says what an error means for the person who asked for a file.
func excuse(err error) string {
	switch {
	case err == nil:
		return "here it is"
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such file"
	case errors.Is(err, fs.ErrPermission):
		return "that is not for you"
	default:
		return "something went wrong"
	}
}

// firstLine reads a line, for as long as ctx allows: it closes what it reads from when ctx ends.
func firstLine(ctx context.Context, from io.ReadCloser) (string, error) {
	stop := context.AfterFunc(ctx, func() { from.Close() })
	defer stop()
	line, err := bufio.NewReader(from).ReadString('\n')
	if err != nil && ctx.Err() != nil {
		return "", ctx.Err() // the closing was ours: tell why
	}
	return line, err
}

// both runs two jobs at the same time, and returns what went wrong.
func both(one, two func() error) error {
	ended := make(chan error, 2) // room for both: nobody waits to report
	go func() { ended <- one() }()
	go func() { ended <- two() }()
	return errors.Join(<-ended, <-ended)
}

// stamp writes a year in front of a text: two bytes, the greater first.
func stamp(year uint16, text string) []byte {
	return append(binary.BigEndian.AppendUint16(nil, year), text...)
}

// loud is a reader like the one inside, but for its Read.
type loud struct{ io.Reader }

func (l loud) Read(p []byte) (int, error) {
	n, err := l.Reader.Read(p)
	for i, b := range p[:n] {
		if 'a' <= b && b <= 'z' {
			p[i] = b - 'a' + 'A'
		}
	}
	return n, err
}

// paint has all the walls painted at the same time, and waits for all of them.
func paint(walls []string, painter func(string)) {
	var working sync.WaitGroup
	for _, wall := range walls {
		working.Go(func() { painter(wall) }) // go, counted from the start
	}
	working.Wait()
}

// alarm remembers who has raised it first.
type alarm struct {
	once sync.Once
	by   string
}

func (a *alarm) raise(by string) {
	a.once.Do(func() { a.by = by }) // nothing, if somebody has done it before
}

// bake bakes all the cakes, at most so many at a time.
func bake(cakes []string, ovens int, oven func(string)) {
	free := make(chan struct{}, ovens)
	var working sync.WaitGroup
	for _, cake := range cakes {
		free <- struct{}{} // waits for a free oven
		working.Go(func() {
			defer func() { <-free }()
			oven(cake)
		})
	}
	working.Wait()
}

// safely calls f, and returns its panic as an error.
func safely(f func()) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("it panicked: %v", v)
		}
	}()
	f()
	return nil
}

// post puts a letter into every box that has room for it, and tells how many had none.
func post(letter string, boxes []chan string) (full int) {
	for _, box := range boxes {
		select {
		case box <- letter:
		default:
			full++
		}
	}
	return full
}

// steep makes tea, unless somebody takes the pot away before the time is up.
func steep(d time.Duration, taken <-chan struct{}) string {
	ready := make(chan struct{})
	timer := time.AfterFunc(d, func() { close(ready) })
	defer timer.Stop()
	select {
	case <-ready:
		return "tea"
	case <-taken:
		return "hot water"
	}
}

// shop closes once, however many ask for it.
type shop struct {
	mu     sync.Mutex
	closed bool
}

func (s *shop) close() (first bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	first = !s.closed
	s.closed = true
	return first
}
