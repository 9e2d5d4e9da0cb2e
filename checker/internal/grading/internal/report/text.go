package report

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"handshake/internal/course"
)

// maxName bounds what stands on one line, in characters.
const maxName = 160

// line is text as one line of bounded length, for names.
func line(text string) string {
	text = strings.Join(strings.Fields(course.Sanitize(head(text, utf8.UTFMax*maxName))), " ")
	if runes := []rune(text); len(runes) > maxName {
		return string(runes[:maxName]) + "…"
	}
	return text
}

// Messages are far shorter: what goes beyond was made to be long.
const (
	maxMessage = 4 << 10 // bytes
	maxLines   = 60
)

// message is text as a paragraph of bounded length. The journal keeps the whole.
func message(text string, lang course.Lang) string {
	kept := head(text, maxMessage)
	if lines := strings.SplitAfterN(kept, "\n", maxLines+1); len(lines) > maxLines {
		kept = strings.Join(lines[:maxLines], "")
	}
	rest := len(text) - len(kept)
	kept = strings.TrimRight(course.Sanitize(kept), " \t\n")
	if rest > 0 && strings.TrimSpace(text[len(text)-rest:]) != "" {
		kept += course.Say(
			"\n… and %d bytes more",
			"\n……还有 %d 字节", rest).In(lang)
	}
	return kept
}

// head is the beginning of text, at most size bytes, without half a character at its end.
func head(text string, size int) string {
	if len(text) <= size {
		return text
	}
	for cut := size; cut > size-utf8.UTFMax; cut-- {
		if utf8.RuneStart(text[cut]) {
			return text[:cut]
		}
	}
	return text[:size]
}

// first is a message's first line with anything on it.
func first(text string) string {
	text, _, _ = strings.Cut(strings.TrimLeft(text, " \t\n"), "\n")
	return line(text)
}

var (
	markdownActive = regexp.MustCompile("[\\\\`*_\\[\\]<>&~|#$@]|://|:[a-z0-9_+-]+:|^[-+=]")
	// What begins a link without any sign of one, and what begins a numbered list.
	markdownDot = regexp.MustCompile(`(?i)(www|^[0-9]+)([.)])`)
)

// markdown is a line of text that Markdown shows as it is: no link, no markup, no HTML.
func markdown(text string) string {
	return markdownDot.ReplaceAllString(markdownActive.ReplaceAllString(line(text), `\$0`), `$1\$2`)
}

// fenced is text in a Markdown code block, each line after margin. The fence is longer than
// any row of backticks in the text.
func fenced(text, margin string) string {
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	var out strings.Builder
	fmt.Fprintf(&out, "%s%stext\n", margin, fence)
	for l := range strings.Lines(text) {
		fmt.Fprintf(&out, "%s%s\n", margin, strings.TrimSuffix(l, "\n"))
	}
	fmt.Fprintf(&out, "%s%s\n", margin, fence)
	return out.String()
}
