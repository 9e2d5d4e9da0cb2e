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
	for _, e := range []course.Event{
		{Seal: "forged", Ended: &record},
		{Ended: &record},
		{Seal: "true", Ended: &record},
	} {
		if err := course.WriteEvent(&channel, e); err != nil {
			t.Fatal(err)
		}
		channel.WriteString("garbage, not JSON\n")
	}
	heard := 0
	if err := course.ReadEvents(strings.NewReader(channel.String()), "true", func(course.Event) {
		heard++
	}); err != nil {
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
	const trace = "panic\n\t/home/me/lessons/01-listen/client.go:9 +0x1\n\tC:/me/lessons/01-listen/server.go:12 " +
		"+0x2\n" +
		"\t/home/me/lessons/01-listen/client.go:9\n\t/home/me/lessons/01-listen/server_test.go:16\n" +
		"\t/home/me/lessons/internal/kit/run.go:3\n"
	if got := strings.Join(course.PlacesIn(trace), " "); got != "lessons/01-listen/client.go:9 "+
		"lessons/01-listen/server.go:12" {
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

func TestSanitizeShowsWhatWouldMoveACursor(t *testing.T) {
	for text, want := range map[string]string{
		"plain 文字，\tand\n": "plain 文字，\tand\n",
		"a\r\nb":           "a\nb",
		"100%\r done":      `100%\x0d done`,
		"\x00\x1b[2J\x7f":  `\x00\x1b[2J\x7f`,
		"a\u202eb\u0085":   `a\u202eb\u0085`,
		"\xff\xfe":         `\xff\xfe`,
		"\U000e0001":       `\U000e0001`,
		"\uffff":           `\uffff`,
		"a\u200db":         "a\u200db", // a joiner
		"\ufffd":           "\ufffd",
	} {
		if got := course.Sanitize(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestTruncate(t *testing.T) {
	for _, c := range []struct {
		line    string
		columns int
		want    string
	}{
		{"four", 4, "four"},
		{"fourfive", 5, "four…"},
		{"监听端口", 8, "监听端口"},
		{"监听端口", 7, "监听端…"},
		{"监听端口", 6, "监听…"},
	} {
		if got := course.Truncate(c.line, c.columns); got != c.want {
			t.Errorf("%q in %d columns: %q, want %q", c.line, c.columns, got, c.want)
		}
	}
}

func TestList(t *testing.T) {
	for names, want := range map[string]course.Text{
		"":               {},
		"Listen":         {En: "Listen", Zh: "Listen"},
		"Serve Dial":     {En: "Serve and Dial", Zh: "Serve 和 Dial"},
		"Serve Join Fan": {En: "Serve, Join and Fan", Zh: "Serve、Join 和 Fan"},
	} {
		if got := course.List(strings.Fields(names)); got != want {
			t.Errorf("%s: %v, want %v", names, got, want)
		}
	}
}

func TestAHeadlineIsOneLine(t *testing.T) {
	r := course.Record{
		Lesson: "12-shutdown", Spec: "late", Title: course.Text{En: "hangs up on a caller", Zh: "挂断一个来电者"},
		Status: course.Failed,
	}
	for lang, want := range map[course.Lang]string{
		course.English: "✗ hangs up on …  12-shutdown/late\n",
		course.Chinese: "✗ 挂断一个来电…  12-shutdown/late\n",
	} {
		var out strings.Builder
		p := course.Printer{Out: &out, Lang: lang, Width: 33}
		p.Headline(r)
		if out.String() != want || course.Columns(strings.TrimSuffix(want, "\n")) > 33 {
			t.Errorf("got  %swant %s", out.String(), want)
		}
	}
}

func TestAFittedMessageStaysInItsColumns(t *testing.T) {
	p := course.Printer{Width: 24}
	got := p.Fitted(course.Record{
		Message: "a sentence that is folded where it is printed\n  got: \x00 and much more\n       ^",
	}).Message
	if want := "a sentence that is folded where it is printed\n  got: \\x00 and muc…\n       ^"; got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestEchoIsShortAndHarmless(t *testing.T) {
	numbers := func(n int) (text string) {
		for i := range n {
			text += strings.Repeat("x", i+1) + "\n"
		}
		return text
	}
	for name, c := range map[string]struct {
		printed, want string
		lines         int
	}{
		"nothing":     {"\n \t\r\n\n", "", 0},
		"one line":    {"got 5\n", "你的代码打印了：\n  │ got 5\n", 2},
		"without end": {"got 5", "你的代码打印了：\n  │ got 5\n", 2},
		"equal ones": {strings.Repeat("waiting\n", 9) + "done\n",
			"你的代码打印了：\n  │ waiting\n  ⋮ 同一行又出现 8 次\n  │ done\n", 4},
		"an escape":     {"\x1b[2J\x00\r\n", "你的代码打印了：\n  │ \\x1b[2J\\x00\n", 2},
		"a long line":   {strings.Repeat("\x00", 1<<20) + "\n", `  │ ` + strings.Repeat(`\x00`, 8) + "\\x0…\n", 2},
		"many lines":    {numbers(100), "  ……还有 80 行\n", 22},
		"over and over": {numbers(25) + numbers(25), strings.Repeat("x", 20) + "\n  ……还有 30 行\n", 22},
		"a wide line":   {strings.Repeat("监", 40), "  │ " + strings.Repeat("监", 17) + "…\n", 2},
		"a tabulator":   {"a\tb\n", "  │ a    b\n", 2},
		"again at end":  {"a\na\n", "  │ a\n  ⋮ 同一行又出现 1 次\n", 3},
	} {
		t.Run(name, func(t *testing.T) {
			for _, size := range []int{1, 7, 1 << 20} { // however it is written
				var out strings.Builder
				echo := course.Echo{Printer: course.Printer{Out: &out, Lang: course.Chinese, Width: 40}}
				if size == 1 && len(c.printed) > 1<<10 {
					continue
				}
				for rest := []byte(c.printed); len(rest) > 0; {
					n, err := echo.Write(rest[:min(size, len(rest))])
					if err != nil {
						t.Fatal(err)
					}
					rest = rest[n:]
				}
				echo.End()
				if got := out.String(); !strings.HasSuffix(got, c.want) || strings.Count(got, "\n") != c.lines {
					t.Errorf("in pieces of %d:\n%swant:\n%s", size, got, c.want)
				}
			}
		})
	}
}

func TestAFailedTypeAssertionIsToldWithoutTheSpecsOwnNames(t *testing.T) {
	for value, want := range map[string]course.Text{
		"interface conversion: net.Conn is *kit.lentHalf, not *net.TCPConn": {
			En: "interface conversion: net.Conn is another type, not *net.TCPConn; " +
				"any type may stand behind a net.Conn, so use its methods only",
			Zh: "interface conversion：net.Conn 里的是另一种类型，不是 *net.TCPConn；net.Conn 后面可以是任何类型，只能用它的方法"},
		"close of closed channel": {
			En: "close of closed channel: it was closed before; close a channel once, with sync.Once or a flag " +
				"under the mutex",
			Zh: "close of closed channel：它早就关过了；一个 channel 只能关一次，用 sync.Once，或者锁保护的标志"},
		"interface conversion: net.Addr is nil, not *net.TCPAddr": {
			En: "interface conversion: net.Addr is nil, not *net.TCPAddr",
			Zh: "interface conversion：net.Addr 里的是 nil，不是 *net.TCPAddr"},
		"interface conversion: *kit.lentConn is not interface { CloseWrite() error }: missing method CloseWrite": {
			En: "interface conversion: the value's type is not interface { CloseWrite() error }: " +
				"missing method CloseWrite",
			Zh: "interface conversion：这个值的类型不是 interface { CloseWrite() error }：缺少方法 CloseWrite"},
		"interface conversion: *errors.errorString is not net.Error: missing method Timeout": {
			En: "interface conversion: *errors.errorString is not net.Error: missing method Timeout",
			Zh: "interface conversion：*errors.errorString 不是 net.Error：缺少方法 Timeout"},
		"boom": {En: "boom", Zh: "boom"},
	} {
		if got := course.PanicIn(value); got != want {
			t.Errorf("%q reads %q", value, got)
		}
	}
}
