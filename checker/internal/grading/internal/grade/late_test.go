package grade

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"handshake/checker/internal/grading/internal/class"
	"handshake/checker/internal/grading/internal/table"
	"handshake/internal/course"
)

func TestLate(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip(err)
	}
	due := time.Date(2026, 10, 24, 18, 0, 0, 0, berlin) // that night the clocks are put back
	for name, c := range map[string]struct {
		at      time.Time
		percent int
		want    class.Late
	}{
		"a week early":         {due.AddDate(0, 0, -7), 10, class.Late{}},
		"on the instant":       {due, 10, class.Late{}},
		"a moment late":        {due.Add(1), 10, class.Late{Days: 1, Percent: 10}},
		"a day of 25 hours":    {due.Add(25 * time.Hour), 10, class.Late{Days: 1, Percent: 10}},
		"and a moment":         {due.Add(25*time.Hour + 1), 10, class.Late{Days: 2, Percent: 20}},
		"in another zone":      {due.Add(49 * time.Hour).UTC(), 15, class.Late{Days: 2, Percent: 30}},
		"nothing is left":      {due.AddDate(0, 0, 10), 10, class.Late{Days: 10, Percent: 100}},
		"nor ever less":        {due.AddDate(500, 0, 0), 10, class.Late{Days: 182_621, Percent: 100}},
		"late without penalty": {due.Add(time.Hour), 0, class.Late{Days: 1}},
	} {
		d := &Deadline{Due: due, Percent: c.percent, Times: Times{"anna": c.at}}
		if got := d.Late("anna"); got != c.want {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
		if got := d.Late("bo"); got != (class.Late{}) {
			t.Errorf("%s: who is not in the table is late: %+v", name, got)
		}
	}
	if got := (*Deadline)(nil).Late("anna"); got != (class.Late{}) {
		t.Errorf("late without a deadline: %+v", got)
	}
}

func TestLateLeaves(t *testing.T) {
	for _, c := range []struct {
		score, percent int
		want           float64
	}{{10, 0, 10}, {10, 10, 9}, {7, 10, 6.3}, {5, 15, 4.3}, {3, 35, 2}, {1, 99, 0}, {41, 100, 0}, {0, 50, 0}} {
		if got := (class.Late{Days: 1, Percent: c.percent}).Leaves(c.score); got != c.want {
			t.Errorf("%d points less %d %%: got %v, want %v", c.score, c.percent, got, c.want)
		}
	}
}

func TestReadTimes(t *testing.T) {
	local := func(h, m, s int) time.Time { return time.Date(2026, 10, 1, h, m, s, 0, time.Local) }
	for name, c := range map[string]struct {
		text string
		want Times
		line int // of the error
	}{
		"empty":         {"", Times{}, 0},
		"with headings": {"Student,submitted\nbo,2026-10-01 23:59\n", Times{"bo": local(23, 59, 0)}, 0},
		"without": {"bo,2026-10-01 23:59:07\nanna,2026-10-01T23:59:00+08:00\n",
			Times{"bo": local(23, 59, 7), "anna": time.Date(2026, 10, 1, 15, 59, 0, 0, time.UTC)}, 0},
		"with a mark": {"\ufeffstudent,submitted\r\n bo , 2026-10-01 08:00 \r\n", Times{"bo": local(8, 0, 0)}, 0},
		"other columns": {"\xef\xbb\xbfsep=;\r" + strings.Join([]string{"学号", "姓名", "提交时间"}, ";") +
			"\rbo;Bo;2026-10-01 23:59\r",
			Times{"bo": local(23, 59, 0)}, 0},
		"UTF-16": {"b\x00o\x00\t\x002\x000\x002\x006\x00-\x001\x000\x00-\x000\x001\x00 " +
			"\x002\x003\x00:\x005\x009\x00\n\x00",
			Times{"bo": local(23, 59, 0)}, 0},
		"no such column": {"student,when\nbo,2026-10-01 23:59\n", nil, 1},
		"too short":      {"student,submitted\nbo\n", nil, 2},
		"no time":        {"bo,\n", nil, 1},
		"a date alone":   {"bo,2026-10-01\n", nil, 1},
		"no such day":    {"bo,2026-02-30 12:00\n", nil, 1},
		"American":       {"bo,10/01/2026 11:59 PM\n", nil, 1},
		"nobody":         {"bo,2026-10-01 23:59\n\nzed,2026-10-01 23:59\n", nil, 3},
		"twice":          {"bo,2026-10-01 23:59\nbo,2026-10-01 23:59\n", nil, 2},
		"quotes":         {"\"bo,2026-10-01 23:59\n", nil, 1},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), TimesFile)
			if err := os.WriteFile(file, []byte(c.text), 0o644); err != nil {
				t.Fatal(err)
			}
			got, err := ReadTimes(file, plan)
			var line *table.Error
			if errors.As(err, &line) != (c.line > 0) ||
				line != nil && (line.Line != c.line || line.In(course.Chinese) == line.In(course.English)) {
				t.Fatalf("got %v, %v", got, err)
			}
			if c.line == 0 && (err != nil || !maps.EqualFunc(got, c.want, time.Time.Equal)) {
				t.Errorf("got %v, %v; want %v", got, err, c.want)
			}
		})
	}
	if _, err := ReadTimes(filepath.Join(t.TempDir(), "none.csv"), plan); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
	var line *table.Error
	if _, err := ReadTimes(t.TempDir(), plan); err == nil || errors.As(err, &line) {
		t.Errorf("a folder: got %v", err)
	}
}
