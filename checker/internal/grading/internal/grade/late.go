package grade

import (
	"slices"
	"time"

	"handshake/checker/internal/grading/internal/class"
	"handshake/internal/course"
)

// Deadline is by when a class had to hand in, who did when, and what lateness costs.
type Deadline struct {
	Due     time.Time
	Percent int // of the score, for each day begun after Due
	Times   Times
}

// Times are when the students handed in.
type Times map[string]time.Time

// TimesFile is the table of times in a folder of submissions, used without being asked for.
const TimesFile = "times.csv"

// Late is how late the student was. Whoever the table does not know was on time; without a
// deadline everybody was.
func (d *Deadline) Late(student string) class.Late {
	if d == nil {
		return class.Late{}
	}
	at, known := d.Times[student]
	if !known {
		return class.Late{}
	}
	days := d.days(at)
	return class.Late{Days: days, Percent: min(100, days*d.Percent)}
}

// days counts the days begun after the due time, by the clock of its zone: where the clocks
// are put back, that day has 25 hours.
func (d *Deadline) days(at time.Time) int {
	n := max(0, int(at.Sub(d.Due)/(24*time.Hour))-1)
	for at.After(d.Due.AddDate(0, 0, n)) {
		n++
	}
	return n
}

// ParseTime reads a time as RFC 3339 has it, or by the clock of this machine's zone:
// "2006-01-02 15:04", with seconds if need be.
func ParseTime(text string) (t time.Time, ok bool) {
	for _, layout := range []string{time.RFC3339, "2006-01-02 15:04:05", "2006-01-02 15:04"} {
		if t, err := time.ParseInLocation(layout, text, time.Local); err == nil {
			return t, true
		}
	}
	return t, false
}

// ReadTimes reads a table of student and time, with or without a line of headings.
func ReadTimes(file string, p Plan) (Times, error) {
	times := Times{}
	err := readTable(file, "student,submitted", func(row []string) *course.Text {
		if len(row) < 2 {
			return &course.Fail(nil, "two columns are wanted: student,submitted", "应有两列：student,submitted").Text
		}
		student := row[0]
		at, ok := ParseTime(row[1])
		_, twice := times[student]
		switch {
		case !slices.Contains(p.Class, student):
			return nobody(student)
		case twice:
			return &course.Fail(nil, "%s: given twice", "%s：写了两次", student).Text
		case !ok:
			return &course.Fail(nil, "%q is not a time such as 2006-01-02 15:04 or 2006-01-02T15:04:05+08:00",
				"%q 不是时间，要写成 2006-01-02 15:04 或 2006-01-02T15:04:05+08:00 这样", row[1]).Text
		}
		times[student] = at
		return nil
	})
	if err != nil {
		return nil, err
	}
	return times, nil
}
