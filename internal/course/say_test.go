package course_test

import (
	"errors"
	"io/fs"
	"testing"

	"handshake/internal/course"
)

func TestSay(t *testing.T) {
	for name, c := range map[string]struct{ got, want course.Text }{
		"as it is":    {course.Say("100%", "100％"), course.Text{En: "100%", Zh: "100％"}},
		"with values": {course.Say("%d of %s", "%[2]s 的 %[1]d", 2, "x"), course.Text{En: "2 of x", Zh: "x 的 2"}},
		"a text in a text": {course.Say("%s: no", "%s：不行", course.Say("so", "这样")),
			course.Text{En: "so: no", Zh: "这样：不行"}},
		"an error in a text": {course.Say("%v", "%v", course.Fail(nil, "so", "这样")), course.Text{En: "so", Zh: "这样"}},
		"names":              {course.Commas([]string{"a", "b"}), course.Text{En: "a, b", Zh: "a、b"}},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", name, c.got, c.want)
		}
	}
	var told *course.Error
	err := error(course.Fail(fs.ErrNotExist, "%s is not there", "没有 %s", "x"))
	if !errors.Is(err, fs.ErrNotExist) || !errors.As(err, &told) || told.In(course.Chinese) != "没有 x" ||
		err.Error() != "x is not there" {
		t.Errorf("got %v", err)
	}
}
