package grade

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"handshake/checker/internal/grading/internal/class"
	"handshake/checker/internal/lock"
	"handshake/internal/course"
)

// JournalFile is the append-only record of everything that was judged, one submission a line.
const JournalFile = "results.jsonl"

// Entry is one line of the journal: what became of one submission.
type Entry struct {
	Student string      `json:"student"`
	Source  string      `json:"source"`
	Hash    string      `json:"hash"`
	Lang    course.Lang `json:"lang"`
	// Problem is why the submission as a whole could not be read, if it could not.
	Problem *course.Text   `json:"problem,omitempty"`
	Notes   []course.Text  `json:"notes,omitempty"`
	Results []class.Result `json:"results,omitempty"` // in the order of the lessons
}

// Journal is the one file that verdicts are written to before anything else is. A line is
// there wholly or not at all: a line that a crash has cut short is taken away when the
// journal is opened again.
type Journal struct {
	file *os.File
	lock io.Closer
	size int64
	last map[string]int64 // student → where the last entry begins
	keys map[string]place // key → the first verdict with it that may be used again
}

// place is where in the journal a result is.
type place struct {
	offset int64 // of its entry
	n      int   // of the entry's results
}

// ErrBusy is a folder that another grader is at work in.
var ErrBusy error = course.Fail(nil,
	"another grader is at work in that folder: wait for it, or give --out another folder",
	"另一个评分程序正在那个目录里工作：等它结束，或者用 --out 换一个目录")

// OpenJournal opens the journal in dir for one grader alone, and makes it if there is none.
func OpenJournal(dir string) (*Journal, error) {
	held, err := lock.Take(filepath.Join(dir, ".lock"))
	if errors.Is(err, lock.ErrHeld) {
		return nil, ErrBusy
	} else if err != nil {
		return nil, err
	}
	file, err := os.OpenFile(filepath.Join(dir, JournalFile), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, errors.Join(err, held.Close())
	}
	j := &Journal{file: file, lock: held, last: map[string]int64{}, keys: map[string]place{}}
	if err := j.replay(); err != nil {
		return nil, errors.Join(err, j.Close())
	}
	return j, nil
}

// damaged is a line of a file, other than the journal's last, that is none.
func damaged(err error, file string, line int) error {
	return course.Fail(err,
		"%s:%d is damaged (%v): mend or delete that line and run the same command again",
		"%s:%d 已损坏（%v）：修好或删掉这一行，再运行一次同样的命令", file, line, err)
}

// unwritten is a journal that cannot be written. Everything before is safe.
func unwritten(err error) error {
	return course.Fail(err,
		"%s cannot be written (%v); what was judged before is safe: make room and run the same command again",
		"%s 写不进去（%v）；此前的结论都在：腾出空间，再运行一次同样的命令", JournalFile, err)
}

// replay reads the journal from its beginning and forgets a torn last line.
func (j *Journal) replay() error {
	lines := bufio.NewReaderSize(j.file, 1<<16)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && err != io.EOF {
			return err
		}
		if err == io.EOF { // without its end: torn
			break
		}
		var e Entry
		if err := json.Unmarshal(line, &e); err != nil {
			return damaged(err, j.file.Name(), n)
		}
		j.note(e, j.size)
		j.size += int64(len(line))
	}
	return j.file.Truncate(j.size)
}

func (j *Journal) note(e Entry, offset int64) {
	j.last[e.Student] = offset
	for n, r := range e.Results {
		if _, known := j.keys[r.Key]; !known && conclusive(r) {
			j.keys[r.Key] = place{offset, n}
		}
	}
}

// conclusive reports whether a verdict says everything about an answer, and may be used for
// an equal one: what hung on time or on the machine does not.
func conclusive(r class.Result) bool {
	return r.Status != course.Infrastructure && r.Status != course.NotRun && r.Status != course.Tampered &&
		!slices.ContainsFunc(r.Records, func(r course.Record) bool { return r.InVain || r.Status == course.Timeout })
}

// Append adds an entry, and returns when it is on the disk. When that fails, the disk being
// full, say, the journal is as it was before.
func (j *Journal) Append(e Entry) error {
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	if _, err := j.file.WriteAt(append(line, '\n'), j.size); err != nil {
		return errors.Join(err, j.file.Truncate(j.size))
	}
	if err := j.file.Sync(); err != nil {
		return errors.Join(err, j.file.Truncate(j.size))
	}
	j.note(e, j.size)
	j.size += int64(len(line)) + 1
	return nil
}

// Last is the last entry about a student.
func (j *Journal) Last(student string) (e Entry, known bool, err error) {
	offset, known := j.last[student]
	if !known {
		return Entry{}, false, nil
	}
	e, err = j.at(offset)
	return e, true, err
}

// Verdict is the first conclusive verdict with a key.
func (j *Journal) Verdict(key string) (r class.Result, known bool, err error) {
	p, known := j.keys[key]
	if !known {
		return class.Result{}, false, nil
	}
	e, err := j.at(p.offset)
	if err != nil {
		return class.Result{}, true, err
	}
	return e.Results[p.n], true, nil
}

func (j *Journal) at(offset int64) (e Entry, err error) {
	line, err := bufio.NewReader(io.NewSectionReader(j.file, offset, j.size-offset)).ReadBytes('\n')
	if err != nil {
		return e, err
	}
	return e, json.NewDecoder(bytes.NewReader(line)).Decode(&e)
}

// Students are all that the journal knows, in alphabetical order.
func (j *Journal) Students() []string {
	students := make([]string, 0, len(j.last))
	for s := range j.last {
		students = append(students, s)
	}
	slices.Sort(students)
	return students
}

// Close gives the folder up.
func (j *Journal) Close() error { return errors.Join(j.file.Close(), j.lock.Close()) }

// Discard closes the journal and takes it away.
func (j *Journal) Discard() error {
	return errors.Join(j.file.Close(), os.Remove(j.file.Name()), j.lock.Close())
}
