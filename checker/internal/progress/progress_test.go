package progress_test

import (
	"testing"

	"handshake/checker/internal/progress"
	"handshake/internal/course"
)

func book(t *testing.T) *progress.Book {
	t.Helper()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	return progress.Open("/course")
}

func record(spec string, status course.Status) course.Record {
	return course.Record{Lesson: "01-listen", Spec: spec, Status: status}
}

func TestAVerdictIsRecalledForTheSameAnswerInTheSameLanguage(t *testing.T) {
	b := book(t)
	b.Remember("01-listen", "abc", course.English, []course.Record{record("taken", course.Failed)})
	if !b.Save() {
		t.Skip("this system has its cache folder elsewhere")
	}
	b = progress.Open("/course")
	if got := b.Recall("01-listen", "abc", course.English); len(got) != 1 || got[0].Spec != "taken" {
		t.Errorf("recalls %v", got)
	}
	for _, other := range [][]course.Record{
		b.Recall("01-listen", "abd", course.English), b.Recall("01-listen", "abc", course.Chinese),
		b.Recall("02-connect", "abc", course.English), b.Recall("02-connect", "", ""),
	} {
		if other != nil {
			t.Errorf("recalls %v", other)
		}
	}
	b.Remember("01-listen", "abc", course.English, []course.Record{record("taken", course.Infrastructure)})
	if got := b.Recall("01-listen", "abc", course.English); got != nil {
		t.Errorf("takes the machine's failure for a verdict: %v", got)
	}
}

func TestHintsBeginAnewWhenThePromiseHasBeenKept(t *testing.T) {
	b := book(t)
	broken := record("taken", course.Failed)
	leak := broken
	leak.Leak = true
	for _, want := range []int{1, 2, 3, 3} {
		if got := b.TakeHint(broken, 3); got != want {
			t.Errorf("hint %d, want %d", got, want)
		}
	}
	if got := b.TakeHint(leak, 3); got != 1 {
		t.Errorf("a leak begins with hint %d", got)
	}
	b.Remember("01-listen", "abc", course.English, []course.Record{broken})
	if got := b.TakeHint(broken, 3); got != 3 {
		t.Errorf("hint %d while it is still broken", got)
	}
	b.Remember("01-listen", "abd", course.English, []course.Record{
		record("taken", course.Passed), record("other", course.Failed),
	})
	for _, r := range []course.Record{broken, leak} {
		if got := b.TakeHint(r, 3); got != 1 {
			t.Errorf("hint %d after it has been kept", got)
		}
	}
}

func TestOnlyAPassedLessonIsPassed(t *testing.T) {
	b := book(t)
	b.Remember("01-listen", "abc", course.English, []course.Record{
		record("taken", course.Passed), record("flood", course.Skipped),
	})
	if b.Passed["01-listen"] != "abc" {
		t.Error("it is not noted")
	}
	b.Remember("01-listen", "abd", course.English, []course.Record{record("taken", course.Failed)})
	if _, passed := b.Passed["01-listen"]; passed {
		t.Error("it is still noted")
	}
}
