package main

import (
	"strings"

	"handshake/checker/internal/engine"
	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

// asHandedOut holds a verdict against what the course hands out. Promises that no spec has
// spoken of were not looked at; and other specs than the course's prove nothing, whatever they
// say.
func (c *check) asHandedOut(v engine.Verdict) engine.Verdict {
	altered := c.altered(v.Lesson)
	if len(v.Records) == 1 && v.Records[0].Spec == "" { // there was no run
		v.Records = append(altered, v.Records...)
		return v
	}
	spoken := map[string]bool{}
	for _, r := range v.Records {
		spoken[r.Spec] = true
	}
	v.Records = append(altered, v.Records...)
	for _, s := range v.Lesson.Specs {
		if !spoken[s.ID] {
			v.Records = append(v.Records, course.Record{
				Lesson: v.Lesson.Name, Spec: s.ID, Title: course.Text{En: s.ID, Zh: s.ID}, Status: course.NotRun,
				Message: c.say("no spec of this lesson looks at this promise", "本课没有一条测试检查这条承诺"),
				Place:   "lessons/" + v.Lesson.Name + "/lesson.toml"})
		}
	}
	return v
}

// altered is what there is to say of specs that are not as they were handed out: nothing, or
// a record on the lesson as a whole.
func (c *check) altered(l syllabus.Lesson) []course.Record {
	changed := handout.Changed(c.root, l.Name)
	if len(changed) == 0 {
		return nil
	}
	say := []string{
		c.say("these files are not as the course hands them out, so this verdict proves nothing: ", "下面这些文件和课程发下来的不一样，所以结论不作数：") + strings.Join(changed, c.say(", ", "、")),
		handout.Remedy(changed).In(c.lang),
	}
	return []course.Record{{Lesson: l.Name, Title: l.Title, Status: course.NotRun, Message: strings.Join(say, "\n"), Place: changed[0]}}
}
