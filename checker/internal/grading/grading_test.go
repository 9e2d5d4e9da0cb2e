package grading

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"handshake/internal/course"
)

func TestOptionsThatCannotBeFollowed(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Options)
		typed  string // flags
		says   string // "": they are sound
	}{
		"none but the folder": {},
		"no folder":           {change: func(o *Options) { o.Out = "" }, says: "--out is missing"},
		"a strange format":    {change: func(o *Options) { o.Formats = []string{"csv", "pdf"} }, says: "not pdf"},
		"a part":              {change: func(o *Options) { o.Shard = "2/4" }},
		"a part beyond":       {change: func(o *Options) { o.Shard = "5/4" }, says: "--shard takes I/N"},
		"no part":             {change: func(o *Options) { o.Shard = "1/2x" }, says: "--shard takes I/N"},
		"times without due":   {typed: "times", says: "--times needs --due"},
		"late without due":    {typed: "late", says: "--late needs --due"},
		"due":                 {typed: "due", change: func(o *Options) { o.Due = "2026-10-01 23:59" }},
		"due and all": {typed: "due late times",
			change: func(o *Options) { o.Due = "2026-10-01T23:59:00+08:00" }},
		"due at no time": {typed: "due", change: func(o *Options) { o.Due = "soon" }, says: `not "soon"`},
		"more than everything": {typed: "due late", says: "from 0 to 100",
			change: func(o *Options) { o.Due, o.Late = "2026-10-01 23:59", 101 }},
	} {
		o := Defaults()
		o.Out, o.Typed = "marks", func(flag string) bool { return strings.Contains(c.typed, flag) }
		if c.change != nil {
			c.change(&o)
		}
		err := o.Validate()
		var m *Misuse
		switch {
		case c.says == "" && err == nil && o.Overrides == filepath.Join("marks", "overrides.csv"):
		case c.says == "" || !errors.As(err, &m) || !strings.Contains(m.In(course.English), c.says):
			t.Errorf("%s: %v, %+v", name, err, o)
		}
	}
}

// Where nobody watches, there is a line now and then; what is tried again never makes more than all.
func TestProgressIsShown(t *testing.T) {
	for name, c := range map[string]struct {
		terminal bool
		want     int // lines
	}{"on a terminal": {true, 21}, "in a file": {false, 5}} {
		var shown []string
		s := Screen{Terminal: c.terminal, Status: func(t course.Text) { shown = append(shown, t.In(course.English)) }}
		p := newProgress(s, 20, 4)
		for range 21 {
			p.next("anna")
		}
		last := shown[len(shown)-1]
		if !strings.HasSuffix(last, "20/20 anna") || strings.HasPrefix(last, "  ") != c.terminal ||
			len(shown) != c.want {
			t.Errorf("%s: %q", name, shown)
		}
		if p.close(); shown[len(shown)-1] != "" {
			t.Errorf("%s: it stays: %q", name, shown)
		}
	}
}
