package prove

import (
	"strings"
	"testing"
	"time"

	"handshake/checker/internal/mutants"
	"handshake/internal/course"
)

// What survives is a failure of its answer; all scores stand in a table, those of the right answers to
// a lesson in one line.
func TestScoresAreToldAndASurvivorIsAFailure(t *testing.T) {
	survivor := mutants.Mutant{ID: "server.go f: drop: g()", File: "server.go", Line: 7}
	for lang, want := range map[course.Lang][]string{
		course.English: {
			"mutants                                     made convicted     equal   survive\n",
			"01-listen                                     10         9         1         0\n",
			"01-listen right                                6         4         1         1\n",
			"  ✗ solutions/01-listen/testdata/right/other\n      1 survive",
			"        server.go f: drop: g() (server.go:7)\n", "Not proved", "15 passed, 1 failed\n",
		},
		course.Chinese: {"1 个漏网", "没能证明"},
	} {
		p, out := proofOf("", lang)
		l := p.Lessons[0]
		p.Screen.begin(same("mutants"))
		p.end(p.noteScores(
			[]mutants.Trial{{Lesson: l, Right: "one"}, {Lesson: l, Right: "other"}, {Lesson: l}},
			[]mutants.Score{
				{Made: 3, Convicted: 2, Equal: 1},
				{Made: 3, Convicted: 2, Survivors: []mutants.Mutant{survivor}},
				{Made: 10, Convicted: 9, Equal: 1},
			}))
		p.sumUp(time.Second)
		for _, piece := range want {
			if !strings.Contains(out.String(), piece) {
				t.Errorf("no %q in\n%s", piece, out)
			}
		}
	}
	p, out := proofOf("", course.English)
	p.noteScores([]mutants.Trial{{Lesson: p.Lessons[0]}}, []mutants.Score{{Made: 10, Convicted: 9, Equal: 1}})
	p.sumUp(time.Second)
	if !strings.Contains(out.String(), "9 small changes of right answers are noticed, and 1 cannot be") {
		t.Errorf("got\n%s", out)
	}
}
