package report_test

import (
	"errors"
	"iter"

	"handshake/checker/internal/grading/internal/class"
	"handshake/checker/internal/grading/internal/report"
	"handshake/internal/course"
)

var manifest = class.Manifest{
	Grader: "3f9a1c", Go: "go1.26.8", Race: true, Sandboxed: true,
	Lessons: []class.Lesson{
		{
			Name: "01-listen", Title: course.Text{En: "Listen", Zh: "监听"}, Files: []string{"server.go", "client.go"},
			Specs: []class.Spec{
				{ID: "tells-port", Title: course.Text{En: "tells the port the system chose", Zh: "说出系统挑选的端口"},
					Weight: 1},
				{ID: "own-port",
					Title: course.Text{En: "gives two servers a port each", Zh: "让两个服务端各得一个端口"}, Weight: 2},
				{ID: "somebody", Title: course.Text{En: "finds somebody who listens", Zh: "有人监听就找得到"}, Weight: 1},
			},
		},
		{
			Name: "05-goodbye", Title: course.Text{En: "Goodbye", Zh: "挥手"}, Files: []string{"server.go", "client.go"},
			Specs: []class.Spec{
				{ID: "hears-out",
					Title:  course.Text{En: "hears the peer out: io.EOF is the end", Zh: "听对端说完：io.EOF 才是结尾"},
					Weight: 3},
				{ID: "on-the-wire", Title: course.Text{En: "shows on the wire", Zh: "线上看得见"},
					Skipped: "needs CAP_NET_RAW"},
			},
		},
	},
}

const (
	hashes  = "9c56cc51b374c3ba189210d5b6d4bf57790d351c96c47c02190ecf1e430635ab"
	ownPort = "port 0 asks the system for any free port; a fixed one serves a single program at a time\nlisten tcp " +
		"127.0.0.1:12345: bind: address already in use"
)

// answer is one of a lesson of the manifest, marked as the journal's reader marks it.
func answer(lesson int, status course.Status, records ...course.Record) class.Answer {
	l := manifest.Lessons[lesson]
	a := class.Answer{
		Result: class.Result{Lesson: l.Name, Key: "k", Lang: course.English, Status: status, Records: records},
		Max:    l.Max(),
	}
	for i := range a.Records {
		a.Records[i].Lesson = l.Name
	}
	if status != course.NotRun {
		a.Hash = hashes
	}
	a.Score = class.Score(l, records)
	return a
}

func kept(ids ...string) (records []course.Record) {
	for _, id := range ids {
		records = append(records, course.Record{Spec: id, Status: course.Passed, Seconds: .003})
	}
	return records
}

var (
	listened = answer(0, course.Passed, kept("tells-port", "own-port", "somebody")...)
	parted   = answer(1, course.Passed, append(kept("hears-out"), course.Record{
		Spec: "on-the-wire", Status: course.Skipped,
	})...)
)

// sheets are a small class in which everything happens once.
func sheets() []class.Sheet {
	half := answer(0, course.Failed, append(kept("tells-port"),
		course.Record{
			Spec: "own-port", Status: course.Failed, Seconds: .01, Message: ownPort,
			Place: "lessons/01-listen/server.go:12",
		},
		course.Record{
			Spec: "somebody", Status: course.Failed, Unwritten: "Probe", Place: "lessons/01-listen/client.go:9",
		})...)
	half.Nondeterministic = true
	byHand := answer(1, course.NotRun)
	byHand.Override, byHand.Score = &class.Override{Points: 2, Reason: "ill, shown on paper"}, 2

	zh := answer(0, course.Failed, append(kept("tells-port", "somebody"),
		course.Record{
			Spec: "own-port", Status: course.Timeout, Seconds: 2, Message: "你的代码卡住了",
			Place: "lessons/01-listen/server.go",
		})...)
	zh.Lang = course.Chinese

	return []class.Sheet{
		{Student: "ada", Name: "Ada Lovelace", Email: "ada@example.org", Lang: course.English, Source: "ada.zip",
			Hash:    hashes,
			Answers: []class.Answer{listened, parted}},
		{Student: "grace", Name: "Grace Hopper", Lang: course.English, Source: "grace.zip", Hash: hashes,
			Late: class.Late{Days: 2, Percent: 20},
			Notes: []course.Text{
				{
					En: "lessons/01-listen/extra.go is not one of the lesson's files",
					Zh: "lessons/01-listen/extra.go 不是本课的文件",
				},
			},
			Answers: []class.Answer{half, byHand}},
		{Student: "mesh", Lang: course.English, Source: "mesh.tar.gz", Hash: hashes, Answers: []class.Answer{
			answer(0, course.CompileError, course.Record{Status: course.CompileError,
				Place: "lessons/01-listen/server.go:7",
				Message: "lessons/01-listen/server.go:7:2: undefined: ln\nlessons/01-listen/server.go:9:9: too many " +
					"return values"}),
			answer(1, course.Rejected, course.Record{
				Status: course.Rejected, Place: "lessons/05-goodbye/client.go:5",
				Message: "import \"unsafe\" is not allowed",
			}),
		}},
		{Student: "nobody", Lang: course.Chinese, Source: "nobody.zip",
			Problem: &course.Text{En: "not a zip archive", Zh: "不是 zip 归档"},
			Answers: []class.Answer{answer(0, course.NotRun), answer(1, course.NotRun)}},
		{Student: "zhangsan", Name: "张三", Lang: course.Chinese, Source: "zhangsan.zip", Hash: hashes,
			Late: class.Late{Days: 1, Percent: 10}, Answers: []class.Answer{
				zh, answer(1, course.Infrastructure, course.Record{
					Status: course.Infrastructure, Message: "no space left on device",
				})}},
		{Student: "zoe", Lang: course.Chinese,
			Answers: []class.Answer{answer(0, course.NotRun), answer(1, course.NotRun)}},
		{Student: "zuse", Lang: course.English, Source: "zuse", Hash: hashes,
			Answers: []class.Answer{stub(0, "Listen", "Listen", "Probe"), stub(1, "SeeOff", "SeeOff")}},
	}
}

// stub is an answer in which nothing is written: every promise waits for one of the functions.
func stub(lesson int, functions ...string) class.Answer {
	var records []course.Record
	for i, s := range manifest.Lessons[lesson].Specs {
		records = append(records, course.Record{Spec: s.ID, Status: course.Failed, Unwritten: functions[i]})
	}
	return answer(lesson, course.Failed, records...)
}

// strays are files that came with the class and are nobody's.
var strays = []course.Text{{En: "readme.docx: matches no student of the roster", Zh: "readme.docx：名单里没有这个学生"}}

// of is a class of these sheets.
func of(lang course.Lang, all ...class.Sheet) report.Class {
	return report.Class{Manifest: manifest, Lang: lang, Strays: strays,
		FileName: func(student string) string { return student },
		Sheets: func() iter.Seq2[class.Sheet, error] {
			return func(yield func(class.Sheet, error) bool) {
				for _, s := range all {
					if !yield(s, nil) {
						return
					}
				}
			}
		}}
}

var errTorn = errors.New("the journal is torn")

// torn is a class whose journal cannot be read to its end.
func torn() report.Class {
	c := of(course.English, sheets()...)
	whole := c.Sheets
	c.Sheets = func() iter.Seq2[class.Sheet, error] {
		return func(yield func(class.Sheet, error) bool) {
			for s := range whole() {
				if !yield(s, nil) {
					return
				}
				break
			}
			yield(class.Sheet{}, errTorn)
		}
	}
	return c
}
