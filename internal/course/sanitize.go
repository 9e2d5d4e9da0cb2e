package course

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sanitize is text that shows what it holds and does nothing to a terminal or a page: control
// characters, escape sequences among them, changes of direction and other characters without a
// shape are written as Go writes them in a string, \x1b, \u202e, and so is every byte that is
// not UTF-8. Lines end with a line feed; tabs stay.
func Sanitize(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if utf8.ValidString(text) && !strings.ContainsFunc(text, unprintable) {
		return text
	}
	var out strings.Builder
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&out, `\x%02x`, text[0])
		case !unprintable(r):
			out.WriteRune(r)
		case r < utf8.RuneSelf:
			fmt.Fprintf(&out, `\x%02x`, r)
		case r > 0xFFFF:
			fmt.Fprintf(&out, `\U%08x`, r)
		default:
			fmt.Fprintf(&out, `\u%04x`, r)
		}
		text = text[size:]
	}
	return out.String()
}

// unprintable are the characters that Sanitize replaces. The joiners stay: scripts and names need
// them.
func unprintable(r rune) bool {
	if ' ' <= r && r <= '~' {
		return false
	}
	switch r {
	case '\n', '\t', 0x200C, 0x200D:
		return false
	}
	return r&0xFFFE == 0xFFFE || unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp) ||
		unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// Truncate is a line of text in at most so many columns, with an ellipsis where it was longer.
func Truncate(line string, columns int) string {
	if Columns(line) <= columns {
		return line
	}
	used := 0
	for at, r := range line {
		if used += runeColumns(r); used > columns-1 {
			return line[:at] + "…"
		}
	}
	return line
}
