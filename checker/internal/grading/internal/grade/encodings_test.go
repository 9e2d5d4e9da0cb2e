package grade

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"handshake/checker/internal/grading/internal/class"
	"handshake/checker/internal/grading/internal/roster"
)

// However a spreadsheet has saved them, a teacher's three tables read the same.
func TestEveryTableIsReadInEveryEncoding(t *testing.T) {
	encodings := map[string]encoding.Encoding{
		"UTF-8":             encoding.Nop,
		"UTF-8 with BOM":    unicode.UTF8BOM,
		"GB18030":           simplifiedchinese.GB18030,
		"UTF-16":            unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"UTF-16, big, bare": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	}
	plan := Plan{Class: []string{"张三"}}
	plan.Lessons = []class.Lesson{{Name: "01-listen", Specs: []class.Spec{{ID: "a", Weight: 5}}}}
	for name, as := range encodings {
		t.Run(name, func(t *testing.T) {
			save := func(text string) string {
				data, err := as.NewEncoder().Bytes([]byte(text))
				if err != nil {
					t.Fatal(err)
				}
				file := filepath.Join(t.TempDir(), "table.csv")
				if err := os.WriteFile(file, data, 0o600); err != nil {
					t.Fatal(err)
				}
				return file
			}
			r, err := roster.Read(save("姓名\t学号\t语言\n王小明\t张三\tzh\n"))
			if err != nil || len(r.Students) != 1 || r.Students[0].ID != "张三" || r.Students[0].Name != "王小明" {
				t.Errorf("roster: %+v, %v", r, err)
			}
			times, err := ReadTimes(save("提交时间\t学号\n2026-10-01 23:59\t张三\n"), plan)
			if err != nil || times["张三"].IsZero() {
				t.Errorf("times: %v, %v", times, err)
			}
			overrides, err := ReadOverrides(save("课\t分数\t学号\t理由\n01-listen\t3\t张三\t口试\n"), plan)
			if err != nil || overrides[of{"张三", "01-listen"}] != (class.Override{Points: 3, Reason: "口试"}) {
				t.Errorf("overrides: %v, %v", overrides, err)
			}
		})
	}
}
