// Package course is what the specs and the checker agree on: the two languages, the record
// of one spec's verdict, the sealed events that carry records from a test binary to the
// checker, and how a record reads on a terminal.
package course

import (
	"strings"
	"unicode"
)

// Lang is a language a person reads: English or Chinese.
type Lang string

// The languages of the course.
const (
	English Lang = "en"
	Chinese Lang = "zh"
)

// LangVar is the environment variable that chooses the language before the locale does.
const LangVar = "COURSE_LANG"

// ParseLang understands "en", "zh" and locale names that begin with them ("zh_CN.UTF-8").
func ParseLang(name string) (Lang, bool) {
	switch tag, _, _ := strings.Cut(strings.NewReplacer("-", "_", ".", "_").Replace(strings.ToLower(name)), "_"); tag {
	case "zh":
		return Chinese, true
	case "en":
		return English, true
	}
	return English, false
}

// EnvLang is the language that the environment asks for: COURSE_LANG, else the locale in
// POSIX's order (LC_ALL, LC_MESSAGES, LANG). The first variable that is set decides;
// anything but Chinese means English.
func EnvLang(getenv func(string) string) Lang {
	for _, name := range []string{LangVar, "LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			lang, _ := ParseLang(value)
			return lang
		}
	}
	return English
}

// Han reports whether r is a Chinese character.
func Han(r rune) bool { return unicode.Is(unicode.Han, r) }

// Text is one thing said in both languages, side by side so that neither is forgotten.
type Text struct {
	En string `json:"en" toml:"en"`
	Zh string `json:"zh" toml:"zh"`
}

// In is the text in lang.
func (t Text) In(lang Lang) string {
	if lang == Chinese {
		return t.Zh
	}
	return t.En
}

// List is a list of names as a sentence has it.
func List(names []string) Text {
	if len(names) < 2 {
		only := strings.Join(names, "")
		return Text{En: only, Zh: only}
	}
	last := len(names) - 1
	return Text{
		En: strings.Join(names[:last], ", ") + " and " + names[last],
		Zh: strings.Join(names[:last], "、") + " 和 " + names[last]}
}
