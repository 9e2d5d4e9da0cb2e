package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/toolchain"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// suiteDir is the test package that imports every lesson's specs.
const suiteDir = "lessons/internal/suite"

// SuiteFile is the file of each lesson that only "go test" in its folder needs.
const SuiteFile = "suite_test.go"

// compileFlags never change: any other flags would be a cold cache. Debugging information is
// left out, which a stack trace does not need and the linker takes its time over; and specs
// that run once are not worth optimizing.
func compileFlags(race bool) []string {
	flags := []string{"-mod=readonly", "-ldflags=-w", "-gcflags=handshake/" + suiteDir + "/...=-N -l"}
	if race {
		flags = append(flags, "-race")
	}
	return flags
}

// Binary is a set of answers linked with the specs that judge them.
type Binary struct {
	engine  *Engine
	path    string
	race    bool
	start   Start                  // of its processes
	answers answer.Set             // those that were asked for
	judged  answer.Set             // those of them that it is built from, and what they stand on
	sound   answer.Set             // those of judged that compile
	broken  map[string][]complaint // the others, by name, and what the compiler says of them
	refused map[string]Refusal     // those that were not admitted, by name
	next    *Binary                // with the answers that want another version of something; or nil

	// perform is run: it has one process do a task, and tells how that came to its end.
	perform func(context.Context, task, Options) (ends, error)
	// rebuild links one of the answers once more, alone.
	rebuild func(context.Context, answer.Answer) (*Binary, error)
	// reference is the course's own answer to a lesson, if it is here.
	reference func(syllabus.Lesson) (answer.Answer, bool)

	busy     atomic.Bool // some spec has been proven to keep the program busy
	tampered atomic.Bool // a canary has not ended as it must
}

// Tampered reports whether something other than the specs has had a hand in the verdicts.
func (b *Binary) Tampered() bool { return b.tampered.Load() }

// AnswerError is an answer that does not compile.
type AnswerError struct{ Record course.Record }

func (e *AnswerError) Error() string { return e.Record.Name() + ": " + e.Record.Message }

// Build links all lessons of the answers into one binary, with the race detector if asked
// to. A lesson that does not compile is left out, with the compiler's words as its record.
func (e *Engine) Build(ctx context.Context, answers answer.Set, race bool) (*Binary, error) {
	return e.build(ctx, answers, race, e.Policy.start())
}

func (e *Engine) build(ctx context.Context, answers answer.Set, race bool, start Start) (*Binary, error) {
	bin := &Binary{engine: e, race: race, start: start, answers: answers,
		broken: map[string][]complaint{}, refused: map[string]Refusal{}}
	bin.perform = bin.run
	bin.rebuild = func(ctx context.Context, a answer.Answer) (*Binary, error) {
		return e.build(ctx, answer.Set{a}, race, start)
	}
	bin.reference = func(l syllabus.Lesson) (answer.Answer, bool) {
		a, err := answer.Reference(e.Root, l)
		return a, err == nil
	}
	judged, below, aside := arrange(answers, func(a answer.Answer) bool {
		own, known := bin.reference(a.Lesson)
		return known && own.Fingerprint() == a.Fingerprint()
	})
	bin.judged = judged
	admitted, err := bin.admit(ctx, judged)
	if err != nil {
		return nil, err
	}
	if err := bin.linkSound(ctx, admitted, below); err != nil {
		return nil, err
	}
	if len(aside) > 0 {
		if bin.next, err = e.build(ctx, aside, race, start); err != nil {
			return nil, errors.Join(err, bin.Close())
		}
	}
	return bin, nil
}

