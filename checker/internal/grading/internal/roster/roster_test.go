package roster

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"handshake/checker/internal/grading/internal/submission"
	"handshake/checker/internal/grading/internal/table"
	"handshake/internal/course"
)

// row is one line of a CSV file.
func row(cells ...string) string { return strings.Join(cells, ",") + "\r\n" }

func TestRead(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(row("学号", "姓名", "邮箱") + row("2023001", "张三", "zs@x.edu"))
	if err != nil {
		t.Fatal(err)
	}
	for title, c := range map[string]struct{ text, want string }{
		"in order": {"zhangsan,Zhang San,zs@x.edu,zh\nlisi,Li Si\n",
			"zhangsan|Zhang San|zs@x.edu|zh|1 lisi|Li Si|||2"},
		"ids alone":        {"zhangsan\nlisi", "zhangsan||||1 lisi||||2"},
		"a header":         {"student,name,email,lang\na,b,c,en\n", "a|b|c|en|2"},
		"any order":        {"Points,Lang,NAME,Student\n7,zh_CN,b,a\n", "a|b||zh|2"},
		"Chinese header":   {row("姓名", "学号") + row("张三", "2023001"), "2023001|张三|||2"},
		"GBK":              {gbk, "2023001|张三|zs@x.edu||2"},
		"UTF-16":           {"\xff\xfea\x00,\x00b\x00", "a|b|||1"},
		"BOM and CRLF":     {"\ufeffstudent,name\r\na,b\r\n\r\n", "a|b|||2"},
		"quotes":           {"a,\"Li, Si\"\n\"b\"\n", "a|Li, Si|||1 b||||2"},
		"more columns":     {"a,b,c,en,x,y\n", "a|b|c|en|1"},
		"empty rows":       {"a\n,,\n\n  \nb\n", "a||||1 b||||5"},
		"invisible things": {"\u200ba\u202e , b\u00a0\n", "a|b|||1"},
		"taken apart":      {"e\u0301\n", "é||||1"},

		"semicolons": {"a;b;c\n", "a|b|c||1"},
		"sep=":       {"sep=,\nstudent,name\na,b\n", "a|b|||3"},
		"CR":         {"student,name\ra,b\rc,d\r", "a|b|||2 c|d|||3"},
		"Moodle": {"\"First name\",\"Last name\",\"ID number\",\"Email address\"\nSan,Zhang,2023001,zs@x.edu\n" +
			"Ann,O'Neil,,ann@x.edu\n",
			"2023001|San Zhang|zs@x.edu||2 ann@x.edu|Ann O'Neil|ann@x.edu||3"},
		"Moodle's grading": {"Identifier,Full name,ID number,Email address,Status\nParticipant 1234,San " +
			"Zhang,2023001,zs@x.edu,Submitted\n",
			"2023001|San Zhang|zs@x.edu||2"},
		"Moodle, no ids": {"First name,Last name,Email address\nSan,Zhang,zs@x.edu\n",
			"zs@x.edu|San Zhang|zs@x.edu||2"},
		"Moodle, Chinese": {row("名", "姓", "学号", "电子邮件地址") + row("三", "张", "2023001", "zs@x.edu"),
			"2023001|张三|zs@x.edu||2"},
		"Canvas": {"Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n\"Zhang, " +
			"San\",11,2023001,zhangsan,A\n\"Student, Test\",12,,abc,A\n",
			"2023001|Zhang, San|||3"},
		"Canvas, no SIS": {"Student,ID,Section\n\"Zhang, San\",11,A\n", "11|Zhang, San|||2"},
		"a registrar's": {"计算机网络 2026 秋\n\n" + row("序号", "学号", "姓名", "邮箱") + row("1", "2023001", "张三", "zs@x.edu"),
			"2023001|张三|zs@x.edu||4"},

		"the same twice":     {"a\nb\na\n", "class.csv:3: a stands in line 1 already"},
		"the same but case":  {"Ann\nann\n", "class.csv:2: ann stands in line 1 already"},
		"no id":              {"student,name,email\n,b,b@x.edu\n", "class.csv:2: the student's id is missing"},
		"a strange language": {"a,b,c,fr\n", "class.csv:1: lang is zh, en or empty, not fr"},
		"two lists in one":   {"b,c\nstudent,name\nstudent,name\n", "class.csv:3: student stands in line 2 already"},
		"two separators":     {"a,b,c\nd;e;f\n", "class.csv:2: the columns of this line are not separated"},
		"an open quote":      {"a,\"b\n", "class.csv:1: has a quotation mark"},
		"strange headings": {"Matrikel,Nachname,Adresse\n1,b,b@x.edu\n2,c,c@x.edu\n",
			"class.csv:1: looks like a line of headings"},
		"headings without id": {row("姓名", "班级") + row("张三", "1"), "class.csv:1: looks like a line of headings"},
		"two columns":         {"student,name,name\na,b,c\n", "class.csv:1: two columns are called name"},
		"nobody":              {"student,name\n", "class.csv: names no student"},
		"no text":             {"\xff\xff\xff", "class.csv:1: is neither UTF-8"},
		"nothing":             {"", "class.csv: names no student"},
		"larger than allowed": {strings.Repeat("\n", table.MaxSize+1), "class.csv: is larger"},
	} {
		dir := t.TempDir()
		file := filepath.Join(dir, "class.csv")
		if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := Read(file)
		var got []string
		if err != nil {
			soundError(t, err)
			got = []string{strings.TrimPrefix(err.Error(), dir+string(filepath.Separator))}
		} else {
			for _, s := range r.Students {
				got = append(got, fmt.Sprintf("%s|%s|%s|%s|%d", s.ID, s.Name, s.Email, s.Lang, s.Line))
			}
		}
		if all := strings.Join(got, " "); all != c.want && (err == nil || !strings.HasPrefix(all, c.want)) {
			t.Errorf("%s: got %q, want %q", title, all, c.want)
		}
	}
	_, err = Read(filepath.Join(t.TempDir(), "nowhere.csv"))
	if soundError(t, err); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func parseRoster(file string, data []byte) (*Roster, error) {
	rows, err := table.Parse(file, data)
	if err != nil {
		return nil, err
	}
	return rosterFrom(file, rows)
}

// Platforms write a number of their own into the names of files.
func TestMatchKnowsAPlatformsNumbers(t *testing.T) {
	for roster, names := range map[string][]string{
		"Student,ID,SIS User ID,SIS Login ID,Section\n\"Schmidt, Anna " +
			"Maria\",4711,2023001,ams9,A\n": {"schmidtannamaria_4711_99_lesson",
			"x_4711_1", "ams9", "LATE_2023001"},
		"Identifier,Full name,ID number,Email address\nParticipant 4711,Anna Maria " +
			"Schmidt,2023001,a@x.edu\n": {"Participant_4711_assignsubmission_file_",
			"Anna Maria Schmidt_4711_assignsubmission_file_"},
		"First name,Last name,ID number,Email address\nAnna Maria,Schmidt,2023001,a@x.edu\n": {"Anna Maria " +
			"Schmidt_4711_assignsubmission_file_",
			"a@x.edu"},
	} {
		for _, name := range names {
			if class := rosterOf(t, roster).Match([]submission.Entry{{Student: name, Path: "/x/" + name}}); len(
				class.Handed) != 1 ||
				class.Handed[0].Student.ID != "2023001" {
				t.Errorf("%s: %+v", name, class)
			}
		}
	}
}

// soundError checks what every error promises: one line in both languages.
func soundError(t testing.TB, err error) {
	t.Helper()
	var told interface{ In(course.Lang) string }
	if !errors.As(err, &told) {
		t.Errorf("%v has no words", err)
		return
	}
	en, zh := told.In(course.English), told.In(course.Chinese)
	for _, text := range []string{en, zh} {
		if text == "" || strings.ContainsAny(text, "\n\r\x1b") || !utf8.ValidString(text) || len(text) > 4096 {
			t.Errorf("%q is no line for a person", text)
		}
	}
	if en == zh {
		t.Errorf("%q is said in one language", en)
	}
}

func rosterOf(t testing.TB, text string) *Roster {
	t.Helper()
	r, err := parseRoster("class.csv", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestMatchFindsTheOneStudent(t *testing.T) {
	r := rosterOf(t, `student,name,email
zhangsan,Zhang San,zs@x.edu
zhang,,
zhang-san,,
lisi,Li Si,
Ann,Ann O'Neil,
`+row("2023001", "张三")+row("2023002", "张三")+row("2023003", "李四")+row("2023", "王五"))
	for name, want := range map[string]string{
		"zhangsan":                              "zhangsan",
		"ZhangSan":                              "zhangsan",
		"zhang":                                 "zhang",
		"zhang-san":                             "zhang-san",
		"handshake-zhang-san":                   "zhang-san",
		"handshake-zhangsan":                    "zhangsan",
		"zhangsan_12345_67890_lesson":           "zhangsan",
		"zhangsan_LATE_12345_67890_lesson":      "zhangsan",
		"Zhang San_12345_assignsubmission_file": "zhangsan",
		"San Zhang_12345_assignsubmission_file": "zhangsan",
		"sizili_1":                              "?",
		"sili_1_2_x":                            "lisi",
		"homework zs@x.edu":                     "zhangsan",
		"张三_2023001":                            "2023001",
		"2023002" + "张三":                        "2023002",
		"李四":                                    "2023003",
		"李四作业":                                  "?",
		"张三":                                    "2023001 or 2023002",
		"2023001_2023003":                       "2023001 or 2023003",
		"李四_2023001":                            "2023001 or 2023003",
		"zhangsan_1_2_lisi":                     "zhangsan or lisi",
		"ann o'neil":                            "Ann",
		"s2023":                                 "?",
		"20230":                                 "?",
		"":                                      "?",
		"../zhangsan":                           "zhangsan",
	} {
		class := r.Match([]submission.Entry{{Student: name, Path: "/x/" + name + ".zip"}})
		got := "?"
		switch {
		case len(class.Handed) == 1 && len(class.Strangers) == 0 && len(class.Absent) == len(r.Students)-1:
			got = class.Handed[0].Student.ID
			if class.Handed[0].Entry.Student != got {
				t.Errorf("%s: the entry is not named by the id", name)
			}
		case len(class.Strangers) == 1 && len(class.Absent) == len(r.Students):
			soundError(t, class.Strangers[0].Err)
			text := class.Strangers[0].Err.Error()
			if _, both, ok := strings.Cut(text, "may belong to "); ok {
				both, _, _ = strings.Cut(both, ":")
				got = strings.Replace(both, " or to ", " or ", 1)
			}
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
	}
}

func TestMatchSortsTheClass(t *testing.T) {
	entries := []submission.Entry{
		{Student: "ann", Path: "/c/ann"}, {Student: "bob", Path: "/c/bob"}, {Student: "bob-2", Path: "/c/bob-2.zip"},
		{Student: "eve", Path: "/c/eve.zip"},
	}
	class := rosterOf(t, "dan\nbob\nann\n").Match(entries)
	if len(class.Handed) != 2 || class.Handed[0].Student.ID != "bob" || class.Handed[1].Entry.Path != "/c/ann" ||
		class.Handed[1].Err != nil {
		t.Errorf("handed in: %+v", class.Handed)
	}
	if e := class.Handed[0].Err; e == nil || e.Rule != TwoEntries ||
		!strings.Contains(e.In(course.Chinese), "bob-2.zip") || class.Handed[0].Entry.Path != "" {
		t.Errorf("two entries of one student: %+v", class.Handed[0])
	} else {
		soundError(t, e)
	}
	if len(class.Absent) != 1 || class.Absent[0].ID != "dan" || len(class.Strangers) != 1 ||
		class.Strangers[0].Entry.Student != "eve" {
		t.Errorf("absent %v, strangers %v", class.Absent, class.Strangers)
	}
}

func TestWithoutARosterEveryEntryIsAStudent(t *testing.T) {
	var none *Roster
	class := none.Match([]submission.Entry{
		{Student: "Ann", Path: "/c/Ann"}, {Student: "ann", Path: "/c/ann.zip"}, {Student: "bob", Path: "/c/bob"},
	})
	if len(class.Handed) != 2 || class.Handed[0].Err == nil || class.Handed[1].Err != nil ||
		class.Handed[1].Entry.Path != "/c/bob" || class.Handed[1].Student.ID != "bob" {
		t.Errorf("got %+v", class)
	}
}

func TestALargeClassIsMatched(t *testing.T) {
	var text strings.Builder
	var entries []submission.Entry
	for i := range 2000 {
		fmt.Fprintf(&text, "s%05d,Student Number %d,s%d@x.edu\n", i, i, i)
		entries = append(entries, submission.Entry{Student: fmt.Sprintf("%d_assignsubmission_file_s%05d", i, i)})
	}
	class := rosterOf(t, text.String()).Match(entries)
	if len(class.Handed) != 2000 || len(class.Strangers) > 0 {
		t.Errorf("%d handed in, %d strangers", len(class.Handed), len(class.Strangers))
	}
}

func FuzzRoster(f *testing.F) {
	for _, text := range []string{
		"a,b,c,zh\n", "student\na\na\n", "\ufeff" + row("学号", "姓名") + row("1", "张三"), "\xff\xfea\x00", "a,\"b",
		"\xd5\xc5\xc8\xfd",
	} {
		f.Add([]byte(text), "1_张三")
	}
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		r, err := parseRoster("class.csv", data)
		if err != nil {
			soundError(t, err)
			return
		}
		seen := map[string]bool{}
		entries := []submission.Entry{{Student: name, Path: name}}
		for _, s := range r.Students {
			if s.ID == "" || seen[table.Fold(s.ID)] || s.Line == 0 {
				t.Fatalf("%+v", s)
			}
			seen[table.Fold(s.ID)] = true
			entries = append(entries, submission.Entry{Student: s.ID, Path: s.ID})
		}
		class := r.Match(entries)
		if len(class.Handed) != len(r.Students) || len(class.Absent) > 0 || len(class.Strangers) > 1 {
			t.Errorf("%d of %d found, %d strangers", len(class.Handed), len(r.Students), len(class.Strangers))
		}
	})
}
