package docs_test

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// sameCode checks that fenced code is what its sources say, and that every transcript and
// every named region is shown somewhere.
func sameCode(b *book) []problem {
	var found []problem
	shown := map[string]bool{}
	for _, p := range b.pages {
		if !p.isChapter() && !p.isReadme() {
			continue
		}
		for _, f := range p.fences {
			code, source, err := b.codeOf(p, f)
			switch {
			case err != nil:
				found = append(found, p.problem(f.line, "%v", err))
			case code != f.code:
				found = append(found, p.problem(f.line, "the code is not what %s says: rewrite it with go test ./docs -update", source))
			}
			shown[source] = true
		}
	}
	found = append(found, b.transcriptProblems(shown)...)
	regions, wrong := b.regions()
	found = append(found, wrong...)
	for _, r := range regions {
		if !shown[r.source()] {
			found = append(found, problem{r.file, r.line, fmt.Sprintf("no page shows the region %q: remove its marks, or show it as %s", r.name, r.source())})
		}
	}
	return found
}

// updated is the new text of the pages whose fenced code differs from its sources.
func updated(b *book) map[string][]byte {
	changed := map[string][]byte{}
	for _, p := range b.pages {
		if !p.isChapter() && !p.isReadme() {
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
func (p *page) rewritten(b *book) string {
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
func (b *book) codeOf(p *page, f fence) (code, source string, err error) {
	lang, ref, _ := strings.Cut(f.info, " ")
	switch {
	case !slices.Contains([]string{"go", "python", "text", "toml", "sh"}, lang):
		return "", "", fmt.Errorf("the fence is marked %q: it begins with go, python, text, toml or sh", f.info)
	case lang == "sh" && ref != "":
		return "", "", errors.New("sh is for commands to type, which have no source: write the fence as sh alone")
	case lang == "sh":
		return f.code, "", nil
	case ref == "":
		return "", "", fmt.Errorf("the fence does not say where its code comes from: write %s PATH#NAME, or text TRANSCRIPT", lang)
	case !strings.ContainsAny(ref, "/#"):
		code, source, err = b.transcript(p, ref)
	default:
		code, source, err = b.cut(ref)
	}
	if want := markOf(source); err == nil && lang != want {
		err = fmt.Errorf("%s is shown as %s: mark the fence %s", source, lang, want)
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

// transcripts is the folder of recorded output.
const transcripts = "docs/transcripts/"

var transcriptFile = regexp.MustCompile(`^([a-z0-9-]+)(\.en|\.zh)?\.txt$`)

// transcript finds the recorded output that a page shows under a name: in the page's own
// language where there is one.
func (b *book) transcript(p *page, name string) (code, source string, err error) {
	for _, file := range []string{name + "." + p.lang + ".txt", name + ".txt"} {
		if text, ok := b.text[transcripts+file]; ok {
			return ended(string(text)), transcripts + file, nil
		}
	}
	return "", "", fmt.Errorf("there is no transcript %s%s.txt: record it, or mend the name (code is referred to as PATH#NAME)", transcripts, name)
}

// ended is text with one newline at its end.
func ended(text string) string { return strings.TrimRight(text, "\n") + "\n" }

// transcriptProblems checks the folder of transcripts: nothing strange, nothing unused, and
// both languages of what exists in one.
func (b *book) transcriptProblems(shown map[string]bool) []problem {
	var found []problem
	for _, file := range b.files {
		name, ok := strings.CutPrefix(file, transcripts)
		if !ok || path.Ext(name) != ".txt" {
			continue
		}
		m := transcriptFile.FindStringSubmatch(name)
		if m == nil {
			found = append(found, problem{file, 1, "is not the name of a transcript: NAME.txt, or NAME.en.txt and NAME.zh.txt, in small letters, digits and hyphens"})
			continue
		}
		if !shown[file] {
			found = append(found, problem{file, 1, fmt.Sprintf("no page shows this transcript: show it in a fence marked text %s, or remove it", m[1])})
		}
		if other := map[string]string{".en": ".zh", ".zh": ".en"}[m[2]]; other != "" && !slices.Contains(b.files, transcripts+m[1]+other+".txt") {
			found = append(found, problem{file, 1, "its other language is missing: record " + transcripts + m[1] + other + ".txt"})
		}
	}
	return found
}
