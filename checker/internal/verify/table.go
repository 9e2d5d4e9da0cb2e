package verify

import (
	"strings"

	"handshake/internal/course"
)

// Columns of the table of clauses, of which three fit beside each other.
const (
	clauseColumns = 22
	columnGap     = 2
)

// Lines are the clauses as a table: each with the specs that hold it and the wrong answers that break
// it.
func (c Clauses) Lines(lang course.Lang, columns int) (lines []string) {
	if columns <= 0 {
		columns = 80
	}
	rest := (columns - clauseColumns - 2*columnGap) / 2
	widths := []int{clauseColumns, rest, rest}
	row := func(cells ...string) {
		var folded [][]string
		height := 0
		for i, cell := range cells {
			fold := foldID
			if len(lines) == 0 {
				fold = course.Fold // the head
			}
			folded = append(folded, fold(cell, widths[i]))
			height = max(height, len(folded[i]))
		}
		for n := range height {
			line := ""
			for i, cell := range folded {
				piece := ""
				if n < len(cell) {
					piece = cell[n]
				}
				line += course.Pad(piece, widths[i]+columnGap)
			}
			lines = append(lines, strings.TrimRight(line, " "))
		}
	}
	row(course.Say("clause", "条款").In(lang), course.Say("specs that hold it", "守它的测试").In(lang),
		course.Say("wrong answers that break it", "违反它的错误答案").In(lang))
	for _, one := range c.Clauses {
		row(one.ID, strings.Join(one.Specs, " "), strings.Join(one.Wrong, " "))
	}
	return lines
}

// Counted says how many clauses there are, and what of them.
func (c Clauses) Counted() course.Text {
	specs, wrong := map[string]bool{}, 0
	for _, one := range c.Clauses {
		for _, id := range one.Specs {
			specs[id] = true
		}
		wrong += len(one.Wrong)
	}
	return course.Say(
		"%s: %d clauses, held by %d specs, broken by %d wrong answers",
		"%s：%d 条，由 %d 条测试来守，有 %d 个错误答案违反它们", c.Lesson.Name, len(c.Clauses), len(specs), wrong)
}

// foldID breaks names in columns; one that is too long is broken behind a hyphen, and stands alone.
func foldID(names string, columns int) (lines []string) {
	line := ""
	flush := func() {
		if line != "" {
			lines = append(lines, line)
		}
		line = ""
	}
	for _, name := range strings.Fields(names) {
		if len(name) > columns {
			flush()
			for _, piece := range strings.SplitAfter(name, "-") {
				if len(line+piece) > columns {
					flush()
				}
				line += piece
			}
			flush()
			continue
		}
		if line != "" && len(line+" "+name) > columns {
			flush()
		}
		line = strings.TrimSpace(line + " " + name)
	}
	flush()
	return lines
}
