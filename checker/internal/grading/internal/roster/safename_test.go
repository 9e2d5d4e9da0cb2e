package roster

import (
	"path"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestSafeName(t *testing.T) {
	for name, want := range map[string]string{ // "" means: changed
		"zhangsan": "zhangsan", "张三_2023001": "张三_2023001", "Zhang San_1_x": "Zhang San_1_x",
		"a.b@c.edu": "a.b@c.edu", "José": "José",
		"": "", ".": "", "..": "", "../../etc/passwd": "", "a/b": "", `a\b`: "", "a\x00b": "", "a\nb": "",
		"\u202eabc": "", "con": "", "NUL.txt": "", "com1": "", "com¹": "", "COM1 .x": "",
		"-rf": "", ".bashrc": "", "a.": "", "a ": "", "<script>": "", "a:b": "", "a|b": "", "\xff": "", "e\u0301": "",
		"\u3164": "", "a\u200bb": "",
		"x-0123456789abcdef":    "", // looks like a changed one
		strings.Repeat("张", 40): strings.Repeat("张", 40), strings.Repeat("张", 41): "", strings.Repeat("a", 5000): "",
	} {
		got := SafeName(name)
		if want != "" && got != want || want == "" && (got == name || !hashed.MatchString(got)) {
			t.Errorf("%.60q becomes %q", name, got)
		}
		safeName(t, got)
	}
	if SafeName("a/b") == SafeName("a:b") || SafeName("é") == SafeName("e\u0301") {
		t.Error("two students share a name")
	}
	if changed := SafeName("a/b"); SafeName(changed) == changed {
		t.Error("a student can be called like another's changed name")
	}
}

func safeName(t testing.TB, got string) {
	t.Helper()
	if len(got) == 0 || len(got) > maxSafeName || !utf8.ValidString(got) || !filepath.IsLocal(got) ||
		path.Base(got) != got ||
		strings.ContainsAny(got, "/\\:*?\"<>|\x00\n\r\t") || strings.ContainsAny(got[:1], ".- ") ||
		strings.ContainsAny(got[len(got)-1:], ". ") || reserved(got) {
		t.Errorf("%q is not safe", got)
	}
}

func FuzzSafeName(f *testing.F) {
	for _, name := range []string{"张三", "../x", "con", strings.Repeat("é", 100)} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) { safeName(t, SafeName(name)) })
}
