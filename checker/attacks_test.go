//go:build linux

package main_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"handshake/checker/internal/grading"
	"handshake/internal/course"
	"handshake/internal/course/handout"
	"handshake/internal/thorough"
)

// attack is what a hostile submission must get. The folders in testdata/attacks say it in
// attack.toml, archives and odd files in this file.
type attack struct {
	Idea   string                   `toml:"idea"`   // what it tries, in one line
	Lesson string                   `toml:"lesson"` // the one that it attacks
	Status course.Status            `toml:"status"` // of that lesson
	Also   course.Status            `toml:"also"`   // another status, where chance decides
	Rule   string                   `toml:"rule"`   // of the gate, if Rejected by that
	Keeps  []string                 `toml:"keeps"`  // the specs that it passes honestly
	Costs  []string                 `toml:"costs"`  // in place of Keeps: it passes all the specs of server.go but these
	Says   string                   `toml:"says"`   // a part of what is told about it, in English
	Specs  map[string]course.Status `toml:"specs"`  // of single specs
}

// attacksDir holds a hostile submission in each folder.
const attacksDir = "testdata/attacks"

// In the files of attacks these stand for a listener and a folder that nobody may reach.
const (
	canaryAddress = "CANARY"
	canaryFolder  = "CANARY_DIR"
)

// attackedLessons are graded: those that some attack is about.
const attackedLessons = "01-12"

// battle is a class full of attackers among innocent neighbours, and what each must get.
type battle struct {
	*sandbox
	class  string
	canary string            // a folder
	want   map[string]attack // by what was handed in
	called atomic.Int32      // connections to the canary
}

// TestAttacks grades a class of every hostile submission and some innocent ones. Nobody earns
// what is not theirs, no neighbour pays, and nothing is left behind.
func TestAttacks(t *testing.T) {
	b := newBattle(t, thorough.Of(someAttacks, math.MaxInt))
	out := t.TempDir()
	before := b.files(b.root, b.class, b.canary)

	said := b.grade(out, course.English)

	t.Run("outcome", func(t *testing.T) { b.outcomes(t, out) })
	t.Run("nothing is left", func(t *testing.T) { b.nothingLeft(t, before) })
	t.Run("reports are harmless", func(t *testing.T) { harmless(t, out, said) })
	t.Run("nobody gets a second try", func(t *testing.T) {
		journal := read(t, filepath.Join(out, grading.JournalFile))
		b.grade(out, course.English)
		if again := read(t, filepath.Join(out, grading.JournalFile)); !bytes.Equal(journal, again) {
			t.Errorf("grading again judged something anew:\n%s", bytes.TrimPrefix(again, journal))
		}
	})
}

// TestAttacksInChinese grades some of the class in Chinese: the outcomes are the same.
func TestAttacksInChinese(t *testing.T) {
	thorough.Only(t)
	b := newBattle(t, someAttacks)
	out := t.TempDir()
	b.grade(out, course.Chinese)
	for name, a := range b.want {
		a.Says = "" // in English
		b.want[name] = a
	}
	b.outcomes(t, out)
}

// newBattle is a class with so many of the hostile submissions, or all of them.
func newBattle(t *testing.T, attacks int) *battle {
	t.Helper()
	b := &battle{sandbox: newSandbox(t), class: t.TempDir(), canary: t.TempDir(), want: map[string]attack{}}
	b.env = append(b.env, "TMPDIR="+t.TempDir())
	b.folders(b.listen(), attacks)
	b.archives()
	b.names()
	b.neighbours()
	return b
}

// grade grades the class and returns what was printed.
func (b *battle) grade(out string, lang course.Lang) string {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.t.Context(), hangs)
	defer cancel()
	formats := "csv,html,junit,github"
	cmd := exec.CommandContext(ctx, checker, "grade", "--lang", string(lang), "--lessons", attackedLessons, "--format",
		formats, "--out", out, b.class)
	cmd.Dir, cmd.Env = b.root, b.env
	said, err := cmd.CombinedOutput()
	if bytes.Contains(said, []byte("without a whole sandbox nobody is graded")) {
		b.t.Skipf("this system forbids the sandbox:\n%s", said)
	}
	if err != nil {
		b.t.Fatalf("%v\n%s", err, said)
	}
	return string(said)
}

