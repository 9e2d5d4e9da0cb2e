package kit

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/onsi/gomega/types"

	"handshake/internal/course"
)

// Matcher is a Gomega matcher that says what it saw in the language of the run. What is seen goes
// on a line of its own, below the spec's annotation.
func Matcher[T any](match func(T) (ok bool, seen string)) types.GomegaMatcher {
	return &matcher[T]{match: match}
}

type matcher[T any] struct {
	match func(T) (ok bool, seen string)
	seen  string
}

var _ types.GomegaMatcher = (*matcher[int])(nil)

func (m *matcher[T]) Match(actual any) (bool, error) {
	value, ok := actual.(T)
	if !ok && actual != nil {
		return false, fmt.Errorf("%T is not a %T", actual, value)
	}
	ok, m.seen = m.match(value)
	return ok, nil
}

func (m *matcher[T]) FailureMessage(any) string        { return m.seen }
func (m *matcher[T]) NegatedFailureMessage(any) string { return m.seen }

// Wrap succeeds if errors.Is finds target in the error. An impostor's answer counts for
// nothing, neither its yes nor, after NotTo, its no.
func Wrap(target error) types.GomegaMatcher {
	return BeErrorWhere(func(err error) bool { return errors.Is(err, target) })
}

// BeErrorWhere is a matcher that asks an error which one it is, unless it is an impostor: one
// that says yes to what never happened as well.
func BeErrorWhere(is func(error) bool) types.GomegaMatcher {
	return &questioned{matcher[error]{match: func(err error) (bool, string) {
		if err == nil {
			return false, In("there was no error", "没有返回错误")
		}
		return is(err), OneLine(err)
	}}}
}

// questioned fails for an impostor, whether it is negated or not.
type questioned struct{ matcher[error] }

func (q *questioned) Match(actual any) (bool, error) {
	err, _ := actual.(error)
	switch {
	case err == nil:
	case errors.Is(err, errNever):
		return false, errors.New(In(
			"this error says yes to every errors.Is, so its yes means nothing",
			"这个错误对任何 errors.Is 都回答“是”，这样的“是”什么也说明不了"))
	case errors.Is(err, numberOfFiles):
		return false, errors.New(In(
			"this error says yes to every number of the system, even to ENOTDIR, which no connection meets: its yes means nothing",
			"这个错误对系统的任何错误号都回答“是”，连网络上根本碰不到的 ENOTDIR 也不例外：这样的“是”什么也说明不了"))
	}
	return q.matcher.Match(actual)
}

// Nobody returns these: the first is no error of any package's, the second is about files.
var (
	errNever      = errors.New("an error that nobody returned")
	numberOfFiles = syscall.ENOTDIR
)

// OneLine is an error's text without line breaks.
func OneLine(err error) string {
	return strings.Join(strings.Fields(err.Error()), " ")
}

// HaveFailed succeeds if there is an error, whichever.
func HaveFailed() types.GomegaMatcher {
	return Matcher(func(err error) (bool, string) {
		if err == nil {
			return false, In("there was no error", "没有返回错误")
		}
		return true, OneLine(err)
	})
}

// HaveGoneWell succeeds if there is no error.
func HaveGoneWell() types.GomegaMatcher {
	return Matcher(func(err error) (bool, string) {
		if err == nil {
			return true, ""
		}
		return false, OneLine(err)
	})
}

// Say succeeds if the text or bytes are exactly want; otherwise both are shown from shortly
// before the first difference, with a caret under it.
func Say[T ~string | ~[]byte](want T) types.GomegaMatcher {
	return Matcher(func(got T) (bool, string) {
		return bytes.Equal([]byte(got), []byte(want)), Difference([]byte(got), []byte(want))
	})
}

// Difference lays got and want out one below the other with a caret at the first byte that
// differs, and says how many bytes there are.
func Difference(got, want []byte) string {
	at := 0
	for at < len(got) && at < len(want) && got[at] == want[at] {
		at++
	}
	const before, after = 16, 32
	from := max(0, at-before)
	for from > 0 && from > at-before-utf8.UTFMax && !utf8.RuneStart(got[min(from, len(got)-1)]) {
		from--
	}
	show := func(b []byte) (string, int) {
		head, tail := "", ""
		if from > 0 {
			head = "…"
		}
		end := min(len(b), at+after)
		if end < len(b) {
			tail = "…"
		}
		start := min(from, len(b))
		lead := fmt.Sprintf("%q", b[start:min(at, len(b))])
		all := fmt.Sprintf("%q", b[start:end])
		return head + all + tail, course.Columns(head+lead) - 1
	}
	g, caret := show(got)
	w, _ := show(want)
	labels := [2]string{In("got:  ", "得到："), In("want: ", "应为：")}
	indent := strings.Repeat(" ", course.Columns(labels[0])+caret)
	return fmt.Sprintf("  %s%s\n  %s%s\n  %s^ %s", labels[0], g, labels[1], w, indent,
		fmt.Sprintf(In("byte %d differs; got %d bytes, want %d", "第 %d 个字节不同；得到 %d 字节，应为 %d 字节"), at+1, len(got), len(want)))
}
