package book

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"handshake/internal/course"
)

// typographyProblems checks the punctuation of every text in the repository: full-width
// beside Chinese characters, none of it in English, and a space between Chinese characters
// and Latin letters or digits.
func typographyProblems(b *Book) []Problem {
	var found []Problem
	for _, s := range b.passages() {
		var faults []fault
		switch {
		case s.lang == "en":
			faults = wideInEnglish(s.text)
		case s.lang == "zh" || isChinese(s.text):
			faults = chineseFaults(s.text)
		}
		for _, f := range faults {
			found = append(found, Problem{s.file, s.lineAt(f.at), f.what})
		}
	}
	return found
}

// fault is a place in a text, as a byte offset, and what is wrong there.
type fault struct {
	at   int
	what course.Text
}

var (
	latinWord = regexp.MustCompile(`[A-Za-z][A-Za-z'-]*`)
)

// isChinese reports whether a text is Chinese: it has Chinese characters, and no fewer than
// Latin words. An English sentence may quote a Chinese word.
func isChinese(text string) bool {
	n := 0
	for _, r := range text {
		if course.Han(r) {
			n++
		}
	}
	return n > 0 && n >= len(latinWord.FindAllString(text, -1))
}

// wide are the full-width forms of punctuation.
var wide = map[rune]rune{
	',': '\uff0c', ';': '\uff1b', ':': '\uff1a', '!': '\uff01', '?': '\uff1f',
	'(': '\uff08', ')': '\uff09', '.': '\u3002',
}

const (
	wideMarks = "\uff0c\uff1b\uff1a\uff01\uff1f\uff08\uff09\u3002\u3001"
	// closing may stand between a Chinese character and punctuation.
	closing = "\uff09\u201d\u2019\u300b\u300d\u3011"
)

// runes is a text to look around in.
type runes []rune

// at is the rune at i, or 0 beyond the ends.
func (r runes) at(i int) rune {
	if i < 0 || i >= len(r) {
		return 0
	}
	return r[i]
}

// next is the rune beside i in the direction of step, one white space being passed over.
func (r runes) next(i, step int) rune {
	if unicode.IsSpace(r.at(i + step)) {
		step *= 2
	}
	return r.at(i + step)
}

// closes reports whether c is Chinese, or what a Chinese quotation or parenthesis ends with.
func closes(c rune) bool { return course.Han(c) || c != 0 && strings.ContainsRune(closing, c) }

// chineseFaults finds half-width punctuation beside Chinese characters, spaces beside
// full-width punctuation, and Chinese characters that touch Latin letters or digits.
func chineseFaults(text string) []fault {
	r := runes(text)
	brackets := r.wideBrackets()
	var found []fault
	offset := 0
	for i, c := range r {
		var what course.Text
		switch {
		case strings.ContainsRune(",;:!?", c) && r.narrowBesideHan(i), c == '.' && r.endsSentence(i), brackets[i]:
			what = course.Say("write %c for %c beside Chinese", "中文旁边的标点用 %c，不用 %c", wide[c], c)
		case strings.ContainsRune(wideMarks, c) && r.spaced(i):
			what = course.Say("leave no space beside %c", "%c 旁边不留空格", c)
		case course.Han(c) && alphanumeric(r.at(i+1)), alphanumeric(c) && course.Han(r.at(i+1)) && r.at(i-1) != '\\':
			what = course.Say("put a space between %c and %c", "%c 和 %c 之间要空一格", c, r.at(i+1))
		}
		if what != (course.Text{}) {
			found = append(found, fault{offset, course.Say("%s: %s", "%s：%s", what, r.around(i))})
		}
		offset += len(string(c))
	}
	return found
}

func alphanumeric(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

// narrowBesideHan reports whether the punctuation at i follows or precedes Chinese, with or
// without a space. The colons of https:// and of ::1 are no punctuation.
func (r runes) narrowBesideHan(i int) bool {
	if r[i] == ':' && (r.at(i-1) == ':' || r.at(i+1) == ':' || r.at(i+1) == '/' && r.at(i+2) == '/') {
		return false
	}
	return closes(r.next(i, -1)) || course.Han(r.next(i, +1))
}

// endsSentence reports whether the point at i ends a Chinese sentence.
func (r runes) endsSentence(i int) bool {
	after := r.at(i + 1)
	return closes(r.at(i-1)) && (after == 0 || unicode.IsSpace(after) || strings.ContainsRune("\"'\u201d`)", after))
}

// spaced reports whether a single space stands beside the full-width mark at i. More than
// one align columns; those at the ends of a line are the line's.
func (r runes) spaced(i int) bool {
	lone := func(step int) bool {
		beyond := r.at(i + 2*step)
		return r.at(i+step) == ' ' && beyond != 0 && !unicode.IsSpace(beyond)
	}
	return lone(-1) || lone(+1)
}

// wideBrackets finds the half-width brackets that ought to be wide: those around Chinese,
// after Chinese, and right before it. Those of code, read(2) and (*T).Name, are left alone.
func (r runes) wideBrackets() map[int]bool {
	found := map[int]bool{}
	var open []int
	for i, c := range r {
		switch {
		case c == '(':
			open = append(open, i)
			if course.Han(r.at(i + 1)) {
				found[i] = true
			}
		case c == ')' && len(open) == 0:
			found[i] = closes(r.at(i-1)) || course.Han(r.at(i+1))
		case c == ')':
			start := open[len(open)-1]
			open = open[:len(open)-1]
			code := r.at(i+1) == '.' || alphanumeric(r.at(i+1))
			if slices.ContainsFunc(r[start:i], course.Han) ||
				closes(r.next(start, -1)) && !code || course.Han(r.at(i+1)) {
				found[start], found[i] = true, true
			}
		}
	}
	return found
}

// around is a few characters on either side of i.
func (r runes) around(i int) string {
	excerpt := string(r[max(0, i-8):min(len(r), i+9)])
	return strings.TrimSpace(strings.NewReplacer("\n", " ", hidden, "…").Replace(excerpt))
}

// wideInEnglish finds full-width punctuation.
func wideInEnglish(text string) []fault {
	var found []fault
	for offset, c := range text {
		if '\u3001' <= c && c <= '\u303f' || '\uff01' <= c && c <= '\uff65' {
			r := runes(text[offset:])
			found = append(found, fault{offset, course.Say(
				"%c is Chinese punctuation in an English text: write the English mark: %s",
				"英文里用了中文标点 %c：请改成英文标点：%s", c, r.around(0))})
		}
	}
	return found
}
