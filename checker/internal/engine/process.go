package engine

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"handshake/internal/course"
	"handshake/internal/course/syllabus"
	"handshake/internal/cputime"
)

// task is what one process of a test binary is to do.
type task struct {
	lessons  []syllabus.Lesson
	specs    []string // of the single lesson; all of them where none is named
	patience int      // multiplies the specs' time limits
}

// ends is how one process of a test binary came to its end.
type ends struct {
	plan     []course.Record
	ended    []course.Record
	began    *course.Record // without an end
	stderr   string
	stdout   string
	err      error // from the process; decides nothing
	stuck    bool  // killed by the watchdog
	limit    Limit // of its confinement that ended it, if one has
	tampered bool  // a canary has not ended as it must
	enough   bool  // a spec has failed, and no more is asked
}

// outputDelay is how long what a program has printed may still be on its way to us once it has
// ended, on a machine that is very busy. Only a child that it left behind makes us wait for it.
const outputDelay = 10 * time.Second

// limits of a program that cannot even keep those of its specs, in time that it used or idled: a
// second more without any event than a spec may take, and no longer without reading its beats
// than a spec may take; less once an answer has been proven to keep the program busy.
func (b *Binary) limits(patience int) limits {
	p := time.Duration(patience)
	if b.race {
		p *= course.RaceSlows
	}
	most := limits{silence: time.Second + p*time.Second, deafness: p * time.Second}
	if b.busy.Load() {
		most.deafness = p * 6 * cputime.Beat
	}
	return most
}

// oneAtATime has a test program's goroutines take turns, and never in the middle of a store: a
// value of several words cannot be read half written, not even where the race detector looks
// away. Go's memory safety, and with it every mark, rests on that: see the guide for instructors.
var oneAtATime = []string{"GOMAXPROCS=1", "GODEBUG=asyncpreemptoff=1"}

// run starts one process for the task, and listens until it ends.
func (b *Binary) run(ctx context.Context, t task, o Options) (ends, error) {
	var watched []syllabus.Lesson
	if o.Canaries {
		watched = t.lessons
	}
	canaries, names := draw(watched), lessonNames(t.lessons)
	ctx, kill := context.WithCancel(ctx)
	defer kill()
	cmd := command(ctx, b.path, "-test.timeout=0", "-test.paniconexit0", "-ginkgo.label-filter="+filter(t, canaries))
	if o.Seed != 0 {
		cmd.Args = append(cmd.Args, fmt.Sprintf("-ginkgo.seed=%d", o.Seed))
	}
	cmd.Dir = filepath.Join(b.engine.Root, syllabus.Dir)
	if len(names) == 1 {
		cmd.Dir = filepath.Join(cmd.Dir, names[0])
	}
	hermetic := b.engine.Policy.Hermetic
	if !hermetic {
		cmd.Env = os.Environ()
	}
	cmd.Env = append(cmd.Env, course.LangVar+"="+string(o.Lang), fmt.Sprintf("%s=%d", course.PatienceVar, t.patience),
		"GORACE=halt_on_error=1 atexit_sleep_ms=0", "GOTRACEBACK=all")
	cmd.Env = append(append(cmd.Env, oneAtATime...), o.Env...)
	stdout, stderr := &capped{}, &capped{}
	cmd.Stdout, cmd.Stderr = stdout, stderr

	theirs, stdin, err := os.Pipe()
	if err != nil {
		return ends{}, err
	}
	defer theirs.Close()
	defer stdin.Close()
	cmd.Stdin = theirs
	events, err := listen(cmd, b.engine.Work)
	if err != nil {
		return ends{}, err
	}
	defer events.Close()
	limit, err := b.start(cmd)
	if err != nil {
		return ends{}, err
	}
	events.started()
	seal := rand.Text()
	_, _ = io.WriteString(stdin, seal+"\n")
	if err := json.NewEncoder(stdin).Encode(canaries.Canaries); err != nil {
		kill()
	}

	end := ends{}
	pacemaker := pace(cmd.Process.Pid, stdin, b.limits(t.patience), kill)
	listening := sync.WaitGroup{}
	listening.Go(func() {
		_ = course.ReadEvents(events, seal, func(event course.Event) {
			pacemaker.heard(event.Began != nil)
			event = canaries.hear(event)
			end.hear(names, event)
			if o.Began != nil && event.Began != nil {
				o.Began(*event.Began)
			}
			if o.Brief && event.Ended != nil && !event.Ended.Good() {
				end.enough = true
				kill()
			}
		})
		_, _ = io.Copy(io.Discard, events)
	})
	end.err = cmd.Wait()
	events.finished()
	listening.Wait()
	end.stdout, end.stderr, end.stuck = stdout.String(), stderr.String(), pacemaker.stop()
	end.limit, end.tampered = limit(), canaries.tampered
	if err := context.Cause(ctx); err != nil && !end.stuck && !end.enough {
		return end, err
	}
	if hermetic && !end.stuck && !end.enough && end.limit == (Limit{}) && killed(end.err) {
		return end, ErrKilled
	}
	return end, nil
}

// filter is Ginkgo's label filter for the specs of a task.
func filter(t task, canaries *canaries) string {
	labels := strings.Join(lessonNames(t.lessons), " || ")
	if len(t.specs) > 0 {
		labels += " && (" + strings.Join(append(canaries.ids(), t.specs...), " || ") + ")"
	}
	return labels
}

func lessonNames(lessons []syllabus.Lesson) []string {
	names := make([]string, len(lessons))
	for i, l := range lessons {
		names[i] = l.Name
	}
	return names
}

// hear takes in an event if it is its turn: each spec of the lessons begins, and then it ends,
// once.
func (end *ends) hear(lessons []string, event course.Event) {
	switch {
	case event.Plan != nil && end.plan == nil:
		end.plan = event.Plan
	case event.Began != nil && end.began == nil && slices.Contains(lessons, event.Began.Lesson):
		end.began = event.Began
	case event.Ended != nil && end.began != nil && event.Ended.Name() == end.began.Name():
		end.ended = append(end.ended, *event.Ended)
		end.began = nil
	}
}

// capped keeps the first and the last half MiB of what is written to it.
type capped struct {
	mu         sync.Mutex
	head, tail []byte
	cut        int // bytes between them that were thrown away
}

const half = 512 << 10

func (c *capped) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := len(p)
	if room := half - len(c.head); room > 0 {
		take := min(room, len(p))
		c.head = append(c.head, p[:take]...)
		p = p[take:]
	}
	c.tail = append(c.tail, p...)
	if len(c.tail) > 2*half {
		c.cut += len(c.tail) - half
		c.tail = slices.Clone(c.tail[len(c.tail)-half:])
	}
	return n, nil
}

func (c *capped) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cut > 0 {
		return fmt.Sprintf("%s\n… %d bytes …\n%s", c.head, c.cut, c.tail)
	}
	return string(c.head) + string(c.tail)
}
