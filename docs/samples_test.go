package docs_test

import (
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestChecks proves the checks themselves. Each sample in testdata is a small repository,
// sound or not, and a file "want": exactly what the check must say about it.
func TestChecks(t *testing.T) {
	for _, c := range checks {
		t.Run(c.name, func(t *testing.T) {
			samples, err := filepath.Glob(filepath.Join("testdata", c.name, "*.txtar"))
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
					for _, p := range c.find(b) {
						said.WriteString(p.String() + "\n")
					}
					if said.String() != want {
						t.Errorf("the check says:\n%s\nand should say:\n%s", said.String(), want)
					}
				})
			}
			if sound == 0 || unsound == 0 {
				t.Errorf("%d sound and %d unsound samples: a check that cannot fail, or cannot pass, proves nothing", sound, unsound)
			}
		})
	}
}

// sample is the small repository in an archive, and its file "want".
func sample(t *testing.T, file string) (b *book, want string) {
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
	return open(t, fsys), want
}

// TestUpdate proves -update: it takes code into lists and quotations too, leaves alone what
// it cannot find, and satisfies the check of code.
func TestUpdate(t *testing.T) {
	b, want := sample(t, "testdata/update.txtar")
	fresh := updated(b)
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

// TestRecord proves -reviewed and -reviewed-one: a change in one language alone is recorded
// only by name.
func TestRecord(t *testing.T) {
	for _, c := range []struct {
		name string
		all  bool
		one  string
	}{
		{name: "all", all: true},
		{name: "one", one: "a#english"},
		{name: "both", all: true, one: "a#english"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b, want := sample(t, filepath.Join("testdata", "record", c.name+".txtar"))
			got, err := recorded(b, c.all, c.one)
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != want {
				t.Errorf("the record becomes:\n%s\nand should become:\n%s", got, want)
			}
		})
	}
	b, _ := sample(t, path.Join("testdata", "record", "one.txtar"))
	if _, err := recorded(b, false, "a#nowhere"); err == nil {
		t.Error("a section that does not exist is recorded")
	}
}
