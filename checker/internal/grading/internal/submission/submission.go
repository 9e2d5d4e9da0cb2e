// Package submission reads what students handed in: folders, zip and tar.gz files. It is the only
// part of the checker that touches hostile file systems and archives. Of a submission it takes the
// regular files that a lesson declares and nothing else; it follows no link, and unpacks nothing to
// disk.
package submission

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// The limits of one submission.
const (
	maxEntries   = 20_000    // files and folders that are looked at
	maxArchive   = 100 << 20 // bytes of an archive as it was handed in
	maxUnpacked  = 256 << 20 // bytes of a tar archive once decompressed
	maxDirectory = 8 << 20   // bytes of a zip archive's list of contents
	maxName      = 1024      // bytes of a path inside an archive
	maxWrapping  = 3         // folders around the lessons or around lessons/
)

// Submission is what one student handed in, read and bounded.
type Submission struct {
	// Files are the declared files, lesson by lesson: "01-listen" → "server.go" → content.
	// A lesson that was not handed in is absent, as is a file that is missing.
	Files map[string]map[string][]byte
	// Refused are lessons that were handed in and cannot be used; none of them is in Files.
	Refused map[string]*Error
	// Notes are worth telling the teacher. They decide nothing.
	Notes []Note
	// Hash is the SHA-256, in hex, of Files and of the reasons in Refused. It does not depend
	// on how the submission was packed.
	Hash string
}

// Note is something that was seen and makes no difference.
type Note struct {
	Rule   Rule
	Lesson string // "" when it is about the whole submission
	Text   course.Text
}

// Read takes the declared files of the lessons. Each lesson is looked for at the top, under
// lessons/, and, where there is none, in the same places of the folders inside, three deep
// at most. Go files without any lesson folder are taken for the one lesson that is asked
// for, or that the submission is named after. An *Error concerns the whole submission; the
// error of ctx is passed on as it is.
func (e Entry) Read(ctx context.Context, lessons []syllabus.Lesson) (Submission, error) {
	t, err := openTree(ctx, e.Path)
	if err != nil {
		return Submission{}, reason(ctx, e.Path, err)
	}
	defer t.Close()
	s, err := collect(ctx, t, lessons, []string{stem(e.Path), e.Student})
	if err != nil {
		return Submission{}, reason(ctx, e.Path, err)
	}
	return s, nil
}

// kind is what a name in a folder stands for.
type kind int

const (
	file kind = iota
	folder
	link
	special // a pipe, socket or device
	twice   // an archive holds more than one thing under this name
)

// node is one name in a folder.
type node struct {
	name string
	kind kind
}

// tree is a submission on disk or in an archive. Paths are relative to its top, which is "",
// and slash-separated.
type tree interface {
	// list is what a folder holds, sorted, without hidden names.
	list(dir string) ([]node, error)
	// read passes each of the files on. A file that alone is to blame comes with a refusal;
	// the error is about the whole.
	read(ctx context.Context, paths []string, each func(path string, data []byte, refusal *Error)) error
	// inner opens an archive that lies in the tree; nil where that is not done.
	inner(ctx context.Context, path string) (tree, error)
	// ignored is what was seen in the tree that is never looked at.
	ignored() []remark
	io.Closer
}

// wanted is a declared file that is there.
type wanted struct{ lesson, name string }

// collector gathers a submission from a tree.
type collector struct {
	tree    tree
	lessons []syllabus.Lesson
	where   map[string]wanted // path → what is there
	result  Submission
	remarks []remark
}

func collect(ctx context.Context, t tree, lessons []syllabus.Lesson, names []string) (Submission, error) {
	found, err := search(ctx, t, lessons)
	if err != nil {
		return Submission{}, err
	}
	c := &collector{tree: t, lessons: lessons, where: map[string]wanted{}, result: Submission{
		Files: map[string]map[string][]byte{}, Refused: map[string]*Error{}}}
	switch {
	case found.lessonLike:
		err = c.choose(found.places)
	case len(found.loose) > 0:
		err = c.loose(found.loose, names)
	case len(found.archives) == 1:
		inside, err := t.inner(ctx, found.archives[0])
		if err != nil {
			return Submission{}, err
		}
		if inside == nil {
			return Submission{}, nested(found.archives[0])
		}
		defer inside.Close()
		return collect(ctx, inside, lessons, append([]string{stem(found.archives[0])}, names...))
	case len(found.archives) > 1:
		err = several(found.archives)
	default:
		err = nothing(found.empty, t.ignored())
	}
	if err != nil {
		return Submission{}, err
	}
	if err := c.read(ctx); err != nil {
		return Submission{}, err
	}
	c.finish()
	return c.result, nil
}

