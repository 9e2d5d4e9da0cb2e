package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/process"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// Engine builds and runs answers against the specs of the course at Root. Work holds its
// temporary files; the caller removes it.
type Engine struct {
	Root string
	Work string
	// Progress hears what a long build is doing, and an empty text when it is done; nil if
	// nobody asks.
	Progress func(course.Text)
	// Launch starts a test binary in confinement, for answers that nobody trusts. Such answers
	// are also built hermetically and within limits. Nil runs answers as they are.
	Launch Launch
	// Confine makes a Launch for the answers of one submission, whose processes share limits;
	// nil where Launch is for all of them.
	Confine func() Launch

	held io.Closer // the lock of Work
}

// Launch starts a test binary. What it returns is asked once the process has ended: which limit
// has ended it, if one has.
type Launch func(*exec.Cmd) (over func() course.Text, err error)

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
	answers answer.Set
	sound   answer.Set             // those that compile
	broken  map[string][]complaint // the others, by name, and what the compiler says of them

	busy     atomic.Bool // some spec has been proven to keep the program busy
	tampered atomic.Bool // a canary has not ended as it must
}

// Tampered reports whether something other than the specs has had a hand in the verdicts.
func (b *Binary) Tampered() bool { return b.tampered.Load() }

// GoError is a failure of the go command that is no student's fault.
type GoError struct {
	Output string
	Err    error
}

func (e *GoError) Error() string {
	for line := range strings.Lines(e.Output) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "# ") && !strings.HasPrefix(line, "go: downloading ") {
			return "go: " + strings.TrimPrefix(line, "go: ")
		}
	}
	return fmt.Sprintf("go: %v", e.Err)
}

func (e *GoError) Unwrap() error { return e.Err }

// Raw is what the go command has written, as far as it is worth keeping.
func (e *GoError) Raw() string { return kept(e.Output) }

// Unfetched reports whether modules were missing that could not be fetched.
func (e *GoError) Unfetched() bool { return unfetched.MatchString(e.Output) }

// unfetched is what the go command says of a module that is not in its cache and that the
// network, or the lack of one, keeps from it.
var unfetched = regexp.MustCompile(`(?m)^(\S+: )*(Get "http|reading https?:|module lookup disabled by GOPROXY)`)

// AnswerError is an answer that does not compile.
type AnswerError struct{ Record course.Record }

func (e *AnswerError) Error() string { return e.Record.Name() + ": " + e.Record.Message }

// Build links all lessons of the answers into one binary, with the race detector if asked
// to. A lesson that does not compile is left out, with the compiler's words as its record.
func (e *Engine) Build(ctx context.Context, answers answer.Set, race bool) (*Binary, error) {
	if e.Confine != nil {
		one := *e
		one.Launch, one.Confine = e.Confine(), nil
		e = &one
	}
	bin := &Binary{engine: e, race: race, answers: answers, broken: map[string][]complaint{}}
	spent := newAllowance()
	for sound := answers; len(sound) > 0; {
		path, output, err := e.link(ctx, sound, race, spent)
		if err == nil {
			bin.path, bin.sound = path, sound
			break
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		var exit *exec.ExitError
		var told *GoError
		if errors.As(err, &told) || !errors.As(err, &exit) {
			return nil, err // it did not come to that
		}
		if unfetched.MatchString(output) {
			return nil, &GoError{Output: output, Err: err} // though a spec is named that imports it
		}
		blamed := blame(killedTool.ReplaceAllString(output, ""), sound)
		if e.Launch != nil {
			for _, lesson := range e.excessive(ctx, sound, race, spent, output) {
				blamed[lesson] = nil
			}
		}
		if len(blamed) == 0 {
			return nil, &GoError{Output: output, Err: err}
		}
		maps.Copy(bin.broken, blamed)
		sound = sound.Only(func(l syllabus.Lesson) bool { _, is := blamed[l.Name]; return !is })
	}
	return bin, nil
}

// link returns where the binary is, or what the go command says of the answers.
func (e *Engine) link(
	ctx context.Context, answers answer.Set, race bool, spent *allowance,
) (path, said string, err error) {
	dir, err := os.MkdirTemp(e.Work, "build-")
	if err != nil {
		return "", "", err
	}
	laid, err := e.overlay(answers, dir)
	if err != nil {
		return "", "", err
	}
	path = filepath.Join(dir, "suite.test.exe")
	args := append([]string{"test", "-c", "-vet=off", "-o", path, "-overlay", laid.file}, compileFlags(race)...)
	if err := e.prepare(ctx, race); err != nil {
		return "", "", err
	}
	cmd, err := e.goCommand(ctx, append(args, "./"+suiteDir)...)
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
	laid, err := e.overlay(answer.Set{a}, dir)
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "program.exe")
	cmd, err := e.goCommand(ctx, "build", "-mod=readonly", "-o", path, "-overlay", laid.file, "./"+a.Lesson.Path(sub))
	if err != nil {
		return "", err
	}
	if output, err := cmd.CombinedOutput(); err != nil {
		said := blame(laid.named(e.Root, string(output)), answer.Set{a})[a.Lesson.Name]
		if len(said) > 0 && !unfetched.Match(output) {
			return "", &AnswerError{notCompiled(a, said, lang)}
		}
		return "", &GoError{Output: string(output), Err: err}
	}
	return path, nil
}

