package engine

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"handshake/checker/internal/process"
	"handshake/internal/course"
)

// kitPackage is what every lesson's specs need compiled: itself, Ginkgo, Gomega and most of
// the standard library.
const kitPackage = "./lessons/internal/kit/line"

// prepare compiles what all lessons share when this machine has not done it yet for this
// version of Go and of the course, and says what it is doing meanwhile: it takes about a
// minute, once.
func (e *Engine) prepare(ctx context.Context, race bool) error {
	if e.Progress == nil {
		return nil
	}
	mark, err := e.preparedMark(race)
	if err != nil {
		return err
	}
	if _, err := os.Stat(mark); err == nil {
		return nil
	}
	if race {
		e.Progress(course.Say(
			"First use of the race detector here: compiling everything once more, about a minute, only once …",
			"这台机器上第一次用竞态检测器：全部重新编译一遍，约一分钟，仅此一次……"))
	} else {
		e.Progress(course.Say(
			"First build on this machine: compiling Ginkgo, Gomega and the standard library, about a minute, only once …",
			"这台机器上第一次构建：正在编译 Ginkgo、Gomega 和标准库，约一分钟，仅此一次……"))
	}
	total := e.countPackages(ctx)
	cmd := e.ownCommand(ctx, append(append([]string{"build", "-v"}, compileFlags(race)...), kitPackage)...)
	if err := process.Tend(cmd); err != nil {
		return err
	}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		return err
	}
	if err := start(cmd); err != nil {
		return err
	}
	var last []string
	lines := bufio.NewScanner(stderr)
	for n := 1; lines.Scan(); n++ {
		name := lines.Text()
		last = append(last, name)
		line := fmt.Sprintf("  %d/%d %s", n, max(n, total), name)
		e.Progress(course.Text{En: line, Zh: line})
	}
	e.Progress(course.Text{})
	if err := cmd.Wait(); err != nil {
		return &GoError{Output: strings.Join(last, "\n"), Err: err}
	}
	return os.WriteFile(mark, nil, 0o600)
}

// countPackages is how many packages kitPackage consists of, 0 if that cannot be told.
func (e *Engine) countPackages(ctx context.Context) int {
	out, _ := e.ownCommand(ctx, "list", "-deps", kitPackage).Output()
	return strings.Count(string(out), "\n")
}

// preparedMark is the file that says: compiled once already, with this Go, these modules
// and this build cache.
func (e *Engine) preparedMark(race bool) (string, error) {
	sums, err := os.ReadFile(filepath.Join(e.Root, "go.sum"))
	if err != nil {
		return "", err
	}
	h := fnv.New64a()
	fmt.Fprintf(h, "%s %s %s %s %v", sums, runtime.Version(), runtime.GOARCH, os.Getenv("GOCACHE"), race)
	return filepath.Join(filepath.Dir(e.Work), fmt.Sprintf("prepared-%x", h.Sum64())), nil
}

func onPath(name string) bool {
	_, err := exec.LookPath(name)
	return err == nil
}

func start(cmd *exec.Cmd) error {
	err := cmd.Start()
	if errors.Is(err, exec.ErrNotFound) || errors.Is(err, fs.ErrNotExist) {
		return ErrNoGo
	}
	return err
}
