package toolchain

import (
	"bufio"
	"context"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"handshake/internal/course"
)

// kitPackage is what every lesson's specs need compiled: itself, Ginkgo, Gomega and most of
// the standard library.
const kitPackage = "./lessons/internal/kit/line"

// Prepare compiles with those flags what all lessons share when this machine has not done it yet
// for this version of Go and of the course, and says what it is doing meanwhile: it takes about a
// minute, once. Marks is the folder where it is noted.
func (g Go) Prepare(ctx context.Context, marks string, race bool, flags []string, say func(course.Text)) error {
	mark, err := g.preparedMark(marks, race)
	if err != nil {
		return err
	}
	if _, err := os.Stat(mark); err == nil {
		return nil
	}
	if race {
		say(course.Say(
			"First use of the race detector here: compiling everything once more, about a minute, only once …",
			"这台机器上第一次用竞态检测器：全部重新编译一遍，约一分钟，仅此一次……"))
	} else {
		say(course.Say(
			"First build on this machine: compiling Ginkgo, Gomega and the standard library, about a minute, only "+
				"once …",
			"这台机器上第一次构建：正在编译 Ginkgo、Gomega 和标准库，约一分钟，仅此一次……"))
	}
	total := g.countPackages(ctx)
	cmd, err := g.Command(ctx, append(append([]string{"build", "-v"}, flags...), kitPackage)...)
	if err != nil {
		return err
	}
	stderr, err := cmd.StderrPipe()
	if err != nil {
		return err
	}
	if err := Start(cmd); err != nil {
		return err
	}
	var last []string
	lines := bufio.NewScanner(stderr)
	for n := 1; lines.Scan(); n++ {
		name := lines.Text()
		last = append(last, name)
		line := fmt.Sprintf("  %d/%d %s", n, max(n, total), name)
		say(course.Text{En: line, Zh: line})
	}
	say(course.Text{})
	if err := cmd.Wait(); err != nil {
		return &Error{Output: strings.Join(last, "\n"), Err: err}
	}
	return os.WriteFile(mark, nil, 0o600)
}

// countPackages is how many packages kitPackage consists of, 0 if that cannot be told.
func (g Go) countPackages(ctx context.Context) int {
	cmd, err := g.Command(ctx, "list", "-deps", kitPackage)
	if err != nil {
		return 0
	}
	out, _ := cmd.Output()
	return strings.Count(string(out), "\n")
}

// preparedMark is the file that says: compiled once already, with this Go, these modules
// and this build cache.
func (g Go) preparedMark(marks string, race bool) (string, error) {
	sums, err := os.ReadFile(filepath.Join(g.Root, "go.sum"))
	if err != nil {
		return "", err
	}
	h := fnv.New64a()
	fmt.Fprintf(h, "%s %s %s %s %v", sums, runtime.Version(), runtime.GOARCH, os.Getenv("GOCACHE"), race)
	return filepath.Join(marks, fmt.Sprintf("prepared-%x", h.Sum64())), nil
}
