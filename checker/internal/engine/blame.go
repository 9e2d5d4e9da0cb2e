package engine

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/toolchain"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// complaint is one thing that the compiler says, or that is said in its place.
type complaint struct {
	file      string // "lessons/01-listen/server.go"; "" where none is named
	line, col int
	says      string
	more      []string // what belongs to it, a line each, laid out on purpose
	advice    course.Text
	code      []string // what the advice is to write, a line each
}

// place is where the complaint is about, as the compiler writes it.
func (c complaint) place() string {
	switch {
	case c.line == 0:
		return c.file
	case c.col == 0:
		return fmt.Sprintf("%s:%d", c.file, c.line)
	}
	return fmt.Sprintf("%s:%d:%d", c.file, c.line, c.col)
}

// aboutOthers reports whether the compiler stumbled over a file that is none of the student's,
// a spec or a demo. That file is right: what it uses of theirs is missing or declared otherwise.
func (c complaint) aboutOthers(l syllabus.Lesson) bool {
	name := strings.TrimPrefix(c.file, l.Path(""))
	return c.file != "" && !slices.Contains(l.Files, name)
}

var (
	lessonPath = regexp.MustCompile(`lessons/(?:internal/suite/)?(` + course.LessonPattern + `)[/\s"]`)
	position   = regexp.MustCompile(`^(.+?\.go):(\d+)(?::(\d+))?: (.*)$`)
)

// blame sorts the go command's complaints by lesson. Lines that name no lesson belong to
// the one before them.
func blame(output string, answers answer.Set) map[string][]complaint {
	said := map[string][]complaint{}
	current := ""
	for line := range strings.Lines(filepath.ToSlash(output)) {
		line = strings.TrimRight(line, "\r\n")
		if m := lessonPath.FindStringSubmatch(line + " "); m != nil {
			current = m[1]
		}
		if current == "" || line == "" || strings.HasPrefix(line, "# ") || strings.HasPrefix(line, "FAIL") {
			continue
		}
		all := said[current]
		switch m := position.FindStringSubmatch(realPath(line)); {
		case strings.HasPrefix(line, "\t") && len(all) > 0:
			last := &all[len(all)-1]
			last.more = append(last.more, "  "+realPath(strings.TrimPrefix(line, "\t")))
		case m == nil:
			said[current] = append(all, complaint{says: realPath(line)})
		case m[4] != "too many errors":
			at, _ := strconv.Atoi(m[2])
			col, _ := strconv.Atoi(m[3])
			said[current] = append(all, complaint{file: m[1], line: at, col: col, says: m[4]})
		}
	}
	maps.DeleteFunc(said, func(name string, _ []complaint) bool { return len(answers.To(name).Files) == 0 })
	return said
}

// realPath says where a file of the overlay really is: spec files are shown as the tests
// that they are, relative to the root.
func realPath(line string) string {
	line = strings.TrimPrefix(strings.TrimPrefix(line, "vet: "), "./")
	if at := strings.Index(line, suiteDir+"/"); at >= 0 {
		line = line[:at] + "lessons/" + strings.Replace(line[at+len(suiteDir)+1:], specSuffix, "_test.go", 1)
	}
	if at := strings.Index(line, "lessons/"); at > 0 && filepath.IsAbs(line[:at]) {
		line = line[at:]
	}
	return line
}

// maxComplaints is how many complaints are worth reading at once.
const maxComplaints = 10

