package grade

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"handshake/checker/internal/grading/internal/class"
	"handshake/internal/course"
)

func entry(student, key string, status course.Status) Entry {
	return Entry{Student: student, Source: student + ".zip", Hash: key, Lang: course.English, Results: []class.Result{{
		Student: student, Lesson: "01-listen", Key: key, Hash: key, Lang: course.English, Status: status,
		Records: []course.Record{{Lesson: "01-listen", Spec: "own-port", Status: status}},
	}}}
}

func opened(t *testing.T, dir string) *Journal {
	t.Helper()
	j, err := OpenJournal(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	return j
}

func appended(t *testing.T, j *Journal, entries ...Entry) {
	t.Helper()
	for _, e := range entries {
		if err := j.Append(e); err != nil {
			t.Fatal(err)
		}
	}
}

// Wherever a crash cuts the journal, what was appended before is there, and nothing else.
func TestJournalSurvivesACutAtEveryByte(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	appended(t, j, entry("anna", "k1", course.Passed))
	whole := j.size
	appended(t, j, entry("bo", "k2", course.Failed))
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, JournalFile))
	if err != nil {
		t.Fatal(err)
	}
	for cut := range len(text) + 1 {
		torn := t.TempDir()
		if err := os.WriteFile(filepath.Join(torn, JournalFile), text[:cut], 0o644); err != nil {
			t.Fatal(err)
		}
		j, err := OpenJournal(torn)
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		var want []string
		if cut >= int(whole) {
			want = append(want, "anna")
		}
		if cut == len(text) {
			want = append(want, "bo")
		}
		if got := j.Students(); !slices.Equal(got, want) {
			t.Errorf("cut at %d: got %v, want %v", cut, got, want)
		}
		if cut%50 > 0 && cut < len(text)-1 {
			_ = j.Close()
			continue // an Append waits for the disk
		}
		appended(t, j, entry("cy", "k3", course.Passed))
		if e, known, err := j.Last("cy"); err != nil || !known || e.Hash != "k3" {
			t.Errorf("cut at %d: appended %v, %v, %v", cut, e, known, err)
		}
		_ = j.Close()
	}
}

func TestJournalTellsOfDamage(t *testing.T) {
	dir := t.TempDir()
	good, _ := json.Marshal(entry("anna", "k", course.Passed))
	if err := os.WriteFile(filepath.Join(dir, JournalFile), []byte(string(good)+"\n}{\n"+string(good)+"\n"),
		0o644); err != nil {
		t.Fatal(err)
	}
	_, err := OpenJournal(dir)
	var told *course.Error
	if !errors.As(err, &told) || !strings.Contains(told.In(course.English), JournalFile+":2 is damaged") ||
		!strings.Contains(told.In(course.Chinese), JournalFile+":2 已损坏") {
		t.Errorf("got %v", err)
	}
}

func TestJournalKeepsOthersOut(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	if _, err := OpenJournal(dir); !errors.Is(err, ErrBusy) {
		t.Errorf("got %v", err)
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	opened(t, dir)
}

// Only what says everything about an answer is used for an equal one, and the first of two
// verdicts stays.
func TestJournalReuses(t *testing.T) {
	j := opened(t, t.TempDir())
	vain := entry("cy", "vain", course.Failed)
	vain.Results[0].Records[0].InVain = true
	appended(t, j,
		entry("anna", "k", course.Passed), entry("bo", "k", course.Failed),
		vain, entry("di", "late", course.Failed), entry("ed", "set-aside", course.Infrastructure),
		entry("flo", "none", course.NotRun))
	late := entry("di", "late2", course.Failed)
	late.Results[0].Records[0].Status = course.Timeout
	appended(t, j, late)
	for key, want := range map[string]course.Status{
		"k": course.Passed, "late": course.Failed, "vain": "", "late2": "", "set-aside": "", "none": "", "": "",
	} {
		r, known, err := j.Verdict(key)
		if err != nil || known != (want != "") || r.Status != want {
			t.Errorf("%q: got %v, %v, %v, want %q", key, r.Status, known, err, want)
		}
	}
	if e, _, _ := j.Last("di"); e.Hash != "late2" {
		t.Errorf("the last entry is %v", e)
	}
}

func TestJournalIsAsBeforeWhenItCannotBeWritten(t *testing.T) {
	dir := t.TempDir()
	j := opened(t, dir)
	appended(t, j, entry("anna", "k", course.Passed))
	writable := j.file
	var err error
	if j.file, err = os.Open(filepath.Join(dir, JournalFile)); err != nil { // read only
		t.Fatal(err)
	}
	if err := j.Append(entry("bo", "k2", course.Passed)); err == nil {
		t.Fatal("written to a file that cannot be")
	}
	_ = j.file.Close()
	j.file = writable
	appended(t, j, entry("cy", "k3", course.Passed))
	if got := j.Students(); !slices.Equal(got, []string{"anna", "cy"}) {
		t.Errorf("got %v", got)
	}
}

// An equal answer gets the whole verdict: what it is, by which rule, and with what words.
func TestAnEqualAnswerTakesTheWholeVerdict(t *testing.T) {
	known := class.Result{Student: "anna", Lesson: "01-listen", Key: "k", Status: course.Rejected, Rule: "init",
		Records:          []course.Record{{Lesson: "01-listen", Status: course.Rejected, Message: "why"}},
		Nondeterministic: true}
	r := class.Result{Student: "bo", Lesson: "01-listen", Key: "k"}
	copyVerdict(&r, known)
	known.Student = "bo"
	if !reflect.DeepEqual(r, known) {
		t.Errorf("got %+v, want %+v", r, known)
	}
}

// A disk that fills up while parts are joined is told as such, and leaves no half of a class.
func TestMergeTellsOfAJournalThatCannotBeWritten(t *testing.T) {
	part, whole := t.TempDir(), t.TempDir()
	j := opened(t, part)
	appended(t, j, entry("anna", "k1", course.Passed))
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	into, err := OpenJournal(whole)
	if err != nil {
		t.Fatal(err)
	}
	if err := into.file.Close(); err != nil { // as good as a full disk
		t.Fatal(err)
	}
	var told *course.Error
	if err := mergeOne(part, into); !errors.As(err, &told) || !strings.Contains(told.In(course.Chinese), "写不进去") {
		t.Errorf("got %v", err)
	}
	_ = into.Discard()
	if _, err := os.Stat(filepath.Join(whole, JournalFile)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("half a class is left: %v", err)
	}
}
