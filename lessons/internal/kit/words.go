package kit

import (
	"regexp"
	"strings"

	. "github.com/onsi/ginkgo/v2"
	"github.com/onsi/gomega/format"
)

func init() {
	// An error is one line, whatever it is made of.
	format.RegisterCustomFormatter(func(value any) (string, bool) {
		_, isError := value.(error)
		return "", isError
	})
	format.MaxLength = 400
}

// fail is Gomega's way into Ginkgo: the annotation stays, the matcher's sentence becomes
// facts in the language of the run.
func fail(message string, skip ...int) {
	skipped := 1
	if len(skip) > 0 {
		skipped += skip[0]
	}
	Fail(inWords(message), skipped)
}

var (
	// matcherPart is where Gomega's own words begin, after the spec's annotation.
	matcherPart = regexp.MustCompile(`(?m)^(Expected|Unexpected error:|Expected an error to have occurred)`)
	typePrefix  = regexp.MustCompile(`^\s*<[^>\n]*>: ?`)
	sentence    = regexp.MustCompile(`(?s)^(?:Expected|Unexpected error:)\n(.*?)\n(to equal|to be|not to equal|occurred|to be true|to be false|to be nil|not to be nil|to be empty|not to be empty|to be zero-valued|not to be zero-valued|to have length|to contain element matching|to contain substring|to be ==|to be >=?|to be <=?|to match error)[ |]*(?:\n(.*))?$`)
)

// inWords keeps the annotation and says what Gomega found as "got" and "want".
func inWords(message string) string {
	at := matcherPart.FindStringIndex(message)
	if at == nil {
		return strings.TrimRight(message, "\n")
	}
	words, found := message[:at[0]], message[at[0]:]
	m := sentence.FindStringSubmatch(strings.TrimRight(found, "\n"))
	if m == nil {
		return words + found
	}
	got, relation, want := value(m[1]), m[2], value(m[3])
	switch {
	case relation == "occurred":
		return words + got
	case relation == "not to equal":
		return words + In("must not be: ", "不应为：") + got
	case want != "":
		if operator := strings.TrimPrefix(relation, "to be "); strings.ContainsAny(operator, "<=>") {
			want = operator + " " + want
		}
		return words + In("got:  ", "得到：") + got + "\n" + In("want: ", "应为：") + want
	case strings.HasPrefix(relation, "to be ") && strings.HasSuffix(relation, "e"), relation == "to be nil" && got == "":
		return strings.TrimRight(words, "\n") // true and false: the annotation has said it
	}
	return words + In("got:  ", "得到：") + got
}

// value is one of Gomega's printed objects without its Go type.
func value(printed string) string {
	printed = typePrefix.ReplaceAllString(printed, "")
	lines := strings.Split(printed, "\n")
	for i := range lines {
		lines[i] = strings.TrimPrefix(lines[i], "    ")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// Must stops a spec whose own preparation went wrong. Nobody is judged by such a spec: it
// is neither passed nor failed.
func Must(err error) {
	GinkgoHelper()
	if err != nil {
		running.unprepared = true
		Fail(In("this machine did not let the spec prepare: ", "这台机器没让测试做好准备：") + OneLine(err))
	}
}

// TooSlow ends a spec that this machine was too slow for. Nobody is judged by it.
func TooSlow() {
	GinkgoHelper()
	running.unprepared = true
	Fail(In("this machine was too slow for the spec", "这台机器太慢，测试没有来得及"))
}
