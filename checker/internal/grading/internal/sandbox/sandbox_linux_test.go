//go:build amd64 || arm64

package sandbox

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"handshake/checker/internal/engine"
	"handshake/checker/internal/reexec"
	"handshake/internal/course"
)

func TestMain(m *testing.M) {
	reexec.Register(programName, func(args []string) int { return program(args[0], args[1:]) })
	reexec.Register(launcherName, func(args []string) int { return launch(args[0]) })
	reexec.Run()
	os.Exit(m.Run())
}

// probed is what this machine lacks, found out once.
var probed = sync.OnceValue(func() []Missing {
	dir, err := os.MkdirTemp("", "probe-")
	if err != nil {
		return []Missing{missing(Files, course.Text{En: err.Error()})}
	}
	defer os.RemoveAll(dir)
	return Probe(context.Background(), dir)
})

// open is a box; the test is skipped where the system cannot confine.
func open(t *testing.T) *Box {
	t.Helper()
	for _, m := range probed() {
		t.Skipf("%s: %s: %s", m.Layer, m.Why.En, m.Remedy.En)
	}
	box, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := box.Close(); err != nil {
			t.Error(err)
		}
	})
	return box
}

// outcome is what became of a confined program.
type outcome struct {
	stdout, stderr string
	code           int // -1: killed
	over           engine.Limit
}

// confined runs one of the programs of this test binary in the sandbox.
func confined(t *testing.T, box *Box, limits Limits, args ...string) outcome {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "/proc/self/exe")
	cmd.Args, cmd.Env = append([]string{programName}, args...), []string{"GOTRACEBACK=all"}
	return finish(t, box, limits, cmd)
}

func finish(t *testing.T, box *Box, limits Limits, cmd *exec.Cmd) outcome {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	over, err := box.Start(cmd, limits)
	if err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return outcome{stdout.String(), stderr.String(), cmd.ProcessState.ExitCode(), over()}
}

func TestEveryLayerHoldsOrIsNamed(t *testing.T) {
	for _, m := range probed() {
		if m.Layer == "" || m.Why.En == "" || m.Why.Zh == "" || m.Remedy.En == "" || m.Remedy.Zh == "" {
			t.Errorf("incomplete: %+v", m)
		}
		t.Logf("%s: %s: %s", m.Layer, m.Why.En, m.Remedy.En)
	}
}

func TestWhatMustFailFails(t *testing.T) {
	box := open(t)
	host := listenOutside(t)
	for name, attack := range attacks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := confined(t, box, Limits{}, append([]string{"attack", name}, host...)...)
			if got := strings.TrimSpace(out.stdout); got != attack.fails || out.code != 0 {
				t.Errorf("%q, want %q; exit code %d\n%s", got, attack.fails, out.code, out.stderr)
			}
		})
	}
}

func TestSystemCallsThatNobodyNeedsAreRefused(t *testing.T) {
	box := open(t)
	for name, number := range refused {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := confined(t, box, Limits{}, "syscall", name)
			if got := strings.TrimSpace(out.stdout); got != "operation not permitted" {
				t.Errorf("%s (%d): %q\n%s", name, number, got, out.stderr)
			}
		})
	}
}

func TestLimits(t *testing.T) {
	box := open(t)
	for name, c := range map[string]struct {
		limits Limits
		over   string // the limit that is told, "" if the program ends by itself
		says   string
	}{
		"memory":      {Limits{Memory: 128 << 20}, "used more than 128 MiB of memory and was stopped", ""},
		"shared":      {Limits{Memory: 128 << 20}, "used more than 128 MiB of memory and was stopped", ""},
		"page-tables": {Limits{Memory: 128 << 20}, "used more than 128 MiB of memory and was stopped", ""},
		"spin":        {Limits{CPU: 500 * time.Millisecond}, "used more than 500ms of CPU time and was stopped", ""},
		"wait":        {Limits{Wall: 200 * time.Millisecond}, "was still running after 200ms and was stopped", ""},
		"headless":    {Limits{}, engine.Limit{Of: engine.MainThread}.In(course.English), ""},
		"many-unread": {Limits{Shared: NewBudget(1<<30, 200)},
			engine.Limit{Of: engine.SharedSockets, Most: 200}.In(course.English), ""},
		"threads":      {Limits{Threads: 64}, "", "Resource temporarily unavailable"},
		"descriptors":  {Limits{Descriptors: 64}, "", "too many open files after 64"},
		"raise-limits": {Limits{Descriptors: 64}, "", "operation not permitted"},
		"suicide":      {Limits{}, "", "still here"}, // process 1 is not killed from within
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := confined(t, box, c.limits, name)
			if out.over.In(course.English) != c.over || (c.over == "") != (out.over.In(course.Chinese) == "") {
				t.Errorf("told %+v, want %q; exit code %d\n%s%s", out.over, c.over, out.code, out.stdout, out.stderr)
			}
			if killed := out.code == -1; killed != (c.over != "") {
				t.Errorf("killed %v; exit code %d", killed, out.code)
			}
			if said := out.stdout + out.stderr; !strings.Contains(said, c.says) {
				t.Errorf("it does not say %q:\n%s", c.says, said)
			}
		})
	}
}