// notCompiled is the verdict on a lesson that the compiler refuses, in the order of the
// student's files, and without a word about the specs, which are not theirs to mend.
func notCompiled(a answer.Answer, said []complaint, lang course.Lang) course.Record {
	l := a.Lesson
	r := course.Record{Lesson: l.Name, Title: l.Title, Status: course.CompileError, Place: "lessons/" + l.Name}
	if at := slices.IndexFunc(said, breakdown); at >= 0 {
		r.Compiler = raw(said)
		if !outOfLimits.MatchString(r.Compiler) {
			r.Place = cmp.Or(said[at].file, r.Place)
			r.Message = course.Say(
				"the Go compiler itself broke down over these files, which happens over very unusual code: write it more simply",
				"Go 编译器自己在这些文件上出了故障，只有极不寻常的代码才会这样：请换一种简单的写法").In(lang)
			return r
		}
		said = nil
	}
	if len(said) == 0 {
		r.Message = course.Say(
			"it takes the compiler more than %.0f s or %d MiB; write it more simply: ordinary code takes a second",
			"编译器为它花了超过 %.0f 秒，或者用了超过 %d MiB 内存；请写得简单些：普通的代码一秒钟就能编译好", mostBuildTime.Seconds(), MostBuildMemory>>20).In(lang)
		return r
	}
	said = students(a, said)
	if said[0].file != "" {
		r.Place = said[0].file
		if said[0].line > 0 {
			r.Place = fmt.Sprintf("%s:%d", said[0].file, said[0].line)
		}
	}
	var lines []string
	for _, c := range said[:min(len(said), maxComplaints)] {
		head := c.says
		if place := c.place(); place != "" {
			head = place + ": " + c.says
		}
		lines = append(append(lines, head), c.more...)
		advice := c.advice
		if advice == (course.Text{}) {
			advice = explain(c.says, l)
		}
		if text := advice.In(lang); text != "" && !slices.Contains(lines, "→ "+text) {
			lines = append(lines, "→ "+text)
		}
		lines = append(lines, c.code...)
	}
	r.Message = strings.Join(lines, "\n")
	return r
}

// breakdown reports whether a complaint is the compiler's about itself.
func breakdown(c complaint) bool { return dump.MatchString(c.says) }

var dump = regexp.MustCompile(`^internal compiler error|^goroutine \d+ \[|` +
	`^(?:panic|fatal error|runtime|unexpected fault address|SIG[A-Z]+): `)

// raw is what the compiler has written, as far as it is worth keeping.
func raw(said []complaint) string {
	var lines []string
	for _, c := range said {
		lines = append(append(lines, strings.TrimPrefix(c.place()+": "+c.says, ": ")), c.more...)
	}
	return toolchain.Kept(strings.Join(lines, "\n"))
}

// students turns what the compiler says into complaints about the student's files alone.
func students(a answer.Answer, said []complaint) []complaint {
	if wrong := packageClauses(a); len(wrong) > 0 {
		return wrong // everything else follows from it
	}
	var own, others []complaint
	for _, c := range said {
		if c.aboutOthers(a.Lesson) {
			others = append(others, c)
		} else {
			own = append(own, c)
		}
	}
	if len(others) > 0 {
		own = append(own, undeclared(a)...)
	}
	if len(own) == 0 {
		for _, c := range others {
			own = append(own, complaint{says: c.says, more: c.more, advice: course.Say(
				"the specs use your package like this, and your files declare it otherwise",
				"测试是这样使用你的包的，而你的文件里不是这样声明的")})
		}
	}
	order := func(c complaint) int {
		if i := slices.Index(a.Lesson.Files, filepath.Base(c.file)); i >= 0 {
			return i
		}
		return len(a.Lesson.Files)
	}
	slices.SortStableFunc(own, func(a, b complaint) int {
		return cmp.Or(order(a)-order(b), a.line-b.line, a.col-b.col)
	})
	return slices.DeleteFunc(own, follows(own))
}

// follows reports of a complaint whether it only follows from another one: a line with a
// character that Go does not know makes no sense to the compiler further on.
func follows(all []complaint) func(complaint) bool {
	first := map[string]complaint{}
	for _, c := range all {
		line := fmt.Sprint(c.file, c.line)
		if _, known := first[line]; !known && strangeCharacter.MatchString(c.says) {
			first[line] = c
		}
	}
	return func(c complaint) bool {
		cause, known := first[fmt.Sprint(c.file, c.line)]
		return known && (c.says != cause.says || c.col != cause.col)
	}
}

// packageClauses complains about files that belong to another package than the lesson's.
func packageClauses(a answer.Answer) (wrong []complaint) {
	for _, f := range a.Files {
		if name, line := f.Package(); name != "" && name != a.Lesson.Package() {
			wrong = append(wrong, complaint{
				file: a.Lesson.Path(f.Name), line: line, says: "package " + name, advice: firstClause(a.Lesson)})
		}
	}
	return wrong
}

// firstClause says how every file of the lesson begins.
func firstClause(l syllabus.Lesson) course.Text {
	return course.Say(
		"every file of this lesson begins with: package %s",
		"这一课的每个文件开头都要写：package %s", l.Package())
}
