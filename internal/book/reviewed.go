package book

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"handshake/internal/course"
)

// reviewedFile records, for every section, what both languages said when somebody last read
// them beside each other.
const reviewedFile = "docs/reviewed.json"

// review is a hash of a section's words in each language.
type review struct {
	En string `json:"en"`
	Zh string `json:"zh"`
}

// pairOfSections is one section in both languages.
type pairOfSections struct {
	en, zh         *page
	enLine, zhLine int
	now            review
}

// unreviewed finds the sections that have changed since both languages were last read
// together: whoever changes one has to look at the other.
func unreviewed(b *Book) []Problem {
	last, err := lastReviews(b)
	if err != nil {
		return []Problem{{reviewedFile, 1, course.Say("%v", "%v", err)}}
	}
	one := func(changed, same *page, changedLine, line int, name string) Problem {
		lang := course.Say("English", "英文")
		if changed.lang == "zh" {
			lang = course.Say("Chinese", "中文")
		}
		return same.problem(line,
			"section %s: the %s has changed (%s:%d), this side has not; bring it into line, then `%[5]s`; "+
				"if nothing is to be done here, `%[5]s=%[1]s`",
			"小节 %s：%s已经改了（%s:%d），这一边还没有；请跟着改，再运行 `%[5]s`；"+
				"如果这边不用改，就运行 `%[5]s=%[1]s`",
			name, lang, changed.path, changedLine, reviewedCommand)
	}
	var found []Problem
	now := b.sectionPairs()
	for _, name := range slices.Sorted(maps.Keys(now)) {
		pair := now[name]
		before, known := last[name]
		enChanged, zhChanged := before.En != pair.now.En, before.Zh != pair.now.Zh
		switch {
		case !known:
			found = append(found, pair.zh.problem(pair.zhLine,
				"section %s is new: read the two languages beside each other, then `%s`",
				"小节 %s 是新的：请把两种语言对照读一遍，再运行 `%s`", name, reviewedCommand))
		case enChanged && zhChanged:
			found = append(found, pair.zh.problem(pair.zhLine,
				"section %s has changed in both languages: read the two beside each other, then `%s`",
				"小节 %s 两种语言都改了：请对照读一遍，再运行 `%s`", name, reviewedCommand))
		case enChanged:
			found = append(found, one(pair.en, pair.zh, pair.enLine, pair.zhLine, name))
		case zhChanged:
			found = append(found, one(pair.zh, pair.en, pair.zhLine, pair.enLine, name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(last)) {
		if _, ok := now[name]; !ok {
			where := "docs/en/" + pageOf(name) + ".md"
			if _, ok := b.page(where); !ok {
				where = reviewedFile
			}
			found = append(found, Problem{where, 1, course.Say(
				"section %s is not in both languages any more: restore it, or `%s`",
				"小节 %s 不再是两种语言都有：请恢复它，或者运行 `%s`", name, reviewedCommand)})
		}
	}
	return found
}

// pageOf is the name of the page that a section PAGE#SECTION is on.
func pageOf(section string) string {
	page, _, _ := strings.Cut(section, "#")
	return page
}

// Reviewed is the new record of reviews, by path. Of the lessons, or of the whole book if there
// are none, it takes in the sections that are new, gone, or changed in both languages; a section
// changed in one language alone, only when it is the one that is named.
func (b *Book) Reviewed(section string, lessons []string) (map[string][]byte, error) {
	last, err := lastReviews(b)
	if err != nil {
		return nil, err
	}
	now := b.sectionPairs()
	if _, ok := now[section]; section != "" && !ok {
		return nil, course.Fail(nil,
			"there is no section %s in both languages: name it PAGE#SECTION, as in 01-listen#task",
			"没有两种语言都有的小节 %s：请写成 PAGE#SECTION，例如 01-listen#task", section)
	}
	asked := func(name string) bool {
		return section == "" && (len(lessons) == 0 || slices.Contains(lessons, pageOf(name)))
	}
	for name, pair := range now {
		before, known := last[name]
		changed := !known || before.En != pair.now.En && before.Zh != pair.now.Zh
		if name == section || asked(name) && changed {
			last[name] = pair.now
		}
	}
	maps.DeleteFunc(last, func(name string, _ review) bool {
		_, ok := now[name]
		return !ok && asked(name)
	})
	// One line for each section: changes to different sections do not conflict.
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(last)) {
		lines = append(lines, fmt.Sprintf("  %q: {\"en\": %q, \"zh\": %q}", name, last[name].En, last[name].Zh))
	}
	return map[string][]byte{reviewedFile: []byte("{\n" + strings.Join(lines, ",\n") + "\n}\n")}, nil
}

func lastReviews(b *Book) (map[string]review, error) {
	last := map[string]review{}
	text, ok := b.text[reviewedFile]
	if !ok {
		return last, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&last); err != nil {
		return nil, course.Fail(err,
			"cannot be read (%v): restore it from version control",
			"读不懂（%v）：请从版本库里恢复", err)
	}
	return last, nil
}

// sectionPairs are the sections of the chapters that exist in both languages, by the name
// PAGE#SECTION.
func (b *Book) sectionPairs() map[string]pairOfSections {
	found := map[string]pairOfSections{}
	for _, pair := range b.pairs() {
		en, zh := pair[0], pair[1]
		if !en.isChapter() {
			continue
		}
		for _, e := range en.sections {
			i := slices.IndexFunc(zh.sections, func(s section) bool { return s.id == e.id })
			if i < 0 {
				continue // sameTree tells of it
			}
			z := zh.sections[i]
			if strings.Contains(e.prose+z.prose, "TODO") {
				continue // it is read when it is written
			}
			name := strings.TrimPrefix(strings.TrimSuffix(en.path, path.Ext(en.path)), "docs/en/") + "#" + e.id
			found[name] = pairOfSections{en, zh, e.first, z.first, review{e.hash(), z.hash()}}
		}
	}
	return found
}

// hash stands for the section's words. Code in fences is left out: sameCode keeps it equal.
func (s section) hash() string {
	return fmt.Sprintf("%x", sha256.Sum256([]byte(strings.TrimSpace(s.prose))))[:12]
}
