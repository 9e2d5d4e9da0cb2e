package course_test

import (
	"strings"
	"testing"

	"handshake/internal/course"
)

func TestEnvLang(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want course.Lang
	}{
		{nil, course.English},
		{map[string]string{"LANG": "zh_CN.UTF-8"}, course.Chinese},
		{map[string]string{"LANG": "zh"}, course.Chinese},
		{map[string]string{"LANG": "C.UTF-8"}, course.English},
		{map[string]string{"LANG": "de_DE.UTF-8"}, course.English},
		{map[string]string{"LANG": "zhx"}, course.English},
		{map[string]string{"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN"}, course.English},
		{map[string]string{"LC_MESSAGES": "zh_TW", "LANG": "en_US"}, course.Chinese},
		{map[string]string{"COURSE_LANG": "zh-Hans", "LC_ALL": "en_US"}, course.Chinese},
	} {
		if got := course.EnvLang(func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%v: %s, want %s", c.env, got, c.want)
		}
	}
}

func TestColumns(t *testing.T) {
	for text, want := range map[string]int{"abc": 3, "监听": 4, "监听 port": 9, "（）": 4, "✓": 1, "": 0} {
		if got := course.Columns(text); got != want {
			t.Errorf("%q takes %d columns, want %d", text, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for _, c := range []struct {
		text    string
		columns int
		want    []string
	}{
		{"one two three", 7, []string{"one two", "three"}},
		{"one", 2, []string{"one"}},
		{"", 10, []string{""}},
		{"监听端口", 4, []string{"监听", "端口"}},
		{"监听，端口", 4, []string{"监", "听，", "端口"}}, // no comma at the start of a line
		{"用 Accept 取走", 9, []string{"用 Accept", "取走"}},
	} {
		got := course.Fold(c.text, c.columns)
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("Fold(%q, %d) is %q, want %q", c.text, c.columns, got, c.want)
		}
	}
}

func TestEventsWithoutTheSealAreNobodys(t *testing.T) {
	var channel strings.Builder
	record := course.Record{Lesson: "01-listen", Spec: "reachable", Status: course.Passed}
	for _, e := range []course.Event{{Seal: "forged", Ended: &record}, {Ended: &record}, {Seal: "true", Ended: &record}} {
		if err := course.WriteEvent(&channel, e); err != nil {
			t.Fatal(err)
		}
		channel.WriteString("garbage, not JSON\n")
	}
	heard := 0
	if err := course.ReadEvents(strings.NewReader(channel.String()), "true", func(course.Event) { heard++ }); err != nil {
		t.Fatal(err)
	}
	if heard != 1 {
		t.Errorf("%d events were believed, want the sealed one alone", heard)
	}
}

func TestPrinter(t *testing.T) {
	var out strings.Builder
	p := course.Printer{Out: &out, Lang: course.Chinese, Width: 40}
	p.Record(course.Record{
		Lesson: "01-listen", Spec: "own-port", Title: course.Text{En: "…", Zh: "各得一个端口"}, Status: course.Failed,
		Message: "端口 0 表示请系统挑一个空闲端口；写死的只能用一次\n  得到：1\n        ^", Place: "lessons/01-listen/server.go:7",
	})
	want := `✗ 各得一个端口        01-listen/own-port
    端口 0 表示请系统挑一个空闲端口；写
    死的只能用一次
      得到：1
            ^
    lessons/01-listen/server.go:7 · make hint LESSON=01
`
	if out.String() != want {
		t.Errorf("got:\n%swant:\n%s", out.String(), want)
	}
}

func TestPlacesAreTheStudentsOwnLinesInnermostFirst(t *testing.T) {
	const trace = "panic\n\t/home/me/lessons/01-listen/client.go:9 +0x1\n\tC:/me/lessons/01-listen/server.go:12 +0x2\n" +
		"\t/home/me/lessons/01-listen/client.go:9\n\t/home/me/lessons/01-listen/server_test.go:16\n\t/home/me/lessons/internal/kit/run.go:3\n"
	if got := strings.Join(course.PlacesIn(trace), " "); got != "lessons/01-listen/client.go:9 lessons/01-listen/server.go:12" {
		t.Errorf("got %q", got)
	}
	if got := course.PlaceIn("goroutine 1"); got != "" {
		t.Errorf("got %q where nothing is the student's", got)
	}
}

func TestUnwritten(t *testing.T) {
	for value, want := range map[string]string{"TODO: Listen": "Listen", "TODO": "", "boom": "", "x TODO: Listen": ""} {
		if got := course.UnwrittenIn(value); got != want {
			t.Errorf("%q: %q, want %q", value, got, want)
		}
	}
}
