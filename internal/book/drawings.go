package book

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"handshake/internal/course"
)

// widest is how many columns a drawing has at most: it must not be folded on a page or a terminal.
const widest = 78

// unlikeDrawings checks what is drawn by hand: both languages have the same boxes and arrows in the
// same places, and it stays in its columns with every font.
func unlikeDrawings(b *Book) []Problem {
	var found []Problem
	for _, file := range b.files {
		name, ok := strings.CutSuffix(file, ".en.txt")
		if !ok || !strings.HasPrefix(file, drawings) {
			continue
		}
		other := name + ".zh.txt"
		en, zh := b.rows(file), b.rows(other)
		found = append(append(found, misfits(file, en)...), misfits(other, zh)...)
		for i := range max(len(en), len(zh)) {
			if i >= len(en) || i >= len(zh) || lines(en[i]) != lines(zh[i]) {
				found = append(found, Problem{other, i + 1, course.Say(
					"the lines of the drawing are not those of %s: words may differ, + | < and > may not",
					"图的线条和 %s 不一样：文字可以不同，+ | < > 的位置要相同", file)})
				break
			}
		}
	}
	return found
}

// drawn reports whether a name is that of a drawing.
func (b *Book) drawn(name string) bool {
	return b.exists(drawings+name+".en.txt") || b.exists(drawings+name+".txt")
}

func (b *Book) rows(file string) []string {
	return strings.Split(strings.TrimRight(string(b.text[file]), "\n"), "\n")
}

// misfits are the rows of a drawing that are too long, and those whose length depends on the font.
func misfits(file string, rows []string) []Problem {
	var found []Problem
	for i, row := range rows {
		if n := course.Columns(row); n > widest {
			found = append(found, Problem{file, i + 1, course.Say(
				"has %d columns: a drawing has %d at most (a Chinese character is two)",
				"有 %d 列：一幅图最多 %d 列（一个汉字算两列）", n, widest)})
		}
		if at := strings.IndexFunc(row, unsure); at >= 0 {
			found = append(found, Problem{file, i + 1, course.Say(
				"%q is one column wide in some fonts and two in others: draw with ASCII",
				"%q 在有的字体里占一列，有的占两列：请用 ASCII 来画", []rune(row[at:])[0])})
		}
	}
	return found
}

// unsure reports whether nobody can tell how many columns a character takes.
func unsure(r rune) bool {
	kind := width.LookupRune(r).Kind()
	return r > unicode.MaxASCII && kind != width.EastAsianWide && kind != width.EastAsianFullwidth
}

// lines are those of a row's characters that draw, each in its column.
func lines(row string) string {
	var out strings.Builder
	for _, r := range row {
		if strings.ContainsRune("+|<>", r) {
			out.WriteRune(r)
		} else {
			out.WriteString(strings.Repeat(" ", course.Columns(string(r))))
		}
	}
	return strings.TrimRight(out.String(), " ")
}
