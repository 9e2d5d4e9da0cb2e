package answer

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"handshake/internal/course/handout"
	"handshake/internal/course/syllabus"
)

var listen = syllabus.Lesson{Name: "01-listen", Files: []string{"server.go", "client.go"}}

// laidOut is a folder with an answer to the lesson, and where its server.go lies.
func laidOut(t *testing.T, server string) (dir, path string) {
	t.Helper()
	dir = t.TempDir()
	folder := filepath.Join(dir, listen.Name)
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"server.go": server, "client.go": "package listen\n", "more.go": "package listen\n",
		"my_test.go": "package x\n",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir, filepath.Join(folder, "server.go")
}

func TestReadTakesTheDeclaredFilesAndNamesTheOthers(t *testing.T) {
	dir, path := laidOut(t, "package listen\n\n// mine\n")
	a, err := Read(dir, listen, dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Files) != 2 || a.Files[0].Path != path || string(a.Files[0].Text) != "package listen\n\n// mine\n" {
		t.Errorf("got %v", a.Files)
	}
	if !slices.Equal(a.Stray, []string{"01-listen/more.go"}) {
		t.Errorf("stray: %v", a.Stray)
	}
}

func TestReadRefusesWhatIsNoSourceFile(t *testing.T) {
	for name, spoil := range map[string]func(path string) error{
		"missing": os.Remove,
		"a folder": func(path string) error {
			if err := os.Remove(path); err != nil {
				return err
			}
			return os.Mkdir(path, 0o755)
		},
		"too large": func(path string) error { return os.WriteFile(path, make([]byte, syllabus.MaxFile+1), 0o644) },
	} {
		dir, path := laidOut(t, "package listen\n")
		if err := spoil(path); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(dir, listen, dir); err == nil || !strings.HasPrefix(err.Error(), "01-listen/server.go: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Each file of an answer is the one that was handed in, the stub, or another that lies over it;
// two answers have one hash if every byte is the same.
func TestAnAnswerIsLaidOverTheStubs(t *testing.T) {
	stubs := handout.Stubs(listen.Name)
	whole := Of(listen, stubs)
	if half := Of(listen, map[string][]byte{"server.go": stubs["server.go"]}); half.Hash() != whole.Hash() {
		t.Error("what is missing is not the stub")
	}
	dir, path := laidOut(t, "package listen\n\n// mine\n")
	if err := os.Remove(filepath.Join(filepath.Dir(path), "client.go")); err != nil {
		t.Fatal(err)
	}
	over, err := whole.Over(filepath.Join(dir, listen.Name))
	if err != nil {
		t.Fatal(err)
	}
	if over.Files[0].Path != path || string(over.Files[1].Text) != string(stubs["client.go"]) ||
		over.Files[1].Path != "" {
		t.Errorf("got %v", over.Files)
	}
	if whole.Files[0].Path != "" || over.Hash() == whole.Hash() {
		t.Error("the answer below has changed with it")
	}
}

func TestStubsAreKnownWhateverTheirComments(t *testing.T) {
	const stub = "package listen\n\n// Listen …\nfunc Listen() { panic(\"TODO: Listen\") }\n"
	for text, want := range map[string]bool{
		stub: true,
		"package listen\r\n\r\nfunc Listen() { panic(\"TODO: Listen\") }\r\n":          true,
		"package listen\nfunc Listen() { /* what now? */ panic(\"TODO: Listen\") }":    true,
		"package listen\nfunc Listen() { panic(\"TODO: listen\") }\n":                  false,
		"package listen\nfunc Listen() { panic(\"TODO: Listen\"); }; func init() {}\n": false,
		"": false,
		"package listen\nfunc Listen() { panic(\"TODO: Listen\") } \x00": false,
	} {
		if got := sameProgram(File{Text: []byte(text)}, File{Text: []byte(stub)}); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}

// Only as a whole does an answer become the stubs.
func TestCanonical(t *testing.T) {
	noted := handout.Stubs(listen.Name)
	noted["server.go"] = append(noted["server.go"], "// mine\n"...)
	if got := Of(listen, noted).Canonical(); got.Hash() != Of(listen, nil).Hash() {
		t.Error("a comment makes another answer of the stubs")
	}
	noted["client.go"] = append(noted["client.go"], "var mine int\n"...)
	if got := Of(listen, noted).Canonical(); got.Hash() != Of(listen, noted).Hash() {
		t.Error("an answer has lost its comments")
	}
}

func TestFunctionsStillUnwritten(t *testing.T) {
	a := Of(listen, map[string][]byte{"client.go": []byte("no Go"), "server.go": []byte("package listen\n\n" +
		"func Listen() { panic(\"TODO: Listen\") }\n\nfunc Probe() {}\n\nfunc helper() { panic(\"TODO\") }\n")})
	all, unwritten := a.Functions()
	if !slices.Equal(all, []string{"Listen", "Probe"}) || !slices.Equal(unwritten, []string{"Listen"}) {
		t.Errorf("got %v, %v", all, unwritten)
	}
}

func TestAFileSaysWhatPackageItIs(t *testing.T) {
	for text, want := range map[string]string{
		"// Mine.\npackage other\n": "other",
		"package listen\nfunc {":    "listen",
		"no Go":                     "",
	} {
		name, line := File{Name: "server.go", Text: []byte(text)}.Package()
		if name != want || (name == "other") != (line == 2) {
			t.Errorf("%q: %s, line %d", text, name, line)
		}
	}
}

// above stands on 01-listen.
var above = syllabus.Lesson{Name: "02-connect", Files: []string{"client.go"},
	Needs: []string{listen.Name}, Base: []syllabus.Lesson{listen}}

func TestWhatAnAnswerStandsOnIsReadBesideIt(t *testing.T) {
	dir, _ := laidOut(t, "package listen\n\n// mine\n")
	if _, err := Read(dir, above, dir); err == nil || !strings.HasPrefix(err.Error(), "02-connect/client.go: ") {
		t.Errorf("got %v", err)
	}
	if err := os.Mkdir(filepath.Join(dir, above.Name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, above.Name, "client.go"), []byte("package "+
		"connect\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	all, err := ReadAll(dir, []syllabus.Lesson{listen, above}, dir)
	if err != nil {
		t.Fatal(err)
	}
	if a := all[1]; len(a.Base) != 1 || a.Base[0].Hash() != all[0].Hash() {
		t.Errorf("stands on %v", a.Base)
	}
	if err := os.Remove(filepath.Join(dir, listen.Name, "server.go")); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(dir, above, dir); err == nil || !strings.HasPrefix(err.Error(), "01-listen/server.go: ") {
		t.Errorf("got %v", err)
	}
}

func TestAFingerprintIsThatOfAllBelow(t *testing.T) {
	mine := Of(listen, map[string][]byte{"server.go": []byte("package listen\n")})
	own := Of(above, map[string][]byte{"client.go": []byte("package connect\n")})
	on, other := own.On(Set{mine}), own.On(nil)
	if on.Hash() != other.Hash() || on.Fingerprint() == other.Fingerprint() {
		t.Error("what is below makes another answer of it, or none")
	}
	if mine.Fingerprint() != mine.Hash() {
		t.Error("one that stands on nothing has two fingerprints")
	}
	if stub := other.Base[0]; stub.Hash() != Of(listen, nil).Hash() {
		t.Error("what is missing below is not the stub")
	}
}
