package verify

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"handshake/internal/course/syllabus"
)

// byTheWallClock is what a spec may not wait with: it would blame an answer for the time that
// the machine took, or sleep over a race.
var byTheWallClock = regexp.MustCompile(
	`\b(Eventually|Consistently|DialTimeout)\(|\btime\.Sleep\(|` +
		`(\btime\.(After|AfterFunc|NewTimer|Tick)|Add|WithTimeout)\([^)]*\bPatience\(`)

// specFiles checks that specs wait in the program's own time.
func (v *Verifier) specFiles(l syllabus.Lesson) {
	files, _ := filepath.Glob(filepath.Join(v.root(), syllabus.Dir, l.Name, "*_test.go"))
	for _, path := range files {
		text, err := os.ReadFile(path)
		if err != nil {
			v.problem(path, "%v", "%v", err)
			continue
		}
		n := 0
		for line := range strings.Lines(string(text)) {
			n++
			if found := byTheWallClock.FindString(line); found != "" {
				v.problem(fmt.Sprintf("%s/%s/%s:%d", syllabus.Dir, l.Name, filepath.Base(path), n),
					found+"…) goes by the wall clock, and a busy machine would be the student's fault: "+
						"wait with Soon, Enough, Bounded or DialBounded",
					found+"…) 按挂钟计时，机器一忙就成了学生的错：请用 Soon、Enough、Bounded 或 DialBounded 来等")
			}
		}
	}
}
