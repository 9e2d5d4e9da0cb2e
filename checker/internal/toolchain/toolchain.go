// Package toolchain is the go command: in what environment it runs, what it is asked, and what
// its failures are.
package toolchain

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"time"

	"handshake/checker/internal/process"
	"handshake/internal/course"
)

// Go is the go command at work on the course at Root.
type Go struct {
	Root string
	Temp string // the folder of its temporary files; "" for the system's
	// Hermetic keeps it from the network and from the user's settings, for answers that nobody
	// trusts.
	Hermetic bool
	// Limits are those of each of its processes, as process.Tend takes them.
	Limits []string
}

// outputDelay is how long what it has printed may still be on its way to us once it has ended.
const outputDelay = 10 * time.Second

// ErrNoGo is returned where there is no go command.
var ErrNoGo error = course.Fail(nil,
	"there is no go command on PATH: install Go from https://go.dev/dl/ and open a new terminal",
	"PATH 里找不到 go 命令：请从 https://go.dev/dl/ 安装 Go，再打开一个新的终端")

// Found reports whether there is a go command.
func Found() bool {
	_, err := exec.LookPath("go")
	return err == nil
}

// Env is the environment of the go command: the user's, but for what would change the meaning of
// a build. Compiler and linker are too short-lived to collect their garbage: it saves a fifth of
// their work not to. The index of a folder's imports stays off, because it tells files apart by name,
// time and size alone, and two answers may share all three.
func Env() []string {
	return append(os.Environ(), "GOFLAGS=", "GOWORK=off", "GO111MODULE=on", "GOGC=off", "GOMEMLIMIT=1GiB",
		"GODEBUG=goindex=0")
}

// offline keeps the go command from the network, and from fetching another version of itself.
var offline = []string{"GOPROXY=off", "GOTOOLCHAIN=local"}

// Command is the go command with its arguments, ready to be started. It ends with ctx and with
// this process, and all that it has started with it.
func (g Go) Command(ctx context.Context, args ...string) (*exec.Cmd, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir, cmd.Env, cmd.WaitDelay = g.Root, Env(), outputDelay
	if g.Temp != "" {
		cmd.Env = append(cmd.Env, "GOTMPDIR="+g.Temp)
	}
	if g.Hermetic {
		cmd.Env = append(append(cmd.Env, offline...), "GOENV=off", "GOFLAGS=-mod=readonly")
	}
	return cmd, process.Tend(cmd, g.Limits...)
}

// Start starts a command; ErrNoGo says that there is none.
func Start(cmd *exec.Cmd) error {
	err := cmd.Start()
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, fs.ErrNotExist) {
		return ErrNoGo
	}
	return err
}

// Version is the version of Go, such as "go1.26.8".
func Version(ctx context.Context) (string, error) {
	version, err := env(ctx, []string{"GOTOOLCHAIN=local"}, "GOVERSION")
	if errors.Is(err, exec.ErrNotFound) {
		return "", ErrNoGo
	}
	return version, err
}

// RaceDetector reports whether this machine can build with -race: that needs a C compiler.
func RaceDetector(ctx context.Context) bool {
	out, err := env(ctx, nil, "CGO_ENABLED", "CC")
	if err != nil {
		return false
	}
	enabled, cc, _ := strings.Cut(out, "\n")
	compiler := strings.Fields(cc)
	if strings.TrimSpace(enabled) != "1" || len(compiler) == 0 {
		return false
	}
	_, err = exec.LookPath(compiler[0])
	return err == nil
}

// env is what the go command says of its own variables, a line each.
func env(ctx context.Context, settings []string, variables ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", append([]string{"env"}, variables...)...)
	cmd.Env, cmd.WaitDelay = append(Env(), settings...), outputDelay
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}

// Exports asks for the files in which the compiler exports what packages declare, by import path,
// and compiles what is not compiled yet. Nothing is fetched for it.
func (g Go) Exports(ctx context.Context, args ...string) (map[string]string, error) {
	cmd, err := g.Command(ctx, append([]string{"list", "-export", "-json=ImportPath,Export"}, args...)...)
	if err != nil {
		return nil, err
	}
	cmd.Env = append(cmd.Env, offline...)
	var said bytes.Buffer
	cmd.Stderr = &said
	listed, err := cmd.Output()
	if err != nil {
		return nil, errors.Join(ctx.Err(), fmt.Errorf("go list -export: %w: %s", err, bytes.TrimSpace(said.Bytes())))
	}
	exports := map[string]string{}
	for decoder := json.NewDecoder(bytes.NewReader(listed)); ; {
		var pkg struct{ ImportPath, Export string }
		if err := decoder.Decode(&pkg); err == io.EOF {
			return exports, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list -export: %w", err)
		}
		exports[pkg.ImportPath] = pkg.Export
	}
}

// Importer knows what the packages with these import paths declare, as the compiler exports it, and
// those that they are made of.
func (g Go) Importer(ctx context.Context, paths ...string) (types.Importer, error) {
	exports, err := g.Exports(ctx, append([]string{"--"}, paths...)...)
	if err != nil {
		return nil, err
	}
	return importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, fmt.Errorf("%s: %w", path, fs.ErrNotExist)
		}
		return os.Open(exports[path])
	}), nil
}

// Error is a failure of the go command that is no student's fault.
type Error struct {
	Output string
	Err    error
}

func (e *Error) Error() string {
	for line := range strings.Lines(e.Output) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "# ") && !strings.HasPrefix(line, "go: downloading ") {
			return "go: " + strings.TrimPrefix(line, "go: ")
		}
	}
	return fmt.Sprintf("go: %v", e.Err)
}

func (e *Error) Unwrap() error { return e.Err }

// In says in lang what to do about it.
func (e *Error) In(lang course.Lang) string {
	if e.Unfetched() {
		return course.Say(
			"modules that the course is built from are missing, and cannot be fetched (%v): set a module proxy that "+
				"you can reach, in mainland China usually `go env -w GOPROXY=https://goproxy.cn,direct`, and run `go "+
				"mod download`",
			"缺少构建课程要用的模块，又下载不到（%v）：请设一个连得上的模块代理，在中国大陆通常是 "+
				"`go env -w GOPROXY=https://goproxy.cn,direct`，再运行 `go mod download`", e.Error()).In(lang)
	}
	return course.Say(
		"the go command failed, and not because of your files: %v; `make doctor` may tell why",
		"go 命令失败了，但不是你的代码引起的：%v；可以用 `make doctor` 查原因", e.Error()).In(lang)
}

// Raw is what the go command has written, as far as it is worth keeping.
func (e *Error) Raw() string { return Kept(e.Output) }

// Unfetched reports whether modules were missing that could not be fetched.
func (e *Error) Unfetched() bool { return Unfetched(e.Output) }

// Unfetched reports whether the go command speaks of a module that is not in its cache and that
// the network, or the lack of one, keeps from it.
func Unfetched(output string) bool { return unfetched.MatchString(output) }

var unfetched = regexp.MustCompile(`(?m)^(\S+: )*(Get "http|reading https?:|module lookup disabled by GOPROXY)`)

// Kept is the beginning of what a command has written, 16 KiB at most.
func Kept(text string) string { return strings.ToValidUTF8(text[:min(len(text), MostKept)], "") }

// MostKept is how much of a command's output is worth keeping, in bytes.
const MostKept = 16 << 10
