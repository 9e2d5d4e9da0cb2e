package verify

import (
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"unicode"

	"handshake/internal/course"
)

// golden compares what a student would read about a wrong answer with what the author has
// approved, or writes it down for approval.
func (v *Verifier) golden(a answer, said []course.Record, lang course.Lang) {
	var text strings.Builder
	printer := course.Printer{Out: &text, Lang: lang}
	for _, r := range said {
		printer.Record(r)
	}
	words := steady(text.String())
	v.teaches(a, said, words, lang)

	file := a.where + "/feedback." + string(lang) + ".txt"
	path := filepath.Join(v.root(), file)
	approved, err := os.ReadFile(path)
	if v.Update {
		if err == nil && sketch(string(approved)) == sketch(words) {
			return
		}
		if err := os.WriteFile(path, []byte(words), 0o644); err != nil {
			v.problem(file, "%v", "%v", err)
		}
		return
	}
	if err != nil {
		v.problem(file,
			"there is no golden feedback: read what is said, and keep it with --update",
			"还没有存档的反馈：先读一读会说什么，再用 --update 存下来")
		return
	}
	// Other systems word their errors differently.
	if runtime.GOOS == "linux" && !alike(string(approved), words) {
		v.problem(file,
			"the feedback has changed; if it is better now, keep it with --update. Now:\n"+words,
			"反馈变了；如果现在更好，就用 --update 存下来。现在是：\n"+words)
	}
}

// alike reports whether two texts say the same, though what chance decides differs: the values that were
// seen, with whom a scene went wrong, and where an answer was when its time ran out. Of a promise that is
// broken in another scene, nothing but its title is the same: goroutines take their turns by chance.
func alike(a, b string) bool { return a == b || slices.EqualFunc(promises(a), promises(b), sameWords) }

// promises are the broken promises of a text, each from its title on.
func promises(text string) []string { return strings.Split(text, "\n✗ ") }

func sameWords(a, b string) bool {
	if in, now := sceneNumber.FindString(a), sceneNumber.FindString(b); in != "" && now != "" && in != now {
		a, _, _ = strings.Cut(a, "\n")
		b, _, _ = strings.Cut(b, "\n")
	}
	return sketch(a) == sketch(b)
}

// sceneNumber is where a story says which scene it tells.
var sceneNumber = regexp.MustCompile(`\(scene [0-9]+ of|的第 [0-9]+ 场`)

// sketch is a text without what chance decides. Its sentences keep their numbers and quotations. Lines break
// elsewhere: in English between two words, in Chinese anywhere.
func sketch(text string) string {
	between := " "
	if strings.ContainsFunc(text, course.Han) {
		between = ""
	}
	for _, chance := range byChance {
		text = chance.ReplaceAllString(text, "$1")
	}
	return spaces.ReplaceAllString(text, between)
}

var spaces = regexp.MustCompile(`[\n ]+`)

var byChance = []*regexp.Regexp{
	// The kit's sentence about an answer that hangs, up to the line that it names.
	regexp.MustCompile(`(?s)(time ran out|时间用完了).*?\n +lessons/[^ ]+`),
	// A scene, from its first line to its number.
	regexp.MustCompile(`(?ms)^      (?:given|then|设定|接着) .*?^      [(（][^\n]*\n`),
	// What was seen, or should have been.
	regexp.MustCompile(`(?m)^(    (?:got|want|must not be|the peer read|printed so far|得到|应为|不应为|对端读到)[:：]|      ).*`),
	regexp.MustCompile(`(\.go):[0-9]+`),
	// What an answer says of a number by chance.
	regexp.MustCompile(`\bclient [0-9]+|\bport -[0-9]+`),
	// Whoever takes part in a scene.
	regexp.MustCompile(`\b[A-Z]\b`),
}

// teaches refuses feedback that is no feedback: none at all, a dump of Go values, or
// English left in a Chinese report.
func (v *Verifier) teaches(a answer, said []course.Record, words string, lang course.Lang) {
	for _, r := range said {
		if strings.TrimSpace(r.Message) == "" {
			v.problem(a.where,
				r.Spec+" fails without a word: annotate the assertion with In(en, zh)",
				r.Spec+" 失败时什么也没说：请给断言加上 In(en, zh) 注解")
		}
	}
	if dump.MatchString(quoted.ReplaceAllString(words, "")) {
		v.problem(a.where, "the feedback shows a raw Go value:\n"+words, "反馈里露出了 Go 的原始值：\n"+words)
	}
	if lang == course.Chinese {
		if line := englishLine(words); line != "" {
			v.problem(a.where, "English is left in the Chinese feedback: "+line, "中文反馈里还有英文："+line)
		}
	}
}

var dump = regexp.MustCompile(`%!|0x[0-9a-f]{6,}|<\*|<[a-z]+\.[A-Z]|<nil>`)

// quoted is what somebody has said, byte for byte: that may be anything.
var quoted = regexp.MustCompile(`"(?:\\.|[^"\\\n])*"`)

// steady replaces what differs from run to run.
func steady(text string) string {
	text = loopbackPort.ReplaceAllString(text, "${1}:PORT")
	return durations.ReplaceAllString(text, "TIME")
}

var (
	loopbackPort = regexp.MustCompile(`(127\.0\.0\.1|localhost|\[::1?\]):[0-9]+`)
	durations    = regexp.MustCompile(`\b[0-9]+(\.[0-9]+)?(ns|µs|ms)\b`)
)

// systemError is a line that quotes an error as the system words it.
var systemError = regexp.MustCompile(`^(\S+ )?(dial|listen|read|write|accept|close|shutdown|lookup|set)\b.*: |` +
	`^(unexpected )?EOF$|^context (canceled|deadline exceeded)$`)

// englishLine is the first line that is an English sentence: four words or more, nothing
// Chinese, and not an error quoted from the system or a line of code.
func englishLine(text string) string {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if systemError.MatchString(line) || strings.Contains(line, "│") || strings.ContainsAny(line, "\"`") {
			continue
		}
		han, words := 0, 0
		for _, field := range strings.Fields(line) {
			other := func(r rune) bool { return !unicode.IsLetter(r) || r > unicode.MaxASCII }
			if !strings.ContainsFunc(field, other) {
				words++
			}
			if strings.ContainsFunc(field, course.Han) {
				han++
			}
		}
		if han == 0 && words >= 4 {
			return line
		}
	}
	return ""
}
