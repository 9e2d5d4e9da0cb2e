package gate

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"slices"
	"time"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/process"
	"handshake/checker/internal/reexec"
	"handshake/internal/course/syllabus"
)

// Pool has strangers' files checked in processes of their own, within limits of memory: source
// that exhausts the type checker costs its author, and nobody else.
type Pool struct {
	root string
	idle chan *worker // a place for each; nil: to be started
}

// worker is one such process.
type worker struct {
	cmd     *exec.Cmd
	ask     *json.Encoder
	answers *json.Decoder
}

// question is what a worker is asked, a line of JSON.
type question struct {
	Lesson string
	Files  []answer.File
}

// reply is a worker's, another line.
type reply struct {
	Finding
	Fault *Fault
}

// workerName is the role of a worker; its argument is the root of the course.
const workerName = "handshake-gate"

// overdue is how much longer than its own patience a worker may take.
const overdue = 10 * time.Second

// OpenPool makes a pool of so many workers for the course at root. Its processes are this very
// program.
func OpenPool(root string, workers int) *Pool {
	p := &Pool{root: root, idle: make(chan *worker, workers)}
	for range workers {
		p.idle <- nil
	}
	return p
}

// Check is Gate.Check in one of the pool's processes.
func (p *Pool) Check(ctx context.Context, a answer.Answer) (Finding, error) {
	var w *worker
	select {
	case w = <-p.idle:
	case <-ctx.Done():
		return Finding{}, ctx.Err()
	}
	defer func() { p.idle <- w }()
	// A worker that ends over a question may have been killed by somebody else: a second one
	// that does so has met its match.
	for range 2 {
		if w == nil {
			var err error
			if w, err = p.start(); err != nil {
				return Finding{}, err
			}
		}
		said, err := w.check(ctx, a)
		if err == nil && said.Fault != nil {
			return Finding{}, said.Fault
		}
		found := said.Finding
		if err == nil && !slices.ContainsFunc(found.Refusals, func(r Refusal) bool { return r.Rule == ruleBeyond }) {
			return found, nil
		}
		w.stop() // it may still be at work on these files
		w = nil
		switch {
		case ctx.Err() != nil:
			return Finding{}, ctx.Err()
		case err == nil:
			return found, nil
		case errors.Is(err, context.DeadlineExceeded):
			return beyond(a), nil
		}
	}
	return beyond(a), nil
}

// beyond is the finding on files that exhaust the gate.
func beyond(a answer.Answer) Finding {
	return (&check{lesson: a.Lesson, files: a.Files}).beyond()
}

// Close ends the processes. Nobody may be checking.
func (p *Pool) Close() error {
	for range cap(p.idle) {
		if w := <-p.idle; w != nil {
			w.stop()
		}
	}
	return nil
}

// errUnready is a worker that could not make its gate.
var errUnready = errors.New("the gate cannot be opened in a process of its own")

func (p *Pool) start() (*worker, error) {
	cmd, err := reexec.Command(workerName, p.root)
	if err != nil {
		return nil, err
	}
	process.EndWithParent(cmd) // it may be at work, and not listening
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	w := &worker{cmd: cmd, ask: json.NewEncoder(in), answers: json.NewDecoder(bufio.NewReader(out))}
	var ready bool
	if err := w.answers.Decode(&ready); err != nil || !ready {
		w.stop()
		return nil, errUnready
	}
	return w, nil
}

// check asks the worker, and waits for its answer for as long as it may take.
func (w *worker) check(ctx context.Context, a answer.Answer) (said reply, err error) {
	answered := make(chan error, 1)
	go func() {
		if err := w.ask.Encode(question{a.Lesson.Name, a.Files}); err != nil {
			answered <- err
			return
		}
		answered <- w.answers.Decode(&said)
	}()
	late := time.NewTimer(patience + overdue)
	defer late.Stop()
	select {
	case err := <-answered:
		return said, err
	case <-late.C:
		err = context.DeadlineExceeded
	case <-ctx.Done():
		err = ctx.Err()
	}
	w.stop()
	<-answered //nolint:errcheck // the goroutine has said's memory; its answer comes too late
	return reply{}, err
}

func (w *worker) stop() {
	_ = w.cmd.Process.Kill()
	_ = w.cmd.Wait()
}

func init() {
	reexec.Register(workerName, func(args []string) int {
		if err := work(args[0]); err != nil {
			os.Stderr.WriteString(err.Error() + "\n")
			return 1
		}
		return 0
	})
}

// work answers questions until nobody asks any more.
func work(root string) error {
	lessons, err := syllabus.Load(root)
	if err != nil {
		return err
	}
	g, err := New(context.Background(), root, lessons)
	if err != nil {
		return err
	}
	if err := limitMemory(); err != nil {
		return err
	}
	answers := json.NewEncoder(os.Stdout)
	if err := answers.Encode(true); err != nil {
		return err
	}
	for questions := json.NewDecoder(bufio.NewReader(os.Stdin)); ; {
		var q question
		if err := questions.Decode(&q); err != nil {
			return nil // nobody asks any more
		}
		i := slices.IndexFunc(lessons, func(l syllabus.Lesson) bool { return l.Name == q.Lesson })
		if i < 0 {
			return errors.New("no lesson " + q.Lesson)
		}
		var said reply
		said.Finding, err = g.Check(context.Background(), answer.Answer{Lesson: lessons[i], Files: q.Files})
		if err != nil && !errors.As(err, &said.Fault) {
			return err
		}
		if err := answers.Encode(said); err != nil {
			return err
		}
	}
}
