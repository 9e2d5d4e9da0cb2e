package verify

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	answers "handshake/checker/internal/answer"
	"handshake/checker/internal/engine"
	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

const root = "../../.."

func allLessons(t *testing.T) []syllabus.Lesson {
	t.Helper()
	lessons, err := syllabus.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	return lessons
}

func TestWhatIsHandedOutAreStubs(t *testing.T) {
	for _, l := range allLessons(t) {
		for name, text := range handout.Stubs(l.Name) {
			if !untouched(text) {
				t.Errorf("%s/%s: a function is written already", l.Name, name)
			}
		}
	}
}

// A student may write into the checkout, and commit it, too: what git tracks and is a stub still
// must be what is handed out.
func TestWhatIsHandedOutIsWhatGitTracks(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git here")
	}
	compared := 0
	for _, l := range allLessons(t) {
		for name, stub := range handout.Stubs(l.Name) {
			file := "lessons/" + l.Name + "/" + name
			cmd := exec.CommandContext(t.Context(), "git", "show", ":./"+file)
			cmd.Dir = root
			tracked, err := cmd.Output()
			switch {
			case err != nil:
				t.Logf("git does not track %s here: %v", file, err)
			case !untouched(tracked):
				t.Logf("%s is committed with somebody's answer in it", file)
			case !bytes.Equal(tracked, stub):
				t.Errorf("%s is not what is handed out; if that is meant, run: checker verify --hand-out %s", file,
					l.Number())
			default:
				compared++
			}
		}
	}
	if compared == 0 {
		t.Skip("this is no checkout whose stubs could be compared")
	}
}

// checkout is a copy of the first two lessons and of what is handed out of them, with the first
// lesson's server.go replaced.
func checkout(t *testing.T, server string) *Verifier {
	t.Helper()
	dir := t.TempDir()
	lessons := allLessons(t)[:2]
	parts := []string{"lessons/internal", "tcp", "wire", handout.Dir}
	for _, l := range lessons {
		parts = append(parts, "lessons/"+l.Name, "solutions/"+l.Name)
	}
	for _, part := range parts {
		if err := os.CopyFS(filepath.Join(dir, part), os.DirFS(filepath.Join(root, part))); err != nil {
			t.Fatal(err)
		}
	}
	for _, l := range lessons {
		for name, stub := range handout.Stubs(l.Name) {
			write(t, filepath.Join(dir, "lessons", l.Name, name), string(stub))
		}
	}
	if server != "" {
		write(t, filepath.Join(dir, "lessons", lessons[0].Name, "server.go"), server)
	}
	return &Verifier{Engine: &engine.Engine{Root: dir, Work: t.TempDir()}, Lessons: lessons}
}

const (
	solvedServer = "package listen\n\nimport \"net\"\n\n// Listen 监听\nfunc Listen(addr string) (net.Listener, " +
		"error) { return nil, nil }\n"
	englishStub = "package listen\n\nimport \"net\"\n\n// Listen listens.\nfunc Listen(addr string) (net.Listener, " +
		"error) { panic(\"TODO: Listen\") }\n"
	otherStub = "package listen\n\nimport \"net\"\n\n// Listen listens. 监听。\nfunc Listen(addr string) " +
		"(net.Listener, error) { panic(\"TODO: Listen\") }\n"
)

// Whatever has been written into the checkout, stubs are judged as they were handed out.
func TestASolvedCheckoutIsProvedByWhatWasHandedOut(t *testing.T) {
	v := checkout(t, solvedServer)
	first := v.Lessons[0]
	if v.stubFiles(first, handout.Stubs(first.Name)); len(v.problems) > 0 {
		t.Errorf("the contract complains of an answer: %v", v.problems)
	}
	if unlike := v.Unlike(first); len(unlike) > 0 {
		t.Errorf("an answer counts as another stub: %v", unlike)
	}
	stubs, err := answers.AllHandedOut(v.root(), v.Lessons)
	if err != nil {
		t.Fatal(err)
	}
	for _, stub := range stubs {
		if all, unwritten := stub.Functions(); len(all) == 0 || len(all) != len(unwritten) {
			t.Errorf("%s: written already: %v of %v", stub.Lesson.Name, len(all)-len(unwritten), all)
		}
	}
}

func TestALessonThatWasNeverHandedOutIsProvedAsItIs(t *testing.T) {
	v := checkout(t, "")
	dir := filepath.Join(v.root(), "lessons")
	if err := os.Rename(filepath.Join(dir, "01-listen"), filepath.Join(dir, "11-listen")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "11-listen", "server.go"), solvedServer)
	v.Lessons = v.Lessons[:1]
	v.Lessons[0].Name = "11-listen"
	stub, err := answers.HandedOut(v.root(), v.Lessons[0])
	if err != nil {
		t.Fatal(err)
	}
	if all, unwritten := stub.Functions(); len(all) != len(unwritten)+1 {
		t.Errorf("got %v of %v", unwritten, all)
	}
	if err := os.Remove(filepath.Join(dir, "11-listen", "client.go")); err != nil {
		t.Fatal(err)
	}
	if _, err := answers.HandedOut(v.root(), v.Lessons[0]); err == nil ||
		!strings.HasPrefix(err.Error(), "lessons/11-listen/client.go: ") {
		t.Errorf("a missing stub: %v", err)
	}
}

func TestHandOut(t *testing.T) {
	for name, c := range map[string]struct{ server, want string }{
		"as it was":              {"", ""},
		"another stub":           {otherStub, ""},
		"a solved stub":          {solvedServer, `not panic("TODO: Listen")`},
		"a stub without Chinese": {englishStub, "doc comment in English and then in Chinese"},
		"no Go":                  {"package listen\n\nfunc {\n", "expected"},
	} {
		t.Run(name, func(t *testing.T) {
			v := checkout(t, c.server)
			stub := filepath.Join(v.root(), handout.Dir, "stubs", "01-listen", "server.go.stub")
			before, err := os.ReadFile(stub)
			if err != nil {
				t.Fatal(err)
			}
			problems, err := v.HandOut()
			if err != nil {
				t.Fatal(err)
			}
			var said strings.Builder
			for _, p := range problems {
				said.WriteString(p.What.En + "\n")
			}
			if (c.want == "") != (len(problems) == 0) || !strings.Contains(said.String(), c.want) {
				t.Errorf("got %q, want %q", said.String(), c.want)
			}
			want := c.server
			if c.want != "" || c.server == "" {
				want = string(before)
			}
			if after, err := os.ReadFile(stub); err != nil || string(after) != want {
				t.Errorf("handed out (%v):\n%s\nwant\n%s", err, after, want)
			}
		})
	}
}

func TestWhatAnAuthorHasChangedIsToldUntilItIsHandedOut(t *testing.T) {
	v := checkout(t, otherStub)
	write(t, filepath.Join(v.root(), "lessons", "01-listen", "more_test.go"), "")
	if got := strings.Join(v.Unlike(v.Lessons[0]), " "); got != "lessons/01-listen/more_test.go "+
		"lessons/01-listen/server.go" {
		t.Errorf("got %q", got)
	}
}
