// Package grading_test keeps the ready files of this folder ready. It is a module of its own,
// so that nobody who only learns downloads what it needs.
package grading_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rhysd/actionlint"
	batch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"
)

// root is the course's root folder, seen from this package.
var root = filepath.Join("..", "..")

const (
	kubernetes = "kubernetes-job.yaml"
	github     = "github-actions.yml"
	gitlab     = "gitlab-ci.yml"
	setup      = "gradescope/setup.sh"
	autograder = "gradescope/run_autograder"
)

var ready = []string{kubernetes, github, gitlab, setup, autograder}

// checker is the program, built from the sources as they are.
var checker string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "grading")
	if err != nil {
		panic(err)
	}
	if checker, err = filepath.Abs(filepath.Join(dir, "checker.exe")); err != nil {
		panic(err)
	}
	build := exec.Command("go", "build", "-buildvcs=false", "-o", checker, "./checker")
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		panic(string(out))
	}
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// strictly decodes a file into a structure that knows all that may stand in it.
func strictly(t *testing.T, name string, into any) {
	t.Helper()
	if err := yaml.UnmarshalStrict([]byte(read(t, name)), into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func equal[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// says fails unless the script has the piece exactly once.
func says(t *testing.T, script, piece string) {
	t.Helper()
	if n := strings.Count(script, piece); n != 1 {
		t.Errorf("%q stands there %d times, want once:\n%s", piece, n, script)
	}
}

// parses fails unless bash can read the script.
func parses(t *testing.T, script string) {
	t.Helper()
	bash, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("there is no bash here")
	}
	cmd := exec.Command(bash, "-n")
	cmd.Stdin = strings.NewReader(script)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s\n%s", err, out, script)
	}
}

// wanted is the Go that the course needs, such as 1.26.
func wanted(t *testing.T) string {
	t.Helper()
	m := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(read(t, filepath.Join(root, "go.mod")))
	if m == nil {
		t.Fatal("go.mod names no version of Go")
	}
	return m[1]
}

// numbered are prefix1 … prefixN.
func numbered(prefix string, n int) string {
	var all []string
	for i := range n {
		all = append(all, prefix+strconv.Itoa(i+1))
	}
	return strings.Join(all, " ")
}

func TestKubernetesJob(t *testing.T) {
	var job batch.Job
	strictly(t, kubernetes, &job)
	equal(t, "apiVersion", job.APIVersion, batch.SchemeGroupVersion.String())
	equal(t, "kind", job.Kind, "Job")
	spec, pod := job.Spec, job.Spec.Template.Spec

	// What the API server demands of a job with these fields, and does not fill in itself.
	if spec.CompletionMode == nil || *spec.CompletionMode != batch.IndexedCompletion || spec.Completions == nil ||
		spec.Parallelism == nil {
		t.Fatal("only a job with completionMode Indexed, completions and parallelism has indexes that can be tried " +
			"again one by one")
	}
	if spec.BackoffLimitPerIndex == nil || *spec.BackoffLimitPerIndex < 1 {
		t.Error("backoffLimitPerIndex: a part that is lost is to be tried again")
	}
	equal(t, "restartPolicy (podFailurePolicy and backoffLimitPerIndex need it)", pod.RestartPolicy,
		core.RestartPolicyNever)
	if spec.Selector != nil || spec.ManualSelector != nil || spec.BackoffLimit != nil {
		t.Error("selector and backoffLimit are the API server's to choose")
	}
	if spec.PodFailurePolicy == nil || len(spec.PodFailurePolicy.Rules) != 1 {
		t.Fatal("podFailurePolicy: want one rule")
	}
	rule := spec.PodFailurePolicy.Rules[0]
	equal(t, "podFailurePolicy", rule.Action, batch.PodFailurePolicyActionIgnore)
	if rule.OnExitCodes != nil || len(rule.OnPodConditions) != 1 ||
		rule.OnPodConditions[0].Type != core.DisruptionTarget || rule.OnPodConditions[0].Status != core.ConditionTrue {
		t.Errorf("podFailurePolicy: %+v, want the pod's disruption", rule)
	}
	if len(pod.Containers) != 1 {
		t.Fatalf("%d containers", len(pod.Containers))
	}
	c := pod.Containers[0]
	equal(t, "image", c.Image, "golang:"+wanted(t))
	if sc := c.SecurityContext; sc == nil || sc.SeccompProfile == nil ||
		sc.SeccompProfile.Type != core.SeccompProfileTypeUnconfined || sc.Privileged != nil ||
		sc.AllowPrivilegeEscalation == nil || *sc.AllowPrivilegeEscalation {
		t.Errorf("securityContext: %+v, want no seccomp profile and no privilege", c.SecurityContext)
	}

	// As many pods as parts, and each knows both numbers.
	parts := int(*spec.Completions)
	equal(t, "parallelism", int(*spec.Parallelism), parts)
	env := map[string]string{}
	for _, e := range c.Env {
		env[e.Name] = e.Value
	}
	equal(t, "SHARDS", env["SHARDS"], strconv.Itoa(parts))
	text := read(t, kubernetes)
	equal(t, "numbers marked with N", strings.Count(text, "# N"), 3)
	says(t, text, "N="+strconv.Itoa(parts))
	says(t, text, "merge "+numbered("RESULTS/", parts)+" --out")

	if len(c.Command) != 3 || c.Command[0] != "bash" || c.Command[1] != "-euc" || c.Args != nil {
		t.Fatalf("command: %q", c.Command)
	}
	script := c.Command[2]
	parses(t, script)
	says(t, script, "part=$((JOB_COMPLETION_INDEX + 1))\n")
	says(t, script, ` --shard "$part/$SHARDS" `)
	if !strings.Contains(script, `"$COURSE"`) || env["COURSE"] == "" {
		t.Error("the script clones what COURSE says")
	}

	// What the script reads and writes is mounted, and nothing else.
	claims := map[string]bool{}
	for _, v := range pod.Volumes {
		claims[v.Name] = v.PersistentVolumeClaim != nil && v.PersistentVolumeClaim.ClaimName == v.Name
	}
	for _, m := range c.VolumeMounts {
		if !claims[m.Name] {
			t.Errorf("no volume claim %s", m.Name)
		}
		equal(t, "read-only "+m.Name, m.ReadOnly, m.Name == "submissions")
		equal(t, "mounted "+m.Name, strings.Count(script, m.MountPath), 1)
	}
	equal(t, "mounts", len(c.VolumeMounts), len(pod.Volumes))
	says(t, script, " /submissions ")
	says(t, script, ` --out "/results/$part"`)
}

// workflow is what TestGitHubActions looks at; what may stand in it is actionlint's to say.
type workflow struct {
	Jobs map[string]struct {
		Needs    string
		Strategy struct {
			FailFast *bool `json:"fail-fast"`
			Matrix   map[string][]int
		}
		Steps []struct {
			Uses, Run, If string
			With          map[string]any
		}
	}
}

// step finds the only step of a job whose uses or run begins so.
func (w workflow) step(t *testing.T, job, begin string) (run string, with map[string]any) {
	t.Helper()
	found := 0
	for _, s := range w.Jobs[job].Steps {
		if strings.HasPrefix(s.Uses, begin) || strings.HasPrefix(s.Run, begin) {
			found++
			run, with = s.Run, s.With
		}
	}
	if found != 1 {
		t.Fatalf("%s has %d steps %q", job, found, begin)
	}
	return run, with
}

func TestGitHubActions(t *testing.T) {
	text := read(t, github)
	linter, err := actionlint.NewLinter(os.Stderr, &actionlint.LinterOptions{})
	if err != nil {
		t.Fatal(err)
	}
	problems, err := linter.Lint(github, []byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Error(p)
	}

	var w workflow
	if err := yaml.Unmarshal([]byte(text), &w); err != nil {
		t.Fatal(err)
	}
	strategy := w.Jobs["grade"].Strategy
	parts := len(strategy.Matrix["part"])
	if parts < 2 || len(strategy.Matrix) != 1 {
		t.Fatalf("matrix: %v", strategy.Matrix)
	}
	for i, part := range strategy.Matrix["part"] {
		equal(t, "part", part, i+1)
	}
	if strategy.FailFast == nil || *strategy.FailFast {
		t.Error("fail-fast: one part must not end the others")
	}
	equal(t, "merge needs", w.Jobs["merge"].Needs, "grade")

	run, _ := w.step(t, "grade", ".bin/checker grade ")
	says(t, run, fmt.Sprintf(` --shard "${{ matrix.part }}/%d" `, parts))
	says(t, run, ` --out "results/${{ matrix.part }}"`)
	_, up := w.step(t, "grade", "actions/upload-artifact@")
	equal(t, "name of a part", up["name"], any("part-${{ matrix.part }}"))
	equal(t, "path of a part", up["path"], any("results"))
	_, down := w.step(t, "merge", "actions/download-artifact@")
	equal(t, "parts that are joined", down["pattern"], any("part-*"))
	equal(t, "where the parts go", down["path"], any("results"))
	equal(t, "all parts in one folder", down["merge-multiple"], any(true))
	run, _ = w.step(t, "merge", ".bin/checker merge ")
	says(t, run, " "+numbered("results/", parts)+" --out marks")
	_, marks := w.step(t, "merge", "actions/upload-artifact@")
	equal(t, "path of the marks", marks["path"], any("marks"))
	for name, job := range w.Jobs {
		for _, s := range job.Steps {
			t.Run(name, func(t *testing.T) { parses(t, s.Run) })
		}
	}
}

// pipeline is all that GitLab's keyword reference allows and this file uses.
type pipeline struct {
	Default struct {
		Image         string `json:"image"`
		Interruptible bool   `json:"interruptible"`
	} `json:"default"`
	Stages []string    `json:"stages"`
	Grade  pipelineJob `json:"grade"`
	Merge  pipelineJob `json:"merge"`
}

type pipelineJob struct {
	Stage    string   `json:"stage"`
	Needs    []string `json:"needs"`
	Parallel int      `json:"parallel"` // 2 to 200
	Timeout  string   `json:"timeout"`
	Retry    struct {
		Max  int      `json:"max"` // 0 to 2
		When []string `json:"when"`
	} `json:"retry"`
	Script    []string `json:"script"`
	Artifacts struct {
		When  string   `json:"when"`
		Paths []string `json:"paths"`
	} `json:"artifacts"`
}

func TestGitLabPipeline(t *testing.T) {
	var p pipeline
	strictly(t, gitlab, &p)
	equal(t, "image", p.Default.Image, "golang:"+wanted(t))
	equal(t, "stages", strings.Join(p.Stages, " "), p.Grade.Stage+" "+p.Merge.Stage)
	equal(t, "merge needs", strings.Join(p.Merge.Needs, " "), "grade")
	if p.Grade.Parallel < 2 || p.Grade.Parallel > 200 || p.Merge.Parallel != 0 {
		t.Errorf("parallel: %d and %d", p.Grade.Parallel, p.Merge.Parallel)
	}
	if r := p.Grade.Retry; r.Max < 1 || r.Max > 2 {
		t.Errorf("retry: %d times", r.Max)
	}
	for _, when := range p.Grade.Retry.When {
		if !slices.Contains([]string{"runner_system_failure", "stuck_or_timeout_failure", "scheduler_failure"}, when) {
			t.Errorf("retry when %s: only the runner's failures are tried again", when)
		}
	}

	// Each of the runners takes its part and leaves it where merge looks.
	grade, merge := strings.Join(p.Grade.Script, "\n"), strings.Join(p.Merge.Script, "\n")
	parses(t, grade)
	parses(t, merge)
	says(t, grade, ` --shard "$CI_NODE_INDEX/$CI_NODE_TOTAL" `)
	says(t, grade, ` --out "results/$CI_NODE_INDEX"`)
	equal(t, "artifacts of a part", strings.Join(p.Grade.Artifacts.Paths, " "), "results")
	equal(t, "kept", p.Grade.Artifacts.When, "always")
	says(t, merge, " merge results/* --out marks")
	equal(t, "artifacts of merge", strings.Join(p.Merge.Artifacts.Paths, " "), "marks")
}

var (
	calls   = regexp.MustCompile(`(?:\.bin/|# *(?:\d\. )?)checker ([a-z]+)([^\n]*)`)
	option  = regexp.MustCompile(`(?:^| )(--[a-z-]+)`)
	targets = regexp.MustCompile(`(?m)(?:^[ -]*(?:run: )?|["` + "`" + `])make ([a-z./-]+)`)
)

// Every command, option and target that the files use exists.
func TestCommandsExist(t *testing.T) {
	for _, file := range ready {
		text := read(t, file)
		used := calls.FindAllStringSubmatch(text, -1)
		if len(used) == 0 {
			t.Errorf("%s: the checker is not used", file)
		}
		for _, use := range used {
			cmd := exec.Command(checker, use[1], "--help")
			cmd.Dir, cmd.Env = root, append(os.Environ(), "COURSE_LANG=en")
			help, err := cmd.CombinedOutput()
			if err != nil || !strings.Contains(string(help), "checker "+use[1]) {
				t.Errorf("%s: there is no checker %s: %v\n%s", file, use[1], err, help)
				continue
			}
			for _, o := range option.FindAllStringSubmatch(use[2], -1) {
				if !regexp.MustCompile(` ` + o[1] + `\b`).Match(help) {
					t.Errorf("%s: checker %s has no %s", file, use[1], o[1])
				}
			}
		}
		for _, use := range targets.FindAllStringSubmatch(text, -1) {
			cmd := exec.Command("make", "--dry-run", use[1])
			cmd.Dir = root
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s: make %s: %v\n%s", file, use[1], err, out)
			}
		}
	}
}
