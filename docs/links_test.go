package docs_test

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
)

// brokenLinks checks that links inside the repository lead to a file or folder, and to an
// anchor or a heading in it, and that links to the world are https. Nothing is fetched.
func brokenLinks(b *book) []problem {
	var found []problem
	for _, p := range b.pages {
		for _, l := range p.links() {
			if wrong := b.wrongWith(p, l.target); wrong != "" {
				found = append(found, p.problem(l.line, "the link to %s %s", l.target, wrong))
			}
		}
	}
	return found
}

var hostName = regexp.MustCompile(`^([a-z0-9-]+\.)+[a-z]{2,}$`)

// wrongWith says what is wrong with a link on p, and how to mend it; "" when nothing is.
func (b *book) wrongWith(p *page, target string) string {
	u, err := url.Parse(target)
	switch {
	case err != nil:
		return "cannot be understood: " + err.Error()
	case u.Scheme != "" || u.Host != "":
		switch {
		case u.Scheme != "https":
			return "is not https: use an https address, or code if it is not to be followed"
		case !hostName.MatchString(u.Hostname()):
			return "names no host of the world: mend it, or write it as code"
		case strings.ContainsFunc(target, func(r rune) bool { return r > unicode.MaxASCII || r <= ' ' }):
			return "has characters that an address has not: percent-encode them, or end the address before them with a space"
		}
		return ""
	case target == "":
		return "is empty: say where it leads"
	case strings.HasPrefix(u.Path, "/"):
		return "begins at the root, which differs between forge and website: write it relative to this file"
	}
	file := p.path
	if u.Path != "" {
		file = path.Join(path.Dir(p.path), u.Path)
	}
	if !b.exists(file) {
		return fmt.Sprintf("leads nowhere: there is no %s", file)
	}
	if u.Fragment == "" {
		return ""
	}
	goal, ok := b.page(file)
	switch {
	case !ok:
		return "names a place in a file that is no page: link to the file alone (line numbers drift)"
	case !slices.Contains(goal.places(), u.Fragment):
		return fmt.Sprintf("leads to a place that %s has not: there are %s", file, strings.Join(goal.places(), ", "))
	}
	return ""
}

// exists reports whether the repository has a file or folder of that name.
func (b *book) exists(name string) bool {
	return slices.ContainsFunc(b.files, func(file string) bool { return file == name || strings.HasPrefix(file, name+"/") })
}

// places are what a link to the page may name, sorted: its anchors, and its headings as
// forges number them.
func (p *page) places() []string {
	var found []string
	for _, a := range p.anchors() {
		found = append(found, a.what)
	}
	seen := map[string]int{}
	p.each(func(n ast.Node) {
		if n.Kind() != ast.KindHeading {
			return
		}
		slug := slugOf(p.plain(n))
		if seen[slug]++; seen[slug] > 1 {
			slug = fmt.Sprintf("%s-%d", slug, seen[slug]-1)
		}
		found = append(found, slug)
	})
	slices.Sort(found)
	return slices.Compact(found)
}

// slugOf is the id that forges give to a heading.
func slugOf(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return '-'
		case unicode.IsLetter(r) || unicode.IsNumber(r) || r == '-' || r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, strings.TrimSpace(heading))
}
