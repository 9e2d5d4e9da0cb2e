package report

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"handshake/checker/internal/grading/internal/class"
	"handshake/internal/course"
)

// ErrPending is a submission that cannot be marked yet. A platform that gets no result says
// that the grader failed and lets it run again; a result would be taken for the student's.
var ErrPending error = course.Fail(nil,
	"nothing is written for the platform, because an answer is set aside: the machine failed, not the student; "+
		"run the same command again",
	"没有给平台写结果，因为有答案暂缓评分：出错的是机器，不是学生；请再运行一次同样的命令")

// scopeResults is results.json as Gradescope documents it: "score" overrides the sum of the
// tests; what there is to earn in all is a setting of the assignment there.
// https://gradescope-autograders.readthedocs.io/en/latest/specs/
type scopeResults struct {
	Score            int         `json:"score"`
	Output           string      `json:"output,omitempty"`
	OutputFormat     string      `json:"output_format"`
	Visibility       string      `json:"visibility"`
	StdoutVisibility string      `json:"stdout_visibility"`
	Tests            []scopeTest `json:"tests"`
}

type scopeTest struct {
	Score        int    `json:"score"`
	MaxScore     int    `json:"max_score"`
	Status       string `json:"status"` // "passed" or "failed"
	Name         string `json:"name"`
	NameFormat   string `json:"name_format"`
	Output       string `json:"output,omitempty"`
	OutputFormat string `json:"output_format"`
	Visibility   string `json:"visibility"`
}

// Gradescope writes a submission's results.json in the student's language: a test per
// promise, everything as plain text, standard output hidden.
func Gradescope(w io.Writer, m class.Manifest, s class.Sheet) error {
	f := feedbackOn(m, s)
	if f.Pending > 0 {
		return ErrPending
	}
	results := scopeResults{Score: f.Score, Output: overview(f), OutputFormat: "text",
		Visibility: "visible", StdoutVisibility: "hidden", Tests: []scopeTest{}}
	for _, l := range f.Lessons {
		for i, spec := range l.Specs {
			test := scopeTest{Score: spec.Points, MaxScore: spec.Weight, Status: "failed",
				Name: spec.record.Name() + " · " + spec.Title.In(f.Lang), NameFormat: "text",
				Output: joinLines(spec.Message, spec.Place), OutputFormat: "text", Visibility: "visible"}
			if spec.Good() {
				test.Status = "passed"
			}
			if !l.judged && i == 0 {
				test.Output = joinLines(l.Say, l.Message, l.Place)
			}
			results.Tests = append(results.Tests, test)
		}
	}
	return encode(w, results)
}

// overview is what concerns the whole submission.
func overview(f feedback) string {
	parts := append([]string{f.Problem}, f.Notes...)
	for _, l := range f.Lessons {
		if l.ByHand != nil {
			parts = append(parts, l.Lesson+": "+l.byHand().In(f.Lang))
		}
	}
	for _, t := range f.caveats() {
		parts = append(parts, t.In(f.Lang))
	}
	return joinLines(parts...)
}

// byHand says that a person has given the marks, and why.
func (l lessonFeedback) byHand() course.Text {
	said := course.Say(
		"Marked by hand: %d of %d points.",
		"由老师评分：%d/%d 分。", l.ByHand.Points, l.Max)
	if l.ByHand.Reason == "" {
		return said
	}
	return course.Say("%s Reason: %s", "%s理由：%s", said, l.ByHand.Reason)
}

// joinLines puts the parts that say something under one another.
func joinLines(parts ...string) (text string) {
	for _, p := range parts {
		if p != "" && text != "" {
			text += "\n"
		}
		text += p
	}
	return text
}

// roomResult is result.json as Classroom 50 documents it.
// https://github.com/foundation50/classroom50/wiki/Advanced-Autograding
type roomResult struct {
	Schema         string     `json:"schema"`
	Classroom      string     `json:"classroom"`
	Assignment     string     `json:"assignment"`
	AssignmentType string     `json:"assignment_type,omitempty"`
	Owner          string     `json:"owner,omitempty"`
	Submission     string     `json:"submission"`
	Commit         string     `json:"commit"`
	Release        string     `json:"release"`
	Review         string     `json:"review"`
	Datetime       string     `json:"datetime"`
	Score          int        `json:"score"`
	MaxScore       int        `json:"max-score"`
	Tests          []roomTest `json:"tests"`
}

type roomTest struct {
	Name     string `json:"test-name"`
	Passed   bool   `json:"passed"`
	Score    int    `json:"score"`
	MaxScore int    `json:"max-score"`
}

// Classroom50 writes a submission's result.json. Who and what is graded comes from the
// variables that Classroom 50's runner sets. The scores of the tests add up to the score, so
// a lesson that was marked by hand is one test.
func Classroom50(w io.Writer, m class.Manifest, s class.Sheet, getenv func(string) string, now time.Time) error {
	f := feedbackOn(m, s)
	if f.Pending > 0 {
		return ErrPending
	}
	result := roomResult{Schema: "classroom50/result/v1", AssignmentType: getenv("ASSIGNMENT_TYPE"),
		Owner:  getenv("OWNER"),
		Review: getenv("REVIEW_URL"), Datetime: now.UTC().Format(time.RFC3339),
		Score: f.Score, MaxScore: f.Max, Tests: []roomTest{}}
	for _, needed := range []struct {
		name string
		to   *string
	}{
		{"CLASSROOM", &result.Classroom}, {"ASSIGNMENT", &result.Assignment}, {"SUBMISSION_TAG", &result.Submission},
		{"COMMIT_URL", &result.Commit}, {"RELEASE_URL", &result.Release},
	} {
		if *needed.to = getenv(needed.name); *needed.to == "" {
			return fmt.Errorf("%s is not set: this format is for Classroom 50's runner", needed.name)
		}
	}
	if result.Review == "" {
		result.Review = result.Commit
	}
	for _, l := range f.Lessons {
		if l.ByHand != nil {
			result.Tests = append(result.Tests, roomTest{l.Lesson, *l.Score >= l.Max, *l.Score, l.Max})
			continue
		}
		for _, spec := range l.Specs {
			result.Tests = append(result.Tests, roomTest{spec.record.Name(), spec.Good(), spec.Points, spec.Weight})
		}
	}
	return encode(w, result)
}

func encode(w io.Writer, v any) error {
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	return out.Encode(v)
}
