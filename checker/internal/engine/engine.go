// Package engine turns answers into records: it builds them into one binary with the trusted
// specs, runs it and listens.
package engine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/lock"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// New makes an engine for the course at root, with a working folder in the user's cache.
// Close removes the folder.
func New(root string) (*Engine, error) {
	cache, err := CacheDir()
	if err != nil {
		return nil, err
	}
	if !onPath("go") {
		return nil, ErrNoGo
	}
	// Nobody sweeps away a folder that another is just making. Where the system locks nothing,
	// nobody sweeps.
	if turn, err := lock.Await(filepath.Join(cache, "work.lock")); err == nil {
		defer turn.Close()
		sweep(cache)
	}
	work, err := os.MkdirTemp(cache, workPrefix)
	if err != nil {
		return nil, err
	}
	e := &Engine{Root: root, Work: work}
	e.held, _ = lock.Take(filepath.Join(work, workLock))
	return e, nil
}

// Close removes what the engine has written.
func (e *Engine) Close() error {
	if e.held != nil {
		_ = e.held.Close() // before it is removed, as some systems want it
	}
	return os.RemoveAll(e.Work)
}

// CacheName is the name of the course's folder in the user's cache.
const CacheName = "handshake"

// ErrNoCache is an environment that does not say where the user's cache is.
var ErrNoCache = errors.New("no cache folder")

// CacheDir is the course's folder in the user's cache.
func CacheDir() (string, error) {
	base, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrNoCache, err)
	}
	dir := filepath.Join(base, CacheName)
	return dir, os.MkdirAll(dir, 0o755)
}

// A working folder, and the file in it that is locked for as long as its checker lives.
const (
	workPrefix = "work-"
	workLock   = ".lock"
)

// sweep removes working folders whose checkers were killed. One without a lock is of a checker
// that locks nothing, and may be alive for a while.
func sweep(cache string) {
	names, _ := fs.Glob(os.DirFS(cache), workPrefix+"*")
	for _, name := range names {
		work := filepath.Join(cache, name)
		file := filepath.Join(work, workLock)
		if info, err := os.Stat(work); err != nil || !exists(file) && time.Since(info.ModTime()) < 24*time.Hour {
			continue
		}
		if held, err := lock.Take(file); err == nil {
			_ = held.Close()
			_ = os.RemoveAll(work)
		}
	}
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}

// Verdict is what became of one lesson: a record for each spec, or a single one for the
// lesson when it could not be run at all.
type Verdict struct {
	Lesson  syllabus.Lesson
	Records []course.Record
	Printed string // by the student's code
}

// Passed reports whether nothing stands in the lesson's way.
func (v Verdict) Passed() bool {
	for _, r := range v.Records {
		if !r.Good() {
			return false
		}
	}
	return len(v.Records) > 0
}

// Judge runs every lesson of the binary, several at a time, and passes each lesson's
// verdict to each in the order of the course.
func (b *Binary) Judge(ctx context.Context, o Options, each func(Verdict)) error {
	verdicts := make([]chan Verdict, len(b.answers))
	failures := make([]error, len(b.answers))
	slots := make(chan struct{}, 2*runtime.GOMAXPROCS(0)) // specs wait as often as they work
	var running sync.WaitGroup
	defer running.Wait()
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var firsts map[string]*ends
	if o.Together && len(b.sound) > 0 {
		var err error
		if firsts, err = b.together(ctx, o); err != nil {
			return err
		}
	}
	for i, a := range b.answers {
		l := a.Lesson
		verdicts[i] = make(chan Verdict, 1)
		if said, is := b.broken[l.Name]; is {
			verdicts[i] <- Verdict{Lesson: l, Records: []course.Record{notCompiled(a, said, o.Lang)}}
			continue
		}
		running.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			records, err := b.judge(ctx, a, firsts[l.Name], o)
			if errors.Is(err, errSilent) {
				records, err = b.alone(ctx, a, o, records)
			}
			failures[i] = err
			verdicts[i] <- Verdict{Lesson: l, Records: records}
		})
	}
	for i := range b.answers {
		v := <-verdicts[i]
		if failures[i] != nil {
			return failures[i]
		}
		each(v)
	}
	return nil
}

// alone judges a lesson in a binary of its own: in the shared one, some lesson's package
// ended the program as it was initialised, and only the culprit shall pay for it.
func (b *Binary) alone(ctx context.Context, a answer.Answer, o Options, crashed []course.Record) ([]course.Record, error) {
	if len(b.sound) == 1 {
		return crashed, nil
	}
	own, err := b.engine.Build(ctx, answer.Set{a}, b.race)
	if err != nil {
		return nil, err
	}
	defer own.Close()
	records, err := own.judge(ctx, a, nil, o)
	if errors.Is(err, errSilent) {
		err = nil
	}
	return records, err
}
