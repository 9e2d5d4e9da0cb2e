package engine

import (
	"maps"
	"slices"
	"strings"

	"handshake/checker/internal/answer"
	"handshake/internal/course"
)

// undeclared complains about what the handed-out files declare for the specs to use, and the
// student's files do not, or not so: renamed, taken out, with another signature.
func undeclared(a answer.Answer) (wrong []complaint) {
	asked, own := answer.Of(a.Lesson, nil).Declared(), a.Declared()
	for _, name := range slices.Sorted(maps.Keys(asked)) {
		d := asked[name]
		mine, there := own[name]
		if !d.Exported() || there && mine.ServesAs(d) {
			continue
		}
		c := complaint{says: "undefined: " + name, advice: course.Say(
			"the specs use %s: declare it like this",
			"测试要用到 %s：请这样声明", name)}
		at := answer.Declaration{File: d.File}
		switch renamed := like(d, own, asked); {
		case there:
			at = mine
			c.advice = course.Say(
				"the specs use another %s: declare it like this",
				"测试使用的 %s 不是这样的：请这样声明", name)
		case strings.EqualFold(renamed.Name, name):
			at = renamed
			c.advice = course.Say(
				"the specs look for %s, and Go tells capitals from small letters; "+
					"a small first letter hides a name from other packages: declare it like this",
				"测试要找的是 %s，而 Go 区分大小写；首字母小写的名字，别的包看不见：请这样声明", name)
		case renamed.Name != "":
			at = renamed
			c.advice = course.Say(
				"the specs look for %s, and nothing has that name: declare it like this",
				"测试要找的是 %s，却没有叫这个名字的：请这样声明", name)
		}
		c.file, c.line = a.Lesson.Path(at.File), at.Line
		if at.Code != "" {
			c.says, _, _ = strings.Cut(at.Code, "\n")
		}
		for line := range strings.Lines(d.Code) {
			c.code = append(c.code, "    "+strings.TrimRight(line, "\n"))
		}
		wrong = append(wrong, c)
	}
	return wrong
}

// like is what the student seems to have made of d under another name: the same name but for
// its capitals, or else the same form. It has no name if there is nothing of the kind.
func like(d answer.Declaration, own, asked map[string]answer.Declaration) (found answer.Declaration) {
	for _, name := range slices.Sorted(maps.Keys(own)) {
		_, wanted := asked[name]
		switch {
		case wanted:
		case strings.EqualFold(name, d.Name):
			return own[name]
		case found.Name == "" && own[name].SameForm(d):
			found = own[name]
		}
	}
	return found
}
