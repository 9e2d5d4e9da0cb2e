package book

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestChecks proves the checks themselves. Each sample in testdata is a small repository,
// sound or not, and a file "want": exactly what the check must say about it.
func TestChecks(t *testing.T) {
	for _, c := range Checks {
		t.Run(c.Name, func(t *testing.T) {
			samples, err := filepath.Glob(filepath.Join("testdata", c.Name, "*.txtar"))
			if err != nil {
				t.Fatal(err)
			}
			sound, unsound := 0, 0
			for _, file := range samples {
				b, want := sample(t, file)
				if want == "" {
					sound++
				} else {
					unsound++
				}
				t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
					var said strings.Builder
					for _, p := range c.Find(b) {
						said.WriteString(p.String() + "\n")
					}
					if said.String() != want {
						t.Errorf("the check says:\n%s\nand should say:\n%s", said.String(), want)
					}
				})
			}
			if sound == 0 || unsound == 0 {
				t.Errorf("%d sound and %d unsound samples: "+
					"a check that cannot fail, or cannot pass, proves nothing", sound, unsound)
			}
		})
	}
}

// sample is the small repository in an archive, and its file "want".
func sample(t *testing.T, file string) (b *Book, want string) {
	t.Helper()
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	last := len(archive.Files) - 1
	if last < 0 || archive.Files[last].Name != "want" {
		t.Fatalf("%s: the last file must be called want", file)
	}
	want = string(archive.Files[last].Data)
	archive.Files = archive.Files[:last]
	fsys, err := txtar.FS(archive)
	if err != nil {
		t.Fatal(err)
	}
	b, err = open(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return b, want
}

// Code is renewed in lists and quotations too; what cannot be found is left alone; and the check
// of code is satisfied.
func TestUpdate(t *testing.T) {
	b, want := sample(t, "testdata/update.txtar")
	fresh := b.Updated(nil)
	if len(fresh) != 1 {
		t.Fatalf("%d pages are rewritten, not one", len(fresh))
	}
	if got := string(fresh["docs/zh/a.md"]); got != want {
		t.Errorf("the page becomes:\n%s\nand should become:\n%s", got, want)
	}
	again := newPage("docs/zh/a.md", fresh["docs/zh/a.md"])
	if twice := again.rewritten(b); twice != want {
		t.Errorf("updated once more, the page becomes:\n%s", twice)
	}
}

// A change in one language alone is recorded only by name, and a lesson's sections alone where it
// is named.
func TestReviewed(t *testing.T) {
	for name, c := range map[string]struct {
		section string
		lessons []string
	}{
		"all":    {},
		"one":    {section: "a#english"},
		"lesson": {lessons: []string{"a"}},
	} {
		t.Run(name, func(t *testing.T) {
			b, want := sample(t, filepath.Join("testdata", "record", name+".txtar"))
			got, err := b.Reviewed(c.section, c.lessons)
			if err != nil {
				t.Fatal(err)
			}
			if record := string(got[reviewedFile]); record != want {
				t.Errorf("the record becomes:\n%s\nand should become:\n%s", record, want)
			}
		})
	}
	b, _ := sample(t, filepath.Join("testdata", "record", "one.txtar"))
	if _, err := b.Reviewed("a#nowhere", nil); err == nil {
		t.Error("a section that does not exist is recorded")
	}
}

// What chapters say of wrong answers, beyond the feedback that they show, is asked by those who judge them.
func TestBroken(t *testing.T) {
	b, _ := sample(t, filepath.Join("testdata", "break", "sound.txtar"))
	const wrong = "solutions/01-listen/testdata/wrong/early"
	if got := b.Broken(); len(got) != 1 || !slices.Equal(got[wrong], []string{"three"}) {
		t.Errorf("the chapters say %v, and should say that %s fails three", got, wrong)
	}
}
