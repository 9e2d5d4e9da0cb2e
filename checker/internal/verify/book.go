package verify

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"handshake/checker/internal/toolchain"
	"handshake/internal/book"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// Changed are the sections of the book that have changed in both languages.
const Changed = "changed"

// scope are the lessons that the book is asked about: none where all of the course are proved, and
// all of the book with them.
func (v *Verifier) scope() (lessons []string, err error) {
	all, err := syllabus.Load(v.root())
	if err != nil || len(v.Lessons) == len(all) {
		return nil, err
	}
	for _, l := range v.Lessons {
		lessons = append(lessons, l.Name)
	}
	return lessons, nil
}

// book checks what the book says of the lessons, after what may be renewed has been.
func (v *Verifier) book(context.Context) error {
	v.expect(1)
	defer v.judged(1)
	lessons, err := v.scope()
	if err != nil {
		return err
	}
	b, err := book.Open(v.root())
	if err != nil {
		return err
	}
	if v.Update {
		if b, err = v.renewed(b.Updated(lessons)); err != nil {
			return err
		}
	}
	if v.Reviewed != "" {
		section := v.Reviewed
		if section == Changed {
			section = ""
		}
		record, err := b.Reviewed(section, lessons)
		if err != nil {
			return err
		}
		if b, err = v.renewed(record); err != nil {
			return err
		}
	}
	for _, p := range b.Problems(lessons) {
		v.problem(fmt.Sprintf("%s:%d", p.File, p.Line), "%s", "%s", p.What)
	}
	return nil
}

// renewed is the book after some of its files have been written.
func (v *Verifier) renewed(files map[string][]byte) (*book.Book, error) {
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(v.root(), filepath.FromSlash(name)), text, 0o644); err != nil {
			return nil, err
		}
	}
	return book.Open(v.root())
}

// figures has the conversations that the book draws held again, and their packets compared with
// the drawing, or drawn anew. They are tests of the package that captures packets.
func (v *Verifier) figures(ctx context.Context) error {
	v.expect(1)
	defer v.judged(1)
	lessons, err := v.scope()
	if err != nil {
		return err
	}
	only := "^TestFigures$"
	if lessons != nil {
		b, err := book.Open(v.root())
		if err != nil {
			return err
		}
		shown := b.Transcripts(lessons)
		if len(shown) == 0 {
			return nil
		}
		only += "/^(" + strings.Join(shown, "|") + ")$"
	}
	args := []string{"test", "./wire", "-count=1", "-v", "-run", only}
	if v.Update {
		args = append(args, "-update")
	}
	cmd, err := toolchain.Go{Root: v.root()}.Command(ctx, args...)
	if err != nil {
		return err
	}
	out, err := cmd.CombinedOutput()
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		v.problem("docs/transcripts",
			"the packets are not those of the figures; `--update` draws what is sent now:\n%s",
			"数据包和插图对不上；`--update` 会按现在的数据包重画：\n%s", out)
	case notCaptured.Match(out):
		v.Say(course.Say(
			"  left out: packets are captured on Linux, as root or with CAP_NET_RAW",
			"  略过：抓包要在 Linux 上，用 root 或 CAP_NET_RAW 权限"))
	}
	return nil
}

// notCaptured is how "go test" tells that no packets can be captured: the tests are skipped, or,
// on other systems, not there.
var notCaptured = regexp.MustCompile(`(?m)^ *--- SKIP|no tests to run`)