// linkSound links the answers that compile, and notes what the compiler says of the others.
func (b *Binary) linkSound(ctx context.Context, sound, below answer.Set) error {
	e, spent := b.engine, newAllowance()
	for len(sound) > 0 {
		path, output, err := e.link(ctx, sound, below, b.race, spent)
		if err == nil {
			b.path, b.sound = path, sound
			return nil
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		var exit *exec.ExitError
		var told *toolchain.Error
		if errors.As(err, &told) || !errors.As(err, &exit) {
			return err // it did not come to that
		}
		if toolchain.Unfetched(output) {
			return &toolchain.Error{Output: output, Err: err} // though a spec is named that imports it
		}
		blamed := blame(killedTool.ReplaceAllString(output, ""), sound)
		if e.Policy.Hermetic {
			for _, lesson := range e.excessive(ctx, sound, below, b.race, spent, output) {
				blamed[lesson] = nil
			}
		}
		if len(blamed) == 0 {
			return &toolchain.Error{Output: output, Err: err}
		}
		maps.Copy(b.broken, blamed)
		sound = slices.DeleteFunc(slices.Clone(sound), func(a answer.Answer) bool {
			_, is := blamed[a.Lesson.Name]
			return is || b.stumbles(a)
		})
	}
	return nil
}

// link returns where the binary is, or what the go command says of the answers.
func (e *Engine) link(
	ctx context.Context, answers, below answer.Set, race bool, spent *allowance,
) (path, said string, err error) {
	dir, err := os.MkdirTemp(e.Work, "build-")
	if err != nil {
		return "", "", err
	}
	laid, err := e.overlay(answers, below, dir)
	if err != nil {
		return "", "", err
	}
	path = filepath.Join(dir, "suite.test.exe")
	args := append([]string{"test", "-c", "-vet=off", "-o", path, "-overlay", laid.file}, compileFlags(race)...)
	if e.Progress != nil {
		err := e.goCommand(Policy{}).Prepare(ctx, filepath.Dir(e.Work), race, compileFlags(race), e.Progress)
		if err != nil {
			return "", "", err
		}
	}
	cmd, err := e.goCommand(e.Policy).Command(ctx, append(args, "./"+suiteDir)...)
	if err != nil {
		return "", "", err
	}
	output := &capped{}
	cmd.Stdout, cmd.Stderr = output, output
	if err = spent.run(cmd); err == nil {
		err = os.Chmod(path, 0o755) // in confinement nobody is the user whose umask it was
	}
	if err != nil {
		_ = os.RemoveAll(dir)
	}
	return path, laid.named(e.Root, output.String()), err
}

// Program builds the program in a lesson's folder sub with the answers laid under it, and
// returns where the executable is. What the compiler says of the answers is an *AnswerError, in
// the language of the run.
func (e *Engine) Program(ctx context.Context, a answer.Answer, sub string, lang course.Lang) (string, error) {
	dir, err := os.MkdirTemp(e.Work, "program-")
	if err != nil {
		return "", err
	}
	laid, err := e.overlay(answer.Set{a}, a.Base, dir)
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "program.exe")
	cmd, err := e.goCommand(e.Policy).Command(ctx,
		"build", "-mod=readonly", "-o", path, "-overlay", laid.file, "./"+a.Lesson.Path(sub))
	if err != nil {
		return "", err
	}
	if output, err := cmd.CombinedOutput(); err != nil {
		said := blame(laid.named(e.Root, string(output)), answer.Set{a})[a.Lesson.Name]
		if len(said) > 0 && !toolchain.Unfetched(string(output)) {
			return "", &AnswerError{notCompiled(a, said, lang)}
		}
		return "", &toolchain.Error{Output: string(output), Err: err}
	}
	return path, nil
}

// overlay is the go command's: what is laid over the trusted tree.
type overlay struct {
	file    string            // its description
	real    map[string]string // where each of the student's files really is, by its place in the tree
	replace map[string]string // the same for all that is laid, absolute; "" for what is taken away
}

// named gives the student's files in the go command's output the names that they have in the
// lesson's folder, wherever they were taken from.
func (o overlay) named(root, output string) string {
	for own, path := range o.real {
		if near, err := filepath.Rel(root, path); err == nil && filepath.ToSlash(near) != own {
			output = strings.ReplaceAll(output, near, own)
		}
		output = strings.ReplaceAll(output, path, own)
	}
	return output
}

// overlay lays the answers, and what they stand on, over the trusted tree: nothing but their files,
// the specs of each answer as an ordinary package, and a file of the suite that imports them all.
// What it has to write, it writes into dir.
func (e *Engine) overlay(answers, below answer.Set, dir string) (overlay, error) {
	laid := overlay{file: filepath.Join(dir, "overlay.json"), real: map[string]string{}, replace: map[string]string{}}
	suite := filepath.Join(e.Root, filepath.FromSlash(suiteDir))
	var imports strings.Builder
	imports.WriteString("package suite_test\n\n")
	for _, a := range below {
		if err := laid.lay(e.Root, a, dir, ""); err != nil {
			return laid, err
		}
	}
	for _, a := range answers {
		if err := laid.lay(e.Root, a, dir, filepath.Join(suite, a.Lesson.Name)); err != nil {
			return laid, err
		}
		fmt.Fprintf(&imports, "import _ %q\n", "handshake/"+suiteDir+"/"+a.Lesson.Name)
	}
	file := filepath.Join(dir, "lessons_test.go")
	laid.replace[filepath.Join(suite, "lessons_test.go")] = file
	text, err := json.Marshal(map[string]any{"Replace": laid.replace})
	if err != nil {
		return laid, err
	}
	return laid, errors.Join(write(file, []byte(imports.String())), write(laid.file, text))
}

// lay lays one answer over its lesson's folder, and the lesson's specs into suite, if that is named.
func (o overlay) lay(root string, a answer.Answer, dir, suite string) error {
	folder := filepath.Join(root, syllabus.Dir, a.Lesson.Name)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name := entry.Name()
		path := filepath.Join(folder, name)
		switch spec, isTest := strings.CutSuffix(name, "_test.go"); {
		case isTest && name != SuiteFile && suite != "":
			o.replace[filepath.Join(suite, spec+specSuffix)] = path
		case !isTest && strings.HasSuffix(name, ".go"):
			o.replace[path] = "" // nothing but what is declared
		}
	}
	for _, f := range a.Files {
		path := f.Path
		if path == "" {
			path = filepath.Join(dir, a.Lesson.Name, f.Name)
			if err := write(path, f.Text); err != nil {
				return err
			}
		}
		o.replace[filepath.Join(folder, f.Name)], o.real[a.Lesson.Path(f.Name)] = path, path
	}
	return nil
}

// write writes a file for the go command alone.
func write(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o600)
}

// specSuffix is what "_test.go" becomes where a spec file is an ordinary file.
const specSuffix = "_spec.go"

// Close removes the binary's files.
func (b *Binary) Close() error {
	var err error
	if b.next != nil {
		err = b.next.Close()
	}
	if b.path == "" {
		return err
	}
	return errors.Join(err, os.RemoveAll(filepath.Dir(b.path)))
}
