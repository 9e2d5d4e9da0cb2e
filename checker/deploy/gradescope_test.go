//go:build linux

package grading_test

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

func TestGradescopeScriptsParse(t *testing.T) {
	for _, name := range []string{setup, autograder} {
		parses(t, read(t, name))
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode()&0o111 != 0o111 {
			t.Errorf("%s cannot be executed: %v", name, info.Mode())
		}
	}
}

// The commands at the head of setup.sh make archives with everything where Gradescope and the
// checker look for it.
func TestGradescopeArchives(t *testing.T) {
	git := exec.Command("git", "rev-parse", "--verify", "HEAD:solutions")
	git.Dir = root
	if out, err := git.CombinedOutput(); err != nil {
		t.Skipf("this is no clone: %s", out)
	}
	commands := regexp.MustCompile(`(?m)^# +(git archive -o )(\S+)( .*)$`).FindAllStringSubmatch(read(t, setup), -1)
	holds := map[string][]string{
		"autograder.zip": {"setup.sh", "run_autograder", "go.mod", "go.sum", "Makefile", "checker/main.go",
			"lessons/01-listen/lesson.toml"},
		"solutions.zip": {"lessons/01-listen/server.go", "lessons/01-listen/client.go"},
	}
	if len(commands) != len(holds) {
		t.Fatalf("setup.sh names %d archives", len(commands))
	}
	for _, c := range commands {
		file := filepath.Join(t.TempDir(), c[2])
		cmd := exec.Command("bash", "-euc", c[1]+`"$0"`+c[3], file)
		cmd.Dir = root
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", c[0], err, out)
		}
		archive, err := zip.OpenReader(file)
		if err != nil {
			t.Fatal(err)
		}
		defer archive.Close()
		for _, name := range holds[c[2]] {
			info, err := fs.Stat(archive, name)
			if err != nil {
				t.Error(err)
				continue
			}
			if script := name == "setup.sh" || name == "run_autograder"; script && info.Mode()&0o111 == 0 {
				t.Errorf("%s cannot be executed: %v", name, info.Mode())
			}
		}
	}
}

// platform is Gradescope's folder /autograder, with the course in it as the archive has it.
type platform struct {
	t             *testing.T
	root, gocache string
}

func newPlatform(t *testing.T) platform {
	t.Helper()
	for _, tool := range []string{"bash", "gcc", "make", "curl"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip("setup.sh would install something here: ", err) // not on a machine that is somebody's
		}
	}
	gocache, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	p := platform{t, t.TempDir(), strings.TrimSpace(string(gocache))}
	for _, part := range []string{"checker", "internal", "lessons", "solutions", "tcp", "wire"} {
		if err := os.CopyFS(filepath.Join(p.root, "source", part), os.DirFS(filepath.Join(root, part))); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"go.mod", "go.sum", "Makefile"} {
		p.write("source/"+file, read(t, filepath.Join(root, file)))
	}
	return p
}

// in is the same platform in a test within the test.
func (p platform) in(t *testing.T) platform {
	p.t = t
	return p
}

func (p platform) write(name, text string) {
	p.t.Helper()
	path := filepath.Join(p.root, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644)); err != nil {
		p.t.Fatal(err)
	}
}

// submit replaces the student's submission by these files.
func (p platform) submit(files map[string]string) {
	p.t.Helper()
	for _, dir := range []string{"submission", "results"} {
		if err := errors.Join(os.RemoveAll(filepath.Join(p.root, dir)),
			os.Mkdir(filepath.Join(p.root, dir), 0o755)); err != nil {
			p.t.Fatal(err)
		}
	}
	for name, text := range files {
		p.write("submission/"+name, text)
	}
}

// run runs one of the scripts as Gradescope does.
func (p platform) run(script string, configure func(*exec.Cmd), env ...string) (out string, err error) {
	p.t.Helper()
	path, err := filepath.Abs(script)
	if err != nil {
		p.t.Fatal(err)
	}
	cmd := exec.CommandContext(p.t.Context(), path)
	cmd.Dir = p.root
	cmd.Env = append(os.Environ(), "AUTOGRADER_ROOT="+p.root, "XDG_CACHE_HOME="+filepath.Join(p.root, "cache"),
		"GOCACHE="+p.gocache, "COURSE_LESSONS=1", "COURSE_LANG=en", "COURSE_NO_SANDBOX=")
	cmd.Env = append(cmd.Env, env...)
	if configure != nil {
		configure(cmd)
	}
	text, err := cmd.CombinedOutput()
	return string(text), err
}

// results is results.json as far as Gradescope needs it.
type results struct {
	Score            *float64
	Output           string
	Visibility       string
	StdoutVisibility string `json:"stdout_visibility"`
	Tests            []struct {
		Score    float64
		MaxScore float64 `json:"max_score"`
		Status   string
	}
}

