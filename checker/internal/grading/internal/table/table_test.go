package table

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	xunicode "golang.org/x/text/encoding/unicode"

	"handshake/internal/course"
)

func show(rows []Row) string {
	var all []string
	for _, r := range rows {
		all = append(all, fmt.Sprintf("%d:%s", r.Line, strings.Join(r.Cells, "|")))
	}
	return strings.Join(all, " ")
}

func TestATableIsReadHoweverItWasSaved(t *testing.T) {
	written := func(separator string) string {
		return strings.Join([]string{"学号", "姓名\n2023001", "张三\n2023002", "\"Li, Si\"\n"}, separator)
	}
	text, want := written(","), show([]Row{
		{1, []string{"学号", "姓名"}}, {2, []string{"2023001", "张三"}}, {3, []string{"2023002", "Li, Si"}},
	})
	encoded := func(e interface{ Bytes([]byte) ([]byte, error) }) string {
		data, err := e.Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	utf16 := func(order xunicode.Endianness, mark xunicode.BOMPolicy) string {
		return encoded(xunicode.UTF16(order, mark).NewEncoder())
	}
	for name, data := range map[string]string{
		"UTF-8":                   text,
		"with a mark":             "\ufeff" + text,
		"GB18030":                 encoded(simplifiedchinese.GB18030.NewEncoder()),
		"GBK":                     encoded(simplifiedchinese.GBK.NewEncoder()),
		"UTF-16, little":          utf16(xunicode.LittleEndian, xunicode.UseBOM),
		"UTF-16, big":             utf16(xunicode.BigEndian, xunicode.UseBOM),
		"UTF-16, little, no mark": utf16(xunicode.LittleEndian, xunicode.IgnoreBOM),
		"UTF-16, big, no mark":    utf16(xunicode.BigEndian, xunicode.IgnoreBOM),
		"CRLF":                    strings.ReplaceAll(text, "\n", "\r\n"),
		"CR":                      strings.ReplaceAll(text, "\n", "\r"),
		"no last end":             strings.TrimSpace(text),
		"semicolons":              written(";"),
		"tabs":                    written("\t"),
		"wide commas":             written("，"),
		"wide semicolons":         written("；"),
		"spaces":                  " " + written("\u00a0,\u200b "),
	} {
		rows, err := Parse("class.csv", []byte(data))
		if got := show(rows); err != nil || got != want {
			t.Errorf("%s: got %s, %v", name, got, err)
		}
	}
	for name, c := range map[string]struct{ data, want string }{
		"sep=":              {"sep=,\na,b;c;d\n", "2:a|b;c;d"},
		"sep=;":             {"\ufeff\"SEP=;\"\r\na,b;c\r\n", "2:a,b|c"},
		"sep=tab":           {"sep=\t\na\t\tb\n", "2:a||b"},
		"empty rows":        {"\n\na,b\n,,\n  \nc\n", "3:a|b 6:c"},
		"empty cells, tabs": {"\t\tx\n", "1:||x"},
		"one column":        {"a\nb c\n", "1:a 2:b c"},
		"nothing":           {"", ""},
		"only a mark":       {"\ufeff", ""},
	} {
		rows, err := Parse("class.csv", []byte(c.data))
		if got := show(rows); err != nil || got != c.want {
			t.Errorf("%s: got %s, %v; want %s", name, got, err, c.want)
		}
	}
}

func TestATableIsRefusedWithTheReason(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"Latin-1":           {"a,Zo\xeb\nb,Jos\xe9,x\n", "class.csv:1: is neither UTF-8"},
		"Latin-1 below":     {"a,Zoe\nb,Jos\xe9,x\n", "class.csv:2: is neither UTF-8"},
		"no text":           {"\xff\xff\xff", "class.csv:1: is neither UTF-8"},
		"half of UTF-16":    {"a\x00,\x00b\x00\n\x00c", "class.csv:2: is neither UTF-8"},
		"a spreadsheet":     {"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00", "class.csv:1: is neither UTF-8"},
		"an open quote":     {"a,b\nb,\"c\nd\ne\n", "class.csv:2: has a quotation mark"},
		"a quote inside":    {"a,b\"c\n", "class.csv:1: has a quotation mark"},
		"no separator":      {"sep=\"\na\n", "class.csv:1: names a separator"},
		"larger than wants": {strings.Repeat("\n", MaxSize+1), "class.csv: is larger than 16 MiB"},
	} {
		_, err := Parse("class.csv", []byte(c.data))
		told, is := err.(*Error)
		if !is || !strings.HasPrefix(told.Error(), c.want) || told.In(course.Chinese) == told.Error() ||
			strings.ContainsAny(told.Error(), "\n\ufffd") {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"a,b\n", "sep=;\na;b", "\xff\xfea\x00", "a\x00,\x00", "\x00a\x00,", "\xd5\xc5,x\r", "\"", "sep=\"\n",
		"\ufeff学号，姓名",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		rows, err := Parse("class.csv", data)
		if told, is := err.(*Error); err != nil && (!is || told.What.En == told.What.Zh || told.Line < 0) {
			t.Errorf("got %v", err)
		}
		before := 0
		for _, r := range rows {
			if r.Line <= before || len(r.Cells) == 0 {
				t.Errorf("line %d after %d: %q", r.Line, before, r.Cells)
			}
			before = r.Line
			for _, c := range r.Cells {
				if !utf8.ValidString(c) || strings.ContainsAny(c, "\n\r\x00\ufffd") {
					t.Errorf("cell %q", c)
				}
			}
		}
	})
}
