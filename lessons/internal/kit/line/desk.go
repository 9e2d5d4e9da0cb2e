package line

import (
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"testing/synctest"

	. "github.com/onsi/ginkgo/v2"

	. "handshake/lessons/internal/kit"
)

// Desk is a function of the student's at work on a listener, whose callers it hands to somebody
// who answers them.
type Desk struct {
	*Running[error]
	Listener *ScriptedListener

	name, handler string        // the function's name, and that of the one who answers
	answered      chan net.Conn // each caller who has been handed over
	talking       atomic.Int32
	invented      chan struct{} // closed when somebody was handed over whom Accept has not returned
	invent        sync.Once
}

// NewDesk is a desk for the student's function called name, which will hand the callers of ln to
// handler. Whoever is handed over is told to the desk by Answer, or by Answered.
func NewDesk(ln *ScriptedListener, name, handler string) *Desk {
	return &Desk{
		Listener: ln, name: name, handler: handler,
		answered: make(chan net.Conn, 128), invented: make(chan struct{}),
	}
}

// Open starts serve, which calls the student's function with the listener as it is lent.
func (d *Desk) Open(serve func(net.Listener) error) {
	ln := LendListener(d.Listener)
	d.Running = Start(func() error { return serve(ln) })
}

// Answer talks with a caller who has been handed over, unless Accept has not returned conn.
func (d *Desk) Answer(conn net.Conn, talk func(net.Conn)) {
	if !d.Listener.Met(conn) {
		d.invent.Do(func() { close(d.invented) })
		return
	}
	d.talking.Add(1)
	defer d.talking.Add(-1)
	d.Answered(conn)
	talk(conn)
}

// Answered notes that somebody is being answered; conn is nil where that is no caller's connection.
func (d *Desk) Answered(conn net.Conn) { d.answered <- conn }

// Talking is how many conversations are going on.
func (d *Desk) Talking() int { return int(d.talking.Load()) }

// Answers waits until n more callers are answered, and returns their connections; the spec fails
// with orElse if they are not.
func (d *Desk) Answers(n int, orElse string) (conns []net.Conn) {
	GinkgoHelper()
	enough := Enough()
	for len(conns) < n {
		select { // what has come about counts, whatever else there is
		case conn := <-d.answered:
			conns = append(conns, conn)
			continue
		default:
		}
		select {
		case conn := <-d.answered:
			conns = append(conns, conn)
		case <-d.Returned():
			Settle() // it may have started a goroutine that has yet to call the handler
			if len(d.answered) == 0 {
				d.Check()
				d.Complain()
				Fail(orElse + d.byThen())
			}
		case <-d.invented:
			d.Complain()
		case <-enough:
			d.Complain()
			d.OutOfTime(orElse)
		}
	}
	return conns
}

// byThen says what the function has returned.
func (d *Desk) byThen() string {
	returned := "nil"
	if err := d.Result(""); err != nil {
		returned = err.Error()
	}
	return "\n" + fmt.Sprintf(In("by then %s had returned: ", "%s 那时已经返回："), d.name) + returned
}

// Complain fails the spec if the listener was pestered, or if callers were invented.
func (d *Desk) Complain() {
	GinkgoHelper()
	if complaint := d.Listener.Complaint(); complaint != "" {
		Fail(complaint)
	}
	select {
	case <-d.invented:
		Fail(fmt.Sprintf(In(
			"%s was called with a connection that Accept has not returned, or more often than Accept has returned one",
			"交给 %[1]s 的连接不是 Accept 返回的，或者调用 %[1]s 的次数比 Accept 返回的连接还多"), d.handler))
	default:
	}
}

// Returns is what the function returns; the spec fails with orElse if it does not.
func (d *Desk) Returns(orElse string) error {
	GinkgoHelper()
	return d.Ends(d.Running, orElse)
}

// Ends is what half, which has to do with the listener as well, returns; the spec fails with orElse
// if it does not.
func (d *Desk) Ends(half *Running[error], orElse string) error {
	GinkgoHelper()
	err := half.Result(orElse)
	d.Complain()
	return err
}

// Closes is what the function returns once its listener is closed.
func (d *Desk) Closes(orElse string) error {
	GinkgoHelper()
	d.Complain()
	_ = d.Listener.Close()
	return d.Returns(orElse)
}

// Leave closes the listener and waits for the function to end, without a verdict.
func (d *Desk) Leave() {
	_ = d.Listener.Close()
	d.InTime()
}

// ComeToRest waits, in virtual time, until everything that can happen now has happened.
func (d *Desk) ComeToRest() {
	GinkgoHelper()
	synctest.Wait()
	d.Check()
}

// Anyone is a caller of whom nothing is asked.
func Anyone() net.Conn { return Script{}.Conn() }
