package book

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// housePage is the page that says what may live in which folder.
const housePage = "CONTRIBUTING.md"

var (
	rooms   = regexp.MustCompile(`^(checker|internal|lessons/internal|tcp|wire)(/|$)`)
	roomRow = regexp.MustCompile("(?m)^\\| `([a-z/]+)` \\|")
)

// unmapped finds packages that the map of the house leaves out, and what it names and is not there.
func unmapped(b *Book) []Problem {
	page, ok := b.page(housePage)
	if !ok {
		return nil
	}
	var mapped, found []string
	for _, m := range roomRow.FindAllSubmatch(b.text[housePage], -1) {
		mapped = append(mapped, string(m[1]))
	}
	for _, file := range b.files {
		dir := path.Dir(file)
		if !rooms.MatchString(dir) || path.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") ||
			strings.Contains(dir, "/testdata") || slices.Contains(found, dir) {
			continue
		}
		found = append(found, dir)
	}
	var problems []Problem
	for _, dir := range found {
		if !slices.Contains(mapped, dir) {
			problems = append(problems, page.problem(1,
				"the map of the house does not say what may live in %s",
				"房子的地图里没有写 %s 里放什么", dir))
		}
	}
	for _, dir := range mapped {
		if !slices.Contains(found, dir) {
			problems = append(problems, page.problem(1,
				"the map of the house names %s, and no package is there",
				"房子的地图里有 %s，但那里没有包", dir))
		}
	}
	return problems
}
