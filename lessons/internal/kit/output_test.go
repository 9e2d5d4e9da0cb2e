package kit

import (
	"fmt"
	"log"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"handshake/internal/course"
)

// taken runs print with the output taken over, and returns what a person sees.
func taken(t *testing.T, print func(o *output)) string {
	t.Helper()
	var seen strings.Builder
	stdout, stderr := os.Stdout, os.Stderr
	o := takeOutput(course.Printer{Out: &seen, Lang: course.English})
	print(o)
	o.giveBack()
	if os.Stdout != stdout || os.Stderr != stderr {
		t.Fatal("the process's own output is not in place again")
	}
	return seen.String()
}

func TestWhatIsPrintedStandsAboveTheVerdict(t *testing.T) {
	var before string
	got := taken(t, func(o *output) {
		fmt.Println("one")
		fmt.Fprint(os.Stderr, "two")
		o.settle()
		log.Print("three")
		o.settle()
		before = "settled"
	})
	if !strings.HasPrefix(got, "Your code printed:\n  │ one\n  │ two\nYour code printed:\n  │ ") ||
		!strings.HasSuffix(got, "three\n") || before == "" {
		t.Errorf("got:\n%s", got)
	}
}

func TestPrintingWithoutEndIsCountedNotShown(t *testing.T) {
	got := taken(t, func(o *output) {
		for i := range 100_000 {
			fmt.Println("waiting", i)
		}
	})
	if lines := strings.Count(got, "\n"); lines != 22 || !strings.HasSuffix(got, "… and 99980 more lines\n") {
		t.Errorf("%d lines:\n%s", lines, got)
	}
}

func TestAClosedOutputHoldsUpNobody(t *testing.T) {
	if got := taken(t, func(o *output) {
		fmt.Println("last words")
		os.Stdout.Close()
		fmt.Println("unheard")
		o.settle()
	}); got != "Your code printed:\n  │ last words\n" {
		t.Errorf("got:\n%s", got)
	}
}

func TestAMarkIsFoundHoweverItArrives(t *testing.T) {
	const mark = "AABAAC"
	var seen strings.Builder
	o := &output{mark: []byte(mark), reached: make(chan struct{}, 2), ended: make(chan struct{})}
	text := "a AAB\n" + mark + "AAB" + mark + "b AABAA"
	o.pass(iotest.OneByteReader(strings.NewReader(text)), &course.Echo{Printer: course.Printer{Out: &seen}})
	if len(o.reached) != 2 || strings.Count(seen.String(), "  │ ") != 3 || strings.Contains(seen.String(), mark) ||
		!strings.HasSuffix(seen.String(), "  │ b AABAA\n") {
		t.Errorf("%d marks in\n%s", len(o.reached), seen.String())
	}
}
