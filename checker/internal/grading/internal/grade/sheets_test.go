package grade

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"handshake/checker/internal/engine"
	"handshake/checker/internal/grading/internal/class"
	"handshake/checker/internal/grading/internal/roster"
	"handshake/checker/internal/grading/internal/table"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

var plan = Plan{
	Manifest: class.Manifest{Lessons: []class.Lesson{{Name: "01-listen", Specs: []class.Spec{
		{ID: "a", Weight: 2}, {ID: "b", Weight: 3}, {ID: "wire", Skipped: "no packets here"},
	}}}},
	Shard: 1, Shards: 1,
	Class:  []string{"anna", "bo", "cy", "dan"},
	Absent: []string{"cy", "dan"},
	Roster: []roster.Student{
		{ID: "bo", Name: "Bo B.", Email: "bo@example.org", Lang: course.Chinese}, {ID: "cy", Lang: course.Chinese},
	},
}

func record(spec string, status course.Status) course.Record {
	return course.Record{Lesson: "01-listen", Spec: spec, Status: status}
}

func TestSheets(t *testing.T) {
	j := opened(t, t.TempDir())
	anna := entry("anna", "k", course.Failed)
	anna.Results[0].Records = []course.Record{
		record("a", course.Passed), record("b", course.Skipped), record("wire", course.Skipped),
	}
	bo := entry("bo", "k2", course.Infrastructure)
	gone := entry("zoe", "k3", course.Passed)
	appended(t, j, anna, bo, gone)
	c := &Class{Plan: plan, Journal: j, Lang: course.English,
		Overrides: Overrides{of{"dan", "01-listen"}: {Points: 3, Reason: "oral"}},
		Deadline:  &Deadline{Percent: 10, Times: Times{"bo": time.Time{}.Add(time.Hour)}}}
	type sheet struct {
		student, name string
		lang          course.Lang
		score, max    int
		pending       int
		absent        bool
		late          int
	}
	unlisted := *c
	unlisted.Plan.Roster = nil
	var students []string
	for s := range unlisted.Sheets() {
		students = append(students, s.Student)
	}
	if want := []string{"anna", "bo", "cy", "dan", "zoe"}; !slices.Equal(students, want) {
		t.Errorf("without a roster there are %q, want %q", students, want)
	}
	var got []sheet
	for s, err := range c.Sheets() {
		if err != nil {
			t.Fatal(err)
		}
		score, most, pending := s.Total()
		if s.Answers[0].Lang != s.Lang {
			t.Errorf("%s reads %s, and is told in %s", s.Student, s.Lang, s.Answers[0].Lang)
		}
		got = append(got, sheet{s.Student, s.Name, s.Lang, score, most, pending, s.Absent(), s.Late.Percent})
	}
	want := []sheet{
		{"anna", "", "en", 2, 5, 0, false, 0}, // a promise that was skipped, and need not have been, earns nothing
		{"bo", "Bo B.", "en", 0, 5, 1, false, 10},
		{"cy", "", "zh", 0, 5, 0, true, 0},
		{"dan", "", "en", 3, 5, 0, true, 0},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

func TestReadOverrides(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want Overrides
		line int // of the error
	}{
		"empty": {"", Overrides{}, 0},
		"with headings": {"student,lesson,points,reason\nbo,01-listen,4,\"late, but good\"\n",
			Overrides{of{"bo", "01-listen"}: {Points: 4, Reason: "late, but good"}}, 0},
		"without": {"bo,01-listen,0,copied\ncy,01-listen,5,oral\n",
			Overrides{
				of{"bo", "01-listen"}: {Points: 0, Reason: "copied"},
				of{"cy", "01-listen"}: {Points: 5, Reason: "oral"},
			},
			0},
		"with a mark": {"\ufeffstudent,lesson,points,reason\r\nbo, 01-listen, 4, oral\r\n",
			Overrides{of{"bo", "01-listen"}: {Points: 4, Reason: "oral"}}, 0},
		"other order": {"reason;points;name;lesson;student\noral;4;Bo;01-listen;bo\n",
			Overrides{of{"bo", "01-listen"}: {Points: 4, Reason: "oral"}}, 0},
		"no such column": {"student,lesson,points\nbo,01-listen,4\n", nil, 1},
		"no reason":      {"bo,01-listen,4,\n", nil, 1},
		"too short":      {"student,lesson,points,reason\nbo,01-listen\n", nil, 2},
		"no number":      {"bo,01-listen,many,oral\n", nil, 1},
		"negative":       {"bo,01-listen,-1,oral\n", nil, 1},
		"too many":       {"bo,01-listen,5,oral\ncy,01-listen,6,oral\n", nil, 2},
		"no lesson":      {"bo,99-none,1,oral\n", nil, 1},
		"nobody":         {"bo,01-listen,1,oral\n\nzed,01-listen,1,oral\n", nil, 3},
		"twice":          {"bo,01-listen,1,oral\nbo,01-listen,2,oral\n", nil, 2},
		"quotes first":   {"\"bo,01-listen,1,oral\n", nil, 1},
		"quotes":         {"bo,01-listen,1,oral\nbo,\"01,2,oral\n", nil, 2},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), OverridesFile)
			if err := os.WriteFile(file, []byte(c.text), 0o644); err != nil {
				t.Fatal(err)
			}
			got, err := ReadOverrides(file, plan)
			var line *table.Error
			if errors.As(err, &line) != (c.line > 0) ||
				line != nil && (line.Line != c.line || line.In(course.Chinese) == line.In(course.English)) {
				t.Fatalf("got %v, %v", got, err)
			}
			if c.line == 0 && (err != nil || len(got) != len(c.want)) {
				t.Fatalf("got %v, %v", got, err)
			}
			for at, o := range c.want {
				if got[at] != o {
					t.Errorf("got %v, want %v", got[at], o)
				}
			}
		})
	}
	if got, err := ReadOverrides(filepath.Join(t.TempDir(), "none.csv"), plan); got != nil || err != nil {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestAnEntryStandsUntilSomethingChanges(t *testing.T) {
	before := entry("anna", "k", course.Passed)
	for name, c := range map[string]struct {
		change func(*Entry)
		want   bool
	}{
		"nothing":   {func(*Entry) {}, true},
		"status":    {func(e *Entry) { e.Results[0].Status = course.NotRun }, true}, // not known before it is judged
		"files":     {func(e *Entry) { e.Hash = "other" }, false},
		"key":       {func(e *Entry) { e.Results[0].Key = "other" }, false},
		"language":  {func(e *Entry) { e.Lang = course.Chinese }, false},
		"lessons":   {func(e *Entry) { e.Results = nil }, false},
		"problem":   {func(e *Entry) { e.Problem = &course.Text{En: "x", Zh: "x"} }, false},
		"file name": {func(e *Entry) { e.Source = "anna-2.zip" }, false},
	} {
		now := entry("anna", "k", course.Passed)
		c.change(&now)
		if got := upToDate(before, now); got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
	aside := entry("anna", "k", course.Infrastructure)
	if upToDate(aside, entry("anna", "k", course.NotRun)) {
		t.Error("what was set aside is never tried again")
	}
}

func TestADifferentVerdictIsFlagged(t *testing.T) {
	for name, c := range map[string]struct {
		before, now Entry
		want        bool
	}{
		"the same":          {entry("a", "k", course.Passed), entry("a", "k", course.Passed), false},
		"another":           {entry("a", "k", course.Passed), entry("a", "k", course.Failed), true},
		"another answer":    {entry("a", "k", course.Passed), entry("a", "k2", course.Failed), false},
		"was set aside":     {entry("a", "k", course.Infrastructure), entry("a", "k", course.Failed), false},
		"is set aside":      {entry("a", "k", course.Passed), entry("a", "k", course.Infrastructure), false},
		"nothing handed in": {entry("a", "", course.NotRun), entry("a", "", course.NotRun), false},
	} {
		markNondeterministic(c.before, &c.now)
		if got := c.now.Results[0].Nondeterministic; got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

// Every student belongs to exactly one part, and about as many to each.
func TestShards(t *testing.T) {
	var handed []roster.Handed
	for i := range 1000 {
		handed = append(handed, roster.Handed{
			Student: roster.Student{ID: string(rune('a'+i%26)) + string(rune('一'+i))},
		})
	}
	total := 0
	for shard := 1; shard <= 4; shard++ {
		part := Plan{Shard: shard, Shards: 4}.Part(handed)
		if len(part) < 200 || len(part) > 300 {
			t.Errorf("part %d has %d of 1000", shard, len(part))
		}
		total += len(part)
	}
	if total != 1000 {
		t.Errorf("%d of 1000 are graded", total)
	}
}

// Nobody is taken for absent whose part was forgotten, or was not graded to its end; who handed
// in nothing is not missing. What the roster told is kept.
func TestMergeNeedsTheWholeClass(t *testing.T) {
	whole := plan
	whole.Shards = 2
	part := func(shard int, judged bool) string {
		dir := t.TempDir()
		p := whole
		p.Shard = shard
		if shard == 1 {
			p.Roster = nil // graded before there was one
		}
		if err := WritePlan(dir, p); err != nil {
			t.Fatal(err)
		}
		j := opened(t, dir)
		for _, s := range p.Class {
			if judged && ShardOf(s, 2) == shard && !slices.Contains(p.Absent, s) {
				appended(t, j, entry(s, s, course.Passed))
			}
		}
		if err := j.Close(); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	if ShardOf("anna", 2) == ShardOf("bo", 2) {
		t.Fatal("anna and bo are in one part; the test needs another class")
	}
	one, two := part(1, true), part(2, true)
	merged, err := Merge([]string{one, two}, opened(t, t.TempDir()))
	if err != nil || len(merged.Roster) != 2 || merged.Shards != 1 {
		t.Errorf("got %+v, %v", merged, err)
	}
	for name, dirs := range map[string][]string{"one part": {one}, "half judged": {one, part(2, false)}} {
		var merge *course.Error
		if _, err := Merge(dirs, opened(t, t.TempDir())); !errors.As(err, &merge) ||
			strings.Contains(err.Error(), "cy") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Names, marks and reasons are for the teacher's eyes.
func TestWhatIsKeptIsPrivate(t *testing.T) {
	dir := t.TempDir()
	opened(t, dir)
	if err := WritePlan(dir, plan); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{JournalFile, PlanFile} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil ||
			runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", name, info.Mode(), err)
		}
	}
}

// Where one spec could not be judged, nobody knows the marks yet, whatever the others say.
func TestASpecThatCannotBeJudgedIsNoZero(t *testing.T) {
	g := &Grader{
		Plan: Plan{
			Manifest: class.Manifest{
				Lessons: []class.Lesson{
					{Name: "01-listen", Specs: []class.Spec{{ID: "a", Weight: 1}, {ID: "b", Weight: 2}}},
				},
			},
		},
	}
	for name, c := range map[string]struct {
		first, second course.Status
		want          course.Status
	}{
		"kept":               {course.Passed, course.Passed, course.Passed},
		"broken":             {course.Failed, course.Passed, course.Failed},
		"broken and unknown": {course.Failed, course.Infrastructure, course.Infrastructure},
		"unknown and broken": {course.Infrastructure, course.Failed, course.Infrastructure},
		"unknown":            {course.Passed, course.Infrastructure, course.Infrastructure},
	} {
		v := engine.Verdict{
			Lesson:  syllabus.Lesson{Name: "01-listen"},
			Records: []course.Record{record("a", c.first), record("b", c.second)},
		}
		status, records := g.sealed(v)
		r := class.Result{Student: "anna", Lesson: "01-listen", Status: status, Records: records, Lang: course.Chinese}
		if status != c.want || (class.Answer{Result: r}).Pending() != (c.want == course.Infrastructure) ||
			c.want == course.Infrastructure && conclusive(r) {
			t.Errorf("%s: %s", name, status)
		}
		if status != course.Infrastructure {
			continue
		}
		blameAnswer(&r)
		unknown := slices.IndexFunc(records, func(r course.Record) bool {
			return strings.HasPrefix(r.Message, "你的代码没有给测试留下可用的东西")
		})
		if r.Status != course.Failed || !conclusive(r) || unknown < 0 || records[unknown].Status != course.Failed {
			t.Errorf("%s, laid at the answer's door: %s, %+v", name, r.Status, records)
		}
	}
}

// Whoever has tampered with one verdict has none, and no equal answer is judged by it.
func TestATamperedSubmissionHasNothing(t *testing.T) {
	result := func(status course.Status, hash string) class.Result {
		return class.Result{
			Lesson: "01-listen", Hash: hash, Lang: course.Chinese, Status: status,
			Records: []course.Record{{Spec: "taken", Status: status}},
		}
	}
	honest := Entry{Results: []class.Result{result(course.Passed, "a"), result(course.NotRun, "")}}
	voidTampered(&honest)
	if honest.Results[0].Status != course.Passed || honest.Results[0].Records[0].Spec != "taken" {
		t.Errorf("an honest one is %+v", honest.Results[0])
	}
	e := Entry{
		Results: []class.Result{result(course.Passed, "a"), result(course.Tampered, "b"), result(course.NotRun, "")},
	}
	voidTampered(&e)
	for _, r := range e.Results[:2] {
		if r.Status != course.Tampered || len(r.Records) != 1 || r.Records[0].Spec != "" ||
			r.Records[0].Message != tampered.Zh || conclusive(r) {
			t.Errorf("got %+v", r)
		}
		if (class.Answer{Result: r}).Pending() {
			t.Error("it is put off")
		}
	}
	if e.Results[2].Status != course.NotRun {
		t.Errorf("a lesson that was not handed in is %s", e.Results[2].Status)
	}
}