// listen is the address of the canary: a listener outside of every sandbox.
func (b *battle) listen() string {
	b.t.Helper()
	tcp, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.t.Fatal(err)
	}
	udp, err := net.ListenPacket("udp", tcp.Addr().String())
	if err != nil {
		b.t.Fatal(err)
	}
	var listening sync.WaitGroup
	listening.Go(func() {
		for {
			conn, err := tcp.Accept()
			if err != nil {
				return
			}
			b.called.Add(1)
			_ = conn.Close()
		}
	})
	listening.Go(func() {
		for {
			if _, _, err := udp.ReadFrom(make([]byte, 1)); err != nil {
				return
			}
			b.called.Add(1)
		}
	})
	b.t.Cleanup(func() {
		_, _ = tcp.Close(), udp.Close()
		listening.Wait()
	})
	return tcp.Addr().String()
}

// folders hands in so many of the attacks of attacksDir, each under its name without the number.
func (b *battle) folders(canary string, some int) {
	b.t.Helper()
	entries, err := os.ReadDir(attacksDir)
	if err != nil {
		b.t.Fatal(err)
	}
	const fewest = 120
	if len(entries) < fewest {
		b.t.Errorf("%d attacks, and there were %d", len(entries), fewest)
	}
	numbers := map[string]bool{}
	for i, e := range entries {
		number, name, _ := strings.Cut(e.Name(), "-")
		if numbers[number] {
			b.t.Errorf("%s has the number of another", e.Name())
		}
		numbers[number] = true
		if sampled(i, some, len(entries)) {
			b.folder(filepath.Join(attacksDir, e.Name()), name, canary)
		}
	}
}

// someAttacks is how many are tried where not all of them are.
const someAttacks = 23