// choose takes each lesson from the one folder that holds it.
func (c *collector) choose(places map[string][]place) error {
	for _, l := range c.lessons {
		exact := slices.DeleteFunc(slices.Clone(places[l.Name]),
			func(p place) bool { return path.Base(p.path) != l.Name })
		folders := slices.DeleteFunc(slices.Clone(exact), func(p place) bool { return p.kind != folder })
		switch all := places[l.Name]; {
		case len(all) == 0:
			continue
		case len(folders) > 1:
			c.result.Refused[l.Name] = ambiguous(folders[0].path, folders[1].path)
		case len(folders) == 1 && clash(folders[0], all) != "":
			c.result.Refused[l.Name] = sameButCase(folders[0].path, clash(folders[0], all))
		case len(folders) == 1:
			if err := c.take(l, folders[0].path); err != nil {
				return err
			}
		case len(exact) > 0:
			c.result.Refused[l.Name] = unfit(exact[0].path, exact[0].kind)
		default:
			c.result.Refused[l.Name] = wrongCase(all[0].path, l.Name)
		}
	}
	return nil
}

// clash is the folder beside p whose name differs by case alone, or "".
func clash(p place, all []place) string {
	for _, other := range all {
		if other.path != p.path && path.Dir(other.path) == path.Dir(p.path) {
			return other.path
		}
	}
	return ""
}

// loose takes Go files that lie in no lesson's folder.
func (c *collector) loose(dirs, names []string) error {
	l, known := c.named(slices.Concat(mapped(dirs, path.Base), names))
	switch {
	case !known:
		return homeless(dirs[0])
	case len(dirs) > 1:
		c.result.Refused[l.Name] = ambiguous(dirs[0], dirs[1])
		return nil
	}
	return c.take(l, dirs[0])
}

// named is the one lesson that the names speak of, or the only one that is asked for.
func (c *collector) named(names []string) (l syllabus.Lesson, ok bool) {
	for _, name := range names {
		var hits []syllabus.Lesson
		for _, l := range c.lessons {
			if mentions(name, l.Name) {
				hits = append(hits, l)
			}
		}
		if len(hits) == 1 {
			return hits[0], true
		}
	}
	if len(c.lessons) == 1 {
		return c.lessons[0], true
	}
	return l, false
}

// take marks the declared files in a lesson's folder for reading.
func (c *collector) take(l syllabus.Lesson, dir string) error {
	nodes, err := c.tree.list(dir)
	if err != nil {
		return err
	}
	where := map[string]wanted{}
	for _, name := range l.Files {
		var exact *node
		var variant string
		for _, n := range nodes {
			switch {
			case n.name == name:
				exact = &n
			case strings.EqualFold(n.name, name):
				variant = path.Join(dir, n.name)
			}
		}
		full := path.Join(dir, name)
		var refusal *Error
		switch {
		case exact != nil && variant != "":
			refusal = sameButCase(full, variant)
		case variant != "":
			refusal = wrongCase(variant, name)
		case exact == nil:
			c.remark(MissingFile, l.Name, full)
		case exact.kind != file:
			refusal = unfit(full, exact.kind)
		default:
			where[full] = wanted{l.Name, name}
		}
		if refusal != nil {
			c.result.Refused[l.Name] = refusal
			return nil
		}
	}
	for _, n := range nodes {
		goFile := strings.HasSuffix(n.name, ".go") && !strings.HasSuffix(n.name, "_test.go")
		if goFile && n.kind == file && !slices.Contains(l.Files, n.name) {
			c.remark(Extra, l.Name, path.Join(dir, n.name))
		}
	}
	maps.Copy(c.where, where)
	return nil
}

// read fetches everything that was chosen.
func (c *collector) read(ctx context.Context) error {
	refuse := func(lesson string, e *Error) {
		// The first in the order of names, whatever order an archive has.
		if old := c.result.Refused[lesson]; old == nil || e.File < old.File {
			c.result.Refused[lesson] = e
		}
	}
	return c.tree.read(ctx, slices.Sorted(maps.Keys(c.where)), func(p string, data []byte, refusal *Error) {
		w := c.where[p]
		if refusal == nil {
			refusal = unreadableText(p, data)
		}
		if refusal != nil {
			refuse(w.lesson, refusal)
			return
		}
		if bytes.Contains(data, []byte("\r\n")) {
			c.remark(CRLF, w.lesson, p)
		}
		if c.result.Files[w.lesson] == nil {
			c.result.Files[w.lesson] = map[string][]byte{}
		}
		c.result.Files[w.lesson][w.name] = data
	})
}

