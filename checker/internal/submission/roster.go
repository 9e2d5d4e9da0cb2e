package submission

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"handshake/internal/course"
)

// Student is one line of the roster.
type Student struct {
	ID    string      `json:"student"`
	Name  string      `json:"name,omitempty"`
	Email string      `json:"email,omitempty"`
	Lang  course.Lang `json:"lang,omitempty"` // "" where the roster says nothing
	Line  int         `json:"-"`
}

// Roster is the class, in the order of its file.
type Roster struct {
	File     string
	Students []Student
}

// maxRoster bounds the roster's file, in bytes.
const maxRoster = 16 << 20

// ReadRoster reads a CSV file with the columns student, name, email and lang, of which all
// but the first may be missing. A first line with these names, in English or Chinese, puts
// them into any order, among others that are passed over. The text is UTF-8, UTF-16 with a
// byte order mark, or GB18030. An *Error names file and line.
func ReadRoster(path string) (*Roster, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, unlisted(BadRoster, path, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxRoster+1))
	if err != nil {
		return nil, unlisted(BadRoster, path, err)
	}
	return parseRoster(path, data)
}

func parseRoster(file string, data []byte) (*Roster, error) {
	if len(data) > maxRoster {
		return nil, badRoster(file, 0, "is larger than 16 MiB: is it the roster?", "超过 16 MiB：这是名单吗？")
	}
	text, ok := rosterText(data)
	if !ok {
		return nil, badRoster(file, 0, "is neither UTF-8 nor GB18030: save it as UTF-8", "既不是 UTF-8 也不是 GB18030：请另存为 UTF-8")
	}
	rows := csv.NewReader(strings.NewReader(text))
	rows.FieldsPerRecord = -1
	rows.TrimLeadingSpace = true
	roster := &Roster{File: file}
	columns := inOrder
	lines := map[string]int{} // folded id → line
	for first := true; ; first = false {
		row, err := rows.Read()
		if err == io.EOF {
			break
		}
		var bad *csv.ParseError
		if errors.As(err, &bad) {
			return nil, badRoster(file, bad.Line, fmt.Sprintf("column %d: %v: mend the quotes", bad.Column, bad.Err), fmt.Sprintf("第 %d 列：%v：请改正引号", bad.Column, bad.Err))
		}
		if err != nil {
			return nil, unlisted(BadRoster, file, err)
		}
		line, _ := rows.FieldPos(0)
		if named, repeated := header(row); first && named != nil {
			if repeated != "" {
				return nil, badRoster(file, line, "two columns are called "+show(repeated)+": rename one", "有两列都叫 "+show(repeated)+"：请给其中一列改名")
			}
			columns = named
			continue
		}
		s, problem := student(row, columns)
		switch {
		case problem != nil:
			return nil, badRoster(file, line, problem.En, problem.Zh)
		case s == Student{}:
			continue // an empty line of a spreadsheet
		}
		s.Line = line
		if before := lines[fold(s.ID)]; before > 0 {
			return nil, badRoster(file, line,
				fmt.Sprintf("%s stands in line %d already: delete one of the two", show(s.ID), before),
				fmt.Sprintf("%s 在第 %d 行已经出现过：请删去一行", show(s.ID), before))
		}
		lines[fold(s.ID)] = line
		roster.Students = append(roster.Students, s)
	}
	if len(roster.Students) == 0 {
		return nil, badRoster(file, 0, "names no student: write one a line (student,name,email,lang)", "里面没有学生：请一行写一个（student,name,email,lang）")
	}
	return roster, nil
}

// rosterText is the file as text; false if its encoding is unknown.
func rosterText(data []byte) (string, bool) {
	marked := xunicode.BOMOverride(transform.Nop)
	text, _, err := transform.String(marked, string(data))
	if err != nil {
		return "", false
	}
	if !utf8.ValidString(text) {
		text, err = simplifiedchinese.GB18030.NewDecoder().String(text)
	}
	return text, err == nil && !strings.ContainsRune(text, utf8.RuneError)
}

// The columns that count, in the order in which they stand without a header.
const (
	idColumn = iota
	nameColumn
	emailColumn
	langColumn
	columnCount
)

var inOrder = []int{idColumn, nameColumn, emailColumn, langColumn}

var columnNames = [columnCount][]string{
	idColumn:    {"student", "student id", "id", "username", "学号", "学生"},
	nameColumn:  {"name", "full name", "姓名"},
	emailColumn: {"email", "e-mail", "email address", "邮箱", "电子邮箱", "电子邮件"},
	langColumn:  {"lang", "language", "语言"},
}

// header is where each column stands, -1 if nowhere, and a name that stands there twice; nil
// if the row is no header.
func header(row []string) (at []int, repeated string) {
	at = []int{-1, -1, -1, -1}
	for i, field := range row {
		for column, names := range columnNames {
			if slices.Contains(names, fold(clean(field))) {
				if at[column] >= 0 {
					repeated = clean(field)
				}
				at[column] = i
			}
		}
	}
	if at[idColumn] < 0 {
		return nil, ""
	}
	return at, repeated
}

// student is one row, or what is wrong with it. An empty row is no student and no error.
func student(row []string, columns []int) (Student, *course.Text) {
	field := func(column int) string {
		if i := columns[column]; i >= 0 && i < len(row) {
			return clean(row[i])
		}
		return ""
	}
	s := Student{ID: field(idColumn), Name: field(nameColumn), Email: field(emailColumn)}
	lang := field(langColumn)
	switch known, ok := course.ParseLang(lang); {
	case s.ID == "" && s.Name == "" && s.Email == "" && lang == "":
		return Student{}, nil
	case s.ID == "":
		return s, &course.Text{En: "the student's id is missing: fill in the column student", Zh: "缺少学号：请填写 student 一列"}
	case strings.ContainsAny(s.ID, ";\t，；"):
		return s, &course.Text{En: "columns are separated by commas (,): save it as CSV", Zh: "各列之间要用半角逗号（,）隔开：请另存为 CSV"}
	case lang != "" && !ok:
		return s, &course.Text{En: "lang is zh, en or empty, not " + show(lang), Zh: "lang 只能是 zh、en 或留空，不能是 " + show(lang)}
	case lang != "":
		s.Lang = known
	}
	return s, nil
}

// clean is a cell without what nobody sees: spaces around it, control and format characters.
func clean(cell string) string {
	cell = strings.Map(func(r rune) rune {
		if r != '\t' && (unicode.Is(unicode.Cf, r) || unicode.IsControl(r)) {
			return -1
		}
		return r
	}, cell)
	return norm.NFC.String(strings.TrimSpace(cell))
}

func badRoster(file string, line int, en, zh string) *Error {
	at := file
	if line > 0 {
		at = fmt.Sprintf("%s:%d", file, line)
	}
	return &Error{Rule: BadRoster, File: file, Text: told(at, en, zh)}
}
