package engine

import (
	"path/filepath"
	"regexp"
	"strings"

	"handshake/checker/internal/answer"
	"handshake/internal/course"
)

// quitLine is where a program begins to say what it was doing when it was asked.
var (
	quitLine    = regexp.MustCompile(`(?m)^SIGQUIT: quit$`)
	verdictLine = regexp.MustCompile(`(?m)^(panic|fatal error): (.*)$`)
	raceLine    = regexp.MustCompile(`(?m)^WARNING: DATA RACE$`)
)

// lastWords is what a program has written to standard error since it came to its end: its own
// code may have printed stacks before.
func lastWords(stderr string) string {
	at := 0
	for _, line := range []*regexp.Regexp{verdictLine, raceLine, quitLine} {
		if found := line.FindAllStringIndex(stderr, -1); len(found) > 0 {
			at = max(at, found[len(found)-1][0])
		}
	}
	return stderr[at:]
}

// nowhere is where the compiler puts a loop with nothing in it.
const nowhere = ":1"

// crash is the verdict on the spec in which a process ended or fell silent; without one, on
// the lesson.
func crash(a answer.Answer, end ends, lang course.Lang) course.Record {
	l := a.Lesson
	r := course.Record{Lesson: l.Name, Title: l.Title}
	if end.began != nil {
		r = *end.began
	}
	r.Status = course.Crashed
	trace := lastWords(filepath.ToSlash(end.stderr))
	r.Place = course.PlaceIn(trace)
	say := verdictLine.FindStringSubmatch(trace)
	switch {
	case end.limit != Limit{}:
		r.Message, r.InVain = end.limit.In(lang), true // the specs before it have used some of the limit
	case end.stuck:
		r.Status, r.InVain = course.Timeout, true
		r.Message = course.Say(
			"your code kept the whole program busy until it was stopped",
			"你的代码让整个程序一直忙着，直到被强行停止").In(lang)
	case raceLine.MatchString(trace):
		r.Message = course.Say(
			"data race: two goroutines use the same memory at the same time, and at least one of them "+
				"writes; guard it with a mutex or pass it through a channel",
			"数据竞争：两个 goroutine 同时使用同一块内存，其中至少一个在写；用互斥锁保护它，或者通过 channel 传递").In(lang)
		r.Message += "\n" + strings.Join(course.PlacesIn(trace), "\n")
	case say != nil && course.UnwrittenIn(say[2]) != "":
		r.Status, r.Unwritten = course.Failed, course.UnwrittenIn(say[2])
	case say != nil && say[0] == "fatal error: stack overflow":
		r.Message = course.Say(
			"a function of yours calls itself again and again without end, until its stack is full (stack overflow)",
			"你的某个函数不停地调用自己，没有尽头，直到把栈用满（stack overflow）").In(lang)
	case say != nil && say[1] == "fatal error":
		r.Message = course.Say(
			"the Go runtime found your code in a state it cannot go on from, and ended the whole program: ",
			"Go 运行时发现你的代码已无法继续执行，结束了整个程序：").In(lang) + say[2]
	case say != nil:
		what := course.PanicIn(say[2])
		r.Message = course.Text{
			En: "your code panicked where nobody could catch it, and the whole program ended: " + what.En,
			Zh: "你的代码 panic 了，没有人能接住，整个程序因此结束：" + what.Zh}.In(lang)
	default:
		r.Message = course.Say(
			"the whole program ended in the middle of this spec; a function should return an error "+
				"and leave it to its caller to end the program",
			"整个程序在这条测试中途结束了；函数应当返回错误，要不要结束程序由调用者决定").In(lang)
		if place, call := a.ExitCall(); place != "" {
			r.Place = place
			r.Message += "\n" + call + course.Say(" ends the whole program", " 会结束整个程序").In(lang)
		}
	}
	if r.Place = strings.TrimSuffix(r.Place, nowhere); r.Place == "" {
		r.Place = "lessons/" + l.Name
	}
	return r
}
