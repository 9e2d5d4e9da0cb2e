// Package class is what is known of a class: the course that it was graded against, who
// handed in what, and what it has earned.
package class

import (
	"math"
	"slices"

	"handshake/internal/course"
)

// Manifest is the course as it stood when the grading began. It comes from a trusted run of
// the solutions: no submission has a say in it.
type Manifest struct {
	Grader    string `json:"grader"`    // fingerprint of lessons, kit and checker
	Go        string `json:"go"`        // version of the toolchain: "go1.26.8"
	Race      bool   `json:"race"`      // the race detector was watching
	Sandboxed bool   `json:"sandboxed"` // false: --unsafe-no-sandbox
	// Reweighed are the lesson.toml of which a teacher has made others: points may differ from
	// the course's.
	Reweighed []string `json:"reweighed,omitempty"`
	Lessons   []Lesson `json:"lessons"` // those that are graded, in the order of the course
}

// Lesson is one graded lesson.
type Lesson struct {
	Name  string      `json:"name"` // "01-listen"
	Title course.Text `json:"title"`
	Files []string    `json:"files"` // the student's files
	Specs []Spec      `json:"specs"` // in the order in which a student reads them
}

// Spec is one promise and what keeping it is worth.
type Spec struct {
	ID     string      `json:"id"`
	Title  course.Text `json:"title"`
	Weight int         `json:"weight"` // points; 0 where Skipped
	// Skipped says why this system cannot judge the promise; it then counts for nobody.
	Skipped string `json:"skipped,omitempty"`
}

// Max is what the lesson is worth, in points.
func (l Lesson) Max() (points int) {
	for _, s := range l.Specs {
		points += s.Weight
	}
	return points
}

// Result is the verdict on one student's answer to one lesson: one line of the journal.
type Result struct {
	Student string `json:"student"`
	Lesson  string `json:"lesson"`
	// Key is everything that the verdict depends on, hashed: files, course, toolchain,
	// policy and language. Two verdicts with one key must agree.
	Key string `json:"key"`
	// Hash is the SHA-256 of the answer's files, in hexadecimal; "" if none were handed in.
	Hash string      `json:"hash,omitempty"`
	Lang course.Lang `json:"lang"` // of the messages
	// Status is Passed if every record is good, Failed if some spec is not, Infrastructure if some
	// spec could not be judged, NotRun if nothing was handed in, and otherwise what befell the
	// answer as a whole: CompileError, Rejected, Infrastructure or Tampered.
	Status course.Status `json:"status"`
	// Rule is the first rule of the gate that the answer breaks, if it is Rejected for that.
	Rule string `json:"rule,omitempty"`
	// Records are one for each spec, in the order of the course, or a single one without a
	// spec that tells what befell the answer as a whole.
	Records []course.Record `json:"records,omitempty"`
	// Notes tell what the answer was judged on, where that is not all of the student's own.
	Notes []course.Text `json:"notes,omitempty"`
	// Nondeterministic: an earlier verdict with the same key was another one.
	Nondeterministic bool `json:"nondeterministic,omitempty"`
	// Program is a hash of the answer without its comments and spaces; "" if the answer is too
	// short to tell anything by it.
	Program string `json:"program,omitempty"`
	// Solution is how much the answer is the course's own solution.
	Solution Sameness `json:"solution,omitempty"`
}

// Sameness is how much two answers are the same; "" for different ones.
type Sameness string

// The ways of being the same.
const (
	SameBytes   Sameness = "bytes"   // byte for byte
	SameProgram Sameness = "program" // but for comments and spaces
)

// Equal is an answer that several students have handed in, or that is the course's own solution.
// It is a fact for the teacher alone.
type Equal struct {
	Lesson   string
	Students []string
	Same     Sameness // among the students' answers; "" where there is one student
	Solution Sameness
}

// Sheet is everything about one student.
type Sheet struct {
	Student string // as the roster or the submission's name has it
	Name    string // from the roster; "" without one
	Email   string // from the roster
	Lang    course.Lang
	Source  string // where it was handed in: "zhangsan.zip"; "" if nothing was
	Hash    string // SHA-256 of all declared files, in hexadecimal
	// Problem is why the submission as a whole cannot be marked, if it cannot.
	Problem *course.Text
	// Notes are worth telling the teacher: what was left out of the submission, and why.
	Notes   []course.Text
	Answers []Answer // one for each lesson of the manifest, in its order
	Late    Late
}

// Absent reports whether nothing was handed in.
func (s Sheet) Absent() bool { return s.Source == "" }

// Tampered reports whether the submission has had a hand in its own verdict.
func (s Sheet) Tampered() bool {
	return slices.ContainsFunc(s.Answers, func(a Answer) bool { return a.Status == course.Tampered })
}

// Late is how late a submission was, and what that costs. No verdict knows of it, and points
// stay as they were judged: it is taken off the sum of a sheet. The zero value is on time.
type Late struct {
	Days    int // begun after the due time
	Percent int // of the score that is taken off, at most 100
}

// Leaves is what is left of a score, in points to one decimal.
func (l Late) Leaves(score int) float64 {
	return math.Round(float64(score*(100-l.Percent))/10) / 10
}

// Answer is one lesson of a sheet with its marks.
type Answer struct {
	Result
	// Score is what the answer has earned, by its records or by an override; Max is what there
	// was to earn. In points.
	Score, Max int
	Override   *Override // by hand; nil if there is none
}

// Pending reports whether nobody may be marked by this answer yet: the machine failed, not
// the student.
func (a Answer) Pending() bool {
	return a.Override == nil && a.Status == course.Infrastructure
}

// Override is points that a person has given.
type Override struct {
	Points int    `json:"points"`
	Reason string `json:"reason,omitempty"`
}

// Score adds up the points of the promises that are kept.
func Score(l Lesson, records []course.Record) (points int) {
	for _, s := range l.Specs {
		for _, r := range records {
			if r.Spec == s.ID && r.Status == course.Passed {
				points += s.Weight
				break
			}
		}
	}
	return points
}

// Total adds up a sheet: pending counts the lessons that cannot be marked yet.
func (s Sheet) Total() (score, max, pending int) {
	for _, a := range s.Answers {
		score, max = score+a.Score, max+a.Max
		if a.Pending() {
			pending++
		}
	}
	return score, max, pending
}
