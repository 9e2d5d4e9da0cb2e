// Command demo is the original conversation: both halves of lesson 06 in one process, over
// real TCP on the loopback interface.
package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"strings"
	"sync"
	"time"

	conversation "handshake/lessons/06-conversation"
	"handshake/lessons/internal/demo"
)

// lesson is whose two halves are at work.
const lesson = "06-conversation"

// The two speakers of the script.
const (
	server = iota
	client
)

// script is who prints what, in the order of the original program. The original owes this
// order to a sleep and to luck; here each half waits for its turn.
var script = []struct {
	speaker int
	begins  string
}{
	{server, "Server is listening..."},
	{client, "Client connected to server."},
	{server, "Connected by "},
	{client, "Received: "},
	{server, "Received: "},
	{client, "Client connection closed."},
	{server, "Server connection closed."},
}

const (
	// patience is how long a conversation may take that takes a millisecond.
	patience = 5 * time.Second
	// grace is how long a half may take to notice that ctx has ended.
	grace = time.Second
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := converse(ctx, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// converse has one conversation, printed to out, and returns the first error of either half.
func converse(ctx context.Context, out io.Writer) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	ln, err := net.Listen("tcp", "127.0.0.1:0") // from here on the client may call: no need to sleep
	if err != nil {
		return err
	}
	defer ln.Close()

	stage := newStage(out)
	stop := context.AfterFunc(ctx, stage.open)
	defer stop()
	ended := make(chan error, 2)
	play := func(speaker int, half func(io.Writer) error) {
		err := demo.Written(lesson, func() error { return half(stage.voice(speaker)) })
		stage.leave(speaker)
		ended <- err
		if err != nil {
			cancel() // the other half need not wait for this one
		}
	}
	go play(server, func(out io.Writer) error { return conversation.Serve(ctx, ln, out) })
	go play(client, func(out io.Writer) error { return conversation.Call(ctx, ln.Addr().String(), out) })

	overdue := make(chan struct{})
	stopGrace := context.AfterFunc(ctx, func() { time.AfterFunc(grace, func() { close(overdue) }) })
	defer stopGrace()
	for range 2 {
		select {
		case failed := <-ended:
			if err == nil {
				err = failed
			}
		case <-overdue:
			if err == nil {
				err = ctx.Err()
			}
			return fmt.Errorf("%w: %s", err, demo.Say("a half of the conversation did not come back", "通话有一半没有返回"))
		}
	}
	return err
}

// stage lets the halves print in the order of the script. When one leaves the script, the
// stage is open: everybody prints at once, and nobody waits for a line that never comes.
type stage struct {
	out io.Writer

	mu     sync.Mutex
	turn   *sync.Cond
	next   int // in script
	isOpen bool
}

func newStage(out io.Writer) *stage {
	s := &stage{out: out}
	s.turn = sync.NewCond(&s.mu)
	return s
}

// voice is where a speaker prints its lines, one with each Write.
func (s *stage) voice(speaker int) io.Writer { return voice{s, speaker} }

type voice struct {
	*stage
	speaker int
}

func (v voice) Write(line []byte) (int, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for !v.isOpen && v.next < len(script) && script[v.next].speaker != v.speaker {
		v.turn.Wait()
	}
	if v.next == len(script) || !strings.HasPrefix(string(line), script[v.next].begins) {
		v.isOpen = true
	}
	v.next = min(v.next+1, len(script))
	v.turn.Broadcast()
	return v.out.Write(line)
}

// leave is the end of a speaker's part: lines that it still owes will never come.
func (s *stage) leave(speaker int) {
	s.mu.Lock()
	owes := false
	for _, line := range script[s.next:] {
		owes = owes || line.speaker == speaker
	}
	s.mu.Unlock()
	if owes {
		s.open()
	}
}

// open lets everybody print without waiting.
func (s *stage) open() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.isOpen = true
	s.turn.Broadcast()
}
