package examples

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestAWrappedErrorKeepsItsReason(t *testing.T) {
	_, err := size(filepath.Join(t.TempDir(), "nothing"))
	if !isMissing(err) || excuse(err) != "there is no such file" {
		t.Errorf("got %v: %s", err, excuse(err))
	}
	for err, want := range map[error]string{
		nil: "here it is", fs.ErrPermission: "that is not for you", io.EOF: "something went wrong",
	} {
		if got := excuse(err); got != want {
			t.Errorf("%v: %s", err, got)
		}
	}
	if n, err := size("examples.go"); n == 0 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

func TestSelectTakesWhatComesFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := rest(ctx, time.Second); err != nil {
			t.Error(err)
		}
		if err := rest(ctx, time.Hour); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		tea, quit := make(chan string), make(chan struct{})
		go func() { <-tea }()
		if got := boil(tea, quit); got != "served" {
			t.Error(got)
		}
		close(quit)
		if got := boil(tea, quit); got != "poured away" {
			t.Error(got)
		}
	})
}

func TestDeferBelongsToItsFunction(t *testing.T) {
	var said []string
	wash([]string{"one", "two"}, func(s string) { said = append(said, s) })
	want := []string{"take one", "wash one", "put one away", "take two", "wash two", "put two away"}
	if !slices.Equal(said, want) {
		t.Errorf("%q", said)
	}
}

type red struct{ error }

func (red) Color() string { return "red" }

func TestAsFindsAMethod(t *testing.T) {
	if color, ok := hasColor(fmt.Errorf("paint: %w", red{io.EOF})); color != "red" || !ok {
		t.Error(color, ok)
	}
	if _, ok := hasColor(io.EOF); ok {
		t.Error("io.EOF has no color")
	}
}

func TestReadingToTheEnd(t *testing.T) {
	if n, err := count(strings.NewReader(strings.Repeat("x", 1300))); n != 1300 || err != nil {
		t.Error(n, err)
	}
	broken := io.MultiReader(strings.NewReader("ab"), io.MultiReader(&failing{}))
	if n, err := count(broken); n != 2 || !errors.Is(err, errBroken) {
		t.Error(n, err)
	}
	if all, err := atMost(strings.NewReader("abc"), 3); string(all) != "abc" || err != nil {
		t.Errorf("%s, %v", all, err)
	}
	if _, err := atMost(strings.NewReader("abcd"), 3); !errors.Is(err, errTooMuch) {
		t.Error(err)
	}
}

var errBroken = errors.New("broken")

type failing struct{}

func (*failing) Read([]byte) (int, error) { return 0, errBroken }

func TestCtxClosesWhatIsReadFrom(t *testing.T) {
	r, w := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	go func() { _, _ = io.WriteString(w, "a line\n") }()
	if line, err := firstLine(ctx, r); line != "a line\n" || err != nil {
		t.Errorf("%q, %v", line, err)
	}
	time.AfterFunc(time.Millisecond, cancel)
	if _, err := firstLine(ctx, r); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestBothReport(t *testing.T) {
	if err := both(func() error { return io.EOF }, func() error { return nil }); !errors.Is(err, io.EOF) {
		t.Error(err)
	}
}

func TestBytesAndReaders(t *testing.T) {
	if got := stamp(1981, "RFC 793"); !bytes.Equal(got, []byte("\x07\xbdRFC 793")) {
		t.Errorf("%q", got)
	}
	if got, _ := io.ReadAll(loud{strings.NewReader("Hello 你好")}); string(got) != "HELLO 你好" {
		t.Errorf("%s", got)
	}
}

func TestAllAndTheFirst(t *testing.T) {
	var painted atomic.Int32
	var bell alarm
	paint([]string{"north", "east", "south"}, func(wall string) {
		painted.Add(1)
		bell.raise(wall)
	})
	first := bell.by
	bell.raise("nobody")
	if painted.Load() != 3 || first == "" || bell.by != first {
		t.Error(painted.Load(), first, bell.by)
	}
}

func TestManyAtOnce(t *testing.T) {
	var hot, most atomic.Int32
	var mu sync.Mutex
	bake([]string{"a", "b", "c", "d", "e"}, 2, func(string) {
		mu.Lock()
		most.Store(max(most.Load(), hot.Add(1)))
		mu.Unlock()
		hot.Add(-1)
	})
	if hot.Load() != 0 || most.Load() < 1 || most.Load() > 2 {
		t.Error(hot.Load(), most.Load())
	}
	if err := safely(func() { panic("boom") }); err == nil || err.Error() != "it panicked: boom" {
		t.Error(err)
	}
	boxes := []chan string{make(chan string, 1), make(chan string, 1), make(chan string)}
	boxes[1] <- "a bill"
	if full := post("a card", boxes); full != 2 || <-boxes[0] != "a card" {
		t.Error(full)
	}
	taken := make(chan struct{})
	if got := steep(time.Nanosecond, taken); got != "tea" {
		t.Error(got)
	}
	close(taken)
	if got := steep(time.Hour, taken); got != "hot water" {
		t.Error(got)
	}
	var s shop
	if !s.close() || s.close() {
		t.Error("it closes once, and the first one is told")
	}
}
