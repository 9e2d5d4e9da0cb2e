package engine

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"handshake/checker/internal/answer"
	"handshake/internal/course/syllabus"
)

// compilerVar has this test binary play a compiler, in a process of that name.
const compilerVar = "PLAY_COMPILER"

func TestMain(m *testing.M) {
	switch os.Getenv(compilerVar) {
	case "":
		os.Exit(m.Run())
	case "busy":
		for begin := time.Now(); time.Since(begin) < 10*time.Minute; {
		}
	case "large":
		page := make([]byte, 600<<20)
		for i := 0; i < len(page); i += 4096 {
			page[i] = 1
		}
		time.Sleep(10 * time.Minute)
	}
}

// go3 is a go command at work on three packages: the last is the standard library's.
func go3(t *testing.T, first, second, third string) *exec.Cmd {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "bash", "-c", `
		play() { (PLAY_COMPILER=$2 exec -a /go/compile "$0" -o x -p "$1" -complete); echo "$1: $?"; }
		play handshake/lessons/01-listen `+first+` & play handshake/lessons/02-connect `+second+` & play net `+third+` & wait`, os.Args[0])
	return cmd
}

func TestTheOneBeyondTheAllowanceIsEnded(t *testing.T) {
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip(err)
	}
	for name, c := range map[string]struct {
		first, third string
		memory       int64
		time         time.Duration
	}{
		"memory": {"large", "quick", 300 << 20, time.Hour},
		"time":   {"busy", "quick", 1 << 40, 300 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			a := newAllowance()
			a.mostMemory, a.mostTime, a.leastTime = c.memory, c.time, c.time/3
			cmd := go3(t, c.first, "quick", c.third)
			out := &capped{}
			cmd.Stdout, cmd.Stderr = out, out
			if err := a.run(cmd); err != nil {
				t.Fatal(err)
			}
			if len(a.ended) != 1 || !a.ended["handshake/lessons/01-listen"] {
				t.Errorf("ended: %v", a.ended)
			}
			for _, line := range []string{"handshake/lessons/01-listen: 137\n", "handshake/lessons/02-connect: 0\n", "net: 0\n"} {
				if !strings.Contains(out.String(), line) {
					t.Errorf("it is not %q:\n%s", line, out)
				}
			}
		})
	}
}

func TestWhatTheGoCommandSaysOfLimits(t *testing.T) {
	const killed = "handshake/lessons/01-listen: /usr/local/go/pkg/tool/linux_amd64/compile: signal: killed\n"
	for name, c := range map[string]struct {
		output string
		memory int64 // of lesson 01, when it was last seen
		ended  string
		want   []string
	}{
		"ended here":        {output: killed, ended: "handshake/lessons/01-listen", want: []string{"01-listen"}},
		"ended in its spec": {output: "", ended: "handshake/lessons/internal/suite/02-connect", want: []string{"02-connect"}},
		"killed, and large": {output: killed, memory: 1 << 30, want: []string{"01-listen"}},
		"killed, and small": {output: killed, memory: 30 << 20},
		"out of memory":     {output: "# handshake/lessons/02-connect\nfatal error: runtime: out of memory\n\nruntime stack:\n", want: []string{"02-connect"}},
		"of a file":         {output: "# handshake/lessons/02-connect\nSIGXFSZ: file size limit exceeded\n", want: []string{"02-connect"}},
		"another package":   {output: "# net\nfatal error: runtime: out of memory\n"},
		"words of its own":  {output: "# handshake/lessons/02-connect\nlessons/02-connect/client.go:3:1: undefined: x\n"},
	} {
		t.Run(name, func(t *testing.T) {
			spent := newAllowance()
			spent.memory["handshake/lessons/01-listen"] = c.memory
			if c.ended != "" {
				spent.ended[c.ended] = true
			}
			got := (&Engine{}).excessive(t.Context(), twoAnswers, nil, false, spent, c.output)
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
	if said := blame(killedTool.ReplaceAllString("# handshake/lessons/02-connect\n"+killed, ""), twoAnswers); len(said) > 0 {
		t.Errorf("that one was killed is told as the compiler's words: %v", said)
	}
}

// Who gives the linker too much to do is found by what the compiler has made of each.
func TestTheHeaviestPaysForTheLinker(t *testing.T) {
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	lessons, err := syllabus.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, heavy := range lessons[:2] {
		answers, err := answer.ReadAll(root, lessons[:2], filepath.Join(root, "solutions"))
		if err != nil {
			t.Fatal(err)
		}
		for i, a := range answers {
			if a.Lesson.Name == heavy.Name {
				ballast := strings.Repeat("x", 200_000)
				texts := map[string][]byte{a.Files[1].Name: a.Files[1].Text}
				texts[a.Files[0].Name] = fmt.Appendf(a.Files[0].Text, "\nvar Ballast = %q\n", ballast)
				answers[i] = answer.Of(a.Lesson, texts)
			}
		}
		e := &Engine{Root: root, Work: t.TempDir()}
		spent := newAllowance()
		spent.ended[program] = true
		if got := e.excessive(t.Context(), answers, nil, false, spent, ""); !slices.Equal(got, []string{heavy.Name}) {
			t.Errorf("%q pays for %s", got, heavy.Name)
		}
	}
}
