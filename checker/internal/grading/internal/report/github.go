package report

import (
	"fmt"
	"io"

	"handshake/internal/course"
)

// maxSummary leaves room below GitHub's limit of 1 MiB for a step's summary, in bytes.
const maxSummary = 1_000_000

// bounded takes whole pieces of text until there is no room for another.
type bounded struct {
	w    io.Writer
	room int
	full bool
	err  error
}

// add writes the piece if it fits and if everything before it did.
func (b *bounded) add(piece string) bool {
	if b.full = b.full || len(piece) > b.room; b.full || b.err != nil {
		return false
	}
	b.room -= len(piece)
	_, b.err = io.WriteString(b.w, piece)
	return b.err == nil
}

// must writes what room has been kept for.
func (b *bounded) must(piece string) {
	if b.err == nil {
		_, b.err = io.WriteString(b.w, piece)
	}
}

// Summary writes Markdown for a GitHub step's summary ($GITHUB_STEP_SUMMARY): the marks of
// the class, and below them what is not kept yet. It is cut between students, with a note.
func Summary(w io.Writer, c Class) error {
	all, err := c.census()
	if err != nil {
		return err
	}
	say := func(en, zh string) string { return course.Text{En: en, Zh: zh}.In(c.Lang) }
	out := &bounded{w: w, room: maxSummary}
	out.add("## Handshake · 握手\n\n")
	for _, warning := range warnings(c.Manifest, all.Pending) {
		out.add("> **" + warning.In(c.Lang) + "**\n\n")
	}
	out.add(fmt.Sprintf("%s · %s\n\n", students(all.Students).In(c.Lang), say(
		fmt.Sprintf("%d handed in · average %s of these, %s of all", all.HandedIn, all.OfThese, all.OfAll),
		fmt.Sprintf("%d 人交了 · 这些人平均 %s，全班平均 %s", all.HandedIn, all.OfThese, all.OfAll))))

	header, rule := "| "+say("Student", "学生")+" | "+say("Total", "总分")+" |", "|---|---|"
	for _, l := range c.Manifest.Lessons {
		header += " " + l.Name + " |"
		rule += "---|"
	}
	out.add(header + "\n" + rule + "\n")
	out.room /= 2
	half := out.room
	cut, err := c.pieces(out, func(f feedback) string {
		total := fmt.Sprintf("%s / %d", f.Total(), f.Max)
		if final := f.Final(); final != "" {
			total += " → " + final
		}
		row := fmt.Sprintf("| %s | %s |", escapeMarkdown(f.Called()), total)
		for _, l := range f.Lessons {
			row += " " + l.Points() + " |"
		}
		return row + "\n"
	})
	if err != nil {
		return err
	}
	if cut > 0 {
		out.must("\n" + left(cut).In(c.Lang) + "\n")
	}
	if equal := c.equalMarkdown(all); equal != "" && !out.add(equal) {
		out.must("\n" + say(
			"There was no room for the equal answers; report.html has them.",
			"相同的答案放不下了；report.html 里有。") + "\n")
	}
	out.room, out.full = out.room+half, false
	cut, err = c.pieces(out, func(f feedback) string {
		text := ""
		for _, l := range f.Lessons {
			if !l.Full() {
				text += "\n" + l.markdown(f.Lang, "####", false)
			}
		}
		if text == "" {
			return ""
		}
		return "\n### " + escapeMarkdown(f.Called()) + "\n" + text
	})
	if err != nil {
		return err
	}
	if cut > 0 {
		out.must("\n" + left(cut).In(c.Lang) + "\n")
	}
	return out.err
}

// pieces adds one piece for each student, and tells how many did not fit.
func (c Class) pieces(out *bounded, piece func(feedback) string) (cut int, err error) {
	for f, err := range c.read() {
		if err != nil {
			return cut, err
		}
		if !out.full {
			out.add(piece(f))
		}
		if out.full {
			cut++
		}
	}
	return cut, out.err
}

func left(n int) course.Text {
	return course.Say(
		"There was no room for %s more; report.html has everybody.",
		"还有 %s放不下了；report.html 里人人都有。", students(n))
}
