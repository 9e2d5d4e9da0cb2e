// Package progress remembers, in the user's cache folder, which lessons have been passed
// with which files, what the last verdict was, and how many hints were taken. It is a convenience: without it lessons
// are only judged again.
package progress

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/atomic"
	"handshake/checker/internal/engine"
	"handshake/checker/internal/lock"
	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

// Book is what is remembered of one course folder.
type Book struct {
	// Passed holds, for each lesson, the fingerprint of the files that passed it.
	Passed map[string]string `json:"passed"`
	// Hints counts the hints taken, by the spec's name.
	Hints map[string]int `json:"hints"`
	// Last holds, for each lesson, the last verdict.
	Last map[string]Verdict `json:"last"`

	file string
}

// Verdict is what was found of an answer, in the language of that run.
type Verdict struct {
	Of      string          `json:"of"` // the answer's fingerprint
	Lang    course.Lang     `json:"lang"`
	Records []course.Record `json:"records"`
}

// Open reads the book for the course at root. A book that cannot be read is an empty one.
func Open(root string) *Book {
	b := &Book{}
	if dir, err := engine.CacheDir(); err == nil {
		h := fnv.New64a()
		_, _ = io.WriteString(h, root)
		b.file = filepath.Join(dir, fmt.Sprintf("progress-%x.json", h.Sum64()))
		if text, err := os.ReadFile(b.file); err == nil {
			_ = json.Unmarshal(text, b)
		}
	}
	if b.Passed == nil {
		b.Passed = map[string]string{}
	}
	if b.Hints == nil {
		b.Hints = map[string]int{}
	}
	if b.Last == nil {
		b.Last = map[string]Verdict{}
	}
	return b
}

// Remember notes the verdict on the answer with that fingerprint. The hints for what is kept
// now are forgotten: when it breaks again, it breaks for another reason. A verdict that says
// more of the machine than of the answer is not kept.
func (b *Book) Remember(lesson, fingerprint string, lang course.Lang, records []course.Record) {
	passed, judged := true, true
	for _, r := range records {
		passed = passed && r.Good()
		judged = judged && r.Status != course.Infrastructure && r.Status != course.NotRun
		if r.Good() {
			delete(b.Hints, hintsFor(r))
			r.Leak = true
			delete(b.Hints, hintsFor(r))
		}
	}
	delete(b.Passed, lesson)
	delete(b.Last, lesson)
	if passed {
		b.Passed[lesson] = fingerprint
	}
	if judged {
		b.Last[lesson] = Verdict{Of: fingerprint, Lang: lang, Records: records}
	}
}

// Recall is the last verdict, if it was on the answer with that fingerprint and in that
// language; otherwise nil.
func (b *Book) Recall(lesson, fingerprint string, lang course.Lang) []course.Record {
	last := b.Last[lesson]
	if fingerprint == "" || last.Of != fingerprint || last.Lang != lang {
		return nil
	}
	return last.Records
}

// TakeHint counts one more hint about the record, of so many that there are, and returns how
// many have been taken.
func (b *Book) TakeHint(r course.Record, most int) int {
	taken := min(b.Hints[hintsFor(r)]+1, most)
	b.Hints[hintsFor(r)] = taken
	return taken
}

// hintsFor is what the hints about a record are counted under. A leak has hints of its own.
func hintsFor(r course.Record) string {
	if r.Leak {
		return r.Name() + " leak"
	}
	return r.Name()
}

// Save writes the book, whole or not at all, and reports whether it will be remembered.
func (b *Book) Save() bool {
	text, err := json.Marshal(b)
	if err != nil || b.file == "" {
		return false
	}
	turn, err := lock.Await(b.file + ".lock") // there may be other checkers
	if err != nil {
		return false
	}
	defer turn.Close()
	return atomic.Write(b.file, 0o600, func(f *os.File) error {
		_, err := f.Write(text)
		return err
	}) == nil
}

// Fingerprint identifies an answer to a lesson, and what it stands on, together with the specs that
// judged it, and with what of the kit and the weights is not the course's.
func Fingerprint(root string, a answer.Answer) string {
	h := sha256.New()
	note := func(file string, text []byte) { fmt.Fprintf(h, "/%s %d\n%s", file, len(text), text) }
	for _, a := range append([]answer.Answer{a}, a.Base...) {
		for _, f := range a.Files {
			note(a.Lesson.Path(f.Name), f.Text)
		}
		specs, _ := filepath.Glob(filepath.Join(root, syllabus.Dir, a.Lesson.Name, "*_test.go"))
		for _, path := range specs {
			text, err := os.ReadFile(path)
			if err != nil {
				return ""
			}
			note(a.Lesson.Path(filepath.Base(path)), text)
		}
		fmt.Fprint(h, handout.Changed(root, a.Lesson.Name))
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
