package engine

import (
	"context"
	"maps"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/toolchain"
	"handshake/internal/course/syllabus"
)

// What compiler and linker may use over the answers of one submission, all processes together.
// Ordinary answers to ten lessons, with the race detector, take 2 s and 280 MiB.
const (
	MostBuildMemory = 2 << 30 // bytes that are resident
	mostBuildTime   = 30 * time.Second
)

// toolLimits are the limits of each process (ulimit(1)), where nobody watches, or not soon enough:
// of its address space, its time, and of what it writes into a file, in blocks.
var toolLimits = []string{"-v 8388608", "-S -t 60", "-f 524288", "-c 0"}

// leastBuildTime is what a single process has in any case, though another has used up all there
// was: several times what an ordinary answer, or linking all of them, takes on a slow machine.
const leastBuildTime = 8 * time.Second

// largeBuild is more memory than ordinary answers take. A process that was killed from outside
// while it used as much was killed for that.
const largeBuild = MostBuildMemory / 4

// allowance is what compiler and linker may use over a submission and have used, and who had to
// be ended.
type allowance struct {
	mostMemory          int64
	mostTime, leastTime time.Duration

	used   map[int]time.Duration // by process
	memory map[string]int64      // the most, by package
	ended  map[string]bool       // by package
}

func newAllowance() *allowance {
	return &allowance{mostMemory: MostBuildMemory, mostTime: mostBuildTime, leastTime: leastBuildTime,
		used: map[int]time.Duration{}, memory: map[string]int64{}, ended: map[string]bool{}}
}

// program is the package that the linker is at work on: all lessons together.
const program = "handshake/" + suiteDir + ".test"

// toolRun is a compiler or linker at work, as it is found.
type toolRun struct {
	pid    int
	pkg    string
	memory int64
	used   time.Duration
}

// judge returns those that are to be ended: the largest where all use too much memory, and whoever
// has used more than a little where all have used too much time.
func (a *allowance) judge(now []toolRun) (over []toolRun) {
	var memory int64
	for _, t := range now {
		memory += t.memory
		a.used[t.pid] = t.used
		a.memory[t.pkg] = max(a.memory[t.pkg], t.memory)
	}
	var time time.Duration
	for _, used := range a.used {
		time += used
	}
	for _, t := range now {
		largest := !slices.ContainsFunc(now, func(other toolRun) bool { return other.memory > t.memory })
		if memory > a.mostMemory && largest || time > a.mostTime && t.used > a.leastTime {
			a.ended[t.pkg] = true
			over = append(over, t)
		}
	}
	return over
}

// run runs a go command that builds, and keeps what compiles and links answers within the
// allowance. What is compiled of the standard library, where it is not in the cache, is nobody's.
func (a *allowance) run(cmd *exec.Cmd) error {
	if err := toolchain.Start(cmd); err != nil {
		return err
	}
	done := make(chan struct{})
	var watching sync.WaitGroup
	watching.Go(func() { a.watch(cmd.Process.Pid, done) })
	err := cmd.Wait()
	close(done)
	watching.Wait()
	return err
}

// atWork is the package of the lessons that a command line of the compiler or linker is about.
func atWork(line []string) (pkg string, is bool) {
	if len(line) == 0 {
		return "", false
	}
	switch strings.TrimSuffix(path.Base(line[0]), ".exe") {
	case "link":
		return program, true
	case "compile":
		if i := slices.Index(line, "-p"); i >= 0 && i+1 < len(line) {
			return line[i+1], lessonPath.MatchString(line[i+1] + " ") // not what all lessons share
		}
	}
	return "", false
}

// outOfLimits is what compiler and linker say when they come to the end of other limits: of one
// process, of a file, or of their stack.
var outOfLimits = regexp.MustCompile(`SIGXCPU|SIGXFSZ|CPU (time )?limit exceeded|` +
	`out of memory|cannot allocate memory|file too large|stack overflow|stack exceeds`)

// killedTool is what the go command says of a compiler or linker that was killed.
var killedTool = regexp.MustCompile(`(?m)^(handshake/\S+?)(?: \[.*\])?: \S+: signal: killed$`)

// excessive finds the lessons that took compiler or linker beyond their limits: a compile bomb
// costs nobody but its author. Output is what the go command has said.
func (e *Engine) excessive(
	ctx context.Context, answers, below answer.Set, race bool, spent *allowance, output string,
) (lessons []string) {
	over := map[string]bool{}
	maps.Copy(over, spent.ended)
	for pkg, said := range byPackage(output) {
		over[pkg] = over[pkg] || outOfLimits.MatchString(said)
	}
	for _, m := range killedTool.FindAllStringSubmatch(output, -1) {
		over[m[1]] = over[m[1]] || spent.memory[m[1]] > largeBuild
	}
	for pkg, is := range over {
		switch m := lessonPath.FindStringSubmatch(pkg + " "); {
		case !is:
		case m != nil:
			lessons = append(lessons, m[1])
		case pkg == program:
			lessons = append(lessons, e.heaviest(ctx, answers, below, race)...)
		}
	}
	return lessons
}

// byPackage is what the go command says of each package.
func byPackage(output string) map[string]string {
	said, pkg := map[string]string{}, ""
	for line := range strings.Lines(output) {
		if head, is := strings.CutPrefix(line, "# "); is {
			pkg, _, _ = strings.Cut(strings.TrimSpace(head), " ")
		}
		said[pkg] += line
	}
	return said
}

// heaviest is the lesson that gives the linker the most to do, if that can be told.
func (e *Engine) heaviest(ctx context.Context, answers, below answer.Set, race bool) []string {
	dir, err := os.MkdirTemp(e.Work, "build-")
	if err != nil {
		return nil
	}
	defer os.RemoveAll(dir)
	laid, err := e.overlay(answers, below, dir)
	if err != nil {
		return nil
	}
	args := append([]string{"-overlay", laid.file}, compileFlags(race)...)
	for _, a := range answers {
		args = append(args, "./"+syllabus.Dir+"/"+a.Lesson.Name) // its specs are ours
	}
	exports, err := e.goCommand(e.Policy).Exports(ctx, args...)
	if err != nil {
		return nil
	}
	var heaviest []string
	most := int64(0)
	for pkg, file := range exports {
		info, err := os.Stat(file)
		if m := lessonPath.FindStringSubmatch(pkg + " "); m != nil && err == nil && info.Size() > most {
			heaviest, most = m[1:], info.Size()
		}
	}
	return heaviest
}