func (p platform) results() (r results) {
	p.t.Helper()
	text, err := os.ReadFile(filepath.Join(p.root, "results", "results.json"))
	if err != nil {
		p.t.Fatal(err)
	}
	if err := json.Unmarshal(text, &r); err != nil {
		p.t.Fatalf("%v\n%s", err, text)
	}
	if r.Visibility != "visible" || r.StdoutVisibility != "hidden" || r.Tests == nil {
		p.t.Errorf("%s", text)
	}
	return r
}

// marked fails unless the submission has this share of the points.
func (p platform) marked(out string, err error, share float64) results {
	p.t.Helper()
	r := p.results()
	if err != nil || r.Score == nil || len(r.Tests) == 0 {
		p.t.Fatalf("%v: %+v\n%s", err, r, out)
	}
	most := 0.0
	for _, test := range r.Tests {
		most += test.MaxScore
	}
	if most == 0 || *r.Score != share*most {
		p.t.Errorf("%v of %v\n%+v\n%s", *r.Score, most, r, out)
	}
	return r
}

// waits fails unless the student is asked to wait, in both languages, and has no score; the
// instructor is told why.
func (p platform) waits(out string, err error, why string) {
	p.t.Helper()
	r := p.results()
	if r.Score != nil || len(r.Tests) != 0 || !strings.Contains(r.Output, "wait for your instructor") ||
		!strings.Contains(r.Output, "请等老师处理") {
		p.t.Errorf("%+v", r)
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) || !strings.Contains(out, why) {
		p.t.Errorf("%v, want a failure that says %q\n%s", err, why, out)
	}
}

// One image, built by setup.sh, and what students send to it.
func TestGradescope(t *testing.T) {
	p := newPlatform(t)
	if out, err := p.run(setup, nil); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	solution := map[string]string{}
	for _, name := range []string{"server.go", "client.go"} {
		solution["lessons/01-listen/"+name] = read(t, filepath.Join(root, "solutions", "01-listen", name))
	}
	doctor := exec.Command(checker, "doctor")
	doctor.Dir = root
	sandboxed := doctor.Run() == nil

	t.Run("solution", func(t *testing.T) {
		p := p.in(t)
		p.submit(solution)
		out, err := p.run(autograder, nil)
		if !sandboxed {
			p.waits(out, err, "sandbox")
			return
		}
		if r := p.marked(out, err, 1); strings.Contains(r.Output, "sandbox") {
			t.Error(r.Output)
		}
	})

	// Students upload a folder with things beside it, or nothing at all.
	t.Run("wrapped", func(t *testing.T) {
		if !sandboxed {
			t.Skip("no sandbox here")
		}
		p := p.in(t)
		wrapped := map[string]string{"notes.md": "Enjoy.", "other/thing": ""}
		for name, text := range solution {
			wrapped["My work (1)/"+name] = text
		}
		p.submit(wrapped)
		out, err := p.run(autograder, nil, "COURSE_LANG=zh")
		p.marked(out, err, 1)
	})
	t.Run("empty", func(t *testing.T) {
		if !sandboxed {
			t.Skip("no sandbox here")
		}
		p := p.in(t)
		p.submit(nil)
		out, err := p.run(autograder, nil)
		p.marked(out, err, 0)
	})

	// A container that forbids user namespaces, as most do.
	forbid := func(cmd *exec.Cmd) {
		cmd.Args = []string{"bash", "-euc", `echo 0 >/proc/sys/user/max_user_namespaces; exec "$0"`, cmd.Path}
		cmd.Path = "/bin/bash"
		cmd.SysProcAttr = &syscall.SysProcAttr{
			Cloneflags:  syscall.CLONE_NEWUSER,
			UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
			GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
		}
	}
	t.Run("no sandbox", func(t *testing.T) {
		p := p.in(t)
		p.submit(solution)
		if !sandboxed {
			forbid = nil
		}
		out, err := p.run(autograder, forbid)
		p.waits(out, err, "without a whole sandbox nobody is graded")
		out, err = p.run(autograder, forbid, "COURSE_NO_SANDBOX=yes")
		if r := p.marked(out, err, 1); !strings.Contains(r.Output, "sandbox") {
			t.Errorf("the result does not say that there was no sandbox: %q", r.Output)
		}
		out, err = p.run(autograder, forbid, "COURSE_NO_SANDBOX=no")
		p.waits(out, err, "without a whole sandbox nobody is graded")
	})
	t.Run("no checker", func(t *testing.T) {
		p := p.in(t)
		p.submit(solution)
		if err := os.Remove(filepath.Join(p.root, "source", ".bin", "checker")); err != nil {
			t.Fatal(err)
		}
		out, err := p.run(autograder, nil)
		p.waits(out, err, "NOT MARKED")
	})
}
