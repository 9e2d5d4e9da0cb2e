package verify

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"handshake/checker/internal/engine"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// copied is a copy of the course with two lessons, their chapters and what draws their figures,
// and a Verifier of the first.
func copied(t *testing.T) *Verifier {
	t.Helper()
	const from = "../../.."
	root := t.TempDir()
	for _, part := range []string{
		"lessons/01-listen", "lessons/02-connect", "solutions/01-listen", "docs/transcripts",
		"internal", "tcp", "wire"} {
		if err := os.CopyFS(filepath.Join(root, part), os.DirFS(filepath.Join(from, part))); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{
		"go.mod", "go.sum", "README.md", "README.zh.md", "docs/reviewed.json", "docs/glossary.toml",
		"docs/en/01-listen.md", "docs/zh/01-listen.md", "docs/en/02-connect.md", "docs/zh/02-connect.md"} {
		text, err := os.ReadFile(filepath.Join(from, file))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(root, file), string(text))
	}
	lessons, err := syllabus.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	return &Verifier{Engine: &engine.Engine{Root: root}, Lessons: lessons[:1], Book: true}
}

// change replaces a text in a file by another.
func (v *Verifier) change(t *testing.T, file, old, now string) {
	t.Helper()
	text := v.text(t, file)
	if !strings.Contains(text, old) {
		t.Fatalf("%s does not say %q", file, old)
	}
	write(t, filepath.Join(v.root(), file), strings.ReplaceAll(text, old, now))
}

func (v *Verifier) text(t *testing.T, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(v.root(), file))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// prove runs the proof once more, and is what it has said and what it has found about a file.
func (v *Verifier) prove(t *testing.T, file string) (said, found string) {
	t.Helper()
	var out strings.Builder
	v.Say, v.problems = func(text course.Text) { out.WriteString(text.En + "\n") }, nil
	problems, err := v.Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var about []string
	for _, p := range problems {
		if strings.HasPrefix(p.Where, file) {
			about = append(about, p.Where+": "+p.What.En)
		}
		if p.What.Zh == "" {
			t.Errorf("%s: nothing is said in Chinese", p.Where)
		}
	}
	return out.String(), strings.Join(about, "\n")
}

// What the book says of a lesson is proved with it, and what can be is renewed; other lessons'
// chapters are not its author's business.
func TestTheBookIsProvedWithALesson(t *testing.T) {
	const en, zh, other = "docs/en/01-listen.md", "docs/zh/01-listen.md", "docs/en/02-connect.md"
	v := copied(t)
	v.change(t, en, "A telephone that nobody can find", "Telephones that nobody can find")
	v.change(t, en, "func Listen(", "func Lisent(")
	v.change(t, other, "func ", "fun ")

	_, found := v.prove(t, "docs/")
	for _, want := range []string{en + ":", "`.bin/checker verify --book --update` rewrites it",
		zh + ":1: section 01-listen#top: the English has changed"} {
		if !strings.Contains(found, want) {
			t.Errorf("does not say %q:\n%s", want, found)
		}
	}
	if strings.Contains(found, other) {
		t.Errorf("speaks of another lesson:\n%s", found)
	}

	v.Update = true
	if _, found := v.prove(t, en); strings.Contains(found, "rewrites it") || strings.Contains(v.text(t, en), "Lisent") {
		t.Errorf("the code is not renewed:\n%s", found)
	}
	if !strings.Contains(v.text(t, other), "fun ") {
		t.Error("another lesson's chapter is renewed, too")
	}
	v.Update = false

	v.Reviewed = Changed
	if _, found := v.prove(t, zh); !strings.Contains(found, "#top") {
		t.Error("a section that has changed in one language counts as read")
	}
	v.Reviewed = "01-listen#top"
	if _, found := v.prove(t, zh); strings.Contains(found, "#top") {
		t.Errorf("the section that was read is still to be read:\n%s", found)
	}
}

func TestFiguresAreDrawnFromRealPackets(t *testing.T) {
	const file = "docs/transcripts/handshake.en.txt"
	v := copied(t)
	before := v.text(t, file)
	v.change(t, file, "SYN-SENT", "SYN-LOST")

	said, found := v.prove(t, "docs/transcripts")
	if strings.Contains(said, "left out: packets") {
		if found != "" {
			t.Errorf("nothing was captured, and yet: %s", found)
		}
		return
	}
	if !strings.Contains(found, "not those of the figures") || !strings.Contains(found, "TestFigures/handshake") {
		t.Errorf("a figure that is wrong is passed:\n%s%s", said, found)
	}
	v.Update = true
	if _, found := v.prove(t, "docs/transcripts"); found != "" || v.text(t, file) != before {
		t.Errorf("the figure is not drawn anew:\n%s", found)
	}
}
