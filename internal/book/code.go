package book

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"handshake/internal/course"
)

// sameCode checks that fenced code is what its sources say, and that every transcript and
// every named region is shown somewhere.
func sameCode(b *Book) []Problem {
	var found []Problem
	shown := map[string]bool{}
	for _, p := range b.pages {
		if !p.isChapter() && !p.isReadme() {
			continue
		}
		for _, f := range p.fences {
			code, source, err := b.codeOf(p, f)
			switch {
			case err != nil:
				found = append(found, p.problem(f.line, "%v", "%v", err))
			case code != f.code:
				found = append(found, p.problem(f.line,
					"the code is not what %s says: `%s` rewrites it",
					"代码和 %s 不一致：`%s` 会重写它", source, updateCommand))
			}
			shown[source] = true
		}
	}
	found = append(found, b.transcriptProblems(shown)...)
	regions, wrong := b.regions()
	found = append(found, wrong...)
	for _, r := range regions {
		if !shown[r.source()] {
			found = append(found, Problem{r.file, r.line, course.Say(
				"no page shows the region %q: remove its marks, or show it as %s",
				"没有哪一页展示区域 %q：请删掉标记，或者写成 %s 来展示它", r.name, r.source())})
		}
	}
	return found
}

// Updated is the new text of those pages whose fenced code differs from its sources, by path: of
// the lessons' chapters, or of all pages if there are none.
func (b *Book) Updated(lessons []string) map[string][]byte {
	changed := map[string][]byte{}
	for _, p := range b.pages {
		if !p.isChapter() && !p.isReadme() || !b.concerns(p.path, lessons) {
			continue
		}
		if text := p.rewritten(b); text != string(p.raw) {
			changed[p.path] = []byte(text)
		}
	}
	return changed
}

// rewritten is the page with the code of its fences taken from their sources. A fence whose
// reference leads nowhere stays as it is: sameCode tells of it.
func (p *page) rewritten(b *Book) string {
	lines := strings.SplitAfter(string(p.raw), "\n")
	for _, f := range slices.Backward(p.fences) {
		code, _, err := b.codeOf(p, f)
		if err != nil {
			continue
		}
		var fresh []string
		for line := range strings.Lines(code) {
			fresh = append(fresh, strings.TrimRight(f.indent+line, " \n")+"\n")
		}
		lines = slices.Replace(lines, f.line, f.line+f.lines, fresh...)
	}
	return strings.Join(lines, "")
}

// codeOf is the code that a fence on p must hold, and the source that it comes from.
// Commands have no source: they are typed.
func (b *Book) codeOf(p *page, f fence) (code, source string, err error) {
	lang, ref, _ := strings.Cut(f.info, " ")
	switch {
	case !slices.Contains([]string{"go", "python", "text", "toml", "sh"}, lang):
		return "", "", course.Fail(nil,
			"the fence is marked %q: it begins with go, python, text, toml or sh",
			"代码块标的是 %q：应当以 go、python、text、toml 或 sh 开头", f.info)
	case lang == "sh" && ref != "":
		return "", "", course.Fail(nil,
			"sh is for commands to type, which have no source: write the fence as sh alone",
			"sh 是要读者键入的命令，没有出处：代码块只标 sh 就好")
	case lang == "sh":
		return f.code, "", nil
	case ref == "":
		return "", "", course.Fail(nil,
			"the fence does not say where its code comes from: "+
				"write %s PATH#NAME, text TRANSCRIPT, or text ANSWER/feedback",
			"代码块没有写出处：请写成 %s PATH#NAME、text TRANSCRIPT 或 text ANSWER/feedback", lang)
	case path.Base(ref) == "feedback":
		code, source, err = b.feedback(p, ref)
	case !strings.ContainsAny(ref, "/#"):
		code, source, err = b.transcript(p, ref)
	default:
		code, source, err = b.cut(ref)
	}
	if want := markOf(source); err == nil && lang != want {
		err = course.Fail(nil,
			"%s is shown as %s: mark the fence %s",
			"%s 被当作 %s 展示：代码块应当标为 %s", source, lang, want)
	}
	return code, source, err
}

