package submission

import (
	"context"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"handshake/internal/course/syllabus"
)

// place is where a lesson may be.
type place struct {
	path string
	kind kind
}

// layout is what a search has found, at the outermost level where there was anything.
type layout struct {
	places     map[string][]place // asked lesson → where it may be; names may differ by case
	lessonLike bool               // there are lesson folders, though perhaps none that is asked for
	loose      []string           // folders with Go files in them
	archives   []string
	empty      bool
}

// search looks for lesson folders level by level: at the top and under its lessons/; then
// in every folder inside, and so on. It stops at the first level that has any, so that a
// backup deeper inside is never taken for the answer.
func search(ctx context.Context, t tree, lessons []syllabus.Lesson) (layout, error) {
	found := layout{places: map[string][]place{}}
	level := []string{""}
	for depth := 0; depth <= maxWrapping; depth++ {
		var deeper, loose, archives []string
		for _, dir := range level {
			if err := ctx.Err(); err != nil {
				return found, err
			}
			nodes, err := t.list(dir)
			if err != nil {
				return found, err
			}
			found.empty = depth == 0 && len(nodes) == 0
			if err := found.note(t, dir, nodes, lessons); err != nil {
				return found, err
			}
			for _, n := range nodes {
				full := path.Join(dir, n.name)
				switch {
				case n.kind == folder:
					deeper = append(deeper, full)
				case n.kind == file && strings.HasSuffix(n.name, ".go") && !slices.Contains(loose, dir):
					loose = append(loose, dir)
				case n.kind == file && isArchive(n.name):
					archives = append(archives, full)
				}
				if n.kind == folder && n.name == syllabus.Dir {
					inside, err := t.list(full)
					if err != nil {
						return found, err
					}
					if err := found.note(t, full, inside, lessons); err != nil {
						return found, err
					}
				}
			}
		}
		if found.loose == nil {
			found.loose = loose
		}
		if found.archives == nil {
			found.archives = archives
		}
		if found.lessonLike {
			break
		}
		level = deeper
	}
	return found, nil
}

// note remembers the lesson folders among the nodes of dir. A folder without any Go file is
// none, whatever its name.
func (f *layout) note(t tree, dir string, nodes []node, lessons []syllabus.Lesson) error {
	for _, n := range nodes {
		if n.kind == file || n.kind == special || !syllabus.IsName(strings.ToLower(n.name)) {
			continue
		}
		p := place{path.Join(dir, n.name), n.kind}
		if n.kind == folder {
			inside, err := t.list(p.path)
			if err != nil {
				return err
			}
			isGo := func(n node) bool { return strings.HasSuffix(strings.ToLower(n.name), ".go") }
			if !slices.ContainsFunc(inside, isGo) {
				continue
			}
		}
		f.lessonLike = true
		for _, l := range lessons {
			if strings.EqualFold(n.name, l.Name) {
				f.places[l.Name] = append(f.places[l.Name], p)
			}
		}
	}
	return nil
}

// mentions reports whether a file's name speaks of the lesson: "01-listen",
// "zhangsan_01-listen (2)".
func mentions(name, lesson string) bool {
	name = strings.ToLower(name)
	for from := 0; ; {
		at := strings.Index(name[from:], lesson)
		if at < 0 {
			return false
		}
		at += from
		end := at + len(lesson)
		if (at == 0 || !alphanumeric(name[at-1])) && (end == len(name) || !alphanumeric(name[end])) {
			return true
		}
		from = end
	}
}

func alphanumeric(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' }

// hidden reports whether a name is none of the student's work: dot files, and what systems
// leave behind.
func hidden(name string) bool {
	switch strings.ToLower(name) {
	case "__macosx", "thumbs.db", "desktop.ini":
		return true
	}
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")
}

var archiveSuffixes = []string{".tar.gz", ".tgz", ".zip", ".tar"}

func isArchive(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(archiveSuffixes, func(s string) bool { return strings.HasSuffix(name, s) })
}

// stem is the last part of a path without an archive's extension.
func stem(p string) string {
	name := filepath.Base(p)
	for _, suffix := range archiveSuffixes {
		if cut := len(name) - len(suffix); cut > 0 && strings.EqualFold(name[cut:], suffix) {
			return name[:cut]
		}
	}
	return name
}
