package engine

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"handshake/checker/internal/answer"
	"handshake/internal/course"
	"handshake/internal/course/syllabus"
)

// heard is what canaries make of the events of an honest run, changed by spoil. The plan has two
// canaries, a spec of the lesson's, and the third.
func heard(spoil func(c *canaries, events []course.Event) []course.Event) *canaries {
	c := draw(twoLessons[:1])
	record := func(spec string, status course.Status, message string) *course.Record {
		return &course.Record{Lesson: "01-listen", Spec: spec, Status: status, Message: message}
	}
	specs := slices.Insert(c.ids(), 2, "taken")
	var events []course.Event
	plan := course.Event{}
	for _, spec := range specs {
		plan.Plan = append(plan.Plan, *record(spec, "", ""))
		ended := record(spec, course.Passed, "")
		if canary := c.find(spec); canary != nil && canary.Got != canary.Want {
			ended = record(spec, course.Failed, "got: "+canary.Got+"\nwant: "+canary.Want)
		}
		events = append(events, course.Event{Began: record(spec, "", "")}, course.Event{Ended: ended})
	}
	for _, e := range spoil(c, append([]course.Event{plan}, events...)) {
		c.hear(e)
	}
	return c
}

func TestCanariesTellOfTampering(t *testing.T) {
	about := func(e course.Event, spec string) bool {
		return e.Began != nil && e.Began.Spec == spec || e.Ended != nil && e.Ended.Spec == spec
	}
	mostFails := func(c *canaries) (fails, passes string) {
		for _, canary := range c.Canaries {
			if canary.Got != canary.Want {
				fails = canary.Spec
			} else {
				passes = canary.Spec
			}
		}
		return fails, passes
	}
	for name, c := range map[string]struct {
		spoil    func(c *canaries, events []course.Event) []course.Event
		tampered bool
	}{
		"honest": {func(_ *canaries, e []course.Event) []course.Event { return e }, false},
		"everything passes": {func(c *canaries, events []course.Event) []course.Event {
			fails, _ := mostFails(c)
			for _, e := range events {
				if e.Ended != nil && e.Ended.Spec == fails {
					e.Ended.Status = course.Passed
				}
			}
			return events
		}, true},
		"equal texts differ": {func(c *canaries, events []course.Event) []course.Event {
			_, passes := mostFails(c)
			for _, e := range events {
				if e.Ended != nil && e.Ended.Spec == passes {
					e.Ended.Status, e.Ended.Message = course.Failed, "got: "+c.find(passes).Got
				}
			}
			return events
		}, true},
		"a goroutine was left to a canary": {func(c *canaries, events []course.Event) []course.Event {
			_, passes := mostFails(c)
			for _, e := range events {
				if e.Ended != nil && e.Ended.Spec == passes {
					e.Ended.Status, e.Ended.Message, e.Ended.Leak = course.Failed, "still running", true
				}
			}
			return events
		}, false},
		"verdicts of the lesson's specs only": {func(c *canaries, events []course.Event) []course.Event {
			return slices.DeleteFunc(events, func(e course.Event) bool { return e.Plan == nil && !about(e, "taken") })
		}, true},
		"a plan without canaries": {func(c *canaries, events []course.Event) []course.Event {
			return []course.Event{{Plan: []course.Record{{Lesson: "01-listen", Spec: "taken"}}}}
		}, true},
		"it ends half way":    {func(_ *canaries, e []course.Event) []course.Event { return e[:len(e)-2] }, false},
		"it ends in a canary": {func(_ *canaries, e []course.Event) []course.Event { return e[:2] }, false},
	} {
		t.Run(name, func(t *testing.T) {
			if got := heard(c.spoil).tampered; got != c.tampered {
				t.Errorf("tampered: %v", got)
			}
		})
	}
}

// An answer that has replaced the function by which specs fail, which the gate does not let
// through, is found out; a solution is not.
func TestTamperingIsFoundOut(t *testing.T) {
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	cache, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOCACHE", strings.TrimSpace(string(cache)))
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	e, err := New(root)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	lessons, err := syllabus.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	const solution = "../../../solutions/01-listen/"
	client, err := os.ReadFile(solution + "client.go")
	if err != nil {
		t.Fatal(err)
	}
	server, err := os.ReadFile(solution + "server.go")
	if err != nil {
		t.Fatal(err)
	}
	for text, tampered := range map[string]bool{
		string(server): false,
		"package listen\n\nimport (\n\t\"net\"\n\n\t\"github.com/onsi/gomega\"\n)\n\nfunc Listen(addr string) " +
			"(net.Listener, error) {\n\tgomega.RegisterFailHandler(func(string, ...int) {})\n\treturn " +
			"net.Listen(\"tcp\", addr)\n}\n": true,
	} {
		answers := answer.Set{answer.Of(lessons[0], map[string][]byte{"server.go": []byte(text), "client.go": client})}
		bin, err := e.Build(t.Context(), answers, false)
		if err != nil {
			t.Fatal(err)
		}
		defer bin.Close()
		for _, err := range bin.Judge(t.Context(), Options{Canaries: true}) {
			if err != nil {
				t.Fatal(err)
			}
		}
		if bin.Tampered() != tampered {
			t.Errorf("tampered: %v, for\n%s", !tampered, text)
		}
	}
}