// markOf is the language that a fence from source is marked with.
func markOf(source string) string {
	file, _, _ := strings.Cut(source, "#")
	switch path.Ext(file) {
	case ".go":
		return "go"
	case ".py":
		return "python"
	case ".toml":
		return "toml"
	}
	return "text"
}

// Transcripts are the names of the recorded output that the chapters of the lessons show, sorted.
// Drawings are not recorded, and not among them.
func (b *Book) Transcripts(lessons []string) []string {
	var names []string
	for _, p := range b.pages {
		if !slices.ContainsFunc(lessons, func(lesson string) bool { return isChapterOf(p.path, lesson) }) {
			continue
		}
		for _, f := range p.fences {
			lang, ref, _ := strings.Cut(f.info, " ")
			if lang == "text" && !strings.ContainsAny(ref, "/#") && !b.drawn(ref) {
				names = append(names, ref)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// transcripts is the folder of recorded output, and drawings that of what is drawn by hand.
const (
	transcripts = "docs/transcripts/"
	drawings    = "docs/drawings/"
)

var transcriptFile = regexp.MustCompile(`^([a-z0-9-]+)(\.en|\.zh)?\.txt$`)

// transcript finds the recorded output or the drawing that a page shows under a name: in the page's
// own language where there is one.
func (b *Book) transcript(p *page, name string) (code, source string, err error) {
	for _, folder := range []string{transcripts, drawings} {
		for _, file := range []string{name + "." + p.lang + ".txt", name + ".txt"} {
			if text, ok := b.text[folder+file]; ok {
				return ended(string(text)), folder + file, nil
			}
		}
	}
	return "", "", course.Fail(nil,
		"there is no transcript %s%s.txt: record it, or mend the name (code is referred to as PATH#NAME)",
		"没有实录 %s%s.txt：请录一份，或者改正名字（代码要写成 PATH#NAME）", transcripts, name)
}

// feedback is what a student reads about a wrong answer, as its author has approved it, in the
// page's own language. Where each student sees another port, the page shows one.
func (b *Book) feedback(p *page, ref string) (code, source string, err error) {
	file := ref + "." + p.lang + ".txt"
	text, ok := b.text[file]
	if !ok {
		return "", "", course.Fail(nil,
			"there is no feedback %s: mend the path of the wrong answer",
			"没有反馈 %s：请改正错误答案的路径", file)
	}
	return strings.ReplaceAll(string(text), "PORT", "12345"), file, nil
}

// ended is text with one newline at its end.
func ended(text string) string { return strings.TrimRight(text, "\n") + "\n" }

// transcriptProblems checks the folders of transcripts and drawings: nothing strange, nothing unused,
// and both languages of what exists in one.
func (b *Book) transcriptProblems(shown map[string]bool) []Problem {
	var found []Problem
	for _, file := range b.files {
		folder, name := path.Split(file)
		if folder != transcripts && folder != drawings || path.Ext(name) != ".txt" {
			continue
		}
		m := transcriptFile.FindStringSubmatch(name)
		if m == nil {
			found = append(found, Problem{file, 1, course.Say(
				"is not the name of a transcript: NAME.txt, or NAME.en.txt and NAME.zh.txt, "+
					"in small letters, digits and hyphens",
				"不是实录的名字：应当是 NAME.txt，或者 NAME.en.txt 和 NAME.zh.txt，用小写字母、数字和连字符")})
			continue
		}
		if !shown[file] {
			found = append(found, Problem{file, 1, course.Say(
				"no page shows this transcript: show it in a fence marked text %s, or remove it",
				"没有哪一页展示这份实录：请用标为 text %s 的代码块展示它，或者删掉它", m[1])})
		}
		other := folder + m[1] + map[string]string{".en": ".zh", ".zh": ".en"}[m[2]] + ".txt"
		if m[2] != "" && !slices.Contains(b.files, other) {
			found = append(found, Problem{file, 1, course.Say(
				"its other language is missing: record %s",
				"缺少另一种语言：请录一份 %s", other)})
		}
	}
	return found
}
