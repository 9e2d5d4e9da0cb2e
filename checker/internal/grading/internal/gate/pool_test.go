package gate

import (
	"encoding/json"
	"os"
	"reflect"
	"testing"

	"handshake/checker/internal/answer"
	"handshake/checker/internal/reexec"
)

func TestMain(m *testing.M) {
	reexec.Run() // does not return where this process is one of a pool's
	os.Exit(m.Run())
}

// A pool finds what the gate itself finds, and goes on after the loss of a worker.
func TestPool(t *testing.T) {
	pool := OpenPool(root, 1)
	t.Cleanup(func() { _ = pool.Close() })
	all := corpus(t)
	for i, a := range all[:12] {
		want := find(t, a.Lesson, a.Files...)
		got, err := pool.Check(t.Context(), a.Answer)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, %v, want %+v", a.name, got, err, want)
		}
		if i%4 == 0 {
			w := <-pool.idle
			if err := w.cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			pool.idle <- w
		}
	}
	refused := answer.File{
		Name: "server.go", Text: []byte("package listen\n\nimport \"unsafe\"\n\nvar _ unsafe.Pointer\n"),
	}
	got, err := pool.Check(t.Context(), answer.Answer{Lesson: all[0].Lesson, Files: []answer.File{refused}})
	if err != nil || len(got.Refusals) == 0 || got.Refusals[0].Rule != ruleImport {
		t.Errorf("got %+v, %v", got, err)
	}
}

// A worker that ends over a question is not yet a verdict: somebody else may have killed it.
func TestPoolAsksASecondWorker(t *testing.T) {
	pool := OpenPool(root, 1)
	t.Cleanup(func() { _ = pool.Close() })
	first := corpus(t)[0]
	if _, err := pool.Check(t.Context(), first.Answer); err != nil {
		t.Fatal(err)
	}
	w := <-pool.idle
	if err := w.ask.Encode(question{Lesson: "none"}); err != nil { // over which it ends
		t.Fatal(err)
	}
	pool.idle <- w
	if got, err := pool.Check(t.Context(), first.Answer); err != nil || !got.Passed() {
		t.Errorf("got %+v, %v", got, err)
	}
}

// Source that exhausts the type checker costs its author, and nobody else.
func TestPoolOutlivesWhatExhaustsIt(t *testing.T) {
	pool := OpenPool(root, 1)
	t.Cleanup(func() { _ = pool.Close() })
	honest := corpus(t)[0]
	doubling := "package " + honest.Lesson.Package() + "\nconst c0 = `0123456789`\n" +
		chain("const c%d = c%d + c%d\n", 40) + "var _ = len(c40)"
	got, err := pool.Check(t.Context(), answer.Answer{
		Lesson: honest.Lesson, Files: []answer.File{{Name: honest.Lesson.Files[0], Text: []byte(doubling)}},
	})
	if err != nil || len(got.Refusals) != 1 || got.Refusals[0].Rule != ruleBeyond {
		t.Errorf("got %+v, %v", got, err)
	}
	if got, err := pool.Check(t.Context(), honest.Answer); err != nil || !got.Passed() {
		t.Errorf("got %+v, %v", got, err)
	}
}

// A fault of the gate crosses the pipe as what it is.
func TestAFaultIsToldByItsWorker(t *testing.T) {
	want := reply{Fault: &Fault{Lesson: "01-listen", Panic: "index out of range", Stack: "gate.go:1"}}
	line, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var got reply
	if err := json.Unmarshal(line, &got); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
}
