package session

import (
	"os"
	"path/filepath"
	"slices"

	"handshake/checker/internal/engine"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// Broken is the first record of the outcome that is neither good nor merely unwritten.
func (o Outcome) Broken() (course.Record, bool) {
	i := slices.IndexFunc(o.Records, IsBroken)
	if i < 0 {
		return course.Record{}, false
	}
	return o.Records[i], true
}

// IsBroken reports whether a promise is neither kept nor merely unwritten.
func IsBroken(r course.Record) bool { return !r.Good() && r.Unwritten == "" }

// First is the record that a student reads whole: the first broken promise, or else the first
// that is unwritten, or else any.
func (o Outcome) First() course.Record {
	if r, ok := o.Broken(); ok {
		return r
	}
	i := slices.IndexFunc(o.Records, func(r course.Record) bool { return !r.Good() })
	return o.Records[max(i, 0)]
}

// Spec is the record of one spec, or the lesson's, where the specs could not be judged.
func (o Outcome) Spec(id string) course.Record {
	i := slices.IndexFunc(o.Records, func(r course.Record) bool { return r.Spec == id })
	return o.Records[max(i, 0)]
}

// Verdicts are the outcomes without all else.
func Verdicts(outcomes []Outcome) (verdicts []engine.Verdict) {
	for _, o := range outcomes {
		verdicts = append(verdicts, o.Verdict)
	}
	return verdicts
}

// FirstOpen is the outcome that a student goes on with: the first with a broken promise, or else
// the first that is not done; false if all are.
func FirstOpen(outcomes []Outcome) (Outcome, bool) {
	i := slices.IndexFunc(outcomes, func(o Outcome) bool { _, is := o.Broken(); return is })
	if i < 0 {
		i = slices.IndexFunc(outcomes, func(o Outcome) bool { return !o.Passed() })
	}
	if i < 0 {
		return Outcome{}, false
	}
	return outcomes[i], true
}

// Next tells what to do about a lesson that is not done. A broken promise stands right above.
func (o Outcome) Next() course.Text {
	first, broken := o.Broken()
	names := course.List(o.Unwritten)
	switch {
	case !broken && len(o.Unwritten) == len(o.Functions):
		return course.Say(
			"Next: read docs/en/%[1]s.md, write %[2]s in lessons/%[1]s/, and `make check` again.",
			"接下来：读 docs/zh/%[1]s.md，在 lessons/%[1]s/ 里写出 %[2]s，再 `make check`。", o.Lesson.Name, names)
	case !broken:
		return course.Say(
			"Next: what you wrote is right so far. Now write %s.",
			"接下来：已经写好的都对了，再写 %s。", names)
	case first.Status == course.CompileError:
		return course.Say(
			"Next: mend the first of these, then `make check` again; one mistake often causes several complaints.",
			"接下来：先改上面的第一处，再 `make check`；一个错误常常引出好几条报错。")
	case first.Spec == "":
		return course.Say(
			"Next: mend what stands above, then `make check` again.",
			"接下来：先解决上面的问题，再 `make check`。")
	}
	return course.Say(
		"Next: mend the ✗ above, then `make check` again. `make hint LESSON=%s` helps.",
		"接下来：改好上面这条 ✗，再 `make check`。`make hint LESSON=%s` 会给提示。", o.Lesson.Number())
}

// AllDone tells that no lesson is left.
func (s *Session) AllDone() course.Text {
	return course.Say(
		"All %d lessons are done. `make check LESSON=all` proves it once more.",
		"%d 课全部完成。`make check LESSON=all` 可以再证明一遍。", len(s.Lessons))
}

// Done tells that a lesson, or the last of several, is done, and what comes next: the news, and
// then the ways to go on.
func (s *Session) Done(l syllabus.Lesson, several bool) (news course.Text, ways []course.Text) {
	if !s.Own() || several {
		return course.Say("Every promise is kept.", "每一条都做到了。"), nil
	}
	news = course.Say(
		"Every promise is kept: %s is done.",
		"每一条都做到了：%s 完成。", l.Name)
	solution := syllabus.Solutions + "/" + l.Name
	if info, err := os.Stat(filepath.Join(s.Root, solution)); err == nil && info.IsDir() {
		ways = append(ways, course.Say(
			"Compare yours with ours if you like: %s/",
			"想对照的话，我们的答案在 %s/", solution))
	}
	i := slices.IndexFunc(s.Lessons, func(other syllabus.Lesson) bool { return other.Name == l.Name })
	if i+1 < len(s.Lessons) {
		ways = append(ways, course.Say(
			"Next: read docs/en/%s.md, then `make check` again.",
			"接下来：读 docs/zh/%s.md，然后再 `make check`。", s.Lessons[i+1].Name))
	}
	return news, ways
}