// goCommand is the go command at work on the course with what is not ours. Where answers are
// confined it is kept from the network and from the user's settings, and, on systems that can,
// within limits.
func (e *Engine) goCommand(ctx context.Context, args ...string) (*exec.Cmd, error) {
	cmd := e.ownCommand(ctx, args...)
	if e.Launch == nil {
		return cmd, process.Tend(cmd)
	}
	cmd.Env = append(cmd.Env, "GOTOOLCHAIN=local", "GOPROXY=off", "GOENV=off", "GOFLAGS=-mod=readonly")
	return cmd, process.Tend(cmd, toolLimits...)
}

// ownCommand is the go command at work on what is ours.
func (e *Engine) ownCommand(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir, cmd.Env, cmd.WaitDelay = e.Root, append(goEnv(), "GOTMPDIR="+e.Work), outputDelay
	return cmd
}

// goEnv is the environment of the go command: the user's, but for what would change the
// meaning of a build. Compiler and linker are too short-lived to collect their garbage: it
// saves a fifth of their work not to.
func goEnv() []string {
	return append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GO111MODULE=on", "GOGC=off", "GOMEMLIMIT=1GiB")
}

// overlay is the go command's: what is laid over the trusted tree.
type overlay struct {
	file string            // its description
	real map[string]string // where each of the student's files really is, by its place in the tree
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

// overlay lays the answers over the trusted tree: nothing but their files, each lesson's specs as
// an ordinary package, and a file of the suite that imports them all. What it has to write, it
// writes into dir.
func (e *Engine) overlay(answers answer.Set, dir string) (overlay, error) {
	laid := overlay{file: filepath.Join(dir, "overlay.json"), real: map[string]string{}}
	replace := map[string]string{}
	var imports strings.Builder
	imports.WriteString("package suite_test\n\n")
	for _, a := range answers {
		folder := filepath.Join(e.Root, syllabus.Dir, a.Lesson.Name)
		suite := filepath.Join(e.Root, filepath.FromSlash(suiteDir), a.Lesson.Name)
		entries, err := os.ReadDir(folder)
		if err != nil {
			return laid, err
		}
		for _, entry := range entries {
			name := entry.Name()
			path := filepath.Join(folder, name)
			switch spec, isTest := strings.CutSuffix(name, "_test.go"); {
			case isTest && name != SuiteFile:
				replace[filepath.Join(suite, spec+specSuffix)] = path
			case !isTest && strings.HasSuffix(name, ".go"):
				replace[path] = "" // nothing but what is declared
			}
		}
		for _, f := range a.Files {
			path := f.Path
			if path == "" {
				path = filepath.Join(dir, a.Lesson.Name, f.Name)
				if err := write(path, f.Text); err != nil {
					return laid, err
				}
			}
			replace[filepath.Join(folder, f.Name)], laid.real[a.Lesson.Path(f.Name)] = path, path
		}
		fmt.Fprintf(&imports, "import _ %q\n", "handshake/"+suiteDir+"/"+a.Lesson.Name)
	}
	file := filepath.Join(dir, "lessons_test.go")
	replace[filepath.Join(e.Root, filepath.FromSlash(suiteDir), "lessons_test.go")] = file
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return laid, err
	}
	return laid, errors.Join(write(file, []byte(imports.String())), write(laid.file, text))
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

// RaceDetector reports whether this machine can build with -race: that needs a C compiler.
func RaceDetector(ctx context.Context) bool {
	cmd := command(ctx, "go", "env", "CGO_ENABLED", "CC")
	cmd.Env = goEnv()
	out, err := cmd.Output()
	if err != nil {
		return false
	}
	enabled, cc, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	if strings.TrimSpace(enabled) != "1" {
		return false
	}
	compiler := strings.Fields(cc)
	return len(compiler) > 0 && onPath(compiler[0])
}

// ErrNoGo is returned where there is no go command.
var ErrNoGo = errors.New("no go command on PATH")

// Close removes the binary's files.
func (b *Binary) Close() error {
	if b.path == "" {
		return nil
	}
	return os.RemoveAll(filepath.Dir(b.path))
}