// Many that take memory without end never have more than their budget together, each is told so,
// and one among them that does not is left alone.
func TestTheBudgetOfASubmissionHolds(t *testing.T) {
	box := open(t)
	limits := Limits{Shared: NewBudget(400<<20, 1000)}
	var all sync.WaitGroup
	for n := range 6 {
		all.Go(func() {
			if n == 3 {
				if out := confined(t, box, limits, "talk"); out.stdout != "well\n" || out.over != (engine.Limit{}) {
					t.Errorf("an innocent one pays: %+v", out)
				}
				return
			}
			out := confined(t, box, limits, "memory")
			if !strings.HasSuffix(out.over.In(course.English),
				"while all programs of this submission may use 400 MiB together, and was stopped") {
				t.Errorf("told %q", out.over.In(course.English))
			}
		})
	}
	all.Wait()
	if peak := limits.Shared.expect.memory; peak > 600<<20 {
		t.Errorf("one came to %d MiB", peak>>20)
	}
}

func TestWhatIsInnocentWorks(t *testing.T) {
	box := open(t)
	for _, name := range []string{
		"talk", "talk6", "localhost", "lower-limit", "many-threads", "pair", "files", "resolve", "one-unread",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := confined(t, box, Limits{}, name)
			if strings.HasPrefix(out.stdout, "no IPv6") {
				t.Skip(out.stdout)
			}
			if out.stdout != "well\n" || out.code != 0 || out.over != (engine.Limit{}) {
				t.Errorf("%+v", out)
			}
		})
	}
}

func TestTheProgramGetsWhatItsCommandSays(t *testing.T) {
	box := open(t)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cmd := exec.CommandContext(t.Context(), "/proc/self/exe")
	cmd.Args, cmd.Env = []string{programName, "echo", "an argument", ""}, []string{"ONLY=this"}
	cmd.Stdin, cmd.ExtraFiles = strings.NewReader("a nonce\n"), []*os.File{w}

	out := finish(t, box, Limits{}, cmd)

	_ = w.Close()
	events, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	const want = `["an argument" ""] ["ONLY=this"] "a nonce\n" "/" [0 1 2 3]`
	if strings.TrimSpace(out.stdout) != want || string(events) != "an event" {
		t.Errorf("got %s and %q, want %s; %s", out.stdout, events, want, out.stderr)
	}
}

func TestEndsPassThrough(t *testing.T) {
	box := open(t)
	if out := confined(t, box, Limits{}, "exit"); out.code != 7 || out.over != (engine.Limit{}) {
		t.Errorf("%+v", out)
	}
	out := confined(t, box, Limits{}, "panic")
	if out.code != 2 || !strings.Contains(out.stderr, "panic: boom") || strings.Count(out.stderr, "\ngoroutine ") < 2 {
		t.Errorf("exit code %d, and not all goroutines' traces:\n%s", out.code, out.stderr)
	}
}

// A confined program holds the other end of the pipe for as long as it lives.
func TestNobodySurvives(t *testing.T) {
	box := open(t)
	for name, end := range map[string]func(launcher *exec.Cmd, stdin io.Closer) error{
		"the kill of its group": func(_ *exec.Cmd, stdin io.Closer) error { return stdin.Close() },
		"its parent's end":      func(launcher *exec.Cmd, _ io.Closer) error { return launcher.Process.Kill() },
	} {
		t.Run(name, func(t *testing.T) {
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			launcher := exec.CommandContext(t.Context(), "/proc/self/exe")
			launcher.Args, launcher.ExtraFiles, launcher.Stderr = []string{launcherName, box.path}, []*os.File{w},
				os.Stderr
			stdin, err := launcher.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := launcher.Start(); err != nil {
				t.Fatal(err)
			}
			_ = w.Close()
			if err := r.SetReadDeadline(time.Now().Add(10 * time.Minute)); err != nil {
				t.Fatal(err)
			}
			word := make([]byte, len("alive"))
			if _, err := io.ReadFull(r, word); err != nil {
				t.Error(err)
			}
			if err := end(launcher, stdin); err != nil {
				t.Error(err)
			}
			if _, err := r.Read(word); !errors.Is(err, io.EOF) {
				t.Errorf("the confined program is alive: %v", err)
			}
			_ = launcher.Process.Kill()
			_ = launcher.Wait()
		})
	}
}

