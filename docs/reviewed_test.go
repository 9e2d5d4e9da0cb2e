package docs_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
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
func unreviewed(b *book) []problem {
	last, err := lastReviews(b)
	if err != nil {
		return []problem{{reviewedFile, 1, err.Error()}}
	}
	const both = "read the two beside each other, then go test ./docs -reviewed"
	var found []problem
	now := b.sectionPairs()
	for _, name := range slices.Sorted(maps.Keys(now)) {
		pair := now[name]
		before, known := last[name]
		enChanged, zhChanged := before.En != pair.now.En, before.Zh != pair.now.Zh
		const one = "section %s: the %s has changed (%s:%d), this side has not; bring it into line, then go test ./docs -reviewed; if nothing is to be done here, go test ./docs -reviewed-one=%s"
		switch {
		case !known:
			found = append(found, pair.zh.problem(pair.zhLine, "section %s is new: %s", name, both))
		case enChanged && zhChanged:
			found = append(found, pair.zh.problem(pair.zhLine, "section %s has changed in both languages: %s", name, both))
		case enChanged:
			found = append(found, pair.zh.problem(pair.zhLine, one, name, "English", pair.en.path, pair.enLine, name))
		case zhChanged:
			found = append(found, pair.en.problem(pair.enLine, one, name, "Chinese", pair.zh.path, pair.zhLine, name))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(last)) {
		if _, ok := now[name]; !ok {
			found = append(found, problem{reviewedFile, 1, fmt.Sprintf("section %s is not in both languages any more: restore it, or go test ./docs -reviewed", name)})
		}
	}
	return found
}

// recorded is the new record of reviews. With all, it takes in the sections that are new,
// gone, or changed in both languages; a section changed in one language alone, only when it
// is named.
func recorded(b *book, all bool, one string) ([]byte, error) {
	last, err := lastReviews(b)
	if err != nil {
		return nil, err
	}
	now := b.sectionPairs()
	if _, ok := now[one]; one != "" && !ok {
		return nil, fmt.Errorf("there is no section %s in both languages: name it PAGE#SECTION, as in 01-listen#task", one)
	}
	for name, pair := range now {
		before, known := last[name]
		changed := !known || before.En != pair.now.En && before.Zh != pair.now.Zh
		if name == one || all && changed {
			last[name] = pair.now
		}
	}
	if all {
		maps.DeleteFunc(last, func(name string, _ review) bool {
			_, ok := now[name]
			return !ok
		})
	}
	// One line for each section: changes to different sections do not conflict.
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(last)) {
		lines = append(lines, fmt.Sprintf("  %q: {\"en\": %q, \"zh\": %q}", name, last[name].En, last[name].Zh))
	}
	return []byte("{\n" + strings.Join(lines, ",\n") + "\n}\n"), nil
}

func lastReviews(b *book) (map[string]review, error) {
	last := map[string]review{}
	text, ok := b.text[reviewedFile]
	if !ok {
		return last, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&last); err != nil {
		return nil, fmt.Errorf("cannot be read (%w): restore it from version control", err)
	}
	return last, nil
}

// sectionPairs are the sections of the chapters that exist in both languages, by the name
// PAGE#SECTION.
func (b *book) sectionPairs() map[string]pairOfSections {
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