// unreadableText is why Go could not read data as a source file, or nil. A byte order mark
// stays where it is: Go passes over it, and what is graded is what was handed in.
func unreadableText(p string, data []byte) *Error {
	switch {
	case len(data) > syllabus.MaxFile:
		return tooLarge(p)
	case bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")):
		return Fail(Encoding, p, nil,
			"is UTF-16, which Go does not read: save it as UTF-8",
			"是 UTF-16 编码，Go 读不了：请另存为 UTF-8")
	case !utf8.Valid(data):
		line := 1 + bytes.Count(data[:firstInvalid(data)], []byte("\n"))
		return Fail(Encoding, fmt.Sprintf("%s:%d", p, line), nil,
			"is not UTF-8 (GBK, perhaps): save it as UTF-8",
			"不是 UTF-8 编码（也许是 GBK）：请另存为 UTF-8")
	}
	return nil
}

func firstInvalid(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(data)
}

func (c *collector) finish() {
	for lesson := range c.result.Refused {
		delete(c.result.Files, lesson)
	}
	ordinary := func(r remark) bool { return r.rule == Hidden || r.rule == Deep }
	c.result.Notes = notes(append(c.remarks, slices.DeleteFunc(slices.Clone(c.tree.ignored()), ordinary)...))
	c.result.Hash = hash(c.result)
}

func (c *collector) remark(rule Rule, lesson, file string) {
	c.remarks = append(c.remarks, remark{rule: rule, lesson: lesson, file: file, count: 1})
}

// hash covers what a verdict can depend on: every byte of every file with its length and its
// name, in the order of names, and which lessons are refused by which rule.
func hash(s Submission) string {
	h := sha256.New()
	fmt.Fprintln(h, "handshake submission 1")
	for _, lesson := range slices.Sorted(maps.Keys(s.Files)) {
		for _, name := range slices.Sorted(maps.Keys(s.Files[lesson])) {
			data := s.Files[lesson][name]
			fmt.Fprintf(h, "file %q %q %d\n%s\n", lesson, name, len(data), data)
		}
	}
	for _, lesson := range slices.Sorted(maps.Keys(s.Refused)) {
		fmt.Fprintf(h, "refused %q %s\n", lesson, s.Refused[lesson].Rule)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// remark is a note before it is put into words: count things, the first of them named.
type remark struct {
	rule         Rule
	lesson, file string
	count        int
}

// oddities are what a tree holds and nobody looks at, summed up by rule as they are seen.
type oddities struct{ seen []remark }

func (o *oddities) see(rule Rule, file string) {
	for i := range o.seen {
		if o.seen[i].rule == rule {
			o.seen[i].count++
			return
		}
	}
	o.seen = append(o.seen, remark{rule: rule, file: file, count: 1})
}

func (o *oddities) seeKind(k kind, file string) {
	switch k {
	case link:
		o.see(Link, file)
	case special:
		o.see(Special, file)
	}
}

// notes sums remarks up: one note for each rule and lesson, however many files it is about.
func notes(all []remark) []Note {
	slices.SortFunc(all, func(a, b remark) int {
		return cmp.Or(cmp.Compare(a.lesson, b.lesson), cmp.Compare(a.rule, b.rule), cmp.Compare(a.file, b.file))
	})
	var out []Note
	for len(all) > 0 {
		first, count, n := all[0], 0, 0
		for n < len(all) && all[n].rule == first.rule && all[n].lesson == first.lesson {
			count += all[n].count
			n++
		}
		all = all[n:]
		label := course.Say("%s", "%s", Show(first.file))
		if count > 1 {
			label.En += fmt.Sprintf(" and %d more", count-1)
			label.Zh += fmt.Sprintf(" 等 %d 处", count)
		}
		out = append(out, Note{Rule: first.rule, Lesson: first.lesson,
			Text: course.Say("%s: %s", "%s：%s", label, remarkTexts[first.rule])})
	}
	return out
}

var remarkTexts = map[Rule]course.Text{
	Extra:   {En: "not one of this lesson's files; left out", Zh: "不是本课的文件，没有采用"},
	Link:    {En: "a link; links are never followed", Zh: "是链接；链接一律不跟"},
	Special: {En: "a pipe, socket or device; left out", Zh: "是管道、套接字或设备，没有采用"},
	Unsafe: {
		En: "a name that leads out of the archive, or no proper name; left out",
		Zh: "名字指到压缩包外面，或者不成其为名字，没有采用"},
	CRLF:        {En: "lines end in CRLF, as on Windows; Go reads them all the same", Zh: "行尾是 Windows 的 CRLF；Go 照样能读"},
	MissingFile: {En: "missing", Zh: "缺少这个文件"},
	Hidden:      {En: "hidden, or left there by a system; never looked at", Zh: "是隐藏的，或者是系统留下的，从不去看"},
	Deep:        {En: "too many folders around it", Zh: "外面套的目录太多了"},
}

func mapped(in []string, f func(string) string) (out []string) {
	for _, s := range in {
		out = append(out, f(s))
	}
	return out
}