func (b *battle) folder(from, name, canary string) {
	b.t.Helper()
	var a attack
	if err := toml.NewDecoder(bytes.NewReader(
		read(b.t, filepath.Join(from, "attack.toml")))).DisallowUnknownFields().Decode(
		&a); err != nil {
		b.t.Fatalf("%s: %v", from, err)
	}
	if a.Idea == "" || a.Status == "" || b.want[name].Idea != "" || a.Keeps != nil && a.Costs != nil {
		b.t.Errorf("%s: no idea, no status, another's name, or keeps and costs", from)
	}
	if a.Costs != nil {
		a.Keeps = serverSpecs(b.t, a.Lesson, a.Costs...)
	}
	b.want[name] = a
	places := strings.NewReplacer(canaryFolder, b.canary, canaryAddress, canary)
	err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "attack.toml" {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		return handIn(filepath.Join(b.class, name, rel), []byte(places.Replace(string(read(b.t, path)))))
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

func handIn(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o644)
}

// but are the specs of the first lesson without some.
func (b *battle) but(some ...string) (ids []string) {
	for _, s := range lessons(b.t)[0].Specs {
		if !slices.Contains(some, s.ID) {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// solution is the right answer to the first lesson, by file.
func (b *battle) solution() map[string][]byte {
	files := map[string][]byte{}
	for _, name := range []string{"server.go", "client.go"} {
		files[name] = read(b.t, filepath.Join("..", "solutions", first, name))
	}
	return files
}

// neighbours hands in what is right, before and after the attackers, and what is half right.
func (b *battle) neighbours() {
	b.t.Helper()
	for _, name := range []string{"anna", "zoe"} {
		if err := os.CopyFS(filepath.Join(b.class, name, "lessons"), os.DirFS("../solutions")); err != nil {
			b.t.Fatal(err)
		}
		b.want[name] = attack{Lesson: first, Status: course.Passed, Keeps: b.but()}
	}
	for name, text := range b.solution() {
		wrong := filepath.Join("..", "solutions", first, "testdata", "wrong", "text-only-error", name)
		if half, err := os.ReadFile(wrong); err == nil {
			text = half
		}
		if err := handIn(filepath.Join(b.class, "mia", "lessons", first, name), text); err != nil {
			b.t.Fatal(err)
		}
	}
	b.want["mia"] = attack{
		Lesson: first, Status: course.Failed, Keeps: b.but("taken", "not-ours", "listen-scenes"),
		Specs: map[string]course.Status{"taken": course.Failed},
	}
}

// names hands in nothing but stubs, under names that mean harm.
func (b *battle) names() {
	b.t.Helper()
	for _, name := range []string{
		`<img src=x onerror=alert(1)>`, `=1+cmd|'x'!A1`, "@SUM(1)", "-rf", "\u202Egnp", "a\n::error::owned", "\x1b[2J",
		"{{.}}", `"><b>`, "$(touch x)", "CON", "握手",
	} {
		if err := handIn(filepath.Join(b.class, name, "lessons", first, "server.go"),
			handout.Stubs(first)["server.go"]); err != nil {
			b.t.Fatal(err)
		}
		b.want[name] = attack{Lesson: first, Status: course.Failed, Says: "still to be written"}
	}
}

// archives hands in archives, links and devices.
func (b *battle) archives() {
	b.t.Helper()
	put := func(name string, content []byte, a attack) {
		b.t.Helper()
		if err := handIn(filepath.Join(b.class, name), content); err != nil {
			b.t.Fatal(err)
		}
		a.Lesson = first
		b.want[name] = a
	}
	right := attack{Status: course.Passed, Keeps: b.but()}
	noted := attack{Status: course.Passed, Keeps: b.but(), Says: "leads out of the archive"}
	refused := func(says string) attack { return attack{Status: course.Rejected, Says: says} }
	unread := func(says string) attack { return attack{Status: course.NotRun, Says: says} }
	answer := b.solution()
	const server = "lessons/" + first + "/server.go"
	escapes := []entry{{name: "../../escaped"}, {name: "/" + b.canary + "/escaped"}, {name: b.canary + "/escaped"},
		{name: `..\..\escaped`}, {name: `C:\escaped`}, {name: "lessons/../../escaped"}, {name: "./../escaped"}}

	put("slip.zip", zipped(b.t, answer, escapes...), noted)
	put("slip-tar.tar.gz", tarred(b.t, answer, escapes...), noted)
	put("odd-names.tar.gz",
		tarred(b.t, answer, entry{name: "a\x1b[2J\u202E.go"}, entry{name: strings.Repeat("x", 2000)},
			entry{name: "con/nul.go"}),
		noted)
	put("gbk.zip", zipped(b.t, answer, entry{name: "\xd7\xf7\xd2\xb5/\xce\xd5\xca\xd6.go"}), right)
	put("link.tar.gz", tarred(b.t, nil, entry{name: server, kind: tar.TypeSymlink, link: "/etc/passwd"}),
		refused("is a link"))
	put("hard-link.tar.gz", tarred(b.t, nil, entry{name: server, kind: tar.TypeLink, link: b.canary + "/precious"}),
		refused("is a link"))
	put("folder-link.tar.gz",
		tarred(b.t, nil, entry{name: "lessons/" + first, kind: tar.TypeSymlink, link: b.root + "/solutions/" + first}),
		refused("is a link"))
	put("device.tar.gz", tarred(b.t, nil, entry{name: server, kind: tar.TypeChar}), refused("not a regular file"))
	put("twice.zip", zipped(b.t, answer, entry{name: server, text: []byte("package listen\n")}),
		refused("more than once"))
	put("twice-tar.tar.gz", tarred(b.t, answer, entry{name: server, text: []byte("package listen\n")}),
		refused("more than once"))
	put("case.zip", zipped(b.t, answer, entry{name: "lessons/" + first + "/Server.go"}), refused("case alone"))
	put("bomb.zip", zipBomb(b.t, server, bombSize), refused("larger than"))
	put("lying-bomb.zip", zipBomb(b.t, server, 100), refused("damaged"))
	put("bomb-tar.tar.gz", tarBomb(b.t, server), unread("larger than"))
	put("crowd.zip", zipped(b.t, answer, crowd()...), unread("more than"))
	put("crowd-tar.tar.gz", tarred(b.t, answer, crowd()...), unread("more than"))
	whole := zipped(b.t, answer)
	put("cut.zip", whole[:len(whole)/2], unread("incomplete or damaged"))
	whole = tarred(b.t, answer)
	put("cut-tar.tar.gz", whole[:len(whole)/2], unread("incomplete or damaged"))
	put("no-archive.zip", []byte(strings.Repeat("this is no archive\n", 100)), unread("neither a folder nor"))
	put("rar.zip", []byte("Rar!\x1a\x07\x00"+strings.Repeat("\x00", 600)), unread("RAR"))
	put("nested.zip", zipped(b.t, nil, entry{name: "inner.zip", text: zipped(b.t, answer)}), unread("archive inside"))
	put("empty.zip", zipped(b.t, nil), unread("nothing was handed in"))
	put("locked.zip", locked(zipped(b.t, answer)), refused("behind a password"))

	b.special("fifo", refused("not a regular file"), func(path string) error { return syscall.Mkfifo(path, 0o644) })
	b.special("linked", refused("is a link"), func(path string) error {
		return os.Symlink(filepath.Join(b.canary, "precious"), path)
	})
	b.special("directory", refused("not a regular file"), func(path string) error { return os.Mkdir(path, 0o755) })
	if err := handIn(filepath.Join(b.canary, "precious"), answer["server.go"]); err != nil {
		b.t.Fatal(err)
	}
}

// special hands in a folder in which server.go is no regular file.
func (b *battle) special(name string, a attack, make func(path string) error) {
	b.t.Helper()
	dir := filepath.Join(b.class, name, "lessons", first)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		b.t.Fatal(err)
	}
	if err := make(filepath.Join(dir, "server.go")); err != nil {
		b.t.Fatal(err)
	}
	if err := handIn(filepath.Join(dir, "client.go"), b.solution()["client.go"]); err != nil {
		b.t.Fatal(err)
	}
	a.Lesson = first
	b.want[name] = a
}

// entry is one thing in an archive.
type entry struct {
	name string
	text []byte
	kind byte   // of a tar archive; 0 is a file
	link string // where a link leads
}

// crowd is more files than anybody hands in.
func crowd() []entry {
	const size = 100_000
	all := make([]entry, size)
	for i := range all {
		all[i].name = fmt.Sprintf("node_modules/%d.js", i)
	}
	return all
}

// inside are the entries of an answer to the first lesson and more.
func inside(answer map[string][]byte, more []entry) (all []entry) {
	for _, name := range slices.Sorted(maps.Keys(answer)) {
		all = append(all, entry{name: "lessons/" + first + "/" + name, text: answer[name]})
	}
	return append(all, more...)
}

func zipped(t *testing.T, answer map[string][]byte, more ...entry) []byte {
	t.Helper()
	var file bytes.Buffer
	archive := zip.NewWriter(&file)
	for _, e := range inside(answer, more) {
		w, err := archive.CreateHeader(&zip.FileHeader{
			Name: e.name, Method: zip.Deflate, NonUTF8: !utf8.ValidString(e.name),
		})
		if err == nil {
			_, err = w.Write(e.text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func tarred(t *testing.T, answer map[string][]byte, more ...entry) []byte {
	t.Helper()
	var file bytes.Buffer
	packed := gzip.NewWriter(&file)
	archive := tar.NewWriter(packed)
	for _, e := range inside(answer, more) {
		h := &tar.Header{
			Name: e.name, Typeflag: e.kind, Linkname: e.link, Size: int64(len(e.text)), Mode: 0o644, Devmajor: 1,
			Devminor: 5,
		}
		if e.kind == 0 {
			h.Typeflag, h.Devmajor, h.Devminor = tar.TypeReg, 0, 0
		}
		if err := archive.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if _, err := archive.Write(e.text); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(archive.Close(), packed.Close()); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// locked says of every entry of a zip archive that it is behind a password (APPNOTE 4.4.4).
func locked(archive []byte) []byte {
	for header, flags := range map[string]int{"PK\x03\x04": 6, "PK\x01\x02": 8} {
		for at := 0; ; at++ {
			next := bytes.Index(archive[at:], []byte(header))
			if next < 0 {
				break
			}
			at += next
			archive[at+flags] |= 1
		}
	}
	return archive
}

// bombSize is how large a bomb becomes, in bytes.
const bombSize = 1 << 30

// deflated is start and then zeros up to bombSize, compressed. The zeros are compressed once.
func deflated(t *testing.T, start []byte) []byte {
	t.Helper()
	var file, zeros bytes.Buffer
	block := func(to *bytes.Buffer, text []byte, last bool) {
		w, err := flate.NewWriter(to, flate.BestSpeed)
		if err == nil {
			_, err = w.Write(text)
		}
		if err == nil && last {
			err = w.Close()
		} else if err == nil {
			err = w.Flush()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	const piece = 1 << 20
	block(&file, start, false)
	block(&zeros, make([]byte, piece), false)
	for range bombSize / piece {
		file.Write(zeros.Bytes())
	}
	block(&file, nil, true)
	return file.Bytes()
}

// zipBomb is a zip archive of one file of bombSize, which its header says is of size.
func zipBomb(t *testing.T, name string, size uint64) []byte {
	t.Helper()
	var file bytes.Buffer
	archive := zip.NewWriter(&file)
	content := deflated(t, nil)
	w, err := archive.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Deflate, CompressedSize64: uint64(len(content)), UncompressedSize64: size,
	})
	if err == nil {
		_, err = w.Write(content)
	}
	if err = errors.Join(err, archive.Close()); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// tarBomb is a tar.gz archive of one file of bombSize, cut off before its checksum.
func tarBomb(t *testing.T, name string) []byte {
	t.Helper()
	var start bytes.Buffer
	if err := tar.NewWriter(&start).WriteHeader(&tar.Header{
		Name: name, Typeflag: tar.TypeReg, Size: bombSize, Mode: 0o644,
	}); err != nil {
		t.Fatal(err)
	}
	return append([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"), deflated(t, start.Bytes())...)
}

// outcomes holds the journal and the marks against what each submission must get.
func (b *battle) outcomes(t *testing.T, out string) {
	plan, entries, err := grading.Results(out)
	if err != nil {
		t.Fatal(err)
	}
	marks := marksIn(t, filepath.Join(out, "grades.csv"))
	got := map[string]grading.Entry{}
	for _, e := range entries {
		got[e.Source] = e
	}
	if len(got) != len(b.want) {
		t.Errorf("%d submissions are judged, want %d", len(got), len(b.want))
	}
	for source, want := range b.want {
		t.Run(want.Lesson+"/"+source, func(t *testing.T) {
			e := got[source]
			i := slices.IndexFunc(e.Results, func(r grading.Result) bool { return r.Lesson == want.Lesson })
			l := slices.IndexFunc(plan.Lessons, func(l grading.Lesson) bool { return l.Name == want.Lesson })
			if i < 0 || l < 0 {
				t.Fatalf("not judged: %+v", e)
			}
			want.check(t, e, e.Results[i], plan.Lessons[l], marks[[2]string{e.Student, want.Lesson}])
			innocent(t, e, want, plan)
		})
	}
}

// check holds a verdict against what it must be.
func (a attack) check(t *testing.T, e grading.Entry, r grading.Result, l grading.Lesson, marks string) {
	t.Helper()
	if r.Status != a.Status && r.Status != a.Also || r.Rule != a.Rule {
		t.Errorf("it is %s by rule %q, want %s by %q: %+v", r.Status, r.Rule, a.Status, a.Rule, r.Records)
	}
	points, statuses, said := 0, map[string]course.Status{}, ""
	for _, record := range r.Records {
		statuses[record.Spec] = record.Status
		said += record.Message + "\n"
	}
	for _, s := range l.Specs {
		want := slices.Contains(a.Keeps, s.ID)
		if is := statuses[s.ID] == course.Passed; is != want && s.Skipped == "" {
			t.Errorf("%s is %q, and to be passed: %v", s.ID, statuses[s.ID], want)
		}
		if want {
			points += s.Weight
		}
	}
	if marks != fmt.Sprintf("%d of %d", points, l.Max()) {
		t.Errorf("the marks are %s, want %d", marks, points)
	}
	for spec, want := range a.Specs {
		if statuses[spec] != want {
			t.Errorf("%s is %q, want %s", spec, statuses[spec], want)
		}
	}
	if e.Problem != nil {
		said += e.Problem.En + "\n"
	}
	for _, note := range e.Notes {
		said += note.En + "\n"
	}
	if !strings.Contains(said, a.Says) {
		t.Errorf("nobody is told %q in:\n%s", a.Says, said[:min(len(said), 2000)])
	}
}

// innocent checks that the other lessons of a submission do not pay for the attacked one:
// those that were handed in are solutions.
func innocent(t *testing.T, e grading.Entry, a attack, plan grading.Plan) {
	t.Helper()
	for i, r := range e.Results {
		if r.Lesson == a.Lesson || r.Hash == "" {
			continue
		}
		if r.Status != course.Passed || len(r.Records) != len(plan.Lessons[i].Specs) {
			t.Errorf("%s pays for %s: it is %s with %d records", r.Lesson, a.Lesson, r.Status, len(r.Records))
		}
		for _, record := range r.Records {
			if !record.Good() || record.Status == course.Passed && record.Message != "" {
				t.Errorf("%s: %s: %s", record.Name(), record.Status, record.Message)
			}
		}
	}
}

// marksIn reads "score of max" by student and lesson. Names are as spreadsheets show them.
func marksIn(t *testing.T, file string) map[[2]string]string {
	t.Helper()
	marks := map[[2]string]string{}
	for _, row := range table(t, file) {
		student := row[0]
		if len(student) > 1 && strings.ContainsAny(student[1:2], "=+-@") {
			student = strings.TrimPrefix(student, "'")
		}
		marks[[2]string{student, row[2]}] = row[3] + " of " + row[4]
	}
	return marks
}

func table(t *testing.T, file string) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(read(t, file))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// nothingLeft checks that nothing was written but results, that nobody got out, and that no
// process is left over.
func (b *battle) nothingLeft(t *testing.T, before map[string]string) {
	after := b.files(b.root, b.class, b.canary)
	for path, content := range after {
		if before[path] != content {
			t.Errorf("%s was written", path)
		}
	}
	for path := range before {
		if _, there := after[path]; !there {
			t.Errorf("%s is gone", path)
		}
	}
	if n := b.called.Load(); n > 0 {
		t.Errorf("somebody got out %d times", n)
	}
	for _, left := range slices.Concat(glob(t, b.variable("TMPDIR"), "*"), glob(t, b.cache(), "handshake", "work-*")) {
		t.Errorf("left behind: %s", left)
	}
	for _, file := range glob(t, "/proc", "[0-9]*", "cmdline") {
		if line, err := os.ReadFile(file); err == nil && bytes.Contains(line, []byte(b.cache())) {
			t.Errorf("still running: %s: %q", file, line)
		}
	}
}

// variable is a variable of the checker's environment; the last word counts.
func (b *battle) variable(name string) (value string) {
	for _, v := range b.env {
		if found, ok := strings.CutPrefix(v, name+"="); ok {
			value = found
		}
	}
	return value
}

func glob(t *testing.T, parts ...string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(parts...))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// files are the files below the roots: what kind each is, and a hash of what it holds.
func (b *battle) files(roots ...string) map[string]string {
	b.t.Helper()
	all := map[string]string{}
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			all[path] = d.Type().String()
			if d.Type().IsRegular() {
				all[path] += fmt.Sprintf("%x", sha256.Sum256(read(b.t, path)))
			}
			return nil
		})
		if err != nil {
			b.t.Fatal(err)
		}
	}
	return all
}

// harmless checks that what people open, and what was printed, shows hostile text as text.
func harmless(t *testing.T, out, said string) {
	plain(t, "what was printed", said)
	if strings.Contains(said, "\n::") {
		t.Errorf("a build service would obey what was printed:\n%s", said)
	}
	err := filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == grading.JournalFile || d.Name() == grading.PlanFile {
			return err
		}
		text := string(read(t, path))
		plain(t, path, strings.TrimPrefix(text, "\ufeff"))
		switch filepath.Ext(path) {
		case ".html":
			for _, raw := range []string{"<script>alert", "<img src=x", `"><b>`} {
				if strings.Contains(text, raw) {
					t.Errorf("%s holds %s", path, raw)
				}
			}
		case ".csv":
			for _, row := range table(t, path) {
				for _, cell := range row {
					if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
						t.Errorf("%s: a spreadsheet would compute %q", path, cell)
					}
				}
			}
		case ".xml":
			if err := xml.Unmarshal([]byte(text), &struct {
				XMLName xml.Name
			}{}); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// plain checks that text is UTF-8 without anything that moves a cursor or turns a line round.
func plain(t *testing.T, what, text string) {
	t.Helper()
	if !utf8.ValidString(text) {
		t.Errorf("%s is not UTF-8", what)
	}
	bad := func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' || unicode.Is(unicode.Bidi_Control, r) ||
			r == '\u2028' || r == '\u2029'
	}
	if at := strings.IndexFunc(text, bad); at >= 0 {
		t.Errorf("%s holds %q", what, text[max(0, at-40):min(len(text), at+40)])
	}
}
