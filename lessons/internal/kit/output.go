package kit

import (
	"bytes"
	"crypto/rand"
	"io"
	"log"
	"os"

	"handshake/internal/course"
)

// output stands between what the student's code prints and the person who runs "go test": it
// takes the place of os.Stdout and os.Stderr while specs run, and lets through what a person
// can read. Where the checker listens there is none: it reads what the process prints itself.
type output struct {
	stdout, stderr *os.File // the process's own
	pipe           *os.File // what the student's code writes to
	mark           []byte   // says that everything before it has been read
	reached        chan struct{}
	ended          chan struct{}
}

// takeOutput puts an output in place; nil where the system has no pipe for it, and everything
// is printed as it comes.
func takeOutput(shown course.Printer) *output {
	from, to, err := os.Pipe()
	if err != nil {
		return nil
	}
	o := &output{
		stdout: os.Stdout, stderr: os.Stderr, pipe: to,
		mark: []byte(rand.Text()), reached: make(chan struct{}), ended: make(chan struct{}),
	}
	go o.pass(from, &course.Echo{Printer: shown})
	os.Stdout, os.Stderr = to, to
	log.SetOutput(to)
	return o
}

// settle waits until everything that was printed so far has been shown: what a spec's code has
// printed stands above its verdict.
func (o *output) settle() {
	if o == nil {
		return
	}
	if _, err := o.pipe.Write(o.mark); err != nil {
		<-o.ended // the student's code has closed it
		return
	}
	select {
	case <-o.reached:
	case <-o.ended:
	}
}

// giveBack puts the process's own output in place again.
func (o *output) giveBack() {
	if o == nil {
		return
	}
	os.Stdout, os.Stderr = o.stdout, o.stderr
	log.SetOutput(o.stderr)
	o.settle() // and no longer: a child of the student's may hold the pipe open
	_ = o.pipe.Close()
}

// pass shows what comes out of the pipe, until it ends. It never stops reading: who prints is
// not held up.
func (o *output) pass(from io.Reader, echo *course.Echo) {
	defer close(o.ended)
	defer echo.End()
	var held []byte // the beginning of a mark, perhaps
	chunk := make([]byte, 32<<10)
	for {
		n, err := from.Read(chunk)
		held = append(held, chunk[:n]...)
		for {
			before, after, found := bytes.Cut(held, o.mark)
			if !found {
				break
			}
			_, _ = echo.Write(before)
			echo.End()
			o.reached <- struct{}{}
			held = after
		}
		rest := begins(held, o.mark)
		_, _ = echo.Write(held[:len(held)-rest])
		held = bytes.Clone(held[len(held)-rest:])
		if err != nil {
			_, _ = echo.Write(held)
			return
		}
	}
}

// begins is how many bytes at the end of text are the beginning of mark.
func begins(text, mark []byte) int {
	n := min(len(text), len(mark)-1)
	for n > 0 && !bytes.HasPrefix(mark, text[len(text)-n:]) {
		n--
	}
	return n
}
