package book

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"handshake/internal/course"
)

// brokenLinks checks that links inside the repository lead to a file or folder, and to an
// anchor or a heading in it, and that links to the world are https. Nothing is fetched.
func brokenLinks(b *Book) []Problem {
	var found []Problem
	for _, p := range b.pages {
		for _, l := range p.links() {
			if wrong := b.wrongWith(p, l.target); wrong != (course.Text{}) {
				found = append(found, p.problem(l.line, "the link to %s %s", "到 %s 的链接%s", l.target, wrong))
			}
		}
	}
	return found
}

var hostName = regexp.MustCompile(`^([a-z0-9-]+\.)+[a-z]{2,}$`)

// wrongWith says what is wrong with a link on p, and how to mend it; nothing when nothing is.
func (b *Book) wrongWith(p *page, target string) course.Text {
	u, err := url.Parse(target)
	switch {
	case err != nil:
		return course.Say("cannot be understood: %v", "看不懂：%v", err)
	case u.Scheme != "" || u.Host != "":
		switch {
		case u.Scheme != "https":
			return course.Say(
				"is not https: use an https address, or code if it is not to be followed",
				"不是 https：请用 https 地址；不是给人点的，就写成代码")
		case !hostName.MatchString(u.Hostname()):
			return course.Say(
				"names no host of the world: mend it, or write it as code",
				"里的主机不存在：请改正，或者写成代码")
		case strings.ContainsFunc(target, func(r rune) bool { return r > unicode.MaxASCII || r <= ' ' }):
			return course.Say(
				"has characters that an address has not: percent-encode them, "+
					"or end the address before them with a space",
				"里有地址不能有的字符：请用百分号编码，或者用空格在它们之前结束地址")
		}
		return course.Text{}
	case target == "":
		return course.Say("is empty: say where it leads", "是空的：请写明去处")
	case strings.HasPrefix(u.Path, "/"):
		return course.Say(
			"begins at the root, which differs between forge and website: write it relative to this file",
			"从根目录开始，而代码托管站和网站的根目录不同：请写成相对于本文件的路径")
	}
	file := p.path
	if u.Path != "" {
		file = path.Join(path.Dir(p.path), u.Path)
	}
	if !b.exists(file) {
		return course.Say("leads nowhere: there is no %s", "没有去处：%s 不存在", file)
	}
	if u.Fragment == "" {
		return course.Text{}
	}
	goal, ok := b.page(file)
	switch {
	case !ok:
		return course.Say(
			"names a place in a file that is no page: link to the file alone (line numbers drift)",
			"指向一个文件里的某处，而那个文件不是页面：只链接到文件（行号会变）")
	case !slices.Contains(goal.places(), u.Fragment):
		return course.Say(
			"leads to a place that %s has not: there are %s",
			"指向的地方 %s 里没有：现有 %s", file, course.Commas(goal.places()))
	}
	return course.Text{}
}

// exists reports whether the repository has a file or folder of that name.
func (b *Book) exists(name string) bool {
	return slices.ContainsFunc(b.files, func(file string) bool {
		return file == name || strings.HasPrefix(file, name+"/")
	})
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
