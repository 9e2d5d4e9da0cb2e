package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"time"
)

// Act is a function of a lesson at work with something of the course's own.
type Act struct {
	Name string // the function's
	Play func(*Try) error
}

// Try is what an act plays with.
type Try struct {
	context.Context // ends with the act
	lesson          string
	out             io.Writer
	broken          chan error // what was started has failed
}

const (
	// patience is how long an act may take that takes a second.
	patience = 10 * time.Second
	// grace is how long it takes to notice the end of ctx, or a failure.
	grace = time.Second
)

// Show plays acts one after the other, and ends the program with 1 if one of them did not end well.
func Show(lesson string, acts ...Act) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := 0
	if !show(ctx, os.Stdout, lesson, acts...) {
		code = 1
	}
	stop()
	os.Exit(code)
}

func show(ctx context.Context, out io.Writer, lesson string, acts ...Act) (well bool) {
	well = true
	for _, act := range acts {
		_, _ = fmt.Fprintln(out, act.Name)
		within, cancel := context.WithTimeout(ctx, patience)
		err := (&Try{within, lesson, out, make(chan error, 1)}).play(act)
		cancel()
		if err != nil {
			well = false
			_, _ = fmt.Fprintf(out, "  ✗ %v\n", err)
		}
	}
	return well
}

// play plays an act. It ends when what it has started fails, even if somebody at the other end waits on.
func (t *Try) play(act Act) error {
	played := make(chan error, 1)
	go func() { played <- Written(t.lesson, func() error { return act.Play(t) }) }()
	late := errHangs()
	select {
	case err := <-played:
		if err == nil {
			return nil
		}
		select {
		case own := <-t.broken: // what went wrong at the other end is often its doing
			return own
		case <-time.After(grace / 10):
			return err
		}
	case late = <-t.broken:
	case <-t.Done():
	}
	select {
	case err := <-played:
		return err
	case <-time.After(grace):
		return late
	}
}

func errHangs() error { return errors.New(Say("it has not come back", "一直没有返回")) }

// Say prints a line of the act; the words are as for fmt.Printf.
func (t *Try) Say(en, zh string, values ...any) {
	_, _ = fmt.Fprintf(t.out, "  "+Say(en, zh)+"\n", values...)
}

// Start has work, which calls a lesson's functions, done in a goroutine of its own. A function that is
// still a stub is an error.
func (t *Try) Start(work func() error) <-chan error {
	ended := make(chan error, 1)
	go func() {
		err := Written(t.lesson, work)
		ended <- err
		if err != nil {
			select {
			case t.broken <- err:
			default:
			}
		}
	}()
	return ended
}

// Await is what comes of work that was started, or the end of the act.
func (t *Try) Await(ended <-chan error) error {
	select {
	case err := <-ended:
		return err
	case <-t.Done():
		return errHangs()
	}
}

// Told is an error as an act says it.
func Told(err error) string {
	if err == nil {
		return "nil"
	}
	return err.Error()
}

// Pair is the two ends of a new connection over loopback.
func Pair() (client, server *net.TCPConn, err error) {
	ln, err := net.ListenTCP("tcp", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return nil, nil, err
	}
	defer ln.Close()
	if client, err = net.DialTCP("tcp", nil, ln.Addr().(*net.TCPAddr)); err != nil {
		return nil, nil, err
	}
	if server, err = ln.AcceptTCP(); err != nil {
		_ = client.Close()
	}
	return client, server, err
}
