// Package table reads the tables of a class as teachers have them: CSV in the encoding, with the
// separator and the line ends that some spreadsheet or learning platform has given it.
package table

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	xunicode "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"handshake/internal/course"
)

// Row is one line with anything on it.
type Row struct {
	Line  int
	Cells []string // without what nobody sees
}

// Error is a table, or a line of it, that cannot be used.
type Error struct {
	File string
	Line int // 0 if it is about the whole
	What course.Text
}

func (e *Error) Error() string { return e.In(course.English) }

// In is the error in lang.
func (e *Error) In(lang course.Lang) string {
	at := e.File
	if e.Line > 0 {
		at = fmt.Sprintf("%s:%d", e.File, e.Line)
	}
	return course.Say("%s: %s", "%s：%s", at, e.What).In(lang)
}

// MaxSize bounds a table's file, in bytes.
const MaxSize = 16 << 20

// Read reads the table in a file.
func Read(file string) ([]Row, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MaxSize+1))
	if err != nil {
		return nil, err
	}
	return Parse(file, data)
}

// Parse reads a table's text: UTF-8, UTF-16 with or without a byte order mark, or GB18030. Its
// lines end as on any system. A first line such as sep=; names the separator; otherwise it is
// the comma, semicolon or tab that the first line has most of.
func Parse(file string, data []byte) ([]Row, error) {
	if len(data) > MaxSize {
		return nil, &Error{file, 0, course.Say(
			"is larger than %d MiB: is it the right file?",
			"超过 %d MiB：是这个文件吗？", MaxSize>>20)}
	}
	text := decode(data)
	if at := strings.IndexAny(text, "\x00\ufffd"); at >= 0 {
		return nil, &Error{file, 1 + strings.Count(text[:at], "\n"), course.Say(
			"is neither UTF-8 nor UTF-16 nor GB18030 from here on: save it as UTF-8",
			"从这里起，既不是 UTF-8，也不是 UTF-16 或 GB18030：请另存为 UTF-8")}
	}
	text, comma := separated(text)
	if strings.ContainsRune("\"\n", comma) {
		return nil, &Error{file, 1, course.Say(
			"names a separator that can be none: write sep=,",
			"指定的分隔符不能用：请写 sep=,")}
	}
	lines := csv.NewReader(strings.NewReader(text))
	lines.Comma, lines.FieldsPerRecord = comma, -1
	lines.TrimLeadingSpace = comma != '\t' // or empty cells would be taken for spaces
	var rows []Row
	for {
		cells, err := lines.Read()
		var bad *csv.ParseError
		switch {
		case err == io.EOF:
			return rows, nil
		case errors.As(err, &bad):
			return nil, &Error{file, bad.StartLine, course.Say(
				`has a quotation mark (") too many, or one that is never closed: mend it`,
				`多了一个引号（"），或者有一个引号没有配对：请改正`)}
		case err != nil:
			return nil, err
		}
		line, _ := lines.FieldPos(0)
		empty := true
		for i := range cells {
			cells[i] = clean(cells[i])
			empty = empty && cells[i] == ""
		}
		if !empty {
			rows = append(rows, Row{line, cells})
		}
	}
}

// decode is a file as text, with line feeds alone and without characters that have no shape. What
// is no text leaves a NUL or the replacement character.
func decode(data []byte) string {
	var as encoding.Encoding = encoding.Nop
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")),
		bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		as = xunicode.UTF8BOM
		if data[0] != 0xef {
			as = xunicode.UTF16(xunicode.BigEndian, xunicode.UseBOM)
		}
	case bytes.IndexByte(data, 0) >= 0:
		as = xunicode.UTF16(order(data), xunicode.IgnoreBOM)
	case !utf8.Valid(data):
		as = simplifiedchinese.GB18030
	}
	text, err := as.NewDecoder().Bytes(data)
	if err != nil {
		return "\ufffd"
	}
	seen := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(string(text), "\ufffd"))
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(seen)
}

// order is which of two bytes comes first in UTF-16 without a mark: the other is zero in every
// separator, digit and line end.
func order(data []byte) xunicode.Endianness {
	zeros := [2]int{}
	for i, b := range data {
		if b == 0 {
			zeros[i%2]++
		}
	}
	if zeros[0] > zeros[1] {
		return xunicode.BigEndian
	}
	return xunicode.LittleEndian
}

// sepLine is how Excel is told the separator.
var sepLine = regexp.MustCompile(`(?i)\A"?sep=(.)"?[ \t]*(?:\n|\z)`)

// separated finds the separator, and leaves an empty line where it was named.
func separated(text string) (string, rune) {
	if named := sepLine.FindStringSubmatch(text); named != nil {
		r, _ := utf8.DecodeRuneInString(named[1])
		return "\n" + text[len(named[0]):], r
	}
	first, _, _ := strings.Cut(strings.TrimLeft(text, "\n "), "\n")
	most, found := 0, ','
	for _, r := range separators {
		n, quoted := 0, false
		for _, c := range first {
			quoted = quoted != (c == '"')
			if c == r && !quoted {
				n++
			}
		}
		if n > most {
			most, found = n, r
		}
	}
	return text, found
}

// separators are those that tables are found with, the most common first. The wide ones come
// from a Chinese input method.
var separators = []rune{',', ';', '\t', '，', '；'}

// clean is a cell without what nobody sees: spaces around it and control characters.
func clean(cell string) string {
	cell = strings.Map(func(r rune) rune {
		if r != '\t' && unicode.IsControl(r) {
			return -1
		}
		return r
	}, cell)
	return norm.NFC.String(strings.TrimSpace(cell))
}

// Fold makes names comparable: composed, and without regard to case.
func Fold(name string) string { return norm.NFC.String(cases.Fold().String(norm.NFC.String(name))) }

// Columns are the columns that have one of the names as their heading, in the order of the names,
// which are folded; twice is a name that several have.
func Columns(headings, names []string) (columns []int, twice string) {
	for _, name := range names {
		before := len(columns)
		for i, heading := range headings {
			if Fold(heading) == name {
				columns = append(columns, i)
			}
		}
		if len(columns) > before+1 {
			twice = headings[columns[before]]
		}
	}
	return columns, twice
}
