package course

import (
	"fmt"
	"slices"
	"strings"
)

// Say is one thing said in both languages, side by side so that neither is forgotten. Where there
// are values, both are formats for them, as for fmt.Sprintf; one that takes them in another order
// numbers them: "%[2]s". A value that has both languages itself, such as a Text, is told in each.
func Say(en, zh string, values ...any) Text {
	if len(values) == 0 {
		return Text{En: en, Zh: zh}
	}
	return Text{En: fmt.Sprintf(en, in(English, values)...), Zh: fmt.Sprintf(zh, in(Chinese, values)...)}
}

// in are values as they are told in lang.
func in(lang Lang, values []any) []any {
	values = slices.Clone(values)
	for i, v := range values {
		if both, is := v.(interface{ In(Lang) string }); is {
			values[i] = both.In(lang)
		}
	}
	return values
}

// Commas are names one after the other, with the commas of each language.
func Commas(names []string) Text {
	return Text{En: strings.Join(names, ", "), Zh: strings.Join(names, "、")}
}

// Error is what has gone wrong, told to whoever can mend it: in one line, what it is and what to
// do about it.
type Error struct {
	Text
	// Cause is the error behind it; nil if there is none.
	Cause error
}

func (e *Error) Error() string { return e.En }
func (e *Error) Unwrap() error { return e.Cause }

// Fail makes an Error: the words are as for Say.
func Fail(cause error, en, zh string, values ...any) *Error {
	return &Error{Say(en, zh, values...), cause}
}