// Without a C compiler, test binaries are static.
func TestAStaticProgramRuns(t *testing.T) {
	box := open(t)
	source, path := filepath.Join(t.TempDir(), "main.go"), filepath.Join(t.TempDir(), "static")
	if err := os.WriteFile(source, []byte("package main\n\nfunc main() { println(\"static\") }\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	build := exec.CommandContext(t.Context(), "go", "build", "-o", path, source)
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if out := finish(t, box, Limits{}, exec.CommandContext(t.Context(), path)); out.stderr != "static\n" ||
		out.code != 0 {
		t.Errorf("%+v", out)
	}
}

func TestWhatCannotBeConfinedIsNotRun(t *testing.T) {
	box := open(t)
	script := box.path + "/script"
	if err := os.WriteFile(script, []byte("#!/bin/sh\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(script, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{"no file": box.path + "/none", "a folder": box.path, "a script": script} {
		var layer *LayerError
		if _, err := box.Start(exec.Command(path), Limits{}); !errors.As(err, &layer) || layer.Layer != Files {
			t.Errorf("%s: %v", name, err)
		}
	}
	_ = box.dir.Close()
	var layer *LayerError
	if _, err := box.Start(exec.Command("/proc/self/exe"), Limits{}); !errors.As(err, &layer) {
		t.Errorf("without its root folder: %v", err)
	}
}

func TestAHelperSaysWhichLayerFailed(t *testing.T) {
	for said, want := range map[string]string{
		"": "start: the helper ended before its program began",
		`{"Layer":"landlock","Error":"landlock_create_ruleset","Errno":38}` +
			"\n": "landlock: landlock_create_ruleset: function not implemented",
		`{"Layer":"landlock","Error":"version 1, and 3 is ` +
			`needed"}` + "\n": "landlock: version 1, and 3 is needed",
		`{"Layer":"start","Error":"","Errno":0}` + "\n" + `{"Layer":"start","Error":"execveat","Errno":13}` +
			"\n": "start: execveat: permission denied",
		`{"Layer":"start","Error":"","Errno":0}` + "\n" + `{"Layer":"start","Error":"exec format","Errno":0}` +
			"\nrest": "start: exec format",
	} {
		if err := hear(strings.NewReader(said)); err == nil || err.Error() != "sandbox: "+want {
			t.Errorf("%q: %v, want %s", said, err, want)
		}
	}
	if err := hear(strings.NewReader(`{"Layer":"start","Error":"","Errno":0}` + "\n")); err != nil {
		t.Error(err)
	}
}

func TestWhatALoaderLists(t *testing.T) {
	for list, want := range map[string]string{
		"\tlinux-vdso.so.1 (0x00007ffc)\n\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x7f00)\n" +
			"\t/lib64/ld-linux-x86-64.so.2 (0x7f11)\n": "/lib/x86_64-linux-gnu/libc.so.6 /lib64/ld-linux-x86-64.so.2",
		"\t/lib/ld-musl-x86_64.so.1 (0x7f)\n\tlibc.musl-x86_64.so.1 => /lib/ld-musl-x86_64.so.1 " +
			"(0x7f)\n": "/lib/ld-musl-x86_64.so.1 /lib/ld-musl-x86_64.so.1",
		"\tlibc.so.6 => /nix/store/a b/../c/libc.so.6 (0x7f)\n": "/nix/store/c/libc.so.6",
		"\tlibx.so => not found\n":                              "",
		"\tstatically linked\n":                                 "",
		"\tlinux-gate.so.1 (0xb7)\n\n":                          "",
	} {
		if got := strings.Join(listed(list), " "); got != want {
			t.Errorf("%q: %q, want %q", list, got, want)
		}
	}
}

func BenchmarkStart(b *testing.B) {
	box, err := Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer box.Close()
	for b.Loop() {
		cmd := exec.Command("/proc/self/exe")
		cmd.Args = []string{programName, "exit"}
		if _, err := box.Start(cmd, Limits{}); err != nil {
			b.Fatal(err)
		}
		_ = cmd.Wait()
	}
}
