package gate

import (
	"strings"
	"testing"

	"handshake/checker/internal/answer"
	"handshake/internal/course/syllabus"
)

// above stands on middle, which stands on below; above needs middle only.
var (
	below = syllabus.Lesson{Name: "05-below", Files: []string{"below.go"},
		Imports: []string{"io", "log", "net", "os", "sync", "time"}}
	middle = syllabus.Lesson{Name: "06-middle", Files: []string{"middle.go"}, Imports: below.Imports,
		Needs: []string{"05-below"}, Base: []syllabus.Lesson{below}}
	above = syllabus.Lesson{Name: "07-above", Files: []string{"above.go"}, Imports: below.Imports,
		Needs: []string{"06-middle"}, Base: []syllabus.Lesson{below, middle}}
)

// stacked is an answer to above with what it stands on.
func stacked(low, mid, top string) answer.Answer {
	base := answer.Set{answer.Of(below, map[string][]byte{"below.go": []byte("package below\n\n" + low)})}
	base = append(base, answer.Of(middle, map[string][]byte{"middle.go": []byte("package middle\n\n" + mid)}).On(base))
	return answer.Of(above, map[string][]byte{"above.go": []byte("package above\n\n" + top)}).On(base)
}

// What is harmless in each of a student's lessons may not be so in all of them together.
func TestAnAnswerIsJudgedTogetherWithWhatItStandsOn(t *testing.T) {
	const useMiddle = "import middle \"handshake/lessons/06-middle\"\n\n"
	for name, c := range map[string]struct{ low, mid, top, rule string }{
		"one lesson uses another": {"type T struct{ N int }\n\nvar V T\n",
			"import below \"handshake/lessons/05-below\"\n\ntype T = below.T\n\nfunc F(t T) int { return t.N }\n",
			useMiddle + "func G() int { return middle.F(middle.T{N: 1}) }\n", ""},
		"it stores into its own": {"", "var N int\n\ntype S struct{ M map[string]int }\n\nvar V S\n",
			useMiddle + "func G() { middle.N++; middle.V.M = nil; p := &middle.N; *p = 2 }\n", ""},
		"it starts with a value of its own": {"", "func New() []int { return make([]int, 3) }\n",
			useMiddle + "var v = middle.New()\n", ""},
		"what it needs by way of another": {"func F() {}\n",
			"import below \"handshake/lessons/05-below\"\n\nfunc G() { below.F() }\n",
			"import below \"handshake/lessons/05-below\"\n\nfunc H() { below.F() }\n", ruleImport},
		"what no lesson may import": {"", "", "import \"handshake/lessons/internal/kit\"\n\nvar _ = kit.T\n",
			ruleImport},
		"the course's own answers": {"", "", "import \"handshake/solutions/06-middle\"\n\nvar _ = middle.T\n",
			ruleImport},
		"a file that hides in another lesson": {"", "import (\"io\"; \"os\")\n\nvar W io.Writer = os.Stdout\n",
			"import (\"os\"\nmiddle \"handshake/lessons/06-middle\")\n\nfunc G() { middle.W.(*os.File).Close() }\n",
			ruleVariable},
		"an assertion that hides in another lesson": {"import \"os\"\n\nfunc F(x any) { x.(*os.File).Close() }\n",
			"import below \"handshake/lessons/05-below\"\n\nfunc F(x any) { below.F(x) }\n",
			"import (\"io\"; \"os\"\nmiddle \"handshake/lessons/06-middle\")\n\nfunc G() { var w io.Writer = " +
				"os.Stdout; middle.F(w) }\n",
			ruleVariable},
		"a closed method of another lesson's value": {"",
			"import (\"io\"; \"log\")\n\nfunc F() any { return log.New(io.Discard, \"\", 0) }\n",
			"import (\"io\"\nmiddle \"handshake/lessons/06-middle\")\n\nfunc G() { _ = middle.F().(interface{ " +
				"Writer() io.Writer }).Writer() }\n",
			ruleMember},
		"a closed method by a field": {"", "import \"log\"\n\ntype T struct{ *log.Logger }\n",
			useMiddle + "func G(t middle.T) { t.Fatal() }\n", ruleMember},
		"a shared type in another lesson's generic code": {"", "func Store[T any](p *T, v T) { *p = v }\n",
			"import (\"time\"\nmiddle \"handshake/lessons/06-middle\")\n\nfunc G() { middle.Store(time.UTC, " +
				"time.Location{}) }\n",
			ruleVariable},
		"a start that works in another lesson": {"", "func F() int { go func() {}(); return 1 }\n",
			useMiddle + "var v = middle.F()\n", ruleStart},
		"a start two lessons below": {"import \"time\"\n\nfunc F() int { time.Sleep(1); return 1 }\n",
			"import below \"handshake/lessons/05-below\"\n\nfunc F() int { return below.F() }\n",
			useMiddle + "var v = middle.F()\n", ruleStart},
		"a method that another lesson's code calls": {"",
			"type I interface{ Do() }\n\nfunc F(i I) int { i.Do(); return 1 }\n",
			useMiddle + "type t struct{}\n\nfunc (t) Do() { go func() {}() }\n\nvar v = middle.F(t{})\n", ruleStart},
	} {
		t.Run(name, func(t *testing.T) {
			found, err := base(t).Check(t.Context(), stacked(c.low, c.mid, c.top))
			if err != nil {
				t.Fatal(err)
			}
			if c.rule == "" {
				passes(t, found)
				return
			}
			if len(found.Refusals) == 0 || found.Refusals[0].Rule != c.rule {
				t.Errorf("got %+v, want %s", found, c.rule)
			}
		})
	}
}

func TestWhatAnAnswerStandsOnMustCompileToo(t *testing.T) {
	found, err := base(t).Check(t.Context(), stacked("", "func F() int { return oops }\n",
		"import middle \"handshake/lessons/06-middle\"\n\nfunc G() int { return middle.F() }\n"))
	if err != nil || len(found.Broken) != 1 || !strings.HasPrefix(found.Broken[0], "lessons/06-middle/middle.go:3:") {
		t.Errorf("got %+v, %v", found, err)
	}
}

// base is a gate for the three lessons.
func base(t *testing.T) *Gate {
	t.Helper()
	g, err := New(t.Context(), root, []syllabus.Lesson{above})
	if err != nil {
		t.Fatal(err)
	}
	return g
}
