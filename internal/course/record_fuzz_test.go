package course_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"handshake/internal/course"
)

// FuzzReadEvents asks of anything on the channel: the reader does not fail on it, hears no event
// without the seal, and still hears the specs' own events before it and behind it.
func FuzzReadEvents(f *testing.F) {
	const seal = "QJ4ZP5XJ7RVMA6OEXAMPLESEAL"
	own := course.Record{Lesson: "01-listen", Spec: "reachable", Status: course.Failed}
	var line bytes.Buffer
	if err := course.WriteEvent(&line, course.Event{Seal: seal, Ended: &own}); err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{
		"",
		"\n\n",
		"null\n",
		"[]\n",
		`{"seal":"","ended":{"lesson":"01-listen","spec":"reachable","status":"passed"}}`,
		`{"seal":null,"plan":[{}]}` + "\n" + `{"seal":["x"]}`,
		`{"Seal":"forged","SEAL":"forged","ended":{"status":"passed"}}`,
		`{"seal":"forged","began":{"seconds":1e999}}` + "\r\n",
		"\x00\xff\xfe{\"seal\":\"\xff\"}",
		`{"seal":"` + strings.Repeat("A", 4096) + `"}`,
		strings.Repeat(`{"plan":`, 2000),
		strings.Repeat("no end of a line ", 1<<17),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, noise []byte) {
		if bytes.Contains(noise, []byte(seal)) || bytes.ContainsRune(noise, '\\') {
			t.Skip("knows the seal, or might spell it")
		}
		heard := 0
		err := course.ReadEvents(bytes.NewReader(slices.Concat(line.Bytes(), noise, []byte("\n"), line.Bytes())), seal,
			func(e course.Event) {
				heard++
				if e.Seal != seal || e.Ended == nil || *e.Ended != own {
					t.Errorf("believes %+v", e)
				}
			})
		if heard != 2 {
			t.Errorf("%d events are believed, want the two sealed ones alone", heard)
		}
		if err != nil {
			t.Errorf("fails on %d bytes: %v", len(noise), err)
		}
	})
}
